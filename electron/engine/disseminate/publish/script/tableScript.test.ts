// Scripts that repeat a table: run by R, DuckDB and PSPP over exported records and held against the cube; what cannot
// be said is refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileHandlers } from '../methods.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { plainCell } from '#shared/format/cell.ts'
import type { ScriptLanguage } from '#shared/contract/files.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { parseCsv } from '../parseCsv.ts'
import { itWith, run } from '#test/support/outsideTools.ts'
import { visitWorkspace } from '#test/support/publish/visits.ts'
import type { VisitWorkspace } from '#test/support/publish/visits.ts'
import { tableScript } from './tableScript.ts'
import { quietJob } from '#test/support/engine/testContext.ts'

let at: VisitWorkspace
beforeAll(async () => {
  at = await visitWorkspace()
  fileHandlers['records.allow'](at.context, { allowed: true, reason: 'cho phép trong phép thử' })
}, 60_000)
afterAll(() => at.close())

const text = { vi: 'Bảng "thử" của O\'Brien', en: 'Test' }
const table = (more: object): TableDefinition =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 'visits_table',
    title: text,
    dataset: 'visit',
    measures: [{ id: 'n', statistic: 'count' }],
    ...more,
  })
const x = { variable: 'amount' }
const everything = table({
  rows: [{ variable: 'province' }, { variable: 'made', level: 'quarter' }],
  columns: [{ variable: 'period' }],
  filter: 'people < 4',
  measures: [
    { id: 'n', statistic: 'count' },
    { id: 's', statistic: 'sum', ...x, power: 3, decimals: 2 },
    { id: 'a', statistic: 'mean', ...x },
    { id: 'md', statistic: 'median', ...x },
    { id: 'sd', statistic: 'standard_deviation', ...x },
    { id: 'mn', statistic: 'minimum', ...x },
    { id: 'mx', statistic: 'maximum', ...x },
    { id: 'wn', statistic: 'count', weight: 'people' },
    { id: 'ws', statistic: 'sum', ...x, weight: 'people' },
    { id: 'wa', statistic: 'mean', ...x, weight: 'people' },
    { id: 'r', statistic: 'ratio', numerator: 's', denominator: 'n' },
    { id: 'pr', statistic: 'percent', of: 's', base: 'row' },
    { id: 'pt', statistic: 'share', of: 'n', base: 'table' },
  ],
})
const more = (measures: object[]) => ({
  ...everything,
  measures: [
    ...everything.measures,
    ...table({ measures: [{ id: 'n', statistic: 'count' }, ...measures] }).measures.slice(1),
  ],
})
const spread = [
  { id: 'd', statistic: 'distinct', variable: 'shop' },
  { id: 'p25', statistic: 'percentile', percentile: 25, ...x },
  { id: 'p10', statistic: 'percentile', percentile: 10, variable: 'people' },
]
const parents = [
  { id: 'pp', statistic: 'percent', of: 's', base: 'parent_row' },
  { id: 'wmd', statistic: 'median', ...x, weight: 'people' },
  { id: 'wsd', statistic: 'standard_deviation', ...x, weight: 'people' },
]

type Result = Map<string, Record<string, number | null>>

/** The cube's figures by category keys, in shown units. */
const figures = async (definition: TableDefinition): Promise<Result> => {
  const cube = await tabulate(at.context, definition, { engine: 'duckdb' }, quietJob())
  return new Map(
    Array.from(cube.cells.records, (_, i) => [
      cube.dimensions.map((d, k) => categoryKey(d.categories[cube.cells.coordinates[k]![i]!]!)).join(' '),
      Object.fromEntries(
        cube.measures.map((m, j) => {
          const value = cube.cells.values[j]![i] ?? null
          const plain = plainCell(
            { value, status: cube.cells.statuses?.[j]?.[i] ?? (value === null ? 'not_available' : 'value') },
            m,
          )
          return [m.id, plain === null ? null : Number(plain)]
        }),
      ),
    ]),
  )
}

