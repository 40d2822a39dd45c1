// A small workspace for tests of what leaves: enterprises that report by year, persons that are counted by month. In:
// nothing. Out: an engine context over a workspace in a temporary folder. Only for tests.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineContext } from '#engine/workspace/context.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { quietJob, testContext } from '../engine/testContext.ts'

const label = { vi: 'thử', en: 'test' }
const variable = (id: string, more: object) => ({ id, source: id, label: { vi: id, en: id }, ...more })
const base = { subject: 'survey', label, recordLabel: label, description: label, rules: [] }

const firm = datasetSchema.parse({
  ...base,
  id: 'firm',
  periodKind: 'year',
  key: [],
  respondent: 'code',
  variables: [
    variable('code', { role: 'key', type: 'code' }),
    variable('province', { role: 'classification', type: 'code', codeList: 'province' }),
    variable('kind', { role: 'classification', type: 'code' }),
    variable('revenue', { role: 'measure', type: 'integer', sensitivity: 'confidential' }),
    variable('income', { role: 'measure', type: 'integer', sensitivity: 'confidential' }),
  ],
})
const person = datasetSchema.parse({
  ...base,
  id: 'person',
  periodKind: 'month',
  key: ['person'],
  respondent: null,
  variables: [
    variable('person', { role: 'key', type: 'hash' }),
    variable('province', { role: 'classification', type: 'code', codeList: 'province' }),
  ],
})

/** A sample of enterprises with weights. */
const sampleOfFirms = datasetSchema.parse({
  ...base,
  id: 'sample',
  periodKind: 'year',
  key: [],
  respondent: 'code',
  design: { weight: 'weight' },
  variables: [
    variable('code', { role: 'key', type: 'code' }),
    variable('kind', { role: 'classification', type: 'code' }),
    variable('income', { role: 'measure', type: 'integer', sensitivity: 'confidential' }),
    variable('weight', { role: 'measure', type: 'integer' }),
  ],
})

export type FirmWorkspace = {
  context: EngineContext
  folder: string
  workspace: Workspace
  close(): Promise<void>
}

/**
 * Two provinces of a hundred enterprises; of 79 one alone reports revenue. Four of each are of kind 2, twelve of kind
 * 3.
 */
export const firms = ['01', '79'].flatMap((province, p) =>
  Array.from({ length: 100 }, (_, i) => {
    const kinds = i < 4 ? '2' : i < 16 ? '3' : '1'
    return {
      code: String(1000 + 100 * p + i),
      province,
      kind: kinds,
      revenue: p === 1 && i > 0 ? '' : String(100 + ((i * 37) % 50)),
      income: String(500 + ((i * 53) % 90)),
    }
  }),
)

export const firmTable = (more: object): TableDefinition =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 'firms',
    title: { vi: 'Doanh nghiệp', en: 'Enterprises' },
    dataset: 'firm',
    rows: [{ variable: 'province' }],
    measures: [{ id: 'n', statistic: 'count' }],
    ...more,
  })

export const firmIndicator = (more: object): IndicatorDefinition =>
  indicatorDefinitionSchema.parse({
    kind: 'indicator',
    label,
    unit: label,
    decimals: 0,
    definition: label,
    domain: 'enterprise',
    periodKind: 'year',
    ...more,
  })

export const firmWorkspace = async (): Promise<FirmWorkspace> => {
  const folder = await mkdtemp(join(tmpdir(), 'statdesk-firms-'))
  const workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const context = testContext(() => workspace)
  for (const dataset of [firm, person, sampleOfFirms]) datasetRepository(workspace.catalog).save(dataset)
  const take = async (dataset: string, period: string, lines: string[]): Promise<void> => {
    const path = join(folder, `${dataset}_${period}.csv`)
    await writeFile(path, `${lines.join('\n')}\n`)
    await importDelivery(context, { path, dataset, period, sender: '', letterNumber: '' }, quietJob())
  }
  await take('firm', '2025', [
    'code,province,kind,revenue,income',
    ...firms.map((f) => [f.code, f.province, f.kind, f.revenue, f.income].join(',')),
  ])
  // Of kind 2 one enterprise has nearly everything.
  await take('sample', '2025', [
    'code,kind,income,weight',
    ...Array.from(
      { length: 90 },
      (_, i) => `${3000 + i},${1 + (i % 3)},${i === 1 ? 900_000 : 500 + ((i * 53) % 90)},10`,
    ),
  ])
  // The same two persons of 79 every month, and thirty of 01.
  for (const period of ['2025-01', '2025-02', '2025-03'])
    await take('person', period, [
      'person,province',
      ...Array.from({ length: 32 }, (_, i) => `P${1000 + i},${i < 2 ? '79' : '01'}`),
    ])
  return {
    context,
    folder,
    workspace,
    close: async () => {
      await workspace.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
