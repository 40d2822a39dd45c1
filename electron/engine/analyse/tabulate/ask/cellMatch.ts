// How far the links of a table reach one cell of it: its records with and without a match, and how much of its figure
// stands without one. In: a definition, a cell, a measure. Out: for each path of links, counts and exact sums. Never a
// record.
import type { CellMatch } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { toExact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { cellConditions } from '../cells/cellConditions.ts'
import type { CellChoice } from '../cells/cellConditions.ts'
import { computeWide } from '../cells/wideCube.ts'
import { interruptible } from '../plan/model.ts'
import type { TableModel } from '../plan/model.ts'
import { prepareTable } from '../plan/prepare.ts'
import { screenLimit } from '../plan/tabulateModel.ts'
import { fromWhere } from '../scan/dialect.ts'
import { scanOf } from './drill.ts'
import { readyDuckdb } from './engines.ts'

export const cellMatch = async (
  model: TableModel,
  given: TableDefinition,
  address: CellChoice[],
  measureId: string,
  job: JobContext,
): Promise<CellMatch> => {
  const definition = withTotals(given, model.dataset)
  const prepared = prepareTable(model, definition)
  const { plan } = prepared
  const options = { engine: 'duckdb', sample: false, limit: screenLimit, scans: true } as const
  const wide = await computeWide(prepared, definition, options, job)
  const planned = plan.measures.find((m) => m.measure.id === measureId)
  const database = await (await model.columns()).connection()
  try {
    return await interruptible(job.signal, database, async () => {
      const { source, where } = await readyDuckdb(prepared, database, false, () => job.throwIfCancelled())
      const conditions = [...where, ...cellConditions(source, scanOf(wide.scans, address), address)]
      // What adds up has a part without a match; of other figures only records are told.
      const summed = planned?.measure.statistic === 'sum' && planned.weight === null ? planned.column : null
      const value = summed === null ? 'NULL::BIGINT' : source.column(summed.ref).sql
      const parts = plan.links.flatMap((path, i) => {
        const without = `FILTER (WHERE NOT ${source.matched.get(path) ?? 'true'})`
        return [`count(*) ${without} AS n${i}`, `sum(${value}) ${without} AS v${i}`]
      })
      const [row] = await database.all<Record<string, number | bigint | null>>(
        `SELECT ${['count(*) AS n', `sum(${value}) AS v`, ...parts].join(', ')} ${fromWhere(source, conditions)}`,
      )
      if (!row) return fail('TABLE_EMPTY')
      const mass = (key: string): CellMatch['whole'] => (summed === null ? null : toExact(BigInt(row[key] ?? 0)))
      return {
        records: Number(row['n'] ?? 0),
        whole: mass('v'),
        links: plan.links.map((path, i) => ({
          id: path,
          label: model.link(path)?.label ?? { vi: path, en: path },
          unmatchedRecords: Number(row[`n${i}`] ?? 0),
          unmatched: mass(`v${i}`),
        })),
      }
    })
  } finally {
    await database.close()
  }
}