const prepare = async (definition: TableDefinition, language: ScriptLanguage) => {
  const script = await fileHandlers['table.script'](at.context, { definition, language })
  const { format, variables, filter } = script.records
  await fileHandlers['records.export'](
    at.context,
    {
      dataset: 'visit',
      variables,
      filter,
      format,
      language: 'vi',
      reason: 'phép thử của bảng lặp lại',
      path: join(at.folder, `visit.${format}`),
    },
    quietJob(),
  )
  writeFileSync(join(at.folder, script.fileName), script.text)
  return script
}

const rowsOf = async (path: string): Promise<Record<string, string>[]> => {
  const rows: string[][] = []
  for await (const row of parseCsv([
    readFileSync(path, 'utf8').replace(/\r?\n/g, '\r\n'),
  ] as unknown as AsyncIterable<unknown>))
    rows.push(row)
  const [header = [], ...body] = rows
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

/** Every cell of the cube is in the script's result with the same figures, to twelve digits. */
const agree = (
  wanted: Result,
  rows: Record<string, string>[],
  keys: string[],
  name: (id: string) => string = (id) => id,
  key: (text: string) => string = (t) => t,
): void => {
  const found = new Map(rows.map((row) => [keys.map((k) => key((row[k] ?? '').trim())).join(' '), row]))
  expect(wanted.size).toBeGreaterThan(20)
  for (const [place, measures] of wanted) {
    const row = found.get(place)
    expect(row, place).toBeDefined()
    for (const [id, value] of Object.entries(measures)) {
      const got = row![name(id)]!.trim()
      if (value === null) expect(got, `${place} ${id}`).toMatch(/^(\.|)$/)
      else
        expect(Math.abs(Number(got) - value), `${place} ${id}: ${got} for ${value}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(value)),
        )
    }
  }
}

describe('the script in R', () => {
  itWith('r', 'gives the figures of the cube', async () => {
    const definition = more([...spread, ...parents])
    const wanted = await figures(definition)
    const script = await prepare(definition, 'r')
    run('Rscript', [script.fileName], at.folder)
    agree(wanted, await rowsOf(join(at.folder, 'visits_table.csv')), ['province', 'made_quarter', 'period'])
  })

  itWith('r', 'leaves out records without a category where the table does', async () => {
    const definition = table({
      rows: [{ variable: 'province', missing: 'hide' }],
      columns: [{ variable: 'made', level: 'month' }],
    })
    const wanted = await figures(definition)
    const script = await prepare(definition, 'r')
    run('Rscript', [script.fileName], at.folder)
    agree(wanted, await rowsOf(join(at.folder, 'visits_table.csv')), ['province', 'made_month'])
  })
})

describe('the script in SQL', () => {
  it('gives the figures of the cube in DuckDB', async () => {
    const definition = more(spread)
    const wanted = await figures(definition)
    const script = await prepare(definition, 'sql')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const sql = script.text
      .replace("read_parquet('visit.parquet')", `read_parquet('${join(at.folder, 'visit.parquet')}')`)
      .trim()
      .replace(/;$/, '')
    const result = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`)
    const names = result.columnNames()
    const rows = result
      .getRowsJson()
      .map((row) => Object.fromEntries(names.map((n, i) => [n, row[i] === null ? '' : String(row[i])])))
    connection.closeSync()
    instance.closeSync()
    agree(wanted, rows, ['province', 'made_quarter', 'period'])
  })

  it('says a table without dimensions, and one of two blocks', async () => {
    expect(tableScript(table({}), tableModel(at.context, 'visit'), 'sql').text).toContain('count(*)')
    const stacked = tableScript(
      table({ rows: [{ variable: 'province' }, { variable: 'shop', stack: true }], columns: [{ variable: 'period' }] }),
      tableModel(at.context, 'visit'),
      'sql',
    ).text
    expect(stacked).toContain('GROUPING SETS ((k1, k3), (k2, k3), (k1), (k2), (k3), ())')
  })
})

