// SPSS .sav read record by record, apart from the writer. In: a path. Out: columns with long names, labels, levels,
// missing values, documents, rows in chunks. Uncompressed and bytecode files; never a value changed but the blanks that
// fill a text.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

export type SavColumn = {
  name: string
  label: string
  bytes: number
  format: number
  missing: number[]
  level: number
  valueLabels: Map<number, string>
}
export type SavFile = {
  label: string
  rows: number
  encoding: string
  columns: SavColumn[]
  documents: string[]
  chunks: () => AsyncGenerator<{ rows: number; columns: (number | string | null)[][] }>
}

const problem = (what: string): never => {
  throw new Error(`SPSS file: ${what}`)
}

/** The file as one long run of bytes, read on when needed. */
const source = (file: FileHandle, from = 0) => {
  let buffer = Buffer.alloc(0)
  let at = 0
  let position = from
  const need = async (bytes: number): Promise<boolean> => {
    if (buffer.length - at >= bytes) return true
    const more = Buffer.alloc(Math.max(1 << 20, bytes))
    const { bytesRead } = await file.read(more, 0, more.length, position)
    position += bytesRead
    buffer = Buffer.concat([buffer.subarray(at), more.subarray(0, bytesRead)])
    at = 0
    return buffer.length >= bytes
  }
  return {
    /** Whether so many bytes stand ready or can be fetched. */
    need,
    /** The next bytes, without a promise for each: `need` was asked before. */
    ready: (bytes: number): Buffer => {
      const part = buffer.subarray(at, at + bytes)
      at += bytes
      return part.length === bytes ? part : problem('it ends early')
    },
    take: async (bytes: number): Promise<Buffer> => {
      if (!(await need(bytes))) return problem('it ends early')
      at += bytes
      return buffer.subarray(at - bytes, at)
    },
    left: () => buffer.length - at,
    position: () => position - (buffer.length - at),
  }
}

const trimmed = (buffer: Buffer): string => buffer.toString('utf8').replace(/[ \0]+$/, '')

type Segment = { short: string; type: number; label: string; format: number; missing: number[] }

export const readSav = async (path: string): Promise<SavFile> => {
  const file = await open(path, 'r')
  try {
    const from = source(file)
    const head = await from.take(176)
    if (head.toString('latin1', 0, 4) !== '$FL2' || head.readInt32LE(64) !== 2)
      problem('it is no system file of this byte order')
    const compression = head.readInt32LE(72)
    const rows = head.readInt32LE(80)
    const bias = head.readDoubleLE(84)
    const segments: Segment[] = []
    const valueLabels = new Map<number, Map<number, string>>()
    let documents: string[] = []
    let long = new Map<string, string>()
    let levels: number[] = []
    let encoding = ''
    let lastLabels = new Map<number, string>()
    for (;;) {
      const record = (await from.take(4)).readInt32LE()
      if (record === 2) {
        const [type, hasLabel, missingCount, format] = ((b) =>
          [b.readInt32LE(0), b.readInt32LE(4), b.readInt32LE(8), b.readInt32LE(12)] as const)(await from.take(20))
        const short = trimmed(await from.take(8))
        let label = ''
        if (hasLabel === 1) {
          const bytes = (await from.take(4)).readInt32LE()
          label = (await from.take(Math.ceil(bytes / 4) * 4)).toString('utf8', 0, bytes)
        }
        const values = await from.take(8 * Math.abs(missingCount))
        segments.push({
          short,
          type,
          label,
          format,
          missing: Array.from({ length: Math.abs(missingCount) }, (_, i) => values.readDoubleLE(i * 8)),
        })
      } else if (record === 3) {
        const count = (await from.take(4)).readInt32LE()
        lastLabels = new Map()
        for (let i = 0; i < count; i += 1) {
          const value = (await from.take(8)).readDoubleLE()
          const bytes = (await from.take(1)).readUInt8()
          const text = await from.take(Math.ceil((bytes + 1) / 8) * 8 - 1)
          lastLabels.set(value, text.toString('utf8', 0, bytes))
        }
      } else if (record === 4) {
        const count = (await from.take(4)).readInt32LE()
        for (let i = 0; i < count; i += 1) valueLabels.set((await from.take(4)).readInt32LE() - 1, lastLabels)
      } else if (record === 6) {
        const count = (await from.take(4)).readInt32LE()
        documents = []
        for (let i = 0; i < count; i += 1) documents.push(trimmed(await from.take(80)))
      } else if (record === 7) {
        const about = Buffer.from(await from.take(12))
        const data = Buffer.from(await from.take(about.readInt32LE(4) * about.readInt32LE(8)))
        const subtype = about.readInt32LE(0)
        if (subtype === 11) levels = Array.from({ length: data.length / 12 }, (_, i) => data.readInt32LE(i * 12))
        else if (subtype === 13)
          long = new Map(
            data
              .toString('utf8')
              .split('\t')
              .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
          )
        else if (subtype === 20) encoding = data.toString('latin1')
      } else if (record === 999) {
        await from.take(4)
        break
      } else problem(`record ${record}`)
    }
    const dataAt = from.position()
    const starts = segments.flatMap((s, i) => (s.type >= 0 ? [i] : []))
    const columns = starts.map((start, i): SavColumn => {
      const s = segments[start] ?? problem('no variable')
      return {
        name: long.get(s.short) ?? s.short,
        label: s.label,
        bytes: s.type,
        format: s.format,
        missing: s.missing,
        level: levels[i] ?? 0,
        valueLabels: valueLabels.get(start) ?? new Map<number, string>(),
      }
    })
    return {
      label: trimmed(head.subarray(109, 173)),
      rows,
      encoding,
      columns,
      documents,
      chunks: () => rowsOf(path, dataAt, columns, compression === 1 ? bias : null, rows),
    }
  } finally {
    await file.close()
  }
}

