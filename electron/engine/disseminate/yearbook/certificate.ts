// The certificate of a yearbook: every file of the folder with its size and hash. In: a folder, what it was made of.
// Out: certificate.json and SHA256SUMS written into it. Never a file of the folder left out but these two.
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '#engine/workspace/files/outputTarget.ts'

export type CertifiedFile = { path: string; bytes: number; sha256: string }
export type CertificateFacts = {
  program: string
  madeAt: string
  draft: boolean
  chapters: { report: string; issue: { number: number; sha256: string; approvedBy: string | null } | null }[]
}

export const certificateFormat = 'statdesk-yearbook'
const own = new Set(['certificate.json', 'SHA256SUMS'])

/** Paths with forward slashes, in order. */
export const filesOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !own.has(path))
    .toSorted()
}

export const certifiedFiles = async (folder: string): Promise<CertifiedFile[]> => {
  const files: CertifiedFile[] = []
  for (const path of await filesOf(folder)) files.push({ path, ...(await hashFile(join(folder, path))) })
  return files
}

/** The hash of the certificate itself stands in the log. */
export const writeCertificate = async (
  folder: string,
  files: readonly CertifiedFile[],
  facts: CertificateFacts,
): Promise<{ sha256: string; bytes: number }> => {
  const path = join(folder, 'certificate.json')
  await writeFile(path, `${JSON.stringify({ format: certificateFormat, ...facts, files }, null, 2)}\n`)
  const written = await hashFile(path)
  const lines = [...files, { path: 'certificate.json', ...written }].map((file) => `${file.sha256}  ${file.path}`)
  await writeFile(join(folder, 'SHA256SUMS'), `${lines.join('\n')}\n`)
  return written
}
