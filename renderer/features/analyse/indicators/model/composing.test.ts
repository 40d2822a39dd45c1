// What is composed by clicking is what is computed; templates begin valid; pasted series are read or told; periods cut,
// figures kept.
import { describe, expect, it } from 'vitest'
import { parseFormula } from '#shared/expression/index.ts'
import type { Cube } from '#shared/model/cube.ts'
import { aggregateParts, aggregateText } from './aggregateParts.ts'
import { pastedSeries, writtenSeries } from './published.ts'
import { periodCodes, withinRange } from './periodRange.ts'
import { completionsAt } from './completion.ts'
import { startIndicator, templates } from './templates.ts'

describe('an aggregate in parts', () => {
  it('comes back as it was', () => {
    for (const text of ['count()', "sum(value_usd) where flow = 'X'", 'mean(a + b) where c > 1', 'distinct(code)'])
      expect(aggregateText(aggregateParts(text)!)).toBe(text)
    expect(aggregateParts('sum(')).toBeNull()
    expect(aggregateText({ statistic: 'count', argument: 'x', where: ' ' })).toBe('count()')
  })
})

describe('templates', () => {
  it.each(templates)('%s is valid from the start', (template) => {
    const b = { vi: 'x', en: 'x' }
    const start = { dataset: 'pupil', aggregate: 'count()' }
    const made = startIndicator({
      template,
      id: 'i',
      label: b,
      unit: b,
      above: start,
      below: { dataset: 'population', aggregate: 'sum(persons)' },
      periodKind: 'school_year',
      belowKind: 'year',
      domain: 'education',
    })
    expect(() => parseFormula(made.formula, Object.keys(made.inputs))).not.toThrow()
    if ('b' in made.inputs) expect(made.inputs['b']).toMatchObject({ yearAs: 'school_year' })
  })
})

describe('a pasted series', () => {
  it('reads periods and figures of both languages, and tells what it cannot', () => {
    const { figures, unread } = pastedSeries(
      '2024-01\t34.5\nTháng 2/2024\t1.234,5\n3/2024 ; 1,234.50\nQuý III/2024\t12\n2023;1.234\n2022\tnhiều\n\n2021 -7,5',
    )
    expect(figures).toEqual({ '2024-01': 34.5, '2024-02': 1234.5, '2024-03': 1234.5, '2024-Q3': 12, '2021': -7.5 })
    expect(unread).toEqual(['2023;1.234', '2022\tnhiều'])
    expect(pastedSeries(writtenSeries(figures)).figures).toEqual(figures)
  })
})

describe('periods shown', () => {
  const category = (code: string) => ({ code, label: { vi: code, en: code }, kind: 'value' as const })
  const cube = {
    dimensions: [{ variable: 'period', time: 'year', categories: ['2022', '2023', '2024'].map(category) }],
    measures: [],
    cells: {
      coordinates: [[0, 1, 2]],
      records: [1, 1, 1],
      values: [[5, null, 7]],
      statuses: [['value', 'suppressed', 'value']],
    },
  } as unknown as Cube
  it('are cut, and their figures and statuses stay', () => {
    const cut = withinRange(cube, { from: '2023', to: null })
    expect(periodCodes(cut)).toEqual(['2023', '2024'])
    expect(cut.cells).toMatchObject({ coordinates: [[0, 1]], values: [[null, 7]], statuses: [['suppressed', 'value']] })
    expect(withinRange(cube, { from: null, to: null })).toBe(cube)
  })
})

describe('completion', () => {
  it('offers names and functions by what stands before the caret', () => {
    const at = (text: string) => completionsAt(text, text.length, ['pupils', 'teachers'])
    expect(at('100 * pu').options.map((o) => o.text)).toEqual(['pupils'])
    expect(at('100 * p').options.map((o) => o.text)).toEqual(['pupils', 'prev(, 1 year)'])
    expect(at('a').from).toBe(0)
    expect(at('1').options).toEqual([])
  })
})
