// A CSV file written row by row into a large buffer: millions of rows in bounded memory.
// In: values. Out: bytes on disk and how many. Never a row kept, never a value understood.
import { closeSync, openSync, writeSync } from 'node:fs'

const flushAt = 1 << 20
const slack = 1 << 16
const comma = 44
const zero = 48
const encoder = new TextEncoder()
const powers = Array.from({ length: 16 }, (_, i) => 10 ** i)

/** A field, quoted where CSV needs it. */
export const csvField = (text: string): string =>
  text.includes(',') || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text

/** A field as UTF-8 bytes. */
export const csvBytes = (text: string): Uint8Array => encoder.encode(csvField(text))

/** Several fields at once, joined by commas. */
export const csvFields = (fields: string[]): Uint8Array => encoder.encode(fields.map(csvField).join(','))

export class CsvFile {
  bytesWritten = 0
  private readonly descriptor: number
  private readonly buffer = new Uint8Array(flushAt + slack)
  private position = 0
  private rowStart = 0

  constructor(path: string, header: string[]) {
    this.descriptor = openSync(path, 'w')
    this.bytes(csvFields(header))
    this.endRow()
  }

  /** Bytes of one or more ready fields. */
  bytes(source: Uint8Array): void {
    const { buffer, position } = this
    const { length } = source
    if (length > 48) buffer.set(source, position)
    else for (let i = 0; i < length; i++) buffer[position + i] = source[i] as number
    this.position = position + length
  }

  comma(): void {
    this.buffer[this.position++] = comma
  }

  /** Text that needs no quotes, in any script of the basic plane. Much faster for short texts than an encoder. */
  text(value: string): void {
    const { buffer } = this
    let at = this.position
    for (let i = 0; i < value.length; i++) {
      const c = value.charCodeAt(i)
      if (c < 0x80) buffer[at++] = c
      else if (c < 0x800) {
        buffer[at++] = 0xc0 | (c >> 6)
        buffer[at++] = 0x80 | (c & 63)
      } else {
        buffer[at++] = 0xe0 | (c >> 12)
        buffer[at++] = 0x80 | ((c >> 6) & 63)
        buffer[at++] = 0x80 | (c & 63)
      }
    }
    this.position = at
  }

  /** Whole fields, quoted where they need it, with commas between them. */
  fields(values: string[]): void {
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.comma()
      this.text(csvField(values[i] as string))
    }
  }

  /** ASCII text that needs no quotes. */
  ascii(text: string): void {
    const { buffer, position } = this
    for (let i = 0; i < text.length; i++) buffer[position + i] = text.charCodeAt(i)
    this.position = position + text.length
  }

  integer(value: number): void {
    if (value < 0) {
      this.buffer[this.position++] = 45
      this.integer(-value)
      return
    }
    let digits = 1
    while (digits < 16 && value >= (powers[digits] as number)) digits++
    this.padded(value, digits)
  }

  /** Exactly `width` digits, zeros in front. */
  padded(value: number, width: number): void {
    let at = this.position + width
    this.position = at
    let rest = value
    // Nine digits at a time, so that the digits come from small integers.
    while (width > 9 && rest >= 1e9) {
      const high = Math.floor(rest / 1e9)
      at = this.digits(rest - high * 1e9, at, 9)
      rest = high
      width -= 9
    }
    this.digits(rest, at, width)
  }

  private digits(value: number, end: number, width: number): number {
    const { buffer } = this
    let rest = value | 0
    let at = end
    for (let i = 0; i < width; i++) {
      const next = (rest / 10) | 0
      buffer[--at] = zero + rest - next * 10
      rest = next
    }
    return at
  }

  /** A scaled integer with a decimal point: (12345, 2) → 123.45. */
  decimal(scaled: number, scale: number): void {
    const power = powers[scale] as number
    const whole = Math.floor(scaled / power)
    this.integer(whole)
    this.buffer[this.position++] = 46
    this.padded(scaled - whole * power, scale)
  }

  /** 2024-07-09 */
  date(year: number, month: number, day: number): void {
    this.padded(year, 4)
    this.buffer[this.position++] = 45
    this.padded(month, 2)
    this.buffer[this.position++] = 45
    this.padded(day, 2)
  }

  endRow(): void {
    this.buffer[this.position++] = 10
    this.rowStart = this.position
    if (this.position >= flushAt) this.flush()
  }

  /** The row begun and not yet ended, as text. */
  currentRow(): string {
    return Buffer.from(this.buffer.buffer, this.rowStart, this.position - this.rowStart).toString('utf8')
  }

  /** Puts another text in place of the row begun. */
  replaceRow(text: string): void {
    this.position = this.rowStart
    this.text(text)
  }

  close(): void {
    this.flush()
    closeSync(this.descriptor)
  }

  /** Closes without caring for what is written: the run was cancelled or failed. */
  abandon(): void {
    closeSync(this.descriptor)
  }

  private flush(): void {
    let from = 0
    while (from < this.position) from += writeSync(this.descriptor, this.buffer, from, this.position - from)
    this.bytesWritten += this.position
    this.position = 0
    this.rowStart = 0
  }
}