describe('the script in SPSS syntax', () => {
  itWith('pspp', 'gives the figures of the cube in PSPP', async () => {
    const wanted = await figures(everything)
    const script = await prepare(everything, 'spss')
    const save = `SAVE TRANSLATE /OUTFILE='spss.csv' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=VALUES.\n`
    writeFileSync(
      join(at.folder, 'run.sps'),
      `${script.text}GET FILE='visits_table.sav'.\n${everything.measures.map((_, i) => `FORMATS m${i + 1} (E24.16).`).join('\n')}\n${save}`,
    )
    run('pspp', ['-o', join(at.folder, 'pspp.txt'), 'run.sps'], at.folder)
    const ids = new Map(everything.measures.map((m, i) => [m.id, `m${i + 1}`]))
    // Categories are named as the file labels them: "15 Yên Bái (2004)".
    agree(
      wanted,
      await rowsOf(join(at.folder, 'spss.csv')),
      ['k1', 'k2', 'k3'],
      (id) => ids.get(id)!,
      (label) => label.replace(/^(\d\d) .*\((\d{4})\)$/, '$1@$2'),
    )
  })
})

describe('the script in Stata', () => {
  it('says keys, a collapse for each set of totals, and what is derived', async () => {
    const {
      text: script,
      fileName,
      records,
    } = await fileHandlers['table.script'](at.context, { definition: everything, language: 'stata' })
    expect(fileName).toBe('visits_table.do')
    expect(records).toEqual({
      format: 'dta',
      variables: ['province', 'made', 'period', 'amount', 'people'],
      filter: 'people < 4',
    })
    expect(script).toContain('use `"visit.dta"\', clear')
    expect(script).toContain('foreach keys in "k1 k2 k3" "k1 k2" "k1 k3" "k2 k3" "k1" "k2" "k3" {')
    expect(script).toContain('(median) m4=amount (sd) m5=amount (min) m6=amount (max) m7=amount')
    expect(script.split('\n').filter((l) => l.includes('preserve')).length).toBe(
      script.split('\n').filter((l) => l.trim() === 'restore').length,
    )
  })
})

describe('what a language cannot say', () => {
  const refused = (definition: TableDefinition, language: ScriptLanguage) => {
    try {
      tableScript(definition, tableModel(at.context, 'visit'), language)
      return null
    } catch (thrown) {
      return thrown instanceof Failure ? `${thrown.value.code} ${thrown.value.facts.what}` : String(thrown)
    }
  }
  it.each([
    ['r', { rows: [{ variable: 'province', level: 'region' }] }, 'the level “region”'],
    ['r', { rows: [{ variable: 'province' }], classification: 'as_now' }, 'recoding old codes'],
    ['sql', { measures: [{ id: 'n', statistic: 'count', filter: 'people > 1' }] }, 'the filter of the measure “n”'],
    [
      'stata',
      {
        rows: [{ variable: 'province' }],
        measures: [
          { id: 'n', statistic: 'count' },
          { id: 'k', statistic: 'rank', of: 'n' },
        ],
      },
      'the measure “k” (rank)',
    ],
    ['spss', { measures: [{ id: 'p', statistic: 'percentile', percentile: 25, ...x }] }, 'a percentile'],
    ['sql', { measures: [{ id: 'p', statistic: 'median', weight: 'people', ...x }] }, 'a weighted percentile'],
    [
      'r',
      {
        rows: [{ variable: 'made_up' }],
        variables: [
          {
            kind: 'variable',
            id: 'made_up',
            dataset: 'visit',
            label: text,
            method: 'expression',
            expression: 'people',
          },
        ],
      },
      'the derived variable “made_up”',
    ],
  ] as const)('is refused by name in %s', (language, definition, what) => {
    expect(refused(table(definition), language)).toContain(`SCRIPT_NOT_SAYABLE ${what}`)
  })
})
