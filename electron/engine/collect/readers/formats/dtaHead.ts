// The head of a Stata file, formats 105 to 119 in both byte orders: variables, where the rows lie, value labels. In:
// bytes. Out: a plan for reading the rows. Never a row.
import { fail } from '#shared/model/failure.ts'
import { cursor } from '../bytes.ts'
import type { Bytes, Cursor } from '../bytes.ts'
import { encodingOfTexts, textDecoder } from '../text/encodings.ts'

export type DtaType = 'byte' | 'int' | 'long' | 'float' | 'double' | 'strl' | number
export type DtaVariable = { name: string; label: string; format: string; type: DtaType; width: number; labels: string }
export type DtaHead = {
  version: number
  big: boolean
  rows: number
  variables: DtaVariable[]
  dataAt: number
  rowBytes: number
  /** Where the long texts begin; null before format 117. */
  longAt: number | null
  labels: Map<string, Map<number, string>>
  encoding: string
  encodingConfidence: number
}

const widths = { byte: 1, int: 2, long: 4, float: 4, double: 8, strl: 8 } as const
const widthOf = (type: DtaType): number => (typeof type === 'number' ? type : widths[type])

const typeOf = (code: number, version: number, path: string): DtaType => {
  if (version >= 117) {
    if (code >= 1 && code <= 2045) return code
    const named: Record<number, DtaType> = {
      32_768: 'strl',
      65_526: 'double',
      65_527: 'float',
      65_528: 'long',
      65_529: 'int',
      65_530: 'byte',
    }
    return named[code] ?? fail('FILE_DAMAGED', { path, reason: `type ${code}` })
  }
  if (version >= 111) {
    if (code >= 1 && code <= 244) return code
    const named: Record<number, DtaType> = { 251: 'byte', 252: 'int', 253: 'long', 254: 'float', 255: 'double' }
    return named[code] ?? fail('FILE_DAMAGED', { path, reason: `type ${code}` })
  }
  const letters: Record<string, DtaType> = { b: 'byte', i: 'int', l: 'long', f: 'float', d: 'double' }
  const letter = letters[String.fromCharCode(code)]
  if (letter !== undefined) return letter
  return code > 127 ? code - 127 : fail('FILE_DAMAGED', { path, reason: `type ${code}` })
}

const untilNul = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

type Raw = {
  version: number
  big: boolean
  rows: number
  names: Buffer[]
  types: DtaType[]
  formats: Buffer[]
  labelNames: Buffer[]
  labels: Buffer[]
  dataAt: number
  longAt: number | null
  valueLabelsAt: number
}

const parts = (bytes: Buffer, count: number, width: number): Buffer[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(untilNul(bytes.subarray(i * width, (i + 1) * width))))

const limits = { variables: 120_000 }

const readOld = async (bytes: Bytes, version: number): Promise<Raw> => {
  const at = cursor(bytes)
  const head = Buffer.from(await at.take(10))
  const big = head[1] === 1
  const count = big ? head.readUInt16BE(4) : head.readUInt16LE(4)
  const rows = big ? head.readUInt32BE(6) : head.readUInt32LE(6)
  await at.take(version < 108 ? 32 : 81)
  await at.take(18)
  const nameWidth = version < 110 ? 9 : 33
  const types = [...(await at.take(count))].map((code) => typeOf(code, version, bytes.name))
  const names = parts(await at.take(count * nameWidth), count, nameWidth)
  await at.take((count + 1) * 2)
  const formatWidth = version < 105 ? 7 : version < 114 ? 12 : 49
  const formats = parts(await at.take(count * formatWidth), count, formatWidth)
  const labelNames = parts(await at.take(count * nameWidth), count, nameWidth)
  const labelWidth = version < 108 ? 32 : 81
  const labels = parts(await at.take(count * labelWidth), count, labelWidth)
  for (;;) {
    const field = Buffer.from(await at.take(version < 110 ? 3 : 5))
    const length =
      version < 110
        ? big
          ? field.readUInt16BE(1)
          : field.readUInt16LE(1)
        : big
          ? field.readUInt32BE(1)
          : field.readUInt32LE(1)
    if (field[0] === 0 && length === 0) break
    if (length > bytes.size) fail('FILE_DAMAGED', { path: bytes.name, reason: 'expansion fields' })
    await at.take(length)
  }
  const dataAt = at.position()
  const rowBytes = types.reduce<number>((sum, type) => sum + widthOf(type), 0)
  return {
    version,
    big,
    rows,
    names,
    types,
    formats,
    labelNames,
    labels,
    dataAt,
    longAt: null,
    valueLabelsAt: dataAt + rows * rowBytes,
  }
}

