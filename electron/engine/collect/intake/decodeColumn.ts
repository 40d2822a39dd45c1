// From a DuckDB vector to what SQLite binds and what the column set holds, for the rows of a chunk that were accepted.
// In: raw vectors and row numbers. Out: JavaScript values and ids. Repeated texts are decoded once: files repeat
// themselves.
import { isoDay, isPresent } from '#engine/workspace/columns/vectors.ts'
import type { RawColumn } from '#engine/workspace/columns/vectors.ts'
import { markMissing } from '#engine/workspace/columns/columnAppender.ts'
import type { ColumnBuffer } from '#engine/workspace/columns/columnAppender.ts'
import type { VariableDictionary } from '#engine/workspace/columns/dictionaryWriter.ts'

export type SqliteValue = string | number | bigint | null
/** Decodes `rows[0..count)` of a chunk into `values`, and into `column` when the variable stands in the column set. */
export type ColumnDecoder = (
  raw: RawColumn,
  hash: RawColumn | null,
  rows: Uint32Array,
  count: number,
  values: SqliteValue[],
  column: ColumnBuffer | null,
) => void

const inlineBytes = 12

/** Texts of at most 12 bytes lie in the vector itself: their four words are the key of this table. */
type InlineTable = {
  find(a: number, b: number, c: number, d: number): number
  add(a: number, b: number, c: number, d: number, id: number): void
  clear(): void
}

const createInlineTable = (): InlineTable => {
  let capacity = 4096
  let keys = new Int32Array(capacity * 4)
  let ids = new Int32Array(capacity).fill(-1)
  let used = 0
  const slotOf = (a: number, b: number, c: number, d: number): number => {
    const mixed = Math.imul(Math.imul(Math.imul(a ^ 0x2c1b3c6d, 0x297a2d39) ^ b, 0x1b56c4e9) ^ c, 0x85ebca6b) ^ d
    return (Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> 7) & (capacity - 1)
  }
  const put = (a: number, b: number, c: number, d: number, id: number): void => {
    let slot = slotOf(a, b, c, d)
    while ((ids[slot] ?? -1) >= 0) slot = (slot + 1) & (capacity - 1)
    keys[slot * 4] = a
    keys[slot * 4 + 1] = b
    keys[slot * 4 + 2] = c
    keys[slot * 4 + 3] = d
    ids[slot] = id
    used += 1
  }
  return {
    find: (a, b, c, d) => {
      let slot = slotOf(a, b, c, d)
      for (let id = ids[slot] ?? -1; id >= 0; id = ids[slot] ?? -1) {
        const at = slot * 4
        if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d) return id
        slot = (slot + 1) & (capacity - 1)
      }
      return -1
    },
    add: (a, b, c, d, id) => {
      put(a, b, c, d, id)
      if (used < capacity * 0.6) return
      const [oldKeys, oldIds] = [keys, ids]
      capacity *= 2
      keys = new Int32Array(capacity * 4)
      ids = new Int32Array(capacity).fill(-1)
      used = 0
      for (let slot = 0; slot < oldIds.length; slot += 1) {
        const old = oldIds[slot] ?? -1
        if (old >= 0)
          put(
            oldKeys[slot * 4] ?? 0,
            oldKeys[slot * 4 + 1] ?? 0,
            oldKeys[slot * 4 + 2] ?? 0,
            oldKeys[slot * 4 + 3] ?? 0,
            old,
          )
      }
    },
    clear: () => {
      ids.fill(-1)
      used = 0
    },
  }
}

export type CodeQuestion = {
  codes: ReadonlySet<string>
  /** The code of the row at this place of the accepted ones is not among them. */
  onUnknown(place: number): void
}

