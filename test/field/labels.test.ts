// Headings that tell figures apart: weighted, filtered and plain measures of one variable never read alike, in grid and
// files.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { publishCube } from '#engine/disseminate/publish/publishCube.ts'
import { conditionInWords } from '#shared/expression/index.ts'
import { formatCell } from '#shared/format/cell.ts'
import { knownDecimals } from '#shared/format/number.ts'
import { roundedPlain } from '#engine/disseminate/publish/roundedPlain.ts'
import { casesPresent, engines, fieldTable, fieldWorkspace, figuresOf } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

describe('a condition in words', () => {
  const names = {
    variable: (name: string) => (name === 'sex' ? { vi: 'Giới tính', en: 'Sex' } : null),
    code: (name: string, code: string) => (name === 'sex' && code === '2' ? { vi: 'Nữ', en: 'Female' } : null),
  }

  it.each([
    ["sex = '2'", 'Giới tính = Nữ', 'Sex = Female'],
    [
      "sex <> '2' and grade in ('01', '02')",
      'Giới tính ≠ Nữ và grade thuộc (01, 02)',
      'Sex ≠ Female and grade in (01, 02)',
    ],
    [
      "sex is null or not (sex = '2')",
      'Giới tính để trống hoặc không phải (Giới tính = Nữ)',
      'Sex is missing or not (Sex = Female)',
    ],
    [
      "(sex = '2' or a > 1) and b between 1 and 2",
      '(Giới tính = Nữ hoặc a > 1) và b từ 1 đến 2',
      '(Sex = Female or a > 1) and b between 1 and 2',
    ],
    ['length(a) = 2', 'length(a) = 2', 'length(a) = 2'],
    ['(', '(', '('],
  ])('%s', (text, vi, en) => expect(conditionInWords(text, names)).toEqual({ vi, en }))
})

describe.skipIf(!casesPresent)('default headings (20, 32)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('20')
  }, 60_000)
  afterAll(() => field.close())

  it('name weight and condition, so that none reads like another', async () => {
    const cube = await field.table(fieldTable('20', 'labels.json'))
    const english = cube.measures.map((m) => m.label.en)
    expect(english).toEqual([
      'Invoice unit price – mean',
      'Invoice unit price – mean (weighted by Quantity 1)',
      'Count',
      'Count (where Partner country = United States)',
      'Statistical value (exports FOB, imports CIF) (weighted by Quantity 1)',
      'Statistical value (exports FOB, imports CIF)',
    ])
    expect(new Set(cube.measures.map((m) => m.label.vi)).size).toBe(6)
    expect(cube.measures[3]?.label.vi).toBe('Số lượng (khi Nước đối tác = Hoa Kỳ)')
  })

  it('stand so in files', async () => {
    const safe = await protectCube(field.context, await field.table(fieldTable('20', 'labels.json')), {}, quietJob())
    for (const format of ['csv', 'md', 'html', 'px'] as const) {
      const path = join(field.folder, `labels.${format}`)
      await publishCube(safe, { format, path, language: 'en', program: 'test', throwIfCancelled: () => undefined })
      const text = await readFile(path, 'utf8')
      for (const words of ['weighted by Quantity 1', 'where Partner country'])
        expect([format, text.includes(words)]).toEqual([format, true])
    }
  })

  it('two that would read alike all the same are numbered; what the user wrote stays', async () => {
    const measures = [
      { id: 'a', statistic: 'count' },
      { id: 'b', statistic: 'count' },
      { id: 'c', statistic: 'count', label: { vi: 'Số lượng', en: 'Count' } },
    ]
    const cube = await field.table(fieldTable('20', 'labels.json', { measures }))
    expect(cube.measures.map((m) => m.label.vi)).toEqual(['Số lượng (2)', 'Số lượng (3)', 'Số lượng'])
  })

  it.each(engines)(
    'weighted medians are exact at ties, of zero and missing weights as if they were not there: %s',
    async (engine) => {
      const cube = await field.table(fieldTable('20', 'median.json'), engine)
      expect(figuresOf(cube, 'med')).toMatchObject({ US: 2.5, JP: 4, KR: 3, CN: 'not_available', DE: 'not_available' })
      expect(figuresOf(cube, 'p25')).toMatchObject({ US: 1, JP: 3.5, KR: 1 })
      expect(figuresOf(cube, 'p75')).toMatchObject({ US: 3, JP: 4.5, KR: 5 })
    },
  )
})

describe.skipIf(!casesPresent)('integers beyond 2^53 (27)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('27')
  }, 60_000)
  afterAll(() => field.close())

  it.each(engines)('stay exact; their mean shows no digit it does not know: %s', async (engine) => {
    const cube = await field.table(fieldTable('27', 'big.json'), engine)
    const shown = cube.measures.map((measure, m) => {
      const value = cube.cells.values[m]?.[0] ?? null
      return [measure.statistic, formatCell({ value, status: 'value' }, measure, 'en')]
    })
    expect(shown).toContainEqual(['sum', '150,478,386,776,568,663'])
    expect(shown).toContainEqual(['mean', '37,619,596,694,142,166'])
  })

  it('nor in a file', async () => {
    const safe = await protectCube(field.context, await field.table(fieldTable('27', 'big.json')), {}, quietJob())
    const mean = safe.measures.findIndex((m) => m.statistic === 'mean')
    const value = safe.cells.values[mean]?.[0] ?? null
    const measure = safe.measures[mean]
    if (measure) expect(roundedPlain({ value, status: 'value' }, measure)).toMatch(/^(37619596694142166)?$/)
  })

  it('decimals of a double end where its digits do', () => {
    expect(knownDecimals(1234.5678, 2)).toBe(2)
    expect(knownDecimals(900_719_925_474_099.125, 2)).toBe(0)
    expect(knownDecimals(37_619_596_694_142.17, 2)).toBe(2)
    expect(knownDecimals(9_007_199_254_740_991, 2, 6)).toBe(2)
  })
})
