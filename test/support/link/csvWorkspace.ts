// A workspace with CSV files of persons or places taken in as datasets of texts, for tests of linking. In: files. Out:
// the workspace, a context, rows as delivered. Never a layout of the product: every column is text, nothing is
// validated.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { quietJob, testContext } from '../engine/testContext.ts'

export type CsvRows = { header: string[]; rows: string[][] }

export const parseCsv = (text: string): CsvRows => {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if (quoted && c === '"' && text.charAt(i + 1) === '"') {
      cell += '"'
      i += 1
    } else if (c === '"') quoted = !quoted
    else if (!quoted && (c === ',' || c === '\n')) {
      line.push(cell.trim())
      cell = ''
      if (c === '\n') {
        lines.push(line)
        line = []
      }
    } else if (c !== '\r') cell += c
  }
  if (line.length > 0 || cell !== '') lines.push([...line, cell.trim()])
  const [header = [], ...rows] = lines
  return { header, rows: rows.filter((row) => row.length === header.length) }
}
export const readCsv = (path: string): CsvRows => parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))

export const idOf = (header: string): string =>
  header
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')

export const job = quietJob()

const label = { vi: 'x', en: 'x' }

export type CsvWorkspace = {
  workspace: Workspace
  context: EngineContext
  folder: string
  take: (id: string, table: CsvRows, columns?: string[]) => Promise<Dataset>
  close: () => Promise<void>
}

const cellText = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

export const csvWorkspace = async (): Promise<CsvWorkspace> => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-linkage-'))
  const workspace = await createWorkspace(join(folder, 'w'), {
    name: 'w',
    passphrase: null,
    demonstration: true,
    user: 'lan',
  })
  const context = testContext(() => workspace, { user: 'lan', program: 'StatDesk' })
  return {
    workspace,
    context,
    folder,
    take: async (id, table, columns = table.header) => {
      const places = columns.map((column) => table.header.indexOf(column))
      const dataset = datasetSchema.parse({
        id,
        subject: 'survey',
        label,
        recordLabel: label,
        description: label,
        periodKind: 'year',
        key: [],
        rules: [],
        variables: columns.map((column) => ({
          id: `v_${idOf(column)}`,
          source: `${column}`,
          label,
          role: 'text',
          type: 'text',
        })),
      })
      datasetRepository(workspace.catalog).save(dataset)
      const path = join(folder, `${id}_2025.csv`)
      const lines = table.rows.map((row) => places.map((place) => cellText(row[place] ?? '')).join(','))
      writeFileSync(path, `${columns.map(cellText).join(',')}\n${lines.join('\n')}\n`)
      await importDelivery(context, { path, sender: '', letterNumber: '' }, job)
      return dataset
    },
    close: async () => {
      await workspace.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
