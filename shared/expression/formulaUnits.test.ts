// Units carried through formulas: what may be added, what may not; and the functions over time that formulas have.
import { describe, expect, it } from 'vitest'
import { evaluateFormula, parseFormula, unitMismatch } from './index.ts'
import type { FormulaAt, FormulaGap } from './index.ts'

const units: Record<string, string | null> = { usd: 'USD', dong: 'VND', rate: null, people: 'người', pupils: null }
const mismatch = (text: string) => unitMismatch(parseFormula(text, Object.keys(units)), (name) => units[name] ?? null)

describe('units', () => {
  it('refuse dollars and dong added, in a quotient too', () => {
    expect(mismatch('usd + dong')).toEqual({ left: 'USD', right: 'VND' })
    expect(mismatch('100 * (usd - dong) / usd')).toEqual({ left: 'USD', right: 'VND' })
    expect(mismatch('usd / people + dong / people')).toEqual({ left: 'USD · người^-1', right: 'VND · người^-1' })
  })
  it('let pass what cancels, numbers written out, counts, and what is not known', () => {
    expect(mismatch('100 * (usd / prev(usd, 1 year) - 1)')).toBeNull()
    expect(mismatch('usd / total(usd) - dong / total(dong)')).toBeNull()
    expect(mismatch('people - pupils')).toBeNull()
    expect(mismatch('usd * rate + dong')).toBeNull()
    expect(mismatch('coalesce(usd, 0) - coalesce(usd, 0)')).toBeNull()
  })
})

describe('functions over time', () => {
  const figures: Record<string, number> = { '2020': 50, '2021': 60, '2022': -5, '2023': 0 }
  const at = (text: string, period: string): { value: number | null; gaps: FormulaGap[] } => {
    const gaps: FormulaGap[] = []
    const read = (_: string, { shifts }: FormulaAt): number | null => {
      const then = shifts.reduce((p, s) => ('period' in s ? s.period : String(Number(p) - s.count)), period)
      return figures[then] ?? null
    }
    return { value: evaluateFormula(parseFormula(text, ['x']), read, (gap) => gaps.push(gap)), gaps }
  }
  it('at() reads one period: an index on 2020, an old series linked to a new one', () => {
    expect(at("100 * x / at(x, '2020')", '2021').value).toBe(120)
    expect(at("coalesce(x, at(x, '2021'))", '1999').value).toBe(60)
  })
  it('growth() is not available from zero or below, and says so', () => {
    expect(at('growth(x, 1 year)', '2021').value).toBeCloseTo(20, 12)
    expect(at('growth(x, 1 year)', '2023')).toEqual({ value: null, gaps: ['base_not_positive'] })
    expect(at('x / prev(x, 1 year)', '2024')).toEqual({ value: null, gaps: [] })
    expect(at('1 / x', '2023')).toEqual({ value: null, gaps: ['zero_denominator'] })
  })
  it('refuses what is no period', () => {
    expect(() => parseFormula("at(x, '2020-13')", ['x'])).toThrow()
    expect(() => parseFormula('at(x, 2020)', ['x'])).toThrow()
  })
})
