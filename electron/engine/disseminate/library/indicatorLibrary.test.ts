// Every indicator of the library that can be computed, against plain SQL over the accepted records of a demonstration:
// another way to the same figure, that knows nothing of tables, cubes, formulas and series. What cannot be computed yet
// says what it waits for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Compilation } from '#shared/contract/indicators.ts'
import { compileIndicators } from '#engine/analyse/compile/compileIndicators.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { createDemonstration } from '#engine/upkeep/demonstration/createDemonstration.ts'
import { indicatorLibrary } from './indicatorLibrary.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-indicators-'))
let workspace: Workspace
let compiled: Compilation
const context = testContext(() => workspace)
const job = quietJob()

beforeAll(async () => {
  workspace = await createDemonstration(context, { path: join(folder, 'w'), scale: 0.0006, seed: 11 }, job)
  for (const { definition } of indicatorLibrary)
    if (definition) definitionRepository(workspace.catalog).save(definition, 'tester')
  const ids = indicatorLibrary.flatMap((e) => (e.definition ? [e.id] : []))
  compiled = await compileIndicators(context, { periods: ['2024', '2025'], indicators: ids }, job)
}, 480_000)
afterAll(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Records of the current deliveries of a dataset for periods that begin so, as a table of SQL. */
const records = (dataset: string, period: string): string => {
  const ranges = deliveryRepository(workspace.catalog)
    .current(dataset)
    .filter((d) => d.period.startsWith(period))
    .map((d) => `(row_id >= ${d.firstRow} AND row_id < ${d.firstRow + d.rowsAccepted})`)
  return `(SELECT * FROM r_${dataset} WHERE ${ranges.join(' OR ')})`
}
const attached = new Set<string>()
const sql = (subject: string, text: string): number => {
  const database = workspace.subject(subject)
  for (const other of ['education', 'tax', 'customs', 'population'])
    if (other !== subject && !attached.has(`${subject} ${other}`)) {
      workspace.subject(other)
      database.exec(workspace.attachSql(other))
      attached.add(`${subject} ${other}`)
    }
  // Sums of money beyond 2^53 are kept exact here until the last step.
  return Number(database.prepare(text).pluck().get())
}

const school = (year: string): string => records('school', year)
const teacher = (year: string): string => records('teacher', year)
const pupil = (year: string): string => records('pupil', year)
const people = (year: string): string => records('population', year)
const register = (): string => records('taxpayer', '2025')
const statement = (year: string): string => records('financial_statement', year)
const vat = (period: string): string => records('vat_return', period)
const customs = (period: string): string => records('customs_line', period)

const one = (table: string, what: string, where = '1 = 1'): string => `(SELECT ${what} FROM ${table} WHERE ${where})`
const ratio = (a: string, b: string, factor = 1): string => `SELECT ${factor}.0 * ${a} / ${b}`

const general = "grade BETWEEN '01' AND '12'"
const right = `((grade BETWEEN '01' AND '05' AND age BETWEEN 6 AND 10) OR (grade BETWEEN '06' AND '09' AND age BETWEEN 11 AND 14)
  OR (grade BETWEEN '10' AND '12' AND age BETWEEN 15 AND 17))`
const both = (): string =>
  `(SELECT n.official_age AS now, b.official_age AS was, b.grade AS grade, n.grade AS grade_now FROM ${pupil('2025')} n JOIN ${pupil('2024')} b USING (pupil_code))`
const enrolled = (where: string): string => one(pupil('2024'), 'count(*)', where)
const persons = (where: string): string => one(people('2025'), 'sum(persons)', where)
const pupils = (where: string): string => one(pupil('2025'), 'count(*)', where)

const active = "unit_type = '1' AND status = '00'"
const mean = (column: string): string =>
  `((${one(statement('2024'), `sum(${column})`)} + ${one(statement('2025'), `sum(${column})`)}) / 2.0)`
const money = (column: string, year = '2025'): string => one(statement(year), `sum(${column})`)
const revenue = 'sum(b02_10 + b02_21 + b02_31)'
const withLabour = (): string =>
  `(SELECT s.*, r.employees AS people FROM ${statement('2025')} s JOIN ${register()} r ON r.tax_code = s.enterprise_code WHERE r.employees > 0)`
const valueAdded = 'sum(b09_yt2 + b09_yt3 + b02_30 + b02_22 - b02_21)'

const X = "merchandise_trade = '1' AND flow = 'X'"
const M = "merchandise_trade = '1' AND flow = 'N'"
const usd = (period: string, where: string): string => one(customs(period), 'sum(value_usd)', where)
const traders = (period: string, where: string): string =>
  one(customs(period), 'count(DISTINCT enterprise_code)', where)
const hhi = (column: string): string => {
  const shares = `(SELECT ${column} AS k, sum(value_usd) * 1.0 / ${usd('2025', X)} AS s FROM ${customs('2025')} WHERE ${X} GROUP BY 1)`
  const n = `(SELECT count(*) FROM ${shares} WHERE s > 0)`
  return `SELECT ((SELECT sum(s * s) FROM ${shares}) - 1.0 / ${n}) / (1 - 1.0 / ${n})`
}
const linked = (where: string): string =>
  `(SELECT sum(value_usd) FROM ${customs('2025-12')} c JOIN ${register()} r ON r.tax_code = c.enterprise_code WHERE ${where})`

/**
 * Survival and pupil-years by pushing 1,000 children year by year through the grades, at most three repetitions each.
 */
const pushed = (): { reaching: number[]; years: number[] } => {
  const rate = (from: number, now: string): number =>
    sql('education', `SELECT count(*) FROM ${both()} WHERE grade = '0${from}' AND ${now}`) /
    sql('education', `SELECT ${enrolled(`grade = '0${from}'`)}`)
  const up = [1, 2, 3, 4, 5].map((g) => rate(g, 'now = was + 1'))
  const again = [1, 2, 3, 4, 5].map((g) => rate(g, 'now = was'))
  const reaching = [1, 0, 0, 0, 0, 0]
  const years = [0, 0, 0, 0, 0]
  let now = new Map([['0 0', 1]])
  for (let year = 0; year < 12; year += 1) {
    const next = new Map<string, number>()
    const add = (key: string, part: number) => next.set(key, (next.get(key) ?? 0) + part)
    for (const [key, part] of now) {
      const [grade = 0, repeats = 0] = key.split(' ').map(Number)
      years[grade]! += part
      reaching[grade + 1]! += part * up[grade]!
      if (grade < 4) add(`${grade + 1} ${repeats}`, part * up[grade]!)
      if (repeats < 3) add(`${grade} ${repeats + 1}`, part * again[grade]!)
    }
    now = next
  }
  return { reaching, years }
}

const quarterOf = (quarter: string): string => {
  const [year = '', q = 'Q1'] = quarter.split('-')
  const from = 3 * Number(q.slice(1)) - 2
  const months = [0, 1, 2].map((m) => records('customs_line', `${year}-${String(from + m).padStart(2, '0')}`))
  return `(${months.map((table) => `SELECT * FROM ${table}`).join(' UNION ALL ')})`
}
/** Strata of two quarters with a unit value in both, within three times of the median move: by SQL's own median. */
const matched = (flow: 'X' | 'N', base: string, now: string): string => {
  const strata = (quarter: string): string =>
    `(SELECT hs_code || ' ' || partner_country || ' ' || unit_1 AS k, sum(value_usd) AS v, sum(quantity_1) AS q FROM ${quarterOf(quarter)}
      WHERE merchandise_trade = '1' AND flow = '${flow}' AND quantity_1 > 0 GROUP BY 1)`
  const both = `(SELECT b.v AS v0, n.v AS v1, (n.v * 1.0 / n.q) / (b.v * 1.0 / b.q) AS r FROM ${strata(base)} b JOIN ${strata(now)} n USING (k) WHERE b.v > 0 AND n.v > 0)`
  const ranked = `(SELECT r, row_number() OVER (ORDER BY r) AS i, count(*) OVER () AS n FROM ${both})`
  const middle = `(SELECT avg(r) FROM ${ranked} WHERE i IN ((n + 1) / 2, (n + 2) / 2))`
  return `(SELECT * FROM ${both} WHERE r <= 3 * ${middle} AND r >= ${middle} / 3)`
}
const laspeyres = (flow: 'X' | 'N', base: string, now: string): string =>
  `(SELECT sum(v0 * r) / sum(v0) FROM ${matched(flow, base, now)})`
const paasche = (flow: 'X' | 'N', base: string, now: string): string =>
  `(SELECT sum(v1) / sum(v1 / r) FROM ${matched(flow, base, now)})`
const fisher = (flow: 'X' | 'N'): string =>
  `sqrt(${laspeyres(flow, '2024-Q1', '2025-Q3')} * ${paasche(flow, '2024-Q1', '2025-Q3')})`
const valueOf = (quarter: string): string =>
  `(SELECT sum(value_usd) * 1.0 FROM ${quarterOf(quarter)} WHERE ${X} AND quantity_1 > 0)`

type Truth = [subject: string, period: string, text: () => string, indicator?: string]
const truths: Record<string, Truth> = {
  e01_schools: ['education', '2025-2026', () => `SELECT count(*) FROM ${school('2025')}`],
  e02_classrooms: [
    'education',
    '2025-2026',
    () => `SELECT sum(rooms_permanent + rooms_semi_permanent + rooms_temporary) FROM ${school('2025')}`,
  ],
  e03_permanent_rooms: [
    'education',
    '2024-2025',
    () =>
      `SELECT 100.0 * sum(rooms_permanent) / sum(rooms_permanent + rooms_semi_permanent + rooms_temporary) FROM ${school('2024')}`,
  ],
  e04_teachers: ['education', '2025-2026', () => `SELECT count(*) FROM ${teacher('2025')}`],
  e05_qualified_teachers: [
    'education',
    '2025-2026',
    () =>
      `SELECT 100.0 * sum(CASE WHEN qualification IN ('DH', 'ThS', 'TS') OR (school_type = '45' AND qualification = 'CD') THEN 1 ELSE 0 END) / count(qualification) FROM ${teacher('2025')}`,
  ],
  e06_pupils: ['education', '2025-2026', () => `SELECT count(*) FROM ${pupil('2025')}`],
  e07_pupil_teacher_ratio: ['education', '2025-2026', () => ratio(pupils('1 = 1'), one(teacher('2025'), 'count(*)'))],
  e09_gross_enrolment: ['education', '2025-2026', () => ratio(pupils(general), persons('age BETWEEN 6 AND 17'), 100)],
  e10_net_enrolment: ['education', '2025-2026', () => ratio(pupils(right), persons('age BETWEEN 6 AND 17'), 100)],
  e11_age_specific_enrolment: [
    'education',
    '2025-2026',
    () => ratio(pupils('age BETWEEN 3 AND 17'), persons('age BETWEEN 3 AND 17'), 100),
  ],
  e12_kindergarten: [
    'education',
    '2025-2026',
    () => ratio(pupils("age BETWEEN 3 AND 5 AND grade LIKE 'M%'"), persons('age BETWEEN 3 AND 5'), 100),
  ],
  e13_gross_intake: [
    'education',
    '2025-2026',
    () =>
      ratio(
        `(${pupils("grade = '01'")} - (SELECT count(*) FROM ${both()} WHERE grade = '01' AND grade_now = '01'))`,
        persons('age = 6'),
        100,
      ),
  ],
  e14_gender_parity: [
    'education',
    '2025-2026',
    () =>
      `SELECT (1.0 * ${pupils(`sex = '2' AND ${general}`)} / ${persons("sex = '2' AND age BETWEEN 6 AND 17")}) / (1.0 * ${pupils(`sex = '1' AND ${general}`)} / ${persons("sex = '1' AND age BETWEEN 6 AND 17")})`,
  ],
  e15_repeaters: [
    'education',
    '2025-2026',
    () => ratio(`(SELECT count(*) FROM ${both()} WHERE now = was AND ${general})`, enrolled(general), 100),
  ],
  e16_dropout: [
    'education',
    '2025-2026',
    () =>
      ratio(
        `(${enrolled("grade BETWEEN '01' AND '11'")} - (SELECT count(*) FROM ${both()} WHERE grade BETWEEN '01' AND '11'))`,
        enrolled("grade BETWEEN '01' AND '11'"),
        100,
      ),
  ],
  e17_promotion_by_grade: [
    'education',
    '2025-2026',
    () =>
      ratio(
        `(SELECT count(*) FROM ${both()} WHERE now = was + 1 AND grade BETWEEN '01' AND '11')`,
        enrolled("grade BETWEEN '01' AND '11'"),
        100,
      ),
  ],
  e18_repetition_by_grade: [
    'education',
    '2025-2026',
    () =>
      ratio(
        `(SELECT count(*) FROM ${both()} WHERE now = was AND grade BETWEEN '01' AND '11')`,
        enrolled("grade BETWEEN '01' AND '11'"),
        100,
      ),
  ],
  e19_dropout_by_grade: [
    'education',
    '2025-2026',
    () =>
      `SELECT 100 - 100.0 * (SELECT count(*) FROM ${both()} WHERE now IN (was, was + 1) AND grade BETWEEN '01' AND '11') / ${enrolled("grade BETWEEN '01' AND '11'")}`,
  ],
  e22_transition: [
    'education',
    '2025-2026',
    () =>
      ratio(
        `(SELECT count(*) FROM ${both()} WHERE grade IN ('05', '09') AND grade_now IN ('06', '10') AND now = was + 1)`,
        enrolled("grade IN ('05', '09')"),
        100,
      ),
  ],
  e23_out_of_school: [
    'education',
    '2024-2025',
    () =>
      `SELECT 100.0 - 100.0 * ${enrolled('age BETWEEN 6 AND 17')} / ${one(people('2024'), 'sum(persons)', 'age BETWEEN 6 AND 17')}`,
  ],
  e24_over_age: [
    'education',
    '2025-2026',
    () => `SELECT 100.0 * sum(age - official_age >= 2) / count(*) FROM ${pupil('2025')} WHERE ${general}`,
  ],
  e25_minority: [
    'education',
    '2025-2026',
    () => `SELECT 100.0 * sum(ethnicity <> '01') / count(ethnicity) FROM ${pupil('2025')}`,
  ],
  e26_disability: [
    'education',
    '2025-2026',
    () =>
      `SELECT 100.0 * sum(CASE WHEN disability BETWEEN '1' AND '6' THEN 1 ELSE 0 END) / count(*) FROM ${pupil('2025')}`,
  ],
  e27_school_life: [
    'education',
    '2025-2026',
    () =>
      `SELECT sum(1.0 * e / p) FROM (SELECT age, count(*) AS e FROM ${pupil('2025')} WHERE age BETWEEN 5 AND 17 GROUP BY age) JOIN (SELECT age, sum(persons) AS p FROM ${people('2025')} GROUP BY age) USING (age)`,
  ],
  b01_active: ['tax', '2025', () => `SELECT count(*) FROM ${register()} WHERE ${active}`],
  b02_with_results: [
    'tax',
    '2025',
    () => `SELECT count(DISTINCT enterprise_code) FROM ${statement('2025')} WHERE b02_10 > 0`,
  ],
  b03_per_thousand: ['tax', '2025', () => ratio(one(register(), 'count(*)', active), persons('1 = 1'), 1000)],
  b04_birth_rate: [
    'tax',
    '2025',
    () =>
      ratio(
        one(register(), 'count(*)', "unit_type = '1' AND registered_on LIKE '2025%'"),
        one(register(), 'count(*)', active),
        100,
      ),
  ],
  b05_exit_rate: [
    'tax',
    '2025',
    () =>
      ratio(
        one(register(), 'count(*)', "unit_type = '1' AND status IN ('01', '03') AND status_since LIKE '2025%'"),
        one(register(), 'count(*)', active),
        100,
      ),
  ],
  b06_three_year_survival: [
    'tax',
    '2025',
    () =>
      ratio(
        one(register(), 'count(*)', `${active} AND registered_on LIKE '2022%'`),
        one(register(), 'count(*)', "unit_type = '1' AND registered_on LIKE '2022%'"),
        100,
      ),
  ],
  b07_employment: ['tax', '2025', () => `SELECT sum(employees) FROM ${register()} WHERE ${active}`],
  b08_mean_income: ['tax', '2025', () => `SELECT sum(b09_yt2) / 12.0e6 / sum(people) FROM ${withLabour()}`],
  b09_mean_capital: ['tax', '2025', () => `SELECT ${mean('b01_440')} / 1e9`],
  b10_fixed_assets: [
    'tax',
    '2025',
    () => `SELECT sum(b01_220 + b01_230 + b01_240 + b01_250) / 1e9 FROM ${statement('2025')}`,
  ],
  b11_net_turnover: ['tax', '2025', () => `SELECT ${money('b02_10')} / 1e9`],
  b12_pretax_profit: ['tax', '2024', () => `SELECT ${money('b02_50', '2024')} / 1e9`],
  b13_margin: ['tax', '2025', () => `SELECT 100.0 * sum(b02_50) / ${revenue} FROM ${statement('2025')}`],
  b14_roa: ['tax', '2025', () => `SELECT 100.0 * ${money('b02_50')} / ${mean('b01_270')}`],
  b14_roe: ['tax', '2025', () => `SELECT 100.0 * ${money('b02_60')} / ${mean('b01_400')}`],
  b15_debt_ratio: ['tax', '2025', () => `SELECT ${mean('b01_300')} / ${mean('b01_400')}`],
  b16_capital_turnover: ['tax', '2025', () => `SELECT ${one(statement('2025'), revenue)} / ${mean('b01_440')}`],
  b17_labour_use: ['tax', '2025', () => `SELECT 1.0 * ${revenue} / sum(b09_yt2) FROM ${statement('2025')}`],
  b19_value_added: ['tax', '2025', () => `SELECT ${valueAdded} / 1e9 FROM ${statement('2025')}`],
  b20_productivity: ['tax', '2025', () => `SELECT ${valueAdded} / 1e6 / sum(people) FROM ${withLabour()}`],
  b21_size_structure: ['tax', '2025', () => 'SELECT 100'],
  b22_vat_turnover_index: [
    'tax',
    '2025-Q4',
    () =>
      ratio(
        `(${['10', '11', '12'].map((m) => one(vat(`2025-${m}`), 'sum(line_34)')).join(' + ')})`,
        `(${['10', '11', '12'].map((m) => one(vat(`2024-${m}`), 'sum(line_34)')).join(' + ')})`,
        100,
      ),
  ],
  b23_vat_to_statements: ['tax', '2025', () => ratio(one(vat('2025'), 'sum(line_34)'), money('b02_01'), 100)],
  t01_exports: ['customs', '2025-12', () => `SELECT ${usd('2025-12', X)} / 1e8`],
  t02_imports: ['customs', '2025-12', () => `SELECT ${usd('2025-12', M)} / 1e8`],
  t03_balance: ['customs', '2025-12', () => `SELECT (${usd('2025-12', X)} - ${usd('2025-12', M)}) / 1e8`],
  t03_balance_rate: [
    'customs',
    '2025-12',
    () => ratio(`(${usd('2025-12', X)} - ${usd('2025-12', M)})`, usd('2025-12', X), 100),
  ],
  t05_export_growth: ['customs', '2025-12', () => `SELECT 100.0 * ${usd('2025-12', X)} / ${usd('2024-12', X)} - 100`],
  t05_import_growth: ['customs', '2025-12', () => `SELECT 100.0 * ${usd('2025-12', M)} / ${usd('2024-12', M)} - 100`],
  t06_unit_value: [
    'customs',
    '2025-12',
    () =>
      `SELECT (sum(value_usd) / 100.0) / (sum(net_weight) / 1000.0) FROM ${customs('2025-12')} WHERE ${X} AND net_weight > 0`,
  ],
  t07_laspeyres: ['customs', '2025-Q3', () => `SELECT 100 * ${laspeyres('X', '2024-Q1', '2025-Q3')}`],
  t08_paasche: ['customs', '2025-Q3', () => `SELECT 100 * ${paasche('X', '2024-Q1', '2025-Q3')}`],
  t09_fisher: ['customs', '2025-Q3', () => `SELECT 100 * ${fisher('X')}`],
  t10_chained: [
    'customs',
    '2025-Q3',
    () => `SELECT 100 * ${laspeyres('X', '2024-Q1', '2024-Q4')} * ${laspeyres('X', '2024-Q4', '2025-Q3')}`,
  ],
  t11_volume: [
    'customs',
    '2025-Q3',
    () => `SELECT 100 * ${valueOf('2025-Q3')} / ${valueOf('2024-Q1')} / ${fisher('X')}`,
  ],
  t12_terms_of_trade: ['customs', '2025-Q3', () => `SELECT 100 * ${fisher('X')} / ${fisher('N')}`],
  t13_hhi_partner: ['customs', '2025', () => hhi('partner_country')],
  t13_hhi_product: ['customs', '2025', () => hhi('hs_chapter')],
  t14_top10_exporters: [
    'customs',
    '2025',
    () =>
      ratio(
        `(SELECT sum(v) FROM (SELECT sum(value_usd) AS v FROM ${customs('2025')} WHERE ${X} GROUP BY enterprise_code ORDER BY v DESC LIMIT 10))`,
        usd('2025', X),
        100,
      ),
  ],
  t16_foreign_share: [
    'customs',
    '2025-12',
    () => ratio(linked(`${X.replaceAll('flow', 'c.flow')} AND r.ownership LIKE '3%'`), usd('2025-12', X), 100),
  ],
  t17_exporters: ['customs', '2025', () => `SELECT ${traders('2025', X)}`],
  t17_export_value: ['customs', '2025', () => `SELECT ${usd('2025', X)} / 1e8`],
  t19_by_partner_size: ['customs', '2024', () => `SELECT ${traders('2024', X)}`],
  t20_by_product_activity: ['customs', '2025', () => `SELECT ${traders('2025', X)}`],
  t21_two_way: [
    'customs',
    '2025',
    () =>
      ratio(
        `(SELECT count(*) FROM (SELECT DISTINCT enterprise_code FROM ${customs('2025')} WHERE ${X}) JOIN (SELECT DISTINCT enterprise_code FROM ${customs('2025')} WHERE ${M}) USING (enterprise_code))`,
        traders('2025', "merchandise_trade = '1' AND flow IN ('X', 'N')"),
        100,
      ),
  ],
  t22_by_ownership: ['customs', '2025', () => `SELECT ${traders('2025', X)}`],
  t24_match_rate: ['customs', '2025-12', () => ratio(linked('1 = 1'), usd('2025-12', '1 = 1'), 100)],
  t25_extensive_margin: [
    'customs',
    '2025',
    () => `SELECT 100 * ln(1.0 * ${traders('2025', X)} / ${traders('2024', X)})`,
  ],
  t25_intensive_margin: [
    'customs',
    '2025',
    () =>
      `SELECT 100 * ln((1.0 * ${usd('2025', X)} / ${traders('2025', X)}) / (1.0 * ${usd('2024', X)} / ${traders('2024', X)}))`,
  ],
}

const found = (id: string, period: string): number | null | undefined =>
  compiled.indicators.find((i) => i.indicator === id)?.vintages.find((v) => v.period === period)?.value

describe('the library of indicators', () => {
  it('has all 79 of the system, each ready or with what it waits for, in both languages', () => {
    const codes = new Set(indicatorLibrary.map((e) => e.code))
    expect(codes.size).toBe(79)
    expect(new Set(indicatorLibrary.map((e) => e.id)).size).toBe(indicatorLibrary.length)
    for (const entry of indicatorLibrary) {
      expect([entry.id, entry.label.vi, entry.label.en].every((text) => text.length > 2)).toBe(true)
      expect(entry.definition === null, entry.id).toBe(entry.waitsFor !== null)
    }
  })

  it('computes every one that is ready, with no failure', () => {
    expect(compiled.exceptions.filter((e) => e.kind === 'failed').map((e) => `${e.indicator}: ${e.words.en}`)).toEqual(
      [],
    )
    const none = compiled.indicators.filter((i) => i.outcome === 'nothing').map((i) => i.indicator)
    expect(none).toEqual([])
  })

  it('has a truth for each that is ready', () => {
    const own = new Set(['e20_survival_grade5', 'e28_internal_efficiency'])
    const ready = indicatorLibrary.flatMap((e) => (e.definition && !own.has(e.id) ? [e.id] : []))
    expect(ready.filter((id) => !(id in truths))).toEqual([])
  })
})

describe.each(Object.entries(truths))('%s', (id, [subject, period, text]) => {
  it('is what plain SQL says', () => {
    const right = sql(subject, text())
    expect(Number.isFinite(right)).toBe(true)
    const value = found(id, period)
    expect(value, `${id} ${period}`).toEqual(expect.closeTo(right, Math.abs(right) > 1000 ? 4 : 8))
  })
})

describe('a cohort pushed through the grades', () => {
  it('survives to grade 5 and is as efficient as the closed form says', () => {
    const { reaching, years } = pushed()
    expect(found('e20_survival_grade5', '2025-2026')).toBeCloseTo(100 * (reaching[4] ?? 0), 9)
    const spent = years.reduce((a, b) => a + b, 0)
    expect(found('e28_internal_efficiency', '2025-2026')).toBeCloseTo((100 * 5 * (reaching[5] ?? 0)) / spent, 9)
  })
})

describe('what would be wrong is not available', () => {
  it('the first school year has no promotion, the first year no mean of two year ends', () => {
    for (const [id, period] of [
      ['e13_gross_intake', '2024-2025'],
      ['e17_promotion_by_grade', '2024-2025'],
      ['b14_roa', '2024'],
      ['t05_export_growth', '2024-12'],
    ] as const) {
      expect([id, found(id, period)]).toEqual([id, null])
      expect(compiled.exceptions.find((e) => e.indicator === id && e.period === period)?.kind).toMatch(
        /no_earlier_period|nothing_to_measure/,
      )
    }
    expect(compiled.exceptions.filter((e) => e.indicator === 'b01_active')).toMatchObject([
      { period: '2024', kind: 'not_delivered' },
    ])
  })
})
