// The address of a cell → SQL conditions on its records: for each dimension the raw keys that fall in the chosen
// category. In: a scan already read, a DuckDB source, one choice per dimension. Out: conditions. Never text of the
// address in SQL.
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { notLinkedCode } from '../plan/cubeDimensions.ts'
import { categoryIdentity } from '#engine/process/categories/categories.ts'
import { keySql } from '../duckdb/duckdbKeys.ts'
import type { PlannedDimension, RawKey } from '../types.ts'
import type { Scanned } from './wideCube.ts'

export type CellChoice = {
  variable: string
  level?: string | undefined
  code: string | null
  version?: string | undefined
  kind: 'value' | 'total' | 'missing' | 'unmapped' | 'others'
}

/** The choice made for a dimension; none is the total. */
export const choiceFor = (
  address: readonly CellChoice[],
  { ref, dimension }: Pick<PlannedDimension, 'ref' | 'dimension'>,
): CellChoice =>
  address.find((c) => c.variable === ref && c.level === dimension.level) ??
  address.find((c) => c.variable === ref && c.level === undefined) ?? { variable: ref, code: null, kind: 'total' }

const identityOf = ({ kind, code, version }: CellChoice): string =>
  categoryIdentity({
    kind,
    code: kind === 'value' ? (code ?? '') : '',
    version: version ?? null,
    notLinked: kind === 'missing' && code === notLinkedCode,
  })

/** The key is one of the raw values that go to a category, given as the engine's own literals. */
const keyIn = (key: string, raw: RawKey, chosen: (index: number) => boolean): string => {
  const literals = raw.sql.filter((sql, i) => sql !== null && chosen(i))
  const parts = [
    ...(literals.length > 0 ? [`${key} IN (${literals.join(', ')})`] : []),
    ...(raw.sql.some((sql, i) => sql === null && chosen(i)) ? [`${key} IS NULL`] : []),
  ]
  return parts.length === 0 ? 'false' : parts.join(' OR ')
}

/** Conditions that hold for exactly the records of the cell. */
export const cellConditions = (
  source: RecordSource,
  { scan: { plan }, cached: { groups }, maps }: Scanned,
  address: readonly CellChoice[],
): string[] => {
  const conditions: string[] = []
  for (const [d, dimension] of plan.dimensions.entries()) {
    const raw = groups.keys.get(dimension.rawKey)
    const { categories, map } = maps[d] ?? { categories: [], map: new Int32Array() }
    if (!raw) continue
    const key = keySql(source, dimension)
    const choice = choiceFor(address, dimension)
    // NOT (… IS NULL OR … IN …) holds for every other value: what is left out is told by its few raw values.
    if (map.includes(-1)) conditions.push(`(${keyIn(key, raw, (i) => map[i] === -1)}) IS NOT TRUE`)
    if (choice.kind === 'total') continue
    const wanted = identityOf(choice)
    const at = categories.findIndex((c) => categoryIdentity(c) === wanted)
    conditions.push(at < 0 ? 'false' : keyIn(key, raw, (i) => map[i] === at))
  }
  return conditions
}
