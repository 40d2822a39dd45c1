// PX against the rules of the format, one by one, and against its own reader: a changed file must not pass.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { crossingOf } from '../crossing.ts'
import { publishCube } from '../publishCube.ts'
import { estimatedCube, hugeCube, plainCube, stackedCube } from '#test/support/publish/blocks.ts'
import { comparePx } from './comparePx.ts'
import { readPx } from './readPx.ts'
import type { PxKeyword } from './readPx.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-px-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = async (cube: ProtectedCube, more: { language?: 'vi' | 'en' | 'both'; crossing?: number } = {}) => {
  const path = join(folder, 't.px')
  const { certificate } = await publishCube(cube, {
    format: 'px',
    path,
    language: more.language ?? 'both',
    program: 'StatDesk 0.1.0',
    crossing: more.crossing,
    subject: { code: 'visit', label: { vi: 'Lượt khách', en: 'Visits' } },
  })
  const { keywords, data, longestLine } = await readPx(path)
  const tokens: string[] = []
  for await (const token of data) tokens.push(token)
  const all = (keyword: string, language: string | null = null) =>
    keywords.filter((k) => k.keyword === keyword && k.language === language)
  const one = (keyword: string, language: string | null = null): PxKeyword => all(keyword, language)[0]!
  return { path, text: readFileSync(path, 'utf8'), keywords, tokens, longestLine, certificate, all, one }
}
const codeOf = async (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value : String(thrown)),
  )

describe('PX keywords', () => {
  it('has what SCB and Px.Utils call mandatory, and what they recommend', async () => {
    const { keywords, one, all } = await write(plainCube())
    const names = new Set(keywords.map((k) => k.keyword))
    for (const keyword of [
      'CONTENTS',
      'DECIMALS',
      'STUB',
      'HEADING',
      'MATRIX',
      'SUBJECT-AREA',
      'SUBJECT-CODE',
      'TITLE',
      'UNITS',
      'VALUES',
      'CHARSET',
      'CODEPAGE',
      'LANGUAGE',
      'LANGUAGES',
      'CONTVARIABLE',
      'LAST-UPDATED',
      'PRECISION',
      'TABLEID',
      'DESCRIPTION',
      'CODES',
      'VARIABLECODE',
      'VARIABLE-TYPE',
      'TIMEVAL',
      'SOURCE',
      'NOTE',
      'AXIS-VERSION',
      'CREATION-DATE',
    ])
      expect(names, keyword).toContain(keyword)
    expect(one('SUBJECT-AREA', 'en').items).toEqual(['Visits'])
    const contents = all('VALUES').find((k) => k.names[0] === one('CONTVARIABLE').items[0])!
    expect(contents.items).toEqual(['Trị giá', 'Số người', 'Bình quân'])
    for (const value of contents.items) {
      expect(all('UNITS').some((k) => k.names[0] === value)).toBe(true)
      expect(all('LAST-UPDATED').find((k) => k.names[0] === value)?.items[0]).toMatch(/^\d{8} \d\d:\d\d$/)
    }
    // One decimal, none, two.
    expect(all('PRECISION').map((k) => [k.names[1], k.word])).toEqual([
      ['Trị giá', '1'],
      ['Bình quân', '2'],
    ])
    expect([one('DECIMALS').word, one('SHOWDECIMALS').word]).toEqual(['2', '0'])
    expect(one('MATRIX').items[0]!.length).toBeLessThanOrEqual(20)
  })

  it('says UTF-8 early, has no byte order mark, and is NFC', async () => {
    const { text, path } = await write(plainCube())
    const lines = text.split('\r\n')
    expect(lines.findIndex((l) => l.startsWith('CODEPAGE="UTF-8";'))).toBeLessThan(100)
    expect(readFileSync(path)[0]).toBe('C'.charCodeAt(0))
    expect(text.normalize('NFC')).toBe(text)
    expect(text).toContain('Tỷ lệ nhập siêu')
  })

  it('repeats every text in the second language, with the names of that language', async () => {
    const { keywords } = await write(plainCube())
    const dependent = new Set([
      'STUB',
      'HEADING',
      'VALUES',
      'CODES',
      'TITLE',
      'CONTENTS',
      'DESCRIPTION',
      'SUBJECT-AREA',
      'CONTVARIABLE',
      'UNITS',
      'SOURCE',
      'NOTE',
      'VALUENOTE',
      'CELLNOTE',
      'VARIABLECODE',
      'VARIABLE-TYPE',
      'TIMEVAL',
      'ELIMINATION',
      'DATASYMBOL1',
      'DATASYMBOL2',
      'DATASYMBOL3',
      'DATASYMBOLNIL',
      'PRECISION',
    ])
    for (const keyword of dependent)
      expect(keywords.filter((k) => k.keyword === keyword && k.language === 'en').length, keyword).toBe(
        keywords.filter((k) => k.keyword === keyword && k.language === null).length,
      )
    expect(keywords.every((k) => k.language === null || k.language === 'en')).toBe(true)
    const english = await write(plainCube(), { language: 'en' })
    expect(english.keywords.every((k) => k.language === null)).toBe(true)
    expect(english.one('LANGUAGE').items).toEqual(['en'])
    expect(english.all('LANGUAGES')).toEqual([])
  })

  it('puts variables, values and time in order before what is indexed by them', async () => {
    const { keywords, all, one } = await write(plainCube())
    const at = (keyword: string) => keywords.findIndex((k) => k.keyword === keyword)
    for (const [before, after] of [
      ['CHARSET', 'AXIS-VERSION'],
      ['CODEPAGE', 'LANGUAGE'],
      ['STUB', 'HEADING'],
      ['HEADING', 'CONTVARIABLE'],
      ['CONTVARIABLE', 'VALUES'],
      ['VALUES', 'TIMEVAL'],
      ['TIMEVAL', 'CODES'],
      ['CODES', 'NOTE'],
    ] as const)
      expect(at(before)).toBeLessThan(at(after))
    expect(one('STUB').items).toEqual(['region', 'kind'])
    expect(one('HEADING').items).toEqual(['period', 'Chỉ tiêu'])
    expect(all('CODES').map((k) => k.items)).toEqual([
      ['_T', '1', '2'],
      ['_T', 'a', 'b'],
      ['2024', '2025'],
      ['money', 'people', 'mean'],
    ])
    expect(all('ELIMINATION').map((k) => k.items[0])).toEqual(['Tổng số', 'Tổng số'])
    expect(one('AGGREGALLOWED').word).toBe('NO')
    expect(all('VARIABLE-TYPE').map((k) => k.items[0])).toEqual(['Classificatory', 'Classificatory', 'Time', 'Content'])
  })

  it.each([
    ['year', ['2024', '2025'], 'TLIST(A1)', ['2024', '2025']],
    ['quarter', ['2024-Q1', '2024-Q4'], 'TLIST(Q1)', ['20241', '20244']],
    ['month', ['2024-01', '2024-12'], 'TLIST(M1)', ['202401', '202412']],
    ['school_year', ['2023-2024', '2024-2025'], 'TLIST(A1)', ['2023', '2024']],
  ] as const)('writes TIMEVAL of a %s', async (time, codes, list, stamps) => {
    const { one } = await write(
      asProtected(
        sampleCube([sampleDimension('period', 'row', [...codes], { time })], [sampleMeasure('n')], ([p = 0]) => p),
      ),
    )
    expect(one('TIMEVAL')).toMatchObject({ word: list, items: stamps })
    expect(one('HEADING').items).toEqual(['Chỉ tiêu'])
  })

  it('has no TIMEVAL for a time that also has a total', async () => {
    const { all } = await write(
      asProtected(
        sampleCube(
          [sampleDimension('period', 'row', ['2024'], { time: 'year', total: 'after' })],
          [sampleMeasure('n')],
          () => 1,
        ),
      ),
    )
    expect(all('TIMEVAL')).toEqual([])
  })

  it('tells values of the same text apart, and variables of the same name', async () => {
    const twins = sampleDimension('province', 'row', ['15', '24'], { label: () => ({ vi: 'Lào Cai', en: 'Lao Cai' }) })
    const { all, one } = await write(
      asProtected(sampleCube([twins, { ...twins, axis: 'column' }], [sampleMeasure('n')], () => 1)),
    )
    expect(all('VALUES')[0]!.items).toEqual(['Lào Cai (15)', 'Lào Cai (24)'])
    expect([...one('STUB').items, ...one('HEADING').items]).toEqual([
      'province (province)',
      'province (province_2)',
      'Chỉ tiêu',
    ])
  })
})

