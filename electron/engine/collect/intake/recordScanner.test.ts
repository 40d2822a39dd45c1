// Records from lines: every line goes somewhere, stray quotes cost their own line, time grows with the text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinRecord } from './csvRecord.ts'
import { recordScanner } from './recordScanner.ts'
import type { LineRecord } from './recordScanner.ts'

const scan = (lines: readonly string[], columns = 4, heldLimit = 1_048_576) => {
  const records: LineRecord[] = []
  const scanner = recordScanner({ delimiter: ',', heldLimit, columns: () => columns }, (record) => records.push(record))
  for (const line of lines) scanner.line(line)
  scanner.end()
  return { records, empty: scanner.empty() }
}
const row = (n: number): string => `${n},x,y,${n * 2}`
const sound = (records: LineRecord[]): number => records.filter((r) => r.problem === null).length

describe('two stray quotes', () => {
  const rows = Array.from({ length: 3000 }, (_, n) => row(n))
  test.each([
    ['at the beginnings of fields', '"x', '"x'],
    ['at a beginning and an end', '"x', 'x"'],
    ['within fields', 'x"x', 'x"x'],
    ['at an end and a beginning', 'x"', '"x'],
    ['one alone', '"x', 'x'],
  ])('%s cost two lines at most', (_, first, second) => {
    const lines = rows.map((line, n) => (n === 200 ? `200,${first},y,400` : n === 700 ? `700,${second},y,1400` : line))
    const { records } = scan(lines)
    expect(records).toHaveLength(3000)
    expect(sound(records)).toBeGreaterThanOrEqual(2998)
  })
})

test('a field of several lines stays one record', () => {
  const { records } = scan(['1,"a', 'b', 'c",y,2', '3,x,y,4'])
  expect(records).toEqual([
    { fields: ['1', 'a\nb\nc', 'y', '2'], problem: null, lines: 3 },
    { fields: ['3', 'x', 'y', '4'], problem: null, lines: 1 },
  ])
})

test('every line is in a record or empty, whatever the text', () => {
  const piece = fc.constantFrom('a', '"', ',', '""', ' ', '\r', '\u001a', 'é', '')
  const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 5, max: 60 }),
      (lines, columns, limit) => {
        const { records, empty } = scan(lines, columns, limit)
        expect(records.reduce((sum, r) => sum + r.lines, 0) + empty).toBe(lines.length)
        for (const r of records) if (r.problem === null) expect(r.fields).toHaveLength(columns)
      },
    ),
    { numRuns: 2000 },
  )
})

test('what joinRecord writes comes back', () => {
  const field = fc.stringMatching(/^[a-z",\n ]{0,8}$/)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constant('k'), field, field, fc.constant('z')), { minLength: 1, maxLength: 8 }),
      (rows) => {
        const { records } = scan(
          rows.flatMap((fields) => joinRecord(fields).split('\n')),
          4,
        )
        // Texts that themselves look like rows are taken for stray quotes: then the row is refused, never read
        // otherwise.
        if (records.every((r) => r.problem === null)) expect(records.map((r) => r.fields)).toEqual(rows)
      },
    ),
    { numRuns: 1000 },
  )
})

test('time grows with the text', () => {
  const seconds = (lines: string[]): number => {
    const started = performance.now()
    scan(lines)
    return (performance.now() - started) / 1000
  }
  const plain = Array.from({ length: 40_000 }, (_, n) => row(n))
  expect(seconds(['"', ...plain])).toBeLessThan(2)
  expect(seconds(plain.map((line) => `"${line}`))).toBeLessThan(2)
  expect(seconds(plain.map((line, n) => (n % 2 ? `"",${line}` : `"${line}`)))).toBeLessThan(2)
  expect(seconds(plain.map(() => '"""","a'))).toBeLessThan(2)
})
