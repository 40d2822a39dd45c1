import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeFormula } from '#shared/format/escapeFormula.ts'
import { exactNumber } from './exactNumber.ts'
import { parseCsv } from './parseCsv.ts'

async function* chunked(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

const parse = async (text: string, size = 7): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const row of parseCsv(chunked(text, size))) rows.push(row)
  return rows
}

describe('parseCsv', () => {
  it('reads what the writer wrote, however it is chunked', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ệ', ',', '"', '\n', '\r', ' ', '1') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          expect(await parse(stringify(rows, { record_delimiter: 'windows', quoted_match: /[\r\n]/ }), size)).toEqual(
            rows,
          )
        },
      ),
    )
  })
  it('takes off the byte order mark once', async () => {
    expect(await parse('\uFEFFa,b\r\n')).toEqual([['a', 'b']])
  })
})

describe('escapeFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+84', "'+84"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['-', '-'],
    ['Nam', 'Nam'],
    ['', ''],
  ])('%j', (text, escaped) => {
    expect(escapeFormula(text)).toBe(escaped)
  })
})

describe('exactNumber', () => {
  it('keeps what a spreadsheet keeps', () => {
    expect(exactNumber('-1234.5')).toBe(-1234.5)
    expect(exactNumber('123456789012345')).toBe(123456789012345)
    expect(exactNumber('1234567890123456')).toBeNull()
    expect(exactNumber('0.000123')).toBe(0.000123)
  })
})
