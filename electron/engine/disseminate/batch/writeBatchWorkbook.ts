// The tables of a batch in one workbook: a sheet of contents, then a yearbook sheet for each table, in order.
// In: protected cubes with names. Out: the file, read back and compared cell by cell. Never an unprotected figure.
import { createHash } from 'node:crypto'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import type { WrittenFile } from '#engine/workspace/files/outputTarget.ts'
import type { PublishLanguage } from '#engine/disseminate/publish/labels.ts'
import { paced } from '#engine/disseminate/publish/pace.ts'
import { writeXlsxBook } from '#engine/disseminate/publish/xlsx.ts'

export type BatchSheet = { name: string; cube: ProtectedCube }
type Options = { language: PublishLanguage; program: string; throwIfCancelled?: () => void }

export const bookFingerprint = (fingerprints: readonly string[]): string =>
  createHash('sha256').update(fingerprints.join(' ')).digest('hex')

export const writeBatchWorkbook = (
  path: string,
  sheets: readonly BatchSheet[],
  { language, program, throwIfCancelled }: Options,
): Promise<WrittenFile> =>
  writeFileTarget(path, async (temporary) => {
    await writeXlsxBook(temporary, sheets, { language, program, pace: paced(throwIfCancelled), data: false })
  })