const expectTag = async (at: Cursor, tag: string, path: string): Promise<void> => {
  const found = (await at.take(tag.length)).toString('latin1')
  if (found !== tag) fail('FILE_DAMAGED', { path, reason: tag })
}

const readNew = async (bytes: Bytes): Promise<Raw> => {
  const path = bytes.name
  const at = cursor(bytes)
  await expectTag(at, '<stata_dta><header><release>', path)
  const version = Number((await at.take(3)).toString('latin1'))
  if (!(version >= 117 && version <= 119)) fail('FORMAT_UNSUPPORTED', { path, format: `Stata .dta ${version}` })
  await expectTag(at, '</release><byteorder>', path)
  const big = (await at.take(3)).toString('latin1') === 'MSF'
  await expectTag(at, '</byteorder><K>', path)
  const number = (b: Buffer): number =>
    big ? b.readUIntBE(0, Math.min(6, b.length)) : b.readUIntLE(0, Math.min(6, b.length))
  const long = (b: Buffer): number => Number(big ? b.readBigUInt64BE() : b.readBigUInt64LE())
  const count = number(await at.take(version === 119 ? 4 : 2))
  if (count > limits.variables) fail('FILE_DAMAGED', { path, reason: `K ${count}` })
  await expectTag(at, '</K><N>', path)
  const rows = version === 117 ? number(await at.take(4)) : long(await at.take(8))
  await expectTag(at, '</N><label>', path)
  const labelLength = number(await at.take(version === 117 ? 1 : 2))
  await at.take(labelLength)
  await expectTag(at, '</label><timestamp>', path)
  await at.take((await at.take(1))[0] ?? 0)
  await expectTag(at, '</timestamp></header><map>', path)
  const map = Buffer.from(await at.take(14 * 8))
  const places = Array.from({ length: 14 }, (_, i) => long(map.subarray(i * 8)))
  await expectTag(at, '</map><variable_types>', path)
  const codes = Buffer.from(await at.take(count * 2))
  const types = Array.from({ length: count }, (_, i) =>
    typeOf(big ? codes.readUInt16BE(i * 2) : codes.readUInt16LE(i * 2), version, path),
  )
  const nameWidth = version === 117 ? 33 : 129
  const formatWidth = version === 117 ? 49 : 57
  const labelWidth = version === 117 ? 81 : 321
  await expectTag(at, '</variable_types><varnames>', path)
  const names = parts(await at.take(count * nameWidth), count, nameWidth)
  await expectTag(at, '</varnames><sortlist>', path)
  await at.take((count + 1) * (version === 119 ? 4 : 2))
  await expectTag(at, '</sortlist><formats>', path)
  const formats = parts(await at.take(count * formatWidth), count, formatWidth)
  await expectTag(at, '</formats><value_label_names>', path)
  const labelNames = parts(await at.take(count * nameWidth), count, nameWidth)
  await expectTag(at, '</value_label_names><variable_labels>', path)
  const labels = parts(await at.take(count * labelWidth), count, labelWidth)
  const place = (index: number): number => places[index] ?? 0
  const opened = async (from: number, tag: string): Promise<number> => {
    const found = (await bytes.read(from, tag.length)).toString('latin1')
    return found === tag ? from + tag.length : fail('FILE_DAMAGED', { path, reason: tag })
  }
  return {
    version,
    big,
    rows,
    names,
    types,
    formats,
    labelNames,
    labels,
    dataAt: await opened(place(9), '<data>'),
    longAt: await opened(place(10), '<strls>'),
    valueLabelsAt: await opened(place(11), '<value_labels>'),
  }
}

type RawLabels = Map<string, Map<number, Buffer>>

