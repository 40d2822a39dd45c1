// How large a yearbook will be, before it is made. In: the request. Out: chapters, tables, files, bytes, free room;
// what is missing already. From the categories at hand, not from the records: the real folder is rarely larger.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { YearbookEstimate, YearbookException } from '#shared/contract/yearbook.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { estimateTable } from '#engine/analyse/tabulate/ask/estimate.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { predictedBytes } from '#engine/disseminate/batch/batchFiles.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { freeBytes } from '#engine/workspace/files/workspaceStatus.ts'
import { reportsOf } from './chapters.ts'

/** Fonts, style, script, certificate. */
const fixedBytes = 400_000
const pictureBytes = 60_000
/** PX and JSON-stat twice: once more in the script that brings them from disk. */
const filesOfTable = ['xlsx', 'csv', 'px', 'px', 'jsonstat', 'jsonstat', 'html', 'html'] as const

export const estimateYearbook = async (
  context: EngineContext,
  { reports, path }: { reports: readonly string[]; path: string },
  job: JobContext,
): Promise<YearbookEstimate> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const exceptions: YearbookException[] = []
  const told = { tables: 0, pictures: 0, bytes: fixedBytes }
  const found = reportsOf(context, reports)
  for (const report of found) {
    for (const [i, block] of report.blocks.entries()) {
      job.throwIfCancelled()
      if (block.type === 'chart' || block.type === 'map') {
        told.pictures += 1
        told.bytes += 2 * pictureBytes
      }
      if (block.type !== 'table') continue
      told.tables += 1
      try {
        if (block.source.from === 'indicator') {
          definitions.get('indicator', block.source.id)
          told.bytes += filesOfTable.reduce((sum, format) => sum + predictedBytes(format, 100), 0)
          continue
        }
        const definition = definitions.get('table', block.source.id)
        const { cells } = await estimateTable(tableModel(context, definition.dataset), definition)
        told.bytes += filesOfTable.reduce((sum, format) => sum + predictedBytes(format, cells), 0)
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        if (failure.code === 'CANCELLED') throw thrown
        exceptions.push({
          report: report.id,
          place: { vi: `mục ${i + 1}`, en: `block ${i + 1}` },
          text: { vi: failureMessage(failure, 'vi'), en: failureMessage(failure, 'en') },
          missing: true,
        })
      }
    }
  }
  let folder = path
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  const files = told.tables * filesOfTable.length + found.length * 2 + 16
  return { chapters: found.length, ...told, files, freeBytes: freeBytes(folder), exceptions }
}
