// The tables of a batch in one workbook: a sheet of contents, then a yearbook sheet for each table, in order.
// In: protected cubes with names. Out: the file, read back and compared cell by cell. Never an unprotected figure.
import { createHash } from 'node:crypto'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { writeFileTarget } from '../publish/fileTarget.ts'
import type { WrittenFile } from '../publish/fileTarget.ts'
import type { PublishLanguage } from '../publish/labels.ts'
import { paced } from '../publish/pace.ts'
import { writeXlsxBook } from '../publish/xlsx.ts'

export type BatchSheet = { name: string; cube: ProtectedCube }
type Options = { language: PublishLanguage; program: string; throwIfCancelled?: () => void }

export const bookFingerprint = (fingerprints: readonly string[]): string => createHash('sha256').update(fingerprints.join(' ')).digest('hex')

export const writeBatchWorkbook = (path: string, sheets: readonly BatchSheet[], { language, program, throwIfCancelled }: Options): Promise<WrittenFile> =>
  writeFileTarget(path, async (temporary) => {
    await writeXlsxBook(temporary, sheets, { language, program, pace: paced(throwIfCancelled), data: false })
  })
