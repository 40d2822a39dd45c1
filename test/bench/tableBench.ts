// Tables over a national workspace beside the bare query for the same cells. In: an open workspace. Out: rows of the
// bench's table. The table is asked cold (no kept groups) for each counted run; "again" is the same table turned round.
import { join } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { forgetGroups } from '#engine/analyse/tabulate/ask/cache.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { inTurn, runChild, spread } from './measure.ts'
import { done } from './importBench.ts'
import type { BenchRow } from './report.ts'

const title = { vi: 'x', en: 'x' }
const table = (definition: Record<string, unknown>): TableDefinition =>
  tableDefinitionSchema.parse({ kind: 'table', id: 'bench', title, ...definition })
const ms = (seconds: number) => `${(seconds * 1000).toFixed(0)} ms`

export const pupilTables = async (
  context: EngineContext,
  job: JobContext,
  plainSqlite: string | null,
  runs: number,
): Promise<BenchRow[]> => {
  const workspace = context.workspace()
  const columns = await workspace.columns()
  const definition = table({
    dataset: 'pupil',
    rows: [{ variable: 'province' }, { variable: 'grade' }],
    columns: [{ variable: 'sex' }],
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 'born', statistic: 'mean', variable: 'birth_year' },
    ],
  })
  const turned = table({
    ...definition,
    rows: definition.columns,
    columns: [{ variable: 'grade', sort: 'label' }],
    layers: [{ variable: 'province' }],
  })
  const bare = 'SELECT province, grade, sex, count(*), sum(birth_year), count(birth_year) FROM cs_pupil GROUP BY ALL'
  const found = await inTurn(
    {
      statdesk: () => {
        forgetGroups(workspace)
        return tabulate(context, definition, { engine: 'duckdb' }, job)
      },
      bare: () => columns.columns(bare),
      cube: () =>
        columns.columns(
          'SELECT province, grade, sex, count(*), sum(birth_year), count(birth_year) FROM cs_pupil GROUP BY CUBE (province, grade, sex)',
        ),
    },
    runs,
  )
  await tabulate(context, definition, { engine: 'duckdb' }, job)
  const again = await inTurn({ turned: () => tabulate(context, turned, { engine: 'duckdb' }, job) }, runs)
  const rows: BenchRow[] = [
    {
      work: 'table, 3 dimensions (province × grade × sex), two measures, all totals',
      reach: '≤ 1.3 × bare DuckDB query',
      found: ms(found.statdesk.median),
      peer: `bare GROUP BY: ${ms(found.bare.median)}; GROUP BY CUBE: ${ms(found.cube.median)}`,
      ratio: (found.statdesk.median / found.bare.median).toFixed(2),
    },
    {
      work: 'the same table again, pivoted and sorted otherwise',
      reach: '≤ 50 ms',
      found: ms(again.turned.median),
      peer: '',
      ratio: '',
    },
  ]
  if (plainSqlite) {
    const times: number[] = []
    for (let run = 0; run < Math.min(runs, 2); run += 1)
      times.push(
        done(
          await runChild('sqlite3', [
            plainSqlite,
            'SELECT ma_tinh, khoi, gioi_tinh, count(*), sum(nam_sinh) FROM pupil GROUP BY 1, 2, 3',
          ]),
          'sqlite3',
        ).seconds,
      )
    const sqlite = spread(times).median
    rows.push({
      work: 'the same cells without totals, SQLite alone',
      reach: 'StatDesk ≥ 20 × faster',
      found: ms(found.statdesk.median),
      peer: `sqlite3: ${sqlite.toFixed(1)} s`,
      ratio: `${(sqlite / found.statdesk.median).toFixed(0)} × faster`,
    })
  }
  const median = table({
    dataset: 'pupil',
    rows: [{ variable: 'province' }],
    columns: [{ variable: 'sex' }],
    measures: [
      { id: 'm', statistic: 'median', variable: 'birth_year' },
      { id: 'd', statistic: 'distinct', variable: 'school_code' },
    ],
  })
  const hard = await inTurn(
    {
      statdesk: () => {
        forgetGroups(workspace)
        return tabulate(context, median, { engine: 'duckdb' }, job)
      },
      bare: () =>
        columns.columns(
          'SELECT province, sex, median(birth_year), count(DISTINCT school_code) FROM cs_pupil GROUP BY GROUPING SETS ((province, sex), (province), (sex), ())',
        ),
    },
    Math.min(runs, 3),
  )
  rows.push({
    work: 'median and distinct count, 2 dimensions, all totals from records',
    reach: '',
    found: ms(hard.statdesk.median),
    peer: `DuckDB GROUPING SETS: ${ms(hard.bare.median)}`,
    ratio: (hard.statdesk.median / hard.bare.median).toFixed(2),
  })
  return rows
}

