// What a batch makes of a definition: which records it reads, what it says of itself.
import { describe, expect, it } from 'vitest'
import { codeListVersions, correspondence } from '#engine/classify/codeLists.ts'
import { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { narrowDefinition, periodsWithin, territoryCodes } from './narrowDefinition.ts'

const lists = {
  versions: (list: string) => codeListVersions(list),
  correspondence: (list: string, from: string, to: string) => correspondence(list, from, to) ?? null,
}
const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
)
const facts = {
  dataset: 'visit',
  periods: months,
  periodKind: 'month' as const,
  territory: { variable: 'province', list: 'province', lists },
}
const table = (more: object = {}) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: 'Bảng', en: 'Table' },
    dataset: 'visit',
    measures: [{ id: 'n', statistic: 'count' }],
    ...more,
  })
const narrow = (more: object, period: string | null, territory?: string | null) =>
  narrowDefinition(table(more), facts, { period, territory })
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.value.code : String(thrown)
  }
  return null
}

describe('periods', () => {
  it('are those delivered within the one asked for', () => {
    expect(periodsWithin(months, '2025-Q1')).toEqual(['2025-01', '2025-02', '2025-03'])
    expect(periodsWithin(months, '2025')).toHaveLength(12)
    expect(periodsWithin(['2023-2024', '2024-2025'], '2024-2025')).toEqual(['2024-2025'])
    expect(periodsWithin(['2024-2025'], '2024')).toEqual([])
  })

  it('narrow the filter and stand in the title', () => {
    const { definition } = narrow({ filter: 'a > 1 or b > 1' }, '2025-Q1')
    expect(definition.filter).toBe("(a > 1 or b > 1) and period in ('2025-01', '2025-02', '2025-03')")
    expect(definition.title).toEqual({ vi: 'Bảng, quý I/2025', en: 'Table, Q1 2025' })
    expect(codeOf(() => narrow({}, '2030'))).toBe('BATCH_PERIOD_EMPTY')
    const named = { vi: 'Bảng năm 2025', en: 'Table, 2025' }
    expect(narrow({ title: named }, '2025').definition.title).toEqual(named)
  })

  it('of a report are the year that ends with the period, where the table has it in rows; of whole years from their beginning', () => {
    const series = (more: object) =>
      narrowDefinition(table(more), facts, { period: '2025-03', territory: undefined, series: true }).definition
    const byMonth = series({ rows: [{ variable: 'period' }] })
    expect(byMonth.filter?.match(/'\d{4}-\d{2}'/g)).toHaveLength(13)
    expect(byMonth.filter).toMatch(/'2024-03'.*'2025-03'/)
    expect(byMonth.title.vi).toBe('Bảng, đến tháng 3/2025')
    const byYear = series({ rows: [{ variable: 'period', level: 'year' }] })
    expect(byYear.filter?.match(/'\d{4}-\d{2}'/g)).toHaveLength(15)
    expect(series({}).filter).toBe("period in ('2025-03')")
  })

  it('keep the earlier periods a growth needs, out of sight', () => {
    const growth = {
      columns: [{ variable: 'period', level: 'quarter', total: 'after' }],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 'g', statistic: 'growth', of: 'n' },
      ],
    }
    const { definition, notices } = narrow(growth, '2025-Q1')
    expect(definition.filter).toBe(
      `period in (${months
        .slice(0, 15)
        .map((m) => `'${m}'`)
        .join(', ')})`,
    )
    expect(definition.columns[0]).toMatchObject({
      total: 'none',
      hidden: expect.arrayContaining(['2024-Q1', '2024-Q4', '2025-Q2']),
    })
    expect(definition.columns[0]!.hidden).not.toContain('2025-Q1')
    expect(notices).toEqual([])
    // A percent over the time axis would change: then only the period itself is read, and that is said.
    const percent = narrow(
      { ...growth, measures: [...growth.measures, { id: 'p', statistic: 'percent', of: 'n', base: 'row' }] },
      '2025-Q1',
    )
    expect(percent.definition.filter).toBe("period in ('2025-01', '2025-02', '2025-03')")
    expect(percent.notices).toHaveLength(1)
    // So would a block without the time.
    expect(
      narrow({ ...growth, columns: [...growth.columns, { variable: 'sex', stack: true }] }, '2025-Q1').notices,
    ).toHaveLength(1)
  })

  it('fill {period} where the definition names it itself', () => {
    const { definition } = narrow(
      { filter: "period = '{period}'", title: { vi: 'Bảng {period}', en: 'Table {period}' } },
      '2025-07',
    )
    expect(definition.filter).toBe("period = '2025-07'")
    expect(definition.title).toEqual({ vi: 'Bảng Tháng 7/2025', en: 'Table July 2025' })
  })
})

describe('territories', () => {
  it('are the units valid at the end of the period, with what became them before', () => {
    expect(narrow({}, '2025-08', '15').definition).toMatchObject({
      filter: "period in ('2025-08') and province in ('15')",
      title: { vi: 'Bảng, Lào Cai, tháng 8/2025' },
    })
    expect(narrow({}, '2025-05', '15').definition).toMatchObject({
      filter: "period in ('2025-05') and province in ('15')",
      title: { vi: 'Bảng, Yên Bái, tháng 5/2025' },
    })
    const { filter } = narrow({}, '2025', '15').definition
    // Lào Cai (10) and Yên Bái (15) until June, the new Lào Cai (15) from July.
    expect(filter).toContain(
      "period in ('2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06') and province in ('10', '15'))",
    )
    expect(filter).toContain("'2025-12') and province in ('15'))")
    expect([
      territoryCodes(facts.territory, '2025-05').length,
      territoryCodes(facts.territory, '2025').length,
      territoryCodes(facts.territory, null).length,
    ]).toEqual([63, 34, 34])
  })

  it('may be of a higher level, the whole country, or unknown', () => {
    expect(narrow({}, '2025-08', 'V2').definition.filter).toMatch(/province in \('01', '22', .*'37'\)$/)
    expect(narrow({}, null, null).definition).toMatchObject({ filter: null, title: { vi: 'Bảng, Cả nước' } })
    expect(codeOf(() => narrow({}, '2025-08', '10'))).toBe('BATCH_TERRITORY_UNKNOWN')
    expect(
      codeOf(() => narrowDefinition(table(), { ...facts, territory: null }, { period: null, territory: '01' })),
    ).toBe('BATCH_TERRITORY_NONE')
  })
})
