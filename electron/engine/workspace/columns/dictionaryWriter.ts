// The dictionaries of a dataset while rows are added: code → id, new codes numbered in order of arrival. In: codes.
// Out: ids. A dated code has an id for each version of its list. Never an id changed or reused while the table stands.
import type { ColumnDatabase } from './columnDatabase.ts'
import { bulkOf } from './openColumnDatabase.ts'

export type VariableDictionary = {
  /** The id of a code, given now if it has none. */
  idOf(code: string): number
  /** Codes by id; shared with readers of the same variable. */
  codes: string[]
}

export type DictionaryWriter = {
  /** Ids of one variable under one version of its list. */
  variable(variable: string, version: string | null): VariableDictionary
  /** Writes the new codes; call it inside the transaction that writes the rows. */
  save(): Promise<void>
}

type Added = { variable: string; id: number; code: string; version: string | null }

export const openDictionaryWriter = async (database: ColumnDatabase, dataset: string): Promise<DictionaryWriter> => {
  const known = new Map<string, Map<string, number>>()
  const codes = new Map<string, string[]>()
  const next = new Map<string, number>()
  const added: Added[] = []
  const mapKey = (variable: string, version: string | null): string => `${variable}\u0000${version ?? '\u0000'}`
  const mapOf = (key: string): Map<string, number> => {
    let map = known.get(key)
    if (!map) known.set(key, (map = new Map()))
    return map
  }
  const listOf = (variable: string): string[] => {
    let list = codes.get(variable)
    if (!list) codes.set(variable, (list = []))
    return list
  }
  await database.stream(
    'SELECT variable, id, code, version FROM dictionary WHERE dataset = ?',
    ([variable, id, code, version], rows) => {
      for (let row = 0; row < rows; row += 1) {
        const name = String(variable?.[row])
        const number = Number(id?.[row])
        const text = String(code?.[row])
        const dated = version?.[row]
        mapOf(mapKey(name, typeof dated === 'string' ? dated : null)).set(text, number)
        listOf(name)[number] = text
        next.set(name, Math.max(next.get(name) ?? 0, number + 1))
      }
      return true
    },
    [dataset],
  )

  return {
    variable: (variable, version) => {
      const map = mapOf(mapKey(variable, version))
      const list = listOf(variable)
      return {
        codes: list,
        idOf: (code) => {
          const found = map.get(code)
          if (found !== undefined) return found
          const id = next.get(variable) ?? 0
          next.set(variable, id + 1)
          map.set(code, id)
          list[id] = code
          added.push({ variable, id, code, version })
          return id
        },
      }
    },
    save: async () => {
      if (added.length === 0) return
      const appender = await bulkOf(database).createAppender('dictionary')
      for (const row of added) {
        appender.appendVarchar(dataset)
        appender.appendVarchar(row.variable)
        appender.appendUInteger(row.id)
        appender.appendVarchar(row.code)
        if (row.version === null) appender.appendNull()
        else appender.appendVarchar(row.version)
        appender.endRow()
      }
      appender.flushSync()
      appender.closeSync()
      added.length = 0
    },
  }
}
