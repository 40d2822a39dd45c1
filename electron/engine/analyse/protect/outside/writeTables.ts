// Each table to its file: one as named, several with the table's name before the ending. In: where to, tables, their
// lines. Out: what was written. Never half a file in place of a whole one.
import { writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { ProtectFilesResult } from '#shared/contract/protect.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { writeCsvRows } from './csvRows.ts'
import type { CsvRows } from './csvRows.ts'
import type { ReadTable } from './readTable.ts'

const outputPath = (out: string, name: string, several: boolean): string => {
  if (!several) return out
  const ending = extname(out)
  return join(dirname(out), `${basename(out, ending)}_${basename(name, extname(name))}${ending}`)
}

export const writeTables = async (
  out: string | null,
  tables: readonly ReadTable[],
  rowsOf: (table: ReadTable, t: number) => CsvRows,
): Promise<ProtectFilesResult['files']> => {
  const files: ProtectFilesResult['files'] = []
  if (out === null) return files
  for (const [t, table] of tables.entries()) {
    const path = outputPath(out, table.table.name, tables.length > 1)
    const text = writeCsvRows(rowsOf(table, t))
    files.push({ path, ...(await writeFileTarget(path, (temporary) => writeFile(temporary, text))) })
  }
  return files
}
