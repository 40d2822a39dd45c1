// Files of a batch: what each format is called, how large a table becomes in it, and whether a file is still what it
// would be. In: names, cubes. Out: extensions, sizes, fingerprints. Never the writing itself.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BatchItem, BatchReport } from '#shared/contract/production.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { hashFile } from '#engine/workspace/files/outputTarget.ts'
import type { WrittenFile } from '#engine/workspace/files/outputTarget.ts'

export const reportFile = 'batch-report.json'
export const reportPage = 'batch-report.html'
export const workbookFile = 'tables.xlsx'

const extensions: Record<string, string> = {
  csv_tidy: 'csv',
  jsonstat: 'json',
  sdmx_csv_1: 'csv',
  sdmx_csv_2: 'csv',
  markdown: 'md',
}
export const extensionOf = (format: string): string => extensions[format] ?? format

/** Bytes of one figure, and of a file without any: measured on tables of the demonstration. */
const sizes: Record<string, { cell: number; base: number }> = {
  xlsx: { cell: 32, base: 16_000 },
  csv: { cell: 12, base: 900 },
  csv_tidy: { cell: 90, base: 300 },
  html: { cell: 55, base: 5_000 },
}
const commonSize = { cell: 40, base: 2_000 }

export const predictedBytes = (format: string, cells: number): number => {
  const { cell, base } = sizes[format] ?? commonSize
  return Math.round(base + cell * cells)
}

/** All that decides what a file says; when and how long it took does not. */
export const fingerprintOf = (
  cube: ProtectedCube,
  options: { format: string; language: string; program: string },
): string => {
  const { provenance, ...shown } = cube
  const { definition, deliveries, engine, engineVersion } = provenance
  const text = stringifyExact({
    ...options,
    ...shown,
    definition,
    engine,
    engineVersion,
    deliveries: deliveries.map((d) => [d.dataset, d.period, d.sha256]),
  })
  return createHash('sha256').update(text).digest('hex')
}

/** The items of the report of an earlier run into the same folder, by file. */
export const earlierItems = async (folder: string): Promise<Map<string, BatchItem>> => {
  try {
    const report = JSON.parse(await readFile(join(folder, reportFile), 'utf8')) as Partial<BatchReport>
    return report.format === 'statdesk-batch-report' && Array.isArray(report.items)
      ? new Map(report.items.map((item) => [item.file, item]))
      : new Map()
  } catch {
    return new Map()
  }
}

/** The file as it lies there, if it is the one meant. */
export const stillThere = async (path: string, sha256: string): Promise<WrittenFile | null> => {
  try {
    const found = await hashFile(path)
    return found.sha256 === sha256 ? found : null
  } catch {
    return null
  }
}
