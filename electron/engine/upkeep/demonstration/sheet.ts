// One delivery file being written: opened with the layout's columns, its rows planted with defects, closed whatever
// happens. In: dataset, period, defects, a function that writes rows. Out: the file's truth and size.
import { join } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { CsvFile } from './csvFile.ts'
import { Planter } from './defects.ts'
import type { Defect, FileTruth } from './defects.ts'
import type { Pace } from './pace.ts'
import type { Random } from './random.ts'

export type SheetContext = {
  folder: string
  random: Random
  pace: Pace
  /** Every file begun: what a cancelled run takes away again. */
  begun: string[]
}
export type WrittenFile = { truth: FileTruth; bytes: number }
/** Accepted rows on the left of a link, and how many of them find their partner. */
export type LinkTruth = { rows: number; matched: number }

/** Headers of a dataset's file, in the layout's order. */
export const sourceColumns = (dataset: string): string[] =>
  (builtInDataset(dataset) ?? fail('DATASET_UNKNOWN', { dataset })).variables.flatMap((v) =>
    v.source === null ? [] : [v.source],
  )

/** Where a field stands in the file. */
export const columnOf = (dataset: string, source: string): number => {
  const at = sourceColumns(dataset).indexOf(source)
  return at >= 0 ? at : fail('VARIABLE_UNKNOWN', { variable: source, dataset })
}

export const writeSheet = async (
  context: SheetContext,
  dataset: string,
  period: string,
  defects: Defect[],
  rate: number,
  write: (csv: CsvFile, planter: Planter) => Promise<void>,
): Promise<WrittenFile> => {
  const name = `${dataset}_${period}.csv`
  context.pace.subject(name)
  const path = join(context.folder, name)
  const csv = new CsvFile(path, sourceColumns(dataset))
  context.begun.push(path)
  const planter = new Planter({ name, dataset, period }, defects, rate, context.random)
  let open = true
  try {
    await write(csv, planter)
    csv.close()
    open = false
  } finally {
    if (open) csv.abandon()
  }
  return { truth: planter.truth, bytes: csv.bytesWritten }
}