const chunkRows = 4096

async function* rowsOf(
  path: string,
  dataAt: number,
  columns: SavColumn[],
  bias: number | null,
  rows: number,
): AsyncGenerator<{ rows: number; columns: (number | string | null)[][] }> {
  const file = await open(path, 'r')
  try {
    const from = source(file, dataAt)
    const scratch = Buffer.alloc(256)
    let commands: Buffer = Buffer.alloc(0)
    let next = 8
    const numberOf = (value: ReturnType<typeof eight>): number | null => {
      if (value === 'missing') return null
      if (value === 'blank') return problem('a blank number')
      const number = typeof value === 'number' ? value : value.readDoubleLE()
      return number === -Number.MAX_VALUE ? null : number
    }
    /** The next eight bytes of a case, as a number of bytecode or as themselves. */
    const eight = (): number | Buffer | 'missing' | 'blank' => {
      if (bias === null) return from.ready(8)
      for (;;) {
        if (next === 8) {
          commands = Buffer.from(from.ready(8))
          next = 0
        }
        const code = commands[next] ?? 0
        next += 1
        if (code === 0) continue
        if (code === 252) return problem('it ends before its last case')
        if (code === 253) return from.ready(8)
        if (code === 254) return 'blank'
        return code === 255 ? 'missing' : code - bias
      }
    }
    const most = columns.reduce((n, c) => n + 18 * Math.max(1, Math.ceil(c.bytes / 8)), 16)
    for (let first = 0; first < rows; first += chunkRows) {
      const count = Math.min(chunkRows, rows - first)
      const values = columns.map(() => [] as (number | string | null)[])
      for (let r = 0; r < count; r += 1) {
        if (from.left() < most) await from.need(most)
        for (let c = 0; c < columns.length; c += 1) {
          const bytes = columns[c]?.bytes ?? 0
          if (bytes === 0) {
            const value = eight()
            values[c]?.push(numberOf(value))
          } else {
            let last = 0
            for (let at = 0; at < bytes; at += 8) {
              const value = eight()
              if (value === 'blank') scratch.fill(0x20, at, at + 8)
              else if (value instanceof Buffer) {
                value.copy(scratch, at)
                last = at + 8
              } else problem('a number in a text')
            }
            while (last > 0 && (scratch[last - 1] === 0x20 || scratch[last - 1] === 0)) last -= 1
            values[c]?.push(scratch.toString('utf8', 0, last))
          }
        }
      }
      yield { rows: count, columns: values }
    }
  } finally {
    await file.close()
  }
}
