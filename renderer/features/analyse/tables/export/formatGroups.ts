// The formats of a published table as the menu groups them, and what is asked before one is written. Pure.
import type { PublishFormat } from '#shared/contract/files.ts'

export const formatGroups = [
  { group: 'yearbook', formats: ['xlsx'] },
  { group: 'data', formats: ['csv', 'csv_tidy', 'parquet'] },
  { group: 'statistical', formats: ['dta', 'sav'] },
  { group: 'dissemination', formats: ['px', 'jsonstat', 'sdmx_csv_1', 'sdmx_csv_2'] },
  { group: 'text', formats: ['html', 'md'] },
] as const satisfies readonly { group: string; formats: readonly PublishFormat[] }[]

export const extensionOf: Record<PublishFormat, string> = {
  xlsx: 'xlsx',
  csv: 'csv',
  csv_tidy: 'csv',
  html: 'html',
  md: 'md',
  px: 'px',
  jsonstat: 'json',
  sdmx_csv_1: 'csv',
  sdmx_csv_2: 'csv',
  parquet: 'parquet',
  dta: 'dta',
  sav: 'sav',
}

/** From here on a workbook takes long enough to write that its size is told first. */
const largeWorkbook = 100_000

export type Question = 'crossing' | 'sdmx' | 'workbook'

/** What has to be known before the file can be written; null: nothing, it is written at once. */
export const questionOf = (format: PublishFormat, crossings: number, figures: number): Question | null => {
  if (format === 'sdmx_csv_1' || format === 'sdmx_csv_2') return 'sdmx'
  if (format === 'px' || format === 'jsonstat') return crossings > 1 ? 'crossing' : null
  return format === 'xlsx' && figures >= largeWorkbook ? 'workbook' : null
}
