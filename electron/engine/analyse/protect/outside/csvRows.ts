// A text file of columns as it comes from outside (comma, semicolon or tab; quotes; with or without a byte order mark),
// and back. In: text. Out: header and lines; numbers read with the decimal sign the file has. Never a figure guessed:
// what is no number is named.
import { fail } from '#shared/model/failure.ts'

export type CsvRows = { header: string[]; lines: string[][]; separator: string }

const separatorOf = (first: string): string => {
  const count = (sign: string): number => first.split(sign).length - 1
  return [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

const fieldsOf = (text: string, separator: string): string[][] => {
  const lines: string[][] = []
  let line: string[] = []
  let field = ''
  let quoted = false
  const endField = (): void => {
    line.push(field)
    field = ''
  }
  const endLine = (): void => {
    endField()
    if (line.length > 1 || line[0] !== '') lines.push(line)
    line = []
  }
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? ''
    if (quoted) {
      if (c !== '"') field += c
      else if (text[i + 1] === '"') {
        field += '"'
        i += 1
      } else quoted = false
    } else if (c === '"' && field === '') quoted = true
    else if (c === separator) endField()
    else if (c === '\n') endLine()
    else if (c !== '\r') field += c
  }
  if (field !== '' || line.length > 0) endLine()
  return lines
}

export const readCsvRows = (text: string, name: string): CsvRows => {
  const clean = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(clean.slice(0, clean.search(/\r?\n/) < 0 ? undefined : clean.search(/\r?\n/)))
  const [header, ...lines] = fieldsOf(clean, separator)
  if (header === undefined || header.length === 0) return fail('PROTECT_FILE_EMPTY', { file: name })
  const names = header.map((h) => h.trim())
  lines.forEach((line, i) => {
    if (line.length !== names.length)
      fail('PROTECT_LINE_WRONG', { file: name, line: i + 2, found: line.length, expected: names.length })
  })
  return { header: names, lines, separator }
}

/** "1234.5", "1234,5", "1 234,5": as the file's own separator leaves room for. Empty: null. */
export const numberIn = (text: string): number | null => {
  const plain = text.trim().replaceAll(/[\u00a0 ]/g, '')
  if (plain === '' || plain === 'NA' || plain === '.') return null
  const value = Number(/^-?\d+,\d+$/.test(plain) ? plain.replace(',', '.') : plain)
  return Number.isFinite(value) ? value : Number.NaN
}

export const decimalsIn = (text: string): number => /[.,](\d+)\s*$/.exec(text)?.[1]?.length ?? 0

const quoted = (field: string, separator: string): string =>
  field.includes(separator) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

export const writeCsvRows = ({ header, lines, separator }: CsvRows): string =>
  [header, ...lines].map((line) => line.map((field) => quoted(field, separator)).join(separator)).join('\n') + '\n'
