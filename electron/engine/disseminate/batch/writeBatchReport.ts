// Writes the report of a batch beside its files: JSON for programs, a page for people. In: the report. Out: two files.
import { writeFile } from 'node:fs/promises'
import type { BatchReport } from '#shared/contract/production.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { batchPage } from './batchPage.ts'

export const writeBatchReport = async (report: BatchReport): Promise<void> => {
  await writeFileTarget(report.reports.json, (temporary) =>
    writeFile(temporary, `${JSON.stringify(JSON.parse(stringifyExact(report)), null, 2)}\n`),
  )
  await writeFileTarget(report.reports.html, (temporary) => writeFile(temporary, batchPage(report)))
}
