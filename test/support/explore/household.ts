// A small survey of two years, imported the ordinary way, with its rows beside it in plain JavaScript. For tests.
// In: nothing. Out: an open workspace with handlers at hand, and close().
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordBase } from '#shared/contract/explore.ts'
import type { ExploreView } from '#shared/contract/responses.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { exploreHandlers } from '#engine/analyse/explore/methods.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { testContext } from '../engine/testContext.ts'

export const label = { vi: 'thử', en: 'test' }
const variable = (id: string, more: object) => ({ id, source: id, label, ...more })
export const household = datasetSchema.parse({
  id: 'household',
  subject: 'survey',
  label,
  recordLabel: label,
  description: label,
  periodKind: 'year',
  key: [],
  respondent: null,
  latestBy: null,
  variables: [
    variable('province', {
      role: 'classification',
      type: 'code',
      codeList: 'province',
      group: { vi: 'Nơi ở', en: 'Place' },
    }),
    variable('name', { role: 'identifier', type: 'text', sensitivity: 'personal' }),
    variable('remark', { role: 'text', type: 'text' }),
    variable('members', { role: 'measure', type: 'integer' }),
    variable('income', { role: 'measure', type: 'decimal', scale: 2 }),
    variable('visited', { role: 'time', type: 'date' }),
    variable('person', { role: 'key', type: 'hash', normalise: 'person_hash' }),
  ],
  rules: [{ id: 'members_plausible', severity: 'soft', expression: 'members <= 15', message: label }],
})

export type Plain = {
  rowId: number
  period: string
  province: string | null
  name: string | null
  remark: string | null
  members: number | null
  income: string | null
  visited: string | null
}
const names = ['Nguyễn Văn An', 'Nguyễn Văn Ân', 'Đặng Thị Bình', 'Dương Chí', 'an', 'Ấn Độ', 'Trần Đức', 'Ơn', 'On']
const provinces = ['01', '79', '74', '24', '15', null]
/** Small linear congruential generator: the same rows every time. */
const randomOf = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648

const rowsOf = (period: string, count: number, firstRow: number, seed: number): Plain[] => {
  const random = randomOf(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  return Array.from({ length: count }, (_, i) => ({
    rowId: firstRow + i,
    period,
    province: pick(provinces),
    name: pick(names),
    remark: random() < 0.1 ? null : pick(['tốt', 'kém', "it's", 'Tốt']),
    members: random() < 0.05 ? null : Math.floor(random() * 20),
    income: random() < 0.05 ? null : (random() * 2_000_000 - 1000).toFixed(2),
    visited:
      random() < 0.05
        ? null
        : `20${String(10 + Math.floor(random() * 15))}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
  }))
}
const csv = (rows: Plain[]) =>
  [
    'province,name,remark,members,income,visited,person',
    ...rows.map((r) =>
      [r.province, r.name, r.remark, r.members, r.income, r.visited, `p${r.rowId}`].map((v) => v ?? '').join(','),
    ),
  ].join('\n') + '\n'

export const job = (signal = new AbortController().signal): JobContext => ({
  id: 'j',
  signal,
  progress: () => undefined,
  throwIfCancelled: () => {
    if (signal.aborted) throw new Error('CANCELLED')
  },
})
export type Sort = { variable: string; direction: 'ascending' | 'descending' }[]

export const openHousehold = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'explore-'))
  const workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const rows: Plain[] = []
  const context = testContext(() => workspace)
  datasetRepository(workspace.catalog).save(household)
  for (const [period, count] of [
    ['2024', 1500],
    ['2025', 900],
  ] as const) {
    const made = rowsOf(period, count, rows.length + 1, count)
    const path = join(folder, `household_${period}.csv`)
    await writeFile(path, csv(made))
    const { delivery } = await importDelivery(
      context,
      { path, dataset: 'household', period, sender: '', letterNumber: '' },
      job(),
    )
    if (delivery.rowsAccepted !== count) throw new Error(`${delivery.rowsAccepted} of ${count} rows accepted`)
    rows.push(...made)
  }
  const open = (filter: string | null = null, sort: Sort = [], base: RecordBase | null = null): Promise<ExploreView> =>
    exploreHandlers['explore.open'](context, { dataset: 'household', filter, sort, base }, job())
  const page = async (view: string, offset = 0, limit = 1000) =>
    exploreHandlers['explore.rows'](context, { view, offset, limit })
  const ids = async (filter: string | null, sort: Sort = [], base: RecordBase | null = null): Promise<number[]> => {
    const view = await open(filter, sort, base)
    const all: number[] = []
    for (let at = 0; at < view.rows; at += 700) all.push(...(await page(view.view, at, 700)).rowIds)
    if (all.length !== view.rows) throw new Error(`${all.length} of ${view.rows} rows`)
    return all
  }
  const profile = async (variable: string, filter: string | null = null) =>
    exploreHandlers['explore.profile'](context, { view: (await open(filter)).view, variable }, job())
  const close = async (): Promise<void> => {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { workspace, context, rows, open, page, ids, profile, close }
}
export type Household = Awaited<ReturnType<typeof openHousehold>>
