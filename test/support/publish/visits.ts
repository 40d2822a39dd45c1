// A small workspace for tests of records and scripts: 600 visits of two years, provinces of both versions of their
// list, money with two decimals, dates, gaps, an identifier. Never used by the program itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineContext } from '#engine/workspace/context.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { quietJob, testContext } from '../engine/testContext.ts'

const label = { vi: 'thử', en: 'test' }
const variable = (id: string, more: object) => ({
  id,
  source: id,
  label: { vi: `biến ${id}`, en: `variable ${id}` },
  ...more,
})

export const visitDataset = datasetSchema.parse({
  subject: 'survey',
  label,
  recordLabel: label,
  description: label,
  periodKind: 'year',
  key: [],
  rules: [],
  id: 'visit',
  respondent: null,
  variables: [
    variable('province', { role: 'classification', type: 'code', codeList: 'province' }),
    variable('shop', { role: 'key', type: 'code' }),
    variable('owner_name', { role: 'identifier', type: 'text' }),
    variable('amount', { role: 'measure', type: 'decimal', scale: 2 }),
    variable('people', { role: 'measure', type: 'integer' }),
    variable('made', { role: 'time', type: 'date' }),
    variable('person', { role: 'key', type: 'hash', normalise: 'person_hash' }),
  ],
})

export type Visit = {
  period: string
  province: string
  shop: string
  amount: number | null
  people: number
  made: string
}
const provinces = { '2024': ['01', '15', '10', '79'], '2025': ['01', '15', '79'] } as const
export const visits: Visit[] = (['2024', '2025'] as const).flatMap((period) =>
  Array.from({ length: 300 }, (_, i): Visit => ({
    period,
    province: i % 41 === 0 ? '' : (provinces[period][(i + Math.floor(i / 7)) % provinces[period].length] ?? ''),
    shop: i === 3 ? '=1+1' : `0${100 + ((i * 7) % 23)}`,
    amount: i % 29 === 0 ? null : ((i * 7919) % 100_003) - 500,
    people: 1 + (i % 4),
    made: `${period}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
  })),
)

export type VisitWorkspace = {
  context: EngineContext
  workspace: Workspace
  folder: string
  close: () => Promise<void>
}

export const visitWorkspace = async (): Promise<VisitWorkspace> => {
  const folder = await mkdtemp(join(tmpdir(), 'statdesk-files-'))
  const workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const context = testContext(() => workspace)
  datasetRepository(workspace.catalog).save(visitDataset)
  for (const period of ['2024', '2025']) {
    const path = join(folder, `visit_${period}.csv`)
    const lines = visits
      .filter((v) => v.period === period)
      .map((v, i) =>
        [
          v.province,
          v.shop,
          'Nguyễn Ẩn',
          v.amount === null ? '' : (v.amount / 100).toFixed(2),
          v.people,
          v.made,
          `P${i}`,
        ].join(','),
      )
    await writeFile(path, `province,shop,owner_name,amount,people,made,person\n${lines.join('\n')}\n`)
    await importDelivery(context, { path, dataset: 'visit', period, sender: '', letterNumber: '' }, quietJob())
  }
  return {
    context,
    workspace,
    folder,
    close: async () => {
      await workspace.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
