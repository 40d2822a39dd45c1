// Looking through a national dataset: pages, sorting, filtering. In: an open workspace. Out: rows of the bench's table.
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { openExploreView } from '#engine/analyse/explore/openExploreView.ts'
import { readPage } from '#engine/analyse/explore/readPage.ts'
import { closeView } from '#engine/analyse/explore/viewRegistry.ts'
import type { ExploreView } from '#shared/contract/responses.ts'
import { spread } from './measure.ts'
import type { Spread } from './measure.ts'
import type { BenchRow } from './report.ts'

const timed = async <T>(work: () => T | Promise<T>): Promise<[T, number]> => {
  const started = performance.now()
  const value = await work()
  return [value, (performance.now() - started) / 1000]
}

/** Pages of 200 at places spread over the whole view, in an order that no cache follows. */
const pages = async (context: EngineContext, { view, rows }: ExploreView, count: number): Promise<Spread> => {
  const times: number[] = []
  for (let i = 0; i < count; i += 1) {
    const offset = Math.floor(((i * 0.6180339887) % 1) * Math.max(1, rows - 200))
    times.push((await timed(() => readPage(context, view, offset, 200)))[1])
  }
  return spread(times)
}

const ms = (seconds: number) => `${(seconds * 1000).toFixed(0)} ms`

export const exploreBench = async (
  context: EngineContext,
  job: JobContext,
  dataset: string,
  runs: number,
): Promise<BenchRow[]> => {
  const open = (filter: string | null, sort: string | null) =>
    openExploreView(context, { dataset, filter, sort: sort ? [{ variable: sort, direction: 'ascending' }] : [] }, job)
  const rows: BenchRow[] = []
  const [plain] = await timed(() => open(null, null))
  const plainPages = await pages(context, plain, 40)
  rows.push({
    work: `any page of a grid of ${plain.rows.toLocaleString('en')} rows, unsorted`,
    reach: '≤ 50 ms',
    found: `${ms(plainPages.median)} (worst of 40: ${ms(plainPages.maximum)})`,
    peer: '',
    ratio: '',
  })
  closeView(context, plain.view)
  for (const [what, filter, sort] of [
    ['sorting by birth year', null, 'birth_year'],
    ['sorting by school code', null, 'school_code'],
    ['filtering (girls of grade 5)', "sex = '2' and grade = '05'", null],
  ] as const) {
    const times: number[] = []
    let view: ExploreView | null = null
    for (let run = 0; run < runs; run += 1) {
      if (view) closeView(context, view.view)
      const [opened, seconds] = await timed(() => open(filter, sort))
      view = opened
      times.push(seconds)
    }
    if (!view) continue
    const page = await pages(context, view, 40)
    rows.push({
      work: `${what}, then any page`,
      reach: sort ? 'sorting ≤ 5 s; page ≤ 50 ms' : 'page ≤ 50 ms',
      found: `${spread(times).median.toFixed(1)} s; page ${ms(page.median)} (worst ${ms(page.maximum)})`,
      peer: '',
      ratio: '',
    })
    closeView(context, view.view)
  }
  return rows
}
