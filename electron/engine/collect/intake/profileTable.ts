// Values that come together again and again (sex, grade, age, flags …), each combination once in a temporary table in
// memory: a record then binds one number instead of ten values. In: columns of values. Out: numbers. Gives itself up
// where combinations do not repeat.
import type { Database } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { SqliteValue } from './decodeColumn.ts'

export const profileTable = 'temp.intake_profile'

/** A column belongs to the combinations when a look at this many rows shows no more than so many values. */
const lookRows = 2048
const mostValues = 160
/** Numbers of combinations beyond which looking them up costs more than it spares. */
const mostProfiles = 65_536
const fewestColumns = 3

export type ProfileTable = {
  /** Indexes of the columns that the combinations are of. */
  columns: readonly number[]
  /** Sets `numbers` to the combination of each row; false: there are too many, bind the values themselves. */
  number(columns: readonly (readonly SqliteValue[])[], rows: number, numbers: SqliteValue[]): boolean
  drop(): void
}

type Branch = Map<SqliteValue, Branch | number>

/** `first`: the first rows of the file. Null when too few columns repeat, or too few rows are there to tell. */
export const openProfileTable = (
  database: Database,
  first: readonly (readonly SqliteValue[])[],
  rows: number,
  skipped: number,
): ProfileTable | null => {
  if (rows < lookRows / 4) return null
  const columns = first
    .flatMap((values, index) => (index >= skipped && new Set(values.slice(0, rows)).size <= mostValues ? [index] : []))
    // Few values first, so that the tree of combinations is narrow at its root.
    .map((index) => ({ index, values: new Set(first[index]?.slice(0, rows)).size }))
  // A combination must come back: columns of many values are left out until it does.
  const chosen: number[] = []
  let keys: string[] = Array.from({ length: rows }, () => '')
  for (const { index } of columns.toSorted((a, b) => a.values - b.values || a.index - b.index)) {
    const longer = keys.map((key, row) => `${key}\u0000${String(first[index]?.[row])}`)
    if (new Set(longer).size > rows / 3) continue
    keys = longer
    chosen.push(index)
  }
  if (chosen.length < fewestColumns) return null

  const names = chosen.map((index) => quoteName(`c${index}`))
  database.exec(
    `DROP TABLE IF EXISTS ${profileTable}; CREATE TEMP TABLE ${profileTable.replace('temp.', '')} (id INTEGER PRIMARY KEY, ${names.join(', ')})`,
  )
  const add = database.prepare(`INSERT INTO ${profileTable} VALUES (?, ${names.map(() => '?').join(', ')})`)
  const root: Branch = new Map()
  const last = chosen.length - 1
  const values: SqliteValue[] = chosen.map(() => null)
  let count = 0
  let given = false
  return {
    columns: chosen,
    number: (all, length, numbers) => {
      if (given) return false
      for (let row = 0; row < length; row += 1) {
        let branch = root
        let found: Branch | number | undefined
        for (let k = 0; k <= last; k += 1) {
          const value = all[chosen[k] ?? 0]?.[row] ?? null
          found = branch.get(value)
          if (found === undefined) {
            found = k === last ? count : new Map()
            branch.set(value, found)
            if (typeof found === 'number') {
              if (count >= mostProfiles) return !(given = true)
              for (let c = 0; c <= last; c += 1) values[c] = all[chosen[c] ?? 0]?.[row] ?? null
              add.run([count, ...values])
              count += 1
            }
          }
          if (typeof found !== 'number') branch = found
        }
        numbers[row] = found as number
      }
      return true
    },
    drop: () => {
      database.exec(`DROP TABLE IF EXISTS ${profileTable}`)
    },
  }
}
