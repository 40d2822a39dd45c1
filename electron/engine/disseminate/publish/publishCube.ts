// Cube → file. In: a protected cube, nothing else can be asked; a format, a path. Out: the file's size and hash, and
// the certificate of its reading back. Never an unprotected cube, never a half-written file, never records.
import type { FileOptions, PublishFormat } from '#shared/contract/files.ts'
import type { ExportResult, WrittenCertificate } from '#shared/contract/responses.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { formats } from './formats.ts'
import type { PublishLanguage } from './labels.ts'
import { paced } from './pace.ts'

export type PublishOptions = FileOptions & {
  format: PublishFormat
  path: string
  language: PublishLanguage
  /** Name and version, written into the file. */
  program: string
  /** What the table is about, for formats that have a place for it; default its dataset. */
  subject?: { code: string; label: Bilingual }
  /** CSV only: Excel needs it to see UTF-8; default true. */
  byteOrderMark?: boolean
  /** Called every few hundred rows; what it throws stops the writing and leaves the target as it was. */
  throwIfCancelled?: () => void
}

export type PublishedFile = ExportResult & { certificate: WrittenCertificate }

const subjectOf = (cube: ProtectedCube): { code: string; label: Bilingual } => {
  const { definition } = cube.provenance
  const named = ['dataset', 'domain'].map((field) => (definition as Record<string, unknown>)[field])
  const code = named.find((name) => typeof name === 'string') ?? 'table'
  return { code, label: { vi: code, en: code } }
}

export const publishCube = async (cube: ProtectedCube, options: PublishOptions): Promise<PublishedFile> => {
  const {
    format,
    path,
    language,
    program,
    subject = subjectOf(cube),
    byteOrderMark = true,
    throwIfCancelled,
    crossing,
    sdmx,
  } = options
  const started = performance.now()
  if (cube.cells.records.length === 0) return fail('TABLE_EMPTY')
  let certificate: WrittenCertificate | null = null
  const written = await writeFileTarget(path, async (temporary) => {
    certificate = await formats[format](temporary, cube, {
      language,
      program,
      subject,
      byteOrderMark,
      pace: paced(throwIfCancelled),
      chunkPace: paced(throwIfCancelled, 1),
      crossing,
      sdmx,
    })
  })
  return {
    path,
    ...written,
    seconds: (performance.now() - started) / 1000,
    certificate: certificate ?? fail('UNEXPECTED', {}, 'the file was not read back'),
  }
}
