// Columns of files that nobody described, in which a figure would come out wrong: units mixed, digits lost, signs that
// tell nothing, cells with an error. Each is kept as it is, or read and asked; no row above the figures is lost for a
// heading.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAll } from '../intake/readAll.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-suggestion-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One column beside a key; what it became, its values, whether a person is asked. */
const column = async (name: string, texts: readonly string[], delimiter = ';') => {
  const path = join(folder, `${name}_2025.csv`)
  const lines = texts.map((text, index) => `${String.fromCodePoint(97 + index)}${delimiter}${text}`)
  writeFileSync(path, [`k${delimiter}${name}`, ...lines, ''].join('\n'))
  const taken = await readAll(path)
  const decision = taken.suggestion.package.decisions.find((d) => d.column === name)
  const variable = taken.suggestion.package.dataset.variables[1]
  return {
    type: variable?.type,
    role: variable?.role,
    unit: variable?.unit?.en ?? null,
    values: taken.rows.map((row) => row[1]),
    ask: decision?.ask,
    reason: decision?.reason.en,
  }
}

describe('a column of amounts', () => {
  it('in several units is never one number', async () => {
    const dong = await column('gia', ['100 USD', '200 đồng', '300 USD'])
    expect(dong).toMatchObject({ type: 'code', values: ['100 USD', '200 đồng', '300 USD'], ask: true })
    expect(dong.reason).toContain('USD, VND')
    const euro = await column('price', ['$100', '€200', '300'])
    expect(euro).toMatchObject({ type: 'code', values: ['$100', '€200', '300'], ask: true })
  })

  it('in one unit says which; some without it are asked', async () => {
    expect(await column('gia', ['100 USD', '$200'])).toMatchObject({ unit: 'USD', values: ['100', '200'], ask: false })
    expect(await column('gia', ['100 đồng', '250'])).toMatchObject({ unit: 'VND', values: ['100', '250'], ask: true })
    expect(await column('ty_le', ['12%', '15', '30%'])).toMatchObject({
      unit: '%',
      values: ['12', '15', '30'],
      ask: true,
    })
  })

  it('with words of size is not a number', async () => {
    const sized = await column('doanh_thu', ['10 nghìn', '20 triệu', '30'])
    expect(sized).toMatchObject({ type: 'code', values: ['10 nghìn', '20 triệu', '30'] })
  })
})

describe('digits that a spreadsheet dropped', () => {
  it('are asked in amounts, and never rebuilt in codes', async () => {
    const amounts = await column('gia_tri', ['1.00065E+08', '3.0012E+09', '250000'], ',')
    expect(amounts).toMatchObject({ values: ['100065000', '3001200000', '250000'], ask: true })
    expect(amounts.reason).toContain('last digits')
    for (const texts of [
      ['1.00065E+08', '3.0012E+09', '1.2E+09'],
      ['1.00065E+08', '3.0012E+09', '0100109106'],
    ])
      expect(await column('mst', texts, ',')).toMatchObject({ type: 'code', values: texts, ask: true })
  })

  it('all digits written with a power of ten are a number like any other', async () => {
    const whole = await column('gia_tri', ['1.234567e3', '2.5e-3', '1.5e1'], ',')
    expect(whole).toMatchObject({ type: 'decimal', ask: false })
  })
})

describe('signs between digits', () => {
  it('a semicolon between columns does not tell whether 1,000 is a thousand', async () => {
    expect(await column('so', ['1,000', '25,000', '1000', '12'])).toMatchObject({ ask: true })
  })
  it('points between thousands are read beside a semicolon', async () => {
    const points = await column('so', ['1.000', '25.000', '40'])
    expect(points).toMatchObject({ values: ['1000', '25000', '40'], ask: false })
  })
})

describe('cells that are no figure', () => {
  it.each(['#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#N/A', '#NULL!'])(
    '%s is no value, and never heads a column',
    async (error) => {
      const taken = await column('so', ['10', error, error, '20'])
      expect(taken).toMatchObject({ type: 'integer', values: ['10', null, null, '20'] })
    },
  )

  it('days as a spreadsheet counts them are not added up', async () => {
    const days = await column('ngay_sinh', ['45721', '45722', '45000'])
    expect(days).toMatchObject({ type: 'code', ask: true })
  })
})