/** Codes: the id of the column's dictionary, and the code itself. A question is answered once for each code. */
export const codeDecoder = (dictionary: VariableDictionary, question: CodeQuestion | null): ColumnDecoder => {
  const table = createInlineTable()
  const { codes } = dictionary
  const outside = new Set<number>()
  const idOf = (code: string): number => {
    const id = dictionary.idOf(code)
    if (question && !question.codes.has(code)) outside.add(id)
    return id
  }
  return (raw, _hash, rows, count, values, column) => {
    const words = raw.text
    if (!words) throw new Error('a code column must come as text')
    const ids = column?.items as Uint32Array | undefined
    let lastA = -1
    let lastB = 0
    let lastC = 0
    let lastD = 0
    let lastId = 0
    let lastCode: string | null = null
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0
      if (!isPresent(raw.validity, row)) {
        values[index] = null
        if (column) {
          if (ids) ids[index] = 0
          markMissing(column, index)
        }
        continue
      }
      const at = row * 4
      const a = (words[at] ?? 0) | 0
      if (a > inlineBytes) {
        const code = String(raw.getItem(row))
        const id = idOf(code)
        values[index] = code
        if (ids) ids[index] = id
        if (outside.size > 0 && outside.has(id)) question?.onUnknown(index)
        continue
      }
      const b = (words[at + 1] ?? 0) | 0
      const c = (words[at + 2] ?? 0) | 0
      const d = (words[at + 3] ?? 0) | 0
      if (a !== lastA || b !== lastB || c !== lastC || d !== lastD) {
        let id = table.find(a, b, c, d)
        if (id < 0) {
          id = idOf(String(raw.getItem(row)))
          table.add(a, b, c, d, id)
        }
        lastA = a
        lastB = b
        lastC = c
        lastD = d
        lastId = id
        lastCode = codes[id] ?? null
      }
      values[index] = lastCode
      if (ids) ids[index] = lastId
      if (outside.size > 0 && outside.has(lastId)) question?.onUnknown(index)
    }
  }
}

const rememberedTexts = 65_536

/**
 * Texts and codes outside the column set: decoded once while the same text keeps coming. Long texts are recognised by
 * their 64-bit hash together with length and first bytes; after many unrepeated texts the memory is given up.
 */
export const textDecoder = (): ColumnDecoder => {
  const table = createInlineTable()
  let texts: string[] = []
  let asked = 0
  let missed = 0
  let remembering = true
  const forget = (): void => {
    texts = []
    table.clear()
    remembering = asked < 4 * rememberedTexts || missed < asked / 2
  }
  return (raw, hash, rows, count, values) => {
    const words = raw.text
    if (!words) throw new Error('a text column must come as text')
    const hashes = hash?.items
      ? new Uint32Array(hash.items.buffer, hash.items.byteOffset, hash.items.byteLength >>> 2)
      : null
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0
      if (!isPresent(raw.validity, row)) {
        values[index] = null
        continue
      }
      const at = row * 4
      const a = (words[at] ?? 0) | 0
      const long = a > inlineBytes
      if (!remembering || (long && !hashes)) {
        values[index] = String(raw.getItem(row))
        continue
      }
      const b = (words[at + 1] ?? 0) | 0
      const c = (long ? (hashes?.[row * 2] ?? 0) : (words[at + 2] ?? 0)) | 0
      const d = (long ? (hashes?.[row * 2 + 1] ?? 0) : (words[at + 3] ?? 0)) | 0
      asked += 1
      let id = table.find(a, b, c, d)
      if (id < 0) {
        missed += 1
        if (texts.length >= rememberedTexts) forget()
        id = texts.length
        texts.push(String(raw.getItem(row)))
        table.add(a, b, c, d, id)
      }
      values[index] = texts[id] ?? null
    }
  }
}

/** Scaled whole numbers: a number while exact, a bigint beyond. */
export const integerDecoder = (): ColumnDecoder => (raw, _hash, rows, count, values, column) => {
  const items = raw.items
  if (!(items instanceof BigInt64Array)) throw new Error('a whole number must come as BIGINT')
  const halves = new Int32Array(items.buffer, items.byteOffset, items.length * 2)
  const out = column?.items as BigInt64Array | undefined
  const outHalves = out ? new Int32Array(out.buffer, out.byteOffset, out.length * 2) : null
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] ?? 0
    if (!isPresent(raw.validity, row)) {
      values[index] = null
      if (column) markMissing(column, index)
      continue
    }
    const low = halves[row * 2] ?? 0
    const high = halves[row * 2 + 1] ?? 0
    if (outHalves) {
      outHalves[index * 2] = low
      outHalves[index * 2 + 1] = high
    }
    if (high === low >> 31) values[index] = low
    else if (high >= -0x200000 && high < 0x200000) values[index] = high * 0x1_0000_0000 + (low >>> 0)
    else values[index] = items[row] ?? null
  }
}

export const dateDecoder = (): ColumnDecoder => {
  const texts = new Map<number, string>()
  return (raw, _hash, rows, count, values, column) => {
    const items = raw.items
    if (!(items instanceof Int32Array)) throw new Error('a date must come as DATE')
    const out = column?.items as Int32Array | undefined
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0
      if (!isPresent(raw.validity, row)) {
        values[index] = null
        if (column) markMissing(column, index)
        continue
      }
      const days = items[row] ?? 0
      if (out) out[index] = days
      let text = texts.get(days)
      if (text === undefined) texts.set(days, (text = isoDay(days)))
      values[index] = text
    }
  }
}
