// For tests: a workspace in a temporary folder, a context and a job around it, files written from rows. Never used by
// the program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { Failure } from '#shared/model/failure.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import type { ImportRequest } from '#engine/collect/intake/importDelivery.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { testContext } from '../engine/testContext.ts'

const label = (text: string) => ({ vi: text, en: text })

/** Small, with one variable of each kind, a hard and a soft rule, a derived variable. */
export const sampleDataset: Dataset = datasetSchema.parse({
  id: 'sample',
  subject: 'survey',
  label: label('Mẫu'),
  recordLabel: label('dòng'),
  description: label('Mẫu'),
  periodKind: 'year',
  variables: [
    { id: 'code', source: 'ma', label: label('Mã'), role: 'key', type: 'code', nullable: false },
    { id: 'name', source: 'ten', label: label('Tên'), role: 'identifier', type: 'text' },
    {
      id: 'province',
      source: 'tinh',
      label: label('Tỉnh'),
      role: 'classification',
      type: 'code',
      codeList: 'province',
      normalise: 'pad',
      width: 2,
    },
    { id: 'tax_code', source: 'mst', label: label('MST'), role: 'key', type: 'code', normalise: 'tax_code' },
    { id: 'person', source: 'cccd', label: label('Người'), role: 'key', type: 'hash', normalise: 'person_hash' },
    { id: 'amount', source: 'tien', label: label('Tiền'), role: 'measure', type: 'decimal', scale: 2 },
    { id: 'headcount', source: 'nguoi', label: label('Số người'), role: 'measure', type: 'integer', nullable: false },
    { id: 'day', source: 'ngay', label: label('Ngày'), role: 'time', type: 'date' },
    {
      id: 'doubled',
      source: null,
      label: label('Gấp đôi'),
      role: 'measure',
      type: 'integer',
      derived: 'headcount * 2',
    },
  ],
  key: ['code'],
  rules: [
    { id: 'headcount_positive', severity: 'hard', expression: 'headcount >= 0', message: label('âm') },
    { id: 'amount_small', severity: 'soft', expression: 'amount < 1000', message: label('lớn') },
  ],
})
export const sampleHeader = ['ma', 'ten', 'tinh', 'mst', 'cccd', 'tien', 'nguoi', 'ngay']

export type Bench = {
  folder: string
  workspace: Workspace
  context: EngineContext
  job: JobContext & { abort(): void }
  /** Writes a file into the folder; text lines or one Buffer. */
  file(name: string, content: string | Buffer | string[][]): string
  take(path: string, options?: Partial<ImportRequest>): ReturnType<typeof importDelivery>
  rows(dataset: string): Record<string, unknown>[]
  close(): Promise<void>
}

export const csvLine = (fields: readonly string[]): string =>
  fields.map((f) => (/[",\n\r]/.test(f) ? `"${f.replaceAll('"', '""')}"` : f)).join(',')

export const testJob = (): JobContext & { abort(): void } => {
  const controller = new AbortController()
  return {
    id: 'test',
    signal: controller.signal,
    progress: () => undefined,
    throwIfCancelled: () => {
      if (controller.signal.aborted) throw new Failure({ code: 'CANCELLED', facts: {} })
    },
    abort: () => controller.abort(),
  }
}

export const contextOf = (workspace: Workspace): EngineContext => testContext(() => workspace, { user: 'test' })

export const openBench = async (dataset: Dataset = sampleDataset): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-intake-'))
  const workspace = await createWorkspace(join(folder, 'workspace'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'test',
  })
  datasetRepository(workspace.catalog).save(dataset)
  const context = contextOf(workspace)
  const bench: Bench = {
    folder,
    workspace,
    context,
    job: testJob(),
    file: (name, content) => {
      const path = join(folder, name)
      writeFileSync(path, Array.isArray(content) ? content.map((row) => `${csvLine(row)}\n`).join('') : content)
      return path
    },
    take: (path, options = {}) =>
      importDelivery(context, { path, sender: 'CTK', letterNumber: '12/CV', ...options }, bench.job),
    rows: (id) =>
      workspace
        .subject('survey')
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${quoteName(recordTable(id))} ORDER BY row_id`)
        .all(),
    close: async () => {
      await workspace.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return bench
}
