// The files of one table, each by its writer and read back by its reader. In: a protected cube, a folder. Out: what was
// written, and which formats the table does not fit, with the reason. Never a format forced: it is told instead.
import { join } from 'node:path'
import type { PublishFormat } from '#shared/contract/files.ts'
import { Failure } from '#shared/model/failure.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { publishCube } from '#engine/disseminate/publish/publishCube.ts'

export type TableFile = { name: string; label: string; bytes: number }

const offered: { format: PublishFormat; extension: string; label: string }[] = [
  { format: 'xlsx', extension: 'xlsx', label: 'Excel (XLSX)' },
  { format: 'csv', extension: 'csv', label: 'CSV' },
  { format: 'px', extension: 'px', label: 'PX' },
  { format: 'jsonstat', extension: 'json', label: 'JSON-stat' },
]
/** What stops the whole yearbook, whatever the format. */
const stopping = new Set(['CANCELLED', 'DISK_FULL', 'FILE_UNWRITABLE', 'FILE_NOT_FOUND'])

type Facts = { program: string; throwIfCancelled: () => void }
type Refused = { format: string; text: Bilingual }
type Offer = (typeof offered)[number]

/** One file of a format; of a table of several blocks, which PX and JSON-stat hold one each, a file for each. */
const filesOf = async (
  cube: ProtectedCube,
  folder: string,
  name: string,
  { format, extension, label }: Offer,
  { program, throwIfCancelled }: Facts,
): Promise<TableFile[]> => {
  const write = async (file: string, crossing?: number): Promise<number> => {
    const options = { format, path: join(folder, file), language: 'both' as const, program, throwIfCancelled }
    return (await publishCube(cube, { ...options, ...(crossing === undefined ? {} : { crossing }) })).bytes
  }
  try {
    const file = `${name}.${extension}`
    return [{ name: file, label, bytes: await write(file) }]
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.value.code !== 'PUBLISH_ONE_CROSSING') throw thrown
    const files: TableFile[] = []
    for (let block = 1; block <= Number(thrown.value.facts['count']); block += 1) {
      const file = `${name}-${block}.${extension}`
      files.push({ name: file, label: `${label} (${block})`, bytes: await write(file, block) })
    }
    return files
  }
}

export const tableFiles = async (
  cube: ProtectedCube,
  folder: string,
  name: string,
  facts: Facts,
): Promise<{ files: TableFile[]; refused: Refused[] }> => {
  const files: TableFile[] = []
  const refused: Refused[] = []
  for (const offer of offered) {
    facts.throwIfCancelled()
    try {
      files.push(...(await filesOf(cube, folder, name, offer, facts)))
    } catch (thrown) {
      if (!(thrown instanceof Failure) || stopping.has(thrown.value.code)) throw thrown
      const text = { vi: failureMessage(thrown.value, 'vi'), en: failureMessage(thrown.value, 'en') }
      refused.push({ format: offer.label, text })
    }
  }
  return { files, refused }
}