const newLabels = async (bytes: Bytes, raw: Raw): Promise<RawLabels> => {
  const sets: RawLabels = new Map()
  const at = cursor(bytes, raw.valueLabelsAt)
  const int = (b: Buffer, from: number): number => (raw.big ? b.readInt32BE(from) : b.readInt32LE(from))
  const nameWidth = raw.version < 110 ? 9 : raw.version < 118 ? 33 : 129
  for (;;) {
    if (raw.version >= 117) {
      if ((await at.take(5)).toString('latin1') !== '<lbl>') break
    } else if (!(await at.fill(4 + nameWidth + 3))) break
    const length = int(Buffer.from(await at.take(4)), 0)
    const name = untilNul(await at.take(nameWidth)).toString('latin1')
    await at.take(3)
    if (length < 8 || length > 64 * 1_048_576) fail('FILE_DAMAGED', { path: bytes.name, reason: 'value labels' })
    const table = Buffer.from(await at.take(length))
    const count = int(table, 0)
    const texts = table.subarray(8 + count * 8)
    if (count < 0 || 8 + count * 8 > length) fail('FILE_DAMAGED', { path: bytes.name, reason: 'value labels' })
    const set = new Map<number, Buffer>()
    for (let i = 0; i < count; i += 1)
      set.set(int(table, 8 + count * 4 + i * 4), Buffer.from(untilNul(texts.subarray(int(table, 8 + i * 4)))))
    sets.set(name, set)
    if (raw.version >= 117) await at.take(6)
  }
  return sets
}

/** Before format 108: codes of two bytes, texts of eight. */
const oldLabels = async (bytes: Bytes, raw: Raw): Promise<RawLabels> => {
  const sets: RawLabels = new Map()
  const at = cursor(bytes, raw.valueLabelsAt)
  while (await at.fill(12)) {
    const head = Buffer.from(await at.take(12))
    const count = raw.big ? head.readUInt16BE(0) : head.readUInt16LE(0)
    if (!(await at.fill(count * 10))) break
    const table = Buffer.from(await at.take(count * 10))
    const set = new Map<number, Buffer>()
    for (let i = 0; i < count; i += 1) {
      const code = raw.big ? table.readInt16BE(i * 2) : table.readInt16LE(i * 2)
      set.set(code, Buffer.from(untilNul(table.subarray(count * 2 + i * 8, count * 2 + i * 8 + 8))))
    }
    sets.set(untilNul(head.subarray(2, 11)).toString('latin1'), set)
  }
  return sets
}

export const readDtaHead = async (bytes: Bytes, given: string | undefined): Promise<DtaHead> => {
  const first = (await bytes.read(0, 4))[0] ?? 0
  const known = first === 105 || first === 108 || (first >= 110 && first <= 115)
  if (first !== 0x3c && !known) fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: `Stata .dta ${first}` })
  const raw = first === 0x3c ? await readNew(bytes) : await readOld(bytes, first)
  const sets = raw.version < 108 ? await oldLabels(bytes, raw) : await newLabels(bytes, raw)
  const rowBytes = raw.types.reduce<number>((sum, type) => sum + widthOf(type), 0)
  if (raw.dataAt + raw.rows * rowBytes > bytes.size)
    fail('FILE_DAMAGED', { path: bytes.name, reason: `${raw.rows} × ${rowBytes} > ${bytes.size}` })
  let found = { encoding: given ?? 'utf-8', confidence: 1 }
  if (given === undefined && raw.version < 118) {
    const texts = [...raw.labels, ...[...sets.values()].flatMap((set) => [...set.values()])]
    const rows = await bytes.read(raw.dataAt, Math.min(raw.rows, 2000) * rowBytes)
    let at = 0
    const strings: Buffer[] = []
    for (let row = 0; row * rowBytes < rows.length && at < 400_000; row += 1) {
      let place = row * rowBytes
      for (const type of raw.types) {
        if (typeof type === 'number') {
          const text = untilNul(rows.subarray(place, place + type))
          strings.push(text)
          at += text.length
        }
        place += widthOf(type)
      }
    }
    found = encodingOfTexts(Buffer.concat([...texts, ...strings].flatMap((text) => [text, Buffer.from('\n')])))
  }
  const decode = textDecoder(found.encoding)
  return {
    version: raw.version,
    big: raw.big,
    rows: raw.rows,
    dataAt: raw.dataAt,
    rowBytes,
    longAt: raw.longAt,
    encoding: found.encoding,
    encodingConfidence: found.confidence,
    labels: new Map(
      [...sets].map(([name, set]) => [name, new Map([...set].map(([value, text]) => [value, decode(text)]))]),
    ),
    variables: raw.types.map((type, i) => ({
      name: decode(raw.names[i] ?? Buffer.alloc(0)),
      label: decode(raw.labels[i] ?? Buffer.alloc(0)),
      format: (raw.formats[i] ?? Buffer.alloc(0)).toString('latin1'),
      type,
      width: widthOf(type),
      labels: (raw.labelNames[i] ?? Buffer.alloc(0)).toString('latin1'),
    })),
  }
}
