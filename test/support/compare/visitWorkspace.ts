// A small workspace for tests over time and in batch: visits of shops by month, delivered, replaced and withdrawn as
// files. In: rows. Out: an engine context over a workspace in a temporary folder. Only for tests.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { withdrawDelivery } from '#engine/collect/deliveries/withdrawDelivery.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { testContext } from '../engine/testContext.ts'

export type Visit = { province: string; shop: string; amount: number }
export type VisitWorkspace = {
  context: EngineContext
  folder: string
  workspace: Workspace
  /** Takes the visits of a month in; again with other rows replaces them. Amounts are in hundredths. */
  deliver(period: string, visits: readonly Visit[]): Promise<void>
  /** The register of shops, and the link to it run again. */
  register(kinds: Record<string, string>): Promise<void>
  withdraw(period: string): Promise<void>
  close(): Promise<void>
}

const label = { vi: 'thử', en: 'test' }
const variable = (id: string, more: object) => ({ id, source: id, label: { vi: id, en: id }, ...more })
const base = { subject: 'survey', label, recordLabel: label, description: label, key: [], rules: [] }
const visit = datasetSchema.parse({
  ...base,
  id: 'visit',
  periodKind: 'month',
  respondent: null,
  variables: [
    variable('province', { role: 'classification', type: 'code', codeList: 'province' }),
    variable('shop', { role: 'key', type: 'code' }),
    variable('amount', { role: 'measure', type: 'decimal', scale: 2 }),
  ],
})
const shop = datasetSchema.parse({
  ...base,
  id: 'shop',
  periodKind: 'year',
  respondent: null,
  variables: [
    variable('shop', { role: 'key', type: 'code' }),
    variable('kind', { role: 'classification', type: 'code' }),
  ],
})

export const idleJob = (signal: AbortSignal = new AbortController().signal): JobContext => ({
  id: 'test',
  signal,
  progress: () => undefined,
  throwIfCancelled: () => {
    if (signal.aborted) fail('CANCELLED')
  },
})

export const visitTable = (more: object): TableDefinition =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 'visits',
    title: { vi: 'Lượt ghé', en: 'Visits' },
    dataset: 'visit',
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 'amount', statistic: 'sum', variable: 'amount' },
      { id: 'mean', statistic: 'mean', variable: 'amount' },
    ],
    ...more,
  })

export const visitWorkspace = async (): Promise<VisitWorkspace> => {
  const folder = await mkdtemp(join(tmpdir(), 'statdesk-visits-'))
  const workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const context = testContext(() => workspace)
  for (const dataset of [visit, shop]) datasetRepository(workspace.catalog).save(dataset)
  const take = async (dataset: string, period: string, lines: string[]): Promise<void> => {
    const path = join(folder, `${dataset}_${period}.csv`)
    await writeFile(path, `${lines.join('\n')}\n`)
    await importDelivery(context, { path, dataset, period, sender: '', letterNumber: '' }, idleJob())
  }
  return {
    context,
    folder,
    workspace,
    deliver: (period, visits) =>
      take('visit', period, [
        'province,shop,amount',
        ...visits.map((v) => `${v.province},${v.shop},${(v.amount / 100).toFixed(2)}`),
      ]),
    register: async (kinds) => {
      await take('shop', '2025', ['shop,kind', ...Object.entries(kinds).map(([code, kind]) => `${code},${kind}`)])
      await runLink(
        context,
        {
          kind: 'link',
          id: 'visit_shop',
          label,
          left: 'visit',
          right: 'shop',
          keys: [{ left: 'shop', right: 'shop', normalise: 'exact' }],
        },
        idleJob(),
      )
    },
    withdraw: async (period) => {
      const delivery =
        deliveryRepository(workspace.catalog).currentFor('visit', period) ??
        fail('DELIVERY_UNKNOWN', { delivery: period })
      await withdrawDelivery(context, { delivery: delivery.id }, idleJob())
    },
    close: async () => {
      await workspace.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Visits that differ by a seed, in the provinces given. */
export const someVisits = (seed: number, count: number, provinces: readonly string[]): Visit[] =>
  Array.from({ length: count }, (_, i) => ({
    province: provinces[(i * 7 + seed) % provinces.length] ?? '01',
    shop: String(100 + ((i * 13 + seed) % 17)),
    amount: ((i * 7919 + seed * 101) % 100_003) + 1,
  }))
