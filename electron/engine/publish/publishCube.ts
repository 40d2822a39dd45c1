// Cube → file. In: a protected cube, nothing else can be asked; a format, a path. Out: the file's size and hash, after it was
// read back and compared. Never an unprotected cube, never a half-written file, never records.
import type { ExportResult } from '#shared/contract/responses.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { readFile, writeFile } from 'node:fs/promises'
import { writeCsv } from './csv.ts'
import { cubeHtml } from './cubeHtml.ts'
import { writeFileTarget } from './fileTarget.ts'
import type { PublishLanguage } from './labels.ts'
import { paced } from './pace.ts'
import { writeXlsx } from './xlsx.ts'

export type PublishOptions = {
  format: 'xlsx' | 'csv' | 'csv_tidy' | 'html'
  path: string
  language: PublishLanguage
  /** Name and version, written into the file. */
  program: string
  /** CSV only: Excel needs it to see UTF-8; default true. */
  byteOrderMark?: boolean
  /** Called every few hundred rows; what it throws stops the writing and leaves the target as it was. */
  throwIfCancelled?: () => void
}

export const publishCube = async (cube: ProtectedCube, { format, path, language, program, byteOrderMark = true, throwIfCancelled }: PublishOptions): Promise<ExportResult> => {
  const started = performance.now()
  if (cube.cells.records.length === 0) return fail('TABLE_EMPTY')
  const pace = paced(throwIfCancelled)
  const written = await writeFileTarget(path, async (temporary) => {
    if (format === 'xlsx') return writeXlsx(temporary, cube, { language, program, pace })
    if (format === 'html') {
      const html = cubeHtml(cube, { language, program })
      await writeFile(temporary, html)
      if ((await readFile(temporary, 'utf8')) !== html) return fail('UNEXPECTED', {}, 'HTML read back differs')
      return undefined
    }
    return writeCsv(temporary, cube, { shape: format, language, byteOrderMark, pace })
  })
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}
