import { describe, expect, it } from 'vitest'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { knownCheck, rememberCheck } from './knownChecks.ts'
import type { TableModel } from './model.ts'

const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'a',
  title: { vi: 'a', en: 'a' },
  dataset: 'pupil',
  rows: [{ variable: 'sex' }],
  measures: [{ id: 'n', statistic: 'count' }],
})
const model = (cacheOwner: object, data = '1'): TableModel =>
  ({
    cacheOwner,
    dataVersion: () => data,
    links: [],
    variables: [],
    dataset: { temporality: 'flow' },
  }) as unknown as TableModel
const check = { engine: 'sqlite' as const, agrees: true, cells: 3 }

describe('a check by the second engine', () => {
  it('is told of the same figures over the same data, whatever the table is called', () => {
    const workspace = {}
    expect(knownCheck(model(workspace), definition)).toBeNull()
    rememberCheck(model(workspace), definition, check)
    expect(
      knownCheck(model(workspace), { ...definition, id: 'b', title: { vi: 'b', en: 'b' }, status: 'official' }),
    ).toEqual(check)
    const said = { ...definition, rows: definition.rows.map((row) => ({ ...row, total: 'after' as const })) }
    expect(knownCheck(model(workspace), said)).toEqual(check)
  })
  it('says nothing of other figures, other data or another workspace', () => {
    const workspace = {}
    rememberCheck(model(workspace), definition, check)
    expect(knownCheck(model(workspace), { ...definition, filter: "sex = '1'" })).toBeNull()
    expect(knownCheck(model(workspace, '2'), definition)).toBeNull()
    expect(knownCheck(model({}), definition)).toBeNull()
  })
})
