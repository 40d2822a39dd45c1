// The head of an SPSS system file: variables with labels, value labels and user-missing values, code page, how the
// cases are packed. In: bytes. Out: a plan for reading the cases. Both byte orders, very long texts. Never a case.
import { fail } from '#shared/model/failure.ts'
import { cursor } from '../bytes.ts'
import type { Bytes, Cursor } from '../bytes.ts'
import { encodingOfTexts, isKnownEncoding, textDecoder } from '../text/encodings.ts'
import { numberText } from '../text/numberText.ts'
import type { MissingValue, ValueLabel } from '../types.ts'

export type SavVariable = {
  name: string
  label: string
  /** Bytes of a text; 0: a number. */
  bytes: number
  /** Bytes of each stored segment of a very long text. */
  segments: number[]
  format: number
  decimals: number
  valueLabels: ValueLabel[]
  missing: MissingValue[]
}
export type SavHead = {
  big: boolean
  compression: 0 | 1 | 2
  bias: number
  /** -1: until the file ends. */
  cases: number
  variables: SavVariable[]
  dataAt: number
  encoding: string
  encodingConfidence: number
}

type Segment = { short: Buffer; type: number; label: Buffer; format: number; missingKind: number; missing: Buffer }
type LabelSet = { value: Buffer; label: Buffer }[]

const codePages: Record<number, string> = {
  2: 'windows-1252',
  3: 'windows-1252',
  65_001: 'utf-8',
  28_591: 'iso-8859-1',
}

const pageName = (code: number): string | null => {
  if (code === 2 || code === 3) return null
  if (codePages[code] !== undefined) return codePages[code]
  for (const name of [`windows-${code}`, `cp${code}`]) if (isKnownEncoding(name)) return name
  return null
}

const trimEnd = (bytes: Buffer): Buffer => {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1
  return bytes.subarray(0, end)
}

type Raw = {
  segments: Segment[]
  labels: Map<number, LabelSet>
  extensions: Map<number, Buffer[]>
}

const readRecords = async (at: Cursor, big: boolean, path: string): Promise<Raw> => {
  const int = (b: Buffer, from = 0): number => (big ? b.readInt32BE(from) : b.readInt32LE(from))
  const segments: Segment[] = []
  const labels = new Map<number, LabelSet>()
  const extensions = new Map<number, Buffer[]>()
  const bounded = (count: number, size: number): number =>
    count < 0 || count * size > 256 * 1_048_576 ? fail('FILE_DAMAGED', { path, reason: `${count}` }) : count
  let set: LabelSet = []
  for (;;) {
    const record = int(await at.take(4))
    if (record === 2) {
      const head = Buffer.from(await at.take(28))
      let label: Buffer = Buffer.alloc(0)
      if (int(head, 4) === 1) {
        const length = bounded(int(await at.take(4)), 1)
        label = Buffer.from((await at.take(Math.ceil(length / 4) * 4)).subarray(0, length))
      }
      const missingKind = int(head, 8)
      if (Math.abs(missingKind) > 3) fail('FILE_DAMAGED', { path, reason: `missing ${missingKind}` })
      const missing = Buffer.from(await at.take(8 * Math.abs(missingKind)))
      segments.push({
        short: Buffer.from(trimEnd(head.subarray(20, 28))),
        type: int(head, 0),
        label,
        format: int(head, 12),
        missingKind,
        missing,
      })
    } else if (record === 3) {
      const count = bounded(int(await at.take(4)), 16)
      set = []
      for (let i = 0; i < count; i += 1) {
        const value = Buffer.from(await at.take(8))
        const length = (await at.take(1)).readUInt8()
        const text = await at.take(Math.ceil((length + 1) / 8) * 8 - 1)
        set.push({ value, label: Buffer.from(text.subarray(0, length)) })
      }
    } else if (record === 4) {
      const count = bounded(int(await at.take(4)), 4)
      for (let i = 0; i < count; i += 1) labels.set(int(await at.take(4)) - 1, set)
    } else if (record === 6) await at.take(bounded(int(await at.take(4)), 80) * 80)
    else if (record === 7) {
      const about = Buffer.from(await at.take(12))
      const data = Buffer.from(await at.take(bounded(int(about, 4), 1) * bounded(int(about, 8), 1)))
      const subtype = int(about)
      extensions.set(subtype, [...(extensions.get(subtype) ?? []), data])
    } else if (record === 999) {
      await at.take(4)
      return { segments, labels, extensions }
    } else fail('FILE_DAMAGED', { path, reason: `record ${record}` })
  }
}

/** Pairs "NAME=value" parted by a tab, some with NULs. */
const pairsOf = (text: string): Map<string, string> =>
  new Map(
    text
      .split(/\0*\t\0*/)
      .map((pair) => pair.replaceAll('\0', ''))
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')).toUpperCase(), pair.slice(pair.indexOf('=') + 1)]),
  )

/** Labels and missing values of texts longer than eight bytes: name, width, then pairs of length and text. */
const longTextRecords = (
  data: Buffer,
  big: boolean,
  ofMissing: boolean,
): Map<string, { value: Buffer; label: Buffer }[]> => {
  const found = new Map<string, { value: Buffer; label: Buffer }[]>()
  const int = (at: number): number => (at + 4 > data.length ? -1 : big ? data.readInt32BE(at) : data.readInt32LE(at))
  let at = 0
  const text = (): Buffer => {
    const length = int(at)
    at += 4
    if (length < 0 || at + length > data.length) {
      at = data.length
      return Buffer.alloc(0)
    }
    at += length
    return data.subarray(at - length, at)
  }
  while (at + 4 < data.length) {
    const name = text().toString('latin1').toUpperCase()
    const list: { value: Buffer; label: Buffer }[] = []
    if (ofMissing) {
      const count = data[at] ?? 0
      at += 1
      const length = int(at)
      at += 4
      const usable = length >= 0 ? count : 0
      for (let i = 0; i < usable && at + length <= data.length; i += 1) {
        // Some writers repeat the length before each value.
        if (i > 0 && int(at) === length && length !== 0x20202020) at += 4
        list.push({ value: data.subarray(at, at + length), label: Buffer.alloc(0) })
        at += length
      }
    } else {
      at += 4
      const count = int(at)
      at += 4
      for (let i = 0; i < count && at < data.length; i += 1) list.push({ value: text(), label: text() })
    }
    found.set(name, list)
  }
  return found
}