describe('PX notes and statuses', () => {
  it('explains every symbol, writes notes of table, variable, value and cell', async () => {
    const { all, one } = await write(estimatedCube())
    for (const symbol of ['DATASYMBOL1', 'DATASYMBOL2', 'DATASYMBOL3', 'DATASYMBOLNIL'])
      expect(one(symbol).items[0]).not.toBe('')
    expect(all('NOTE', 'en').find((k) => k.names.length === 0)!.items[0]).toContain(
      "A note; with = signs and 'marks'#of two lines ＃2",
    )
    expect(all('NOTE').find((k) => k.names[0] === 'kind')!.items).toEqual(['Về biến'])
    expect(all('VALUENOTE')[0]).toMatchObject({
      names: ['region', "Đồng bằng, sông 'Hồng' và ven biển"],
      items: ['Về mục'],
    })
    expect(all('CELLNOTE').map((k) => [k.names, k.items])).toEqual([
      [["Đồng bằng, sông 'Hồng' và ven biển", 'Tổng số', 'Năm 2025', 'Số người'], ['Về ô']],
      [['*', '*', 'Năm 2025', '*'], ['Ước tính']],
    ])
  })
})

describe('PX data', () => {
  it('is a full cross: rows of the stub, cells of the heading, one separator, a space at each end of line, a semicolon', async () => {
    const { text, tokens, certificate } = await write(plainCube())
    const data = text.slice(text.indexOf('DATA=\r\n') + 7)
    const lines = data.trimEnd().split('\r\n')
    expect(lines).toHaveLength(9)
    for (const [i, line] of lines.entries()) {
      expect(line.replace(/;$/, '').trimEnd().split(' ')).toHaveLength(6)
      expect(line.endsWith(i === 8 ? ';' : ' ')).toBe(true)
      expect(line).not.toMatch(/\t| {2}|-0(\.0+)?( |;|$)|(^| )\./)
    }
    // Rounded once, half away from zero; nothing occurred, withheld twice over, unknown, cannot exist.
    expect(tokens.slice(0, 6)).toEqual(['-1234.6', '0', '0.00', '-1234.6', '1', '0.00'])
    expect(lines[4]).toBe('"..." "..." "..." "..." "..." "..." ')
    expect(lines[7]).toBe('".." "-" "." ".." "-" "." ')
    expect(lines[8]!.startsWith('"-" "-" "-" ')).toBe(true)
    expect(tokens).not.toContain('-0.00')
    expect(certificate).toMatchObject({ format: 'px', cells: 54, compared: 54 })
  })

  it('keeps lines under 256 characters and breaks lists only after commas', async () => {
    const many = sampleDimension(
      'activity',
      'row',
      Array.from({ length: 400 }, (_, i) => String(i)),
      { label: (c) => ({ vi: `Hoạt động số ${c}`, en: `Activity ${c}` }) },
    )
    const { longestLine, text, all } = await write(
      asProtected(
        sampleCube([many], [sampleMeasure('n')], ([p = 0]) => p, {
          notes: [{ vi: 'dài '.repeat(500), en: 'long '.repeat(500) }],
        }),
      ),
    )
    expect(longestLine).toBeLessThanOrEqual(256)
    const values = text.slice(text.indexOf('VALUES('), text.indexOf('VALUES[en]')).trimEnd().split('\r\n')
    expect(values.slice(0, -1).every((l) => l.endsWith(','))).toBe(true)
    expect(all('VALUES')[0]!.items).toHaveLength(400)
  })

  it('keeps every digit of figures no double can hold', async () => {
    expect((await write(hugeCube())).tokens).toEqual(['12345678901234567890', '12345678901234567891'])
  })

  it('holds one crossing: refuses several by name, writes the one chosen', async () => {
    expect(await codeOf(write(stackedCube()))).toMatchObject({
      code: 'PUBLISH_ONE_CROSSING',
      facts: { format: 'PX', count: 2, choices: '1: region × period; 2: kind × period' },
    })
    const second = await write(stackedCube(), { crossing: 2 })
    expect(second.one('STUB').items).toEqual(['kind'])
    // The block asks for no total of kind.
    expect(second.all('CODES')[0]!.items).toEqual(['a', 'b'])
    expect(second.tokens).toEqual(['10', '11', '20', '21'])
    expect((await write(stackedCube(), { crossing: 1 })).all('CODES')[0]!.items).toEqual(['_T', '1', '2'])
    expect(await codeOf(write(stackedCube(), { crossing: 3 }))).toMatchObject({ code: 'PUBLISH_ONE_CROSSING' })
  })

  it('calls a place inside a collapsed category unknown, not nothing', async () => {
    const definition = {
      kind: 'table',
      id: 't',
      title: { vi: 't', en: 't' },
      dataset: 'd',
      rows: [{ variable: 'region', collapsed: ['1'] }, { variable: 'kind' }],
      columns: [{ variable: 'period' }],
      measures: [{ id: 'n', statistic: 'count' }],
    }
    const cube = plainCube()
    const collapsed = asProtected(
      sampleCube(cube.dimensions, [sampleMeasure('n')], ([r = 0, k = 0]) => (r === 1 && k > 0 ? undefined : 1), {
        provenance: { ...cube.provenance, definition },
      }),
    )
    expect((await write(collapsed)).tokens.slice(6, 12)).toEqual(['1', '1', '".."', '".."', '".."', '".."'])
  })
})

describe('the reader', () => {
  it.each([
    ['a figure', '-1234.6', '-1234.7'],
    ['a symbol', '"..."', '".."'],
    ['a label', 'Số người', 'So nguoi'],
    ['a code', '"money"', '"monex"'],
    ['a figure too few', '-1234.6 0 ', '0 '],
    ['a grouped figure', '1000 ', '1,000 '],
  ])('refuses a file in which %s was changed', async (_, from, to) => {
    const { path, text } = await write(plainCube())
    expect(text).toContain(from)
    writeFileSync(path, text.replaceAll(from, to))
    const cube = plainCube()
    const compared = comparePx(path, cube, crossingOf(cube, 'PX'), {
      language: 'both',
      program: '',
      subject: { code: '', label: { vi: '', en: '' } },
      pace: () => undefined,
    })
    await expect(compared).rejects.toThrow(/PX/)
  })

  it('refuses what is no PX', async () => {
    const path = join(folder, 'bad.px')
    for (const text of ['TITLE="x";', 'TITLE="x;\nDATA=1;', '="x";DATA=1;']) {
      writeFileSync(path, text)
      await expect(readPx(path)).rejects.toThrow('PX')
    }
  })
})
