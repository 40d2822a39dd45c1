// A table far too large to draw, computed in a process of its own so that its peak memory can be read from outside.
// In: a workspace folder. Out: one line of JSON: cells, seconds. Nothing is written.
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { openBench } from './benchContext.ts'

const [folder = '', ...variables] = process.argv.slice(2)
const { context, job, close } = await openBench(folder)
const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'large',
  title: { vi: 'x', en: 'x' },
  dataset: 'pupil',
  rows: variables.map((variable) => ({ variable })),
  measures: [{ id: 'n', statistic: 'count' }],
})
const started = performance.now()
const cube = await tabulate(context, definition, { engine: 'duckdb', limit: 100_000_000 }, job)
process.stdout.write(
  `${JSON.stringify({ cells: cube.cells.records.length, seconds: (performance.now() - started) / 1000 })}\n`,
)
await close()