const doubleOf = (bytes: Buffer, big: boolean, at = 0): number =>
  big ? bytes.readDoubleBE(at) : bytes.readDoubleLE(at)

const missingOf = (segment: Segment, big: boolean, decode: (bytes: Buffer) => string): MissingValue[] => {
  const { missingKind, missing, type } = segment
  const value = (index: number): number => doubleOf(missing, big, index * 8)
  const bound = (n: number): string | null => (Math.abs(n) > 1e300 ? null : numberText(n))
  if (type > 0)
    return Array.from({ length: Math.max(0, missingKind) }, (_, i) => ({
      value: decode(trimEnd(missing.subarray(i * 8, i * 8 + 8))),
    }))
  const found: MissingValue[] = []
  if (missingKind <= -2) found.push({ low: bound(value(0)), high: bound(value(1)) })
  if (missingKind === -3) found.push({ value: numberText(value(2)) })
  for (let i = 0; i < missingKind; i += 1) found.push({ value: numberText(value(i)) })
  return found
}

export const readSavHead = async (bytes: Bytes, given: string | undefined): Promise<SavHead> => {
  const path = bytes.name
  const at = cursor(bytes)
  const head = Buffer.from(await at.take(176))
  const layout = head.readInt32LE(64)
  const big = !(layout === 2 || layout === 3)
  const int = (from: number): number => (big ? head.readInt32BE(from) : head.readInt32LE(from))
  if (big && int(64) !== 2 && int(64) !== 3) fail('FILE_DAMAGED', { path, reason: 'layout code' })
  const compression = int(72)
  if (compression !== 0 && compression !== 1 && compression !== 2)
    return fail('FILE_DAMAGED', { path, reason: `compression ${compression}` })
  const { segments, labels, extensions } = await readRecords(at, big, path)
  const extension = (subtype: number): Buffer | undefined => extensions.get(subtype)?.[0]
  const named = extension(20)?.toString('latin1').replaceAll('\0', '').trim().toLowerCase()
  const machine = extension(3)
  const page =
    machine && machine.length >= 32 ? pageName(big ? machine.readInt32BE(28) : machine.readInt32LE(28)) : null
  const declared = named !== undefined && isKnownEncoding(named) ? named : page
  const sample = Buffer.concat(
    [...segments.map((s) => s.label), ...[...labels.values()].flat().map((l) => l.label)].flatMap((b) => [
      b,
      Buffer.from('\n'),
    ]),
  )
  const found =
    given === undefined && declared === null
      ? encodingOfTexts(sample)
      : { encoding: given ?? declared ?? 'utf-8', confidence: 1 }
  const decode = textDecoder(found.encoding)
  const long = pairsOf(decode(extension(13) ?? Buffer.alloc(0)))
  const veryLong = pairsOf((extension(14) ?? Buffer.alloc(0)).toString('latin1'))
  const longLabels = longTextRecords(extension(21) ?? Buffer.alloc(0), big, false)
  const longMissing = longTextRecords(extension(22) ?? Buffer.alloc(0), big, true)
  const starts = segments.flatMap((segment, index) => (segment.type >= 0 ? [index] : []))
  const variables: SavVariable[] = []
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? 0
    const segment = segments[start] ?? fail('FILE_DAMAGED', { path, reason: 'variables' })
    const short = segment.short.toString('latin1').toUpperCase()
    const name = long.get(decode(segment.short).toUpperCase()) ?? decode(segment.short)
    const whole = Number(veryLong.get(short) ?? 0)
    const parts = whole > 255 ? Math.ceil(whole / 252) : 1
    const stored = Array.from({ length: parts }, (_, part) => segments[starts[i + part] ?? -1]?.type ?? 0)
    i += parts - 1
    const width = whole > 255 ? whole : segment.type
    const labelName = name.toUpperCase()
    const texts =
      longLabels.get(Buffer.from(name).toString('latin1').toUpperCase()) ??
      longLabels.get(labelName) ??
      longLabels.get(short) ??
      []
    const longs = longMissing.get(labelName) ?? longMissing.get(short) ?? []
    variables.push({
      name,
      label: decode(trimEnd(segment.label)),
      bytes: width,
      segments: stored,
      format: (segment.format >> 16) & 0xff,
      decimals: segment.format & 0xff,
      valueLabels: [
        ...(labels.get(start) ?? []).map(({ value, label }) => ({
          value: segment.type > 0 ? decode(trimEnd(value)) : numberText(doubleOf(value, big)),
          label: decode(trimEnd(label)),
        })),
        ...texts.map(({ value, label }) => ({ value: decode(trimEnd(value)), label: decode(trimEnd(label)) })),
      ],
      missing: [...missingOf(segment, big, decode), ...longs.map(({ value }) => ({ value: decode(trimEnd(value)) }))],
    })
  }
  const bias = doubleOf(head, big, 84)
  return {
    big,
    compression,
    bias: Number.isFinite(bias) ? bias : 100,
    cases: int(80),
    variables,
    dataAt: at.position(),
    encoding: found.encoding,
    encodingConfidence: found.confidence,
  }
}
