// A rectangular table for statistics programs: columns with names, labels, value labels and kinds, rows in chunks. The
// Stata and SPSS writers take one; cubes and records become one. Types only, and the names both programs accept.
import { withoutMarks } from '#shared/format/foldText.ts'

/**
 * Numbers: null is empty, one letter a reason (Stata's .a … .z). Dates: days since 1970-01-01. Periods: see
 * periodSerial.
 */
export type StatValue = number | string | null

export type StatColumn = {
  /** As written into the file: valid and unique there. */
  name: string
  /** What it is called in the program. */
  source: string
  label: string
  kind: 'number' | 'integer' | 'date' | 'year' | 'quarter' | 'month' | 'text'
  /** Decimals shown; numbers only. */
  decimals?: number
  /** Longest text in bytes; text only. */
  bytes?: number
  valueLabels?: { value: number; label: string }[]
  /** Values that are no answer: missing, not classifiable. At most three. */
  userMissing?: number[]
  level: 'nominal' | 'ordinal' | 'scale'
}

export type StatChunk = { rows: number; columns: ArrayLike<StatValue>[] }
export type StatTable = {
  label: string
  notes: string[]
  columns: StatColumn[]
  /** The same rows in the same order each time it is called: once to write, once to compare. */
  chunks: () => AsyncIterable<StatChunk>
}

/** A period as a whole number: the year, or quarters or months since the year 0. */
export const periodSerial = (kind: 'year' | 'quarter' | 'month', year: number, part: number): number =>
  kind === 'year' ? year : kind === 'quarter' ? year * 4 + part - 1 : year * 12 + part - 1

export type NameRules = { bytes: number; reserved: readonly string[] }
/** Names of 32 letters; what Stata keeps for itself. */
export const stataNames: NameRules = {
  bytes: 32,
  reserved: [
    '_all',
    '_b',
    'byte',
    '_coef',
    '_cons',
    'double',
    'float',
    'if',
    'in',
    'int',
    'long',
    '_n',
    '_pi',
    '_pred',
    '_rc',
    '_skip',
    'str',
    'strl',
    'using',
    'with',
  ],
}
export const spssNames: NameRules = {
  bytes: 64,
  reserved: ['all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not', 'or', 'to', 'with'],
}

/** Valid, unique names, whatever case is told apart: letters, digits and underscores, a letter first. */
export const validNames = (sources: readonly string[], rules: NameRules): string[] => {
  const taken = new Set<string>()
  return sources.map((source) => {
    const plain = withoutMarks(source).replace(/[^A-Za-z0-9_]/g, '_')
    const started = /^[A-Za-z]/.test(plain) ? plain : `v_${plain}`
    const allowed =
      rules.reserved.includes(started.toLowerCase()) || (rules === stataNames && /^str\d+$/i.test(started))
        ? `${started}_`
        : started
    let name = allowed.slice(0, rules.bytes)
    for (let n = 2; taken.has(name.toLowerCase()); n += 1)
      name = `${allowed.slice(0, rules.bytes - String(n).length - 1)}_${n}`
    taken.add(name.toLowerCase())
    return name
  })
}

/**
 * Text cut to so many bytes of UTF-8 and so many letters, never inside a letter. Control characters, NUL among them,
 * become spaces.
 */
export const cutText = (text: string, bytes: number, letters = Number.POSITIVE_INFINITY): string => {
  const plain = cleanText(text)
  if (plain.length <= letters && Buffer.byteLength(plain) <= bytes) return plain
  let kept = ''
  let size = 0
  let count = 0
  for (const letter of plain) {
    size += Buffer.byteLength(letter)
    count += 1
    // Room for the ellipsis that says it was cut.
    if (size > bytes - 3 || count >= letters) break
    kept += letter
  }
  return `${kept}…`
}

export const cleanText = (text: string): string => {
  // Nearly every text has none: looking at its letters is much quicker than the expression.
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code < 32 || (code >= 127 && code < 160)) return text.replace(/\p{Cc}+/gu, ' ')
  }
  return text
}

/** Without the blanks at its end, which the formats do not keep. */
export const withoutEndBlanks = (text: string): string => (text.endsWith(' ') ? text.replace(/ +$/, '') : text)

/** Full texts of what the format cuts, and the names it does not allow, for the notes of the file. */
export const shortenedNotes = (
  columns: readonly StatColumn[],
  limits: { label: [bytes: number, letters: number]; valueLabel: number },
): string[] =>
  columns.flatMap((c) => [
    ...(c.name === c.source ? [] : [`${c.name} = ${c.source}`]),
    ...(cutText(c.label, ...limits.label) === cleanText(c.label) ? [] : [`${c.name}: ${cleanText(c.label)}`]),
    ...(c.valueLabels ?? [])
      .filter((v) => cutText(v.label, limits.valueLabel) !== cleanText(v.label))
      .map((v) => `${c.name} ${v.value}: ${cleanText(v.label)}`),
  ])
