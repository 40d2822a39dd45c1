// A written Stata or SPSS file against the table it was made of: names, labels, value labels, missing values and every
// value of every row. In: a table and a file read back. Out: how many values were compared. Fails at the first
// difference, naming it.
import { fail } from '#shared/model/failure.ts'
import type { Pace } from '../pace.ts'
import { readDta } from './readDta.ts'
import { readSav } from './readSav.ts'
import { cleanText, cutText, periodSerial, withoutEndBlanks } from './statTable.ts'
import type { StatColumn, StatTable, StatValue } from './statTable.ts'
import { dtaLimits, fileNotes } from './writeDta.ts'
import { documentLines, savLimits } from './writeSav.ts'

type Found = {
  notes: string[]
  rows: number
  columns: { name: string; label: string; valueLabels: Map<number, string>; missing: number[] | null }[]
  chunks: () => AsyncIterable<{ rows: number; columns: StatValue[][] }>
}

/** A date of SPSS as the period it begins. */
const periodOf = (kind: 'quarter' | 'month', seconds: number): number => {
  const day = new Date((seconds / 86_400 - 141_428) * 86_400_000)
  const month = day.getUTCMonth() + 1
  return periodSerial(kind, day.getUTCFullYear(), kind === 'quarter' ? Math.ceil(month / 3) : month)
}

const fromDta = (kind: StatColumn['kind'], value: StatValue): StatValue => {
  if (typeof value !== 'number') return value
  if (kind === 'date') return value - 3653
  if (kind === 'quarter') return value + 1960 * 4
  return kind === 'month' ? value + 1960 * 12 : value
}
const fromSav = (kind: StatColumn['kind'], value: StatValue): StatValue => {
  if (typeof value !== 'number') return value
  if (kind === 'date') return value / 86_400 - 141_428
  return kind === 'quarter' || kind === 'month' ? periodOf(kind, value) : value
}

const compare = async (
  what: string,
  table: StatTable,
  notes: string[],
  found: Found,
  limits: { label: [bytes: number, letters: number]; valueLabel: number },
  back: (kind: StatColumn['kind'], value: StatValue) => StatValue,
  letters: boolean,
  pace: Pace,
): Promise<number> => {
  const differs = (where: string): never => fail('UNEXPECTED', {}, `${what} read back differs: ${where}`)
  if (found.notes.join('\n') !== notes.join('\n')) differs('notes')
  if (found.columns.length !== table.columns.length) differs('number of columns')
  table.columns.forEach((column, c) => {
    const own = found.columns[c]
    if (own?.name !== column.name) return differs(`name of column ${c + 1}`)
    if (own.label !== cutText(column.label, ...limits.label)) return differs(`label of ${column.name}`)
    const labels = column.valueLabels ?? []
    if (own.valueLabels.size !== labels.length) return differs(`value labels of ${column.name}`)
    for (const { value, label } of labels)
      if (own.valueLabels.get(value) !== cutText(label, limits.valueLabel))
        return differs(`label of ${column.name} = ${value}`)
    if (own.missing !== null && own.missing.join() !== (column.userMissing ?? []).join())
      return differs(`missing values of ${column.name}`)
    return undefined
  })

  /**
   * A text is what is left when both programs have dropped its blanks at the end; a number without a value has perhaps
   * a reason.
   */
  const wanted = (column: StatColumn, value: StatValue): StatValue => {
    if (column.kind === 'text') return typeof value === 'string' ? withoutEndBlanks(cleanText(value)) : ''
    return letters || typeof value === 'number' ? value : null
  }
  const read = found.chunks()[Symbol.asyncIterator]()
  let current = await read.next()
  let at = 0
  let rows = 0
  try {
    await eachRow()
  } finally {
    // What was not read to its end would keep the file open.
    await read.return?.(undefined)
  }
  if (rows !== found.rows) differs(`${found.rows} rows for ${rows}`)
  return rows * table.columns.length

  async function eachRow(): Promise<void> {
    for await (const chunk of table.chunks()) {
      for (let r = 0; r < chunk.rows; r += 1, rows += 1, at += 1) {
        while (current.done !== true && at >= current.value.rows) {
          current = await read.next()
          at = 0
        }
        if (current.done === true) return differs(`it ends at row ${rows + 1}`)
        for (const [c, column] of table.columns.entries()) {
          const expected = wanted(column, chunk.columns[c]?.[r] ?? null)
          const raw = back(column.kind, current.value.columns[c]?.[at] ?? null)
          const value = column.kind === 'text' && typeof raw === 'string' ? withoutEndBlanks(raw) : raw
          if (value !== expected && !(Object.is(value, -0) && expected === 0))
            return differs(`row ${rows + 1}, ${column.name}`)
        }
      }
      await pace()
    }
  }
}

export const compareDta = async (path: string, table: StatTable, pace: Pace): Promise<number> => {
  const file = await readDta(path)
  const columns = file.columns.map((c) => ({ ...c, missing: null }))
  return compare('Stata file', table, fileNotes(table), { ...file, columns }, dtaLimits, fromDta, true, pace)
}

export const compareSav = async (path: string, table: StatTable, pace: Pace): Promise<number> => {
  const file = await readSav(path)
  if (file.encoding !== 'UTF-8') return fail('UNEXPECTED', {}, 'SPSS file read back differs: encoding')
  return compare(
    'SPSS file',
    table,
    documentLines(table).map(withoutEndBlanks),
    { ...file, notes: file.documents },
    savLimits,
    fromSav,
    false,
    pace,
  )
}
