// Files a browser would show instead of saving when the yearbook is opened from disk (PX, JSON-stat), once more inside
// a script that brings them to the page of their table. In: the files of a table. Out: that script. Never anything that
// is not beside it as a file of its own.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableFile } from './tableFiles.ts'

export const isBrought = ({ name }: Pick<TableFile, 'name'>): boolean => /\.(px|json)$/.test(name)

export const writeBrought = async (folder: string, table: string, files: readonly TableFile[]): Promise<void> => {
  const brought: Record<string, string> = {}
  for (const { name } of files.filter(isBrought))
    brought[name] = (await readFile(join(folder, name))).toString('base64')
  await writeFile(join(folder, `${table}.js`), `yearbookFiles(${JSON.stringify(brought)})\n`)
}
