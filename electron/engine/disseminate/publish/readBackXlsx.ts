// The written workbook read again and compared, cell by cell, with what was meant. In: path, values per sheet in the
// book's order. Out: how many cells agreed, or a failure naming the first that differs. Never a repaired file.
import { fail } from '#shared/model/failure.ts'
import type { Pace } from './pace.ts'
import { readXlsx } from './readXlsx.ts'
import type { ReadSheet } from './readXlsx.ts'
import type { SheetValue, WrittenSheet } from './sheetValues.ts'

export const readBackXlsx = (path: string, written: WrittenSheet[], pace: Pace): Promise<number> =>
  readXlsx(path, (sheets) => compareSheets(sheets, written, pace))

const compareSheets = async (sheets: ReadSheet[], written: WrittenSheet[], pace: Pace): Promise<number> => {
  if (sheets.length !== written.length)
    return fail('UNEXPECTED', {}, `XLSX read back has ${sheets.length} sheets of ${written.length}`)
  let compared = 0
  for (const [s, sheet] of sheets.entries()) {
    const expected = written[s]
    if (sheet.name !== expected?.name)
      return fail('UNEXPECTED', {}, `XLSX read back: sheet ${s + 1} is “${sheet.name}”`)
    const differs = (at: SheetValue | undefined) =>
      fail('UNEXPECTED', {}, `XLSX read back differs: ${sheet.name} R${at?.row}C${at?.column}`)
    const found = sheet.cells()
    for (const value of expected.values()) {
      await pace()
      const next = await found.next()
      const cell = next.done === true ? undefined : next.value
      if (cell?.row !== value.row || cell.column !== value.column || cell.value !== value.value) return differs(value)
      compared += 1
    }
    const more = await found.next()
    if (more.done !== true) return differs(more.value)
  }
  return compared
}