/** A first answer from the sampled stretches, as the builder asks it while the whole is on its way. */
export const sampledTables = async (context: EngineContext, job: JobContext, runs: number): Promise<BenchRow[]> => {
  const run = (definition: TableDefinition) => () => {
    forgetGroups(context.workspace())
    return tabulate(context, definition, { engine: 'duckdb', sample: true }, job)
  }
  const places = { dataset: 'pupil', rows: [{ variable: 'province' }], columns: [{ variable: 'sex' }] }
  const found = await inTurn(
    {
      counted: run(
        table({
          ...places,
          rows: [{ variable: 'province' }, { variable: 'grade' }],
          measures: [
            { id: 'n', statistic: 'count' },
            { id: 'born', statistic: 'mean', variable: 'birth_year' },
          ],
        }),
      ),
      median: run(table({ ...places, measures: [{ id: 'm', statistic: 'median', variable: 'birth_year' }] })),
      distinct: run(table({ ...places, measures: [{ id: 'd', statistic: 'distinct', variable: 'school_code' }] })),
    },
    runs,
  )
  return [
    {
      work: 'a first answer from a sample: count and mean · median · distinct count',
      reach: '≤ 300 ms',
      found: `${ms(found.counted.median)} · ${ms(found.median.median)} · ${ms(found.distinct.median)}`,
      peer: '',
      ratio: '',
    },
  ]
}

/** A table of tens of millions of cells, in a process of its own: it shall end within 2 GB. */
export const largeTable = async (root: string, workspace: string): Promise<BenchRow> => {
  const run = done(
    await runChild(process.execPath, [
      join(root, 'test', 'bench', 'largeTable.ts'),
      workspace,
      'school_code',
      'birth_year',
      'grade',
      'sex',
      'ethnicity',
      'disability',
    ]),
    'large table',
  )
  const { cells, seconds } = JSON.parse(run.output.trim().split('\n').at(-1) ?? '{}') as {
    cells: number
    seconds: number
  }
  return {
    work: `table of ${(cells / 1e6).toFixed(1)} million cells, all totals of 6 dimensions`,
    reach: '40 million cells within 2 GB',
    found: `${seconds.toFixed(0)} s, peak ${((run.peakMb ?? 0) / 1000).toFixed(2)} GB`,
    peer: '',
    ratio: '',
  }
}

/** R tells seconds, of whole ones as a rule. */
const asSeconds = (seconds: number) => `${seconds.toFixed(2)} s`

/**
 * The same tables in R data.table, where R is: its data lie in memory, read from the delivered file (that time stands
 * beside).
 */
export const dataTablePeer = async (root: string, file: string, runs: number): Promise<BenchRow[]> => {
  const run = await runChild('Rscript', [join(root, 'test', 'bench', 'tables.R'), file, String(runs)])
  if (run.status !== 0)
    return [
      {
        work: 'the same tables in R data.table',
        reach: '',
        found: 'not measured: Rscript with data.table is not on this machine',
        peer: '',
        ratio: '',
      },
    ]
  const found = JSON.parse(run.output.trim().split('\n').at(-1) ?? '{}') as {
    threads: number
    load: number
    grouped: number
    totals: number
    hard: number
  }
  return [
    {
      work: 'the same tables in R data.table, from memory',
      reach: '',
      found: `grouped ${asSeconds(found.grouped)}, with all totals (cube) ${asSeconds(found.totals)}, median and distinct count ${asSeconds(found.hard)}`,
      peer: `${found.threads} threads; reading the file first: ${found.load.toFixed(0)} s, peak ${((run.peakMb ?? 0) / 1000).toFixed(1)} GB`,
      ratio: '',
    },
  ]
}

export const linkedTables = async (context: EngineContext, job: JobContext, runs: number): Promise<BenchRow[]> => {
  const workspace = context.workspace()
  const measures = [{ id: 'usd', statistic: 'sum', variable: 'value_usd' }]
  const linked = table({
    dataset: 'customs_line',
    rows: [{ variable: 'customs_register.activity_division' }],
    columns: [{ variable: 'customs_register.labour_band' }],
    measures,
  })
  const unlinked = table({
    dataset: 'customs_line',
    rows: [{ variable: 'hs_chapter' }],
    columns: [{ variable: 'partner_country' }],
    measures,
  })
  const run = (definition: TableDefinition) => () => {
    forgetGroups(workspace)
    return tabulate(context, definition, { engine: 'duckdb' }, job)
  }
  const found = await inTurn({ linked: run(linked), unlinked: run(unlinked) }, runs)
  return [
    {
      work: 'table across a link: customs lines by activity × labour band of the enterprise',
      reach: '≤ 2 × the unlinked one',
      found: ms(found.linked.median),
      peer: `chapter × partner, unlinked: ${ms(found.unlinked.median)}`,
      ratio: (found.linked.median / found.unlinked.median).toFixed(2),
    },
  ]
}
