import { describe, expect, it } from 'vitest'
import { tableDefinitionSchema } from '../model/table.ts'
import { definitionInWords } from './definitionInWords.ts'
import { measureInWords } from './measureInWords.ts'

const labels: Record<string, { vi: string; en: string }> = {
  pupil: { vi: 'Học sinh', en: 'Pupils' },
  province: { vi: 'Tỉnh', en: 'Province' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  period: { vi: 'Kỳ', en: 'Period' },
  score: { vi: 'Điểm', en: 'Score' },
  weight: { vi: 'Quyền số', en: 'Weight' },
}
const label = (id: string) => labels[id] ?? { vi: `?${id}`, en: `?${id}` }
const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 't',
  title: { vi: '', en: '' },
  dataset: 'pupil',
  filter: "grade <> 'NT'",
  classification: 'as_now',
  rows: [
    { variable: 'province', level: 'region', sort: 'value_descending' },
    { variable: 'sex', stack: true, hidden: ['1'] },
  ],
  columns: [{ variable: 'band', total: 'none' }],
  layers: [{ variable: 'period', level: 'year' }],
  measures: [
    { id: 'n', statistic: 'count', label: { vi: 'Học sinh', en: 'Pupils' } },
    { id: 'm', statistic: 'mean', variable: 'score', weight: 'weight', filter: 'score > 0' },
    { id: 'p', statistic: 'percent', of: 'n', base: 'subtotal', over: ['sex'] },
    { id: 'g', statistic: 'growth', of: 'n', periods: 2 },
    { id: 'r', statistic: 'ratio', numerator: 'n', denominator: 'm', factor: 1000 },
    { id: 'i', statistic: 'index', of: 'n', basePeriod: '2020' },
    { id: 'j', statistic: 'index', of: 'n' },
  ],
  variables: [
    {
      kind: 'variable',
      id: 'band',
      dataset: 'pupil',
      label: { vi: 'Nhóm điểm', en: 'Score band' },
      method: 'bands',
      of: 'score',
      bounds: ['4.5', '8'],
    },
  ],
})

describe('definitionInWords', () => {
  const words = definitionInWords(definition, { dataset: label, variable: label })
  it('tells the same in both languages, a sentence a line', () => {
    expect(words.vi.split('\n')).toHaveLength(words.en.split('\n').length)
    expect(words.en.split('\n').every((line) => line.endsWith('.'))).toBe(true)
    expect(words.vi + words.en).not.toContain('?')
  })
  it('names dataset, filter, variables with levels and order, blocks, bands and classification', () => {
    expect(words.en.split('\n')).toEqual([
      'The table is computed from the records of Pupils.',
      "Only records that satisfy: grade <> 'NT'.",
      'Measured: Pupils: Number of records.',
      'Measured: m: Mean of Score, weighted by Weight, only records with score > 0.',
      'Measured: p: (Pupils) ÷ the total over Sex × 100.',
      'Measured: g: Pupils: (this period − 2 years before) ÷ 2 years before × 100.',
      'Measured: r: (Pupils) ÷ (m) × 1000, recomputed in every cell and total.',
      'Measured: i: Pupils: this period ÷ 2020 × 100.',
      'Measured: j: Pupils: this period ÷ 1 year before × 100.',
      'Rows: Province (by region) [largest first]; beside it Sex [1 category not shown but in the totals].',
      'Columns: Score band [no total].',
      'Layers: Period (by year).',
      'Score band: bands of Score at 4.5; 8 (lower bound included).',
      'Dated classifications are recoded to the version valid now.',
      'Records not stated are kept as a category.',
      'Totals are computed from records, not added from cells. Figures: Prel.',
    ])
    expect(words.vi).toContain('Nhóm điểm: khoảng của Điểm với các cận 4,5; 8 (gồm cận dưới).')
  })
  it('tells every statistic', () => {
    const all = ['sum', 'median', 'minimum', 'maximum', 'standard_deviation', 'distinct'].map((statistic) =>
      measureInWords({ id: 'x', statistic, variable: 'score', power: 0 } as never, { measure: label, variable: label }),
    )
    expect(new Set(all.map((w) => w.vi)).size).toBe(6)
    expect(all.every((w) => w.vi.includes('Điểm') && w.en.includes('Score'))).toBe(true)
  })
})
