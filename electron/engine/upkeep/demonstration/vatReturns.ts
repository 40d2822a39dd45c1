// Writes the VAT returns of 24 months: monthly filers each month, quarterly ones in the last month of the quarter,
// amendments among them. In: enterprises, folder, who is absent from the register. Out: the files, their truth, how
// many find the register. Whole VND.
import type { CsvFile } from './csvFile.ts'
import { spoil, taxCodeDefects } from './defects.ts'
import type { Defect, Planter, RowOutcome } from './defects.ts'
import { enterpriseNameOf, nonState } from './enterprises.ts'
import type { Enterprise, Enterprises } from './enterprises.ts'
import { mergedFrom, months, newActivitiesFrom } from './periods.ts'
import { columnOf, writeSheet } from './sheet.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { taxCodeText } from './taxCode.ts'
import { provinces } from './territory.ts'

/** Turnover of each month as a share of a twelfth of 2024: Tết falls in February 2024 and in late January 2025. */
const season = [
  1, 0.8, 0.98, 0.97, 0.99, 1, 1, 1.01, 1.01, 1.03, 1.05, 1.16, 0.88, 0.95, 1.06, 1.05, 1.07, 1.08, 1.08, 1.1, 1.1,
  1.12, 1.14, 1.27,
]

const column = (line: string): number => columnOf('vat_return', line)
const broken = (rule: string, line: string): Defect =>
  spoil.flagged(`broken_${line}`, [rule], column(line), (old, random) =>
    String(Number(old) + 1_000 * (1 + random.below(900))),
  )

const vatDefects = (): Defect[] => [
  ...taxCodeDefects(column('mst')),
  spoil.columnTooFew,
  spoil.columnTooMany,
  spoil.badType('filed_on', column('ngay_nop'), ['2024-02-30', '31/31/2024']),
  spoil.badType('line_34', column('ct34'), ['1.250.000đ', 'triệu']),
  spoil.rejected('amendment_not_negative', column('lan_bo_sung'), () => '-1'),
  spoil.lostZero('activity_lost_zero', column('ma_nganh')),
  spoil.flagged('activity_unknown', ['activity_known'], column('ma_nganh'), () => '04100'),
  broken('line_27_adds_up', 'ct29'),
  broken('line_28_adds_up', 'ct31'),
  broken('line_34_adds_up', 'ct26'),
  broken('line_41_adds_up', 'ct37'),
  broken('line_36_adds_up', 'ct25'),
  broken('line_40_adds_up', 'ct40b'),
  broken('line_43_adds_up', 'ct42'),
]

/** Sales at 0 % by division: those who export. */
const exporting: Record<string, number> = {
  26: 0.82,
  27: 0.6,
  14: 0.8,
  15: 0.85,
  13: 0.5,
  16: 0.5,
  31: 0.6,
  10: 0.35,
  28: 0.4,
  22: 0.3,
  '03': 0.2,
}
const exempt: Record<string, number> = { 85: 0.8, 86: 0.7, 64: 0.85, '01': 0.6, 65: 0.5 }

export const writeVatReturns = async (
  context: SheetContext,
  enterprises: Enterprises,
  absent: Uint8Array,
  link: LinkTruth,
  chosen: string[],
): Promise<WrittenFile[]> => {
  const files: WrittenFile[] = []
  for (const [m, month] of months.entries()) {
    if (!chosen.includes(month)) continue
    files.push(
      await writeSheet(context, 'vat_return', month, vatDefects(), 0.015, async (csv, planter) => {
        for (let number = 0; number < enterprises.count; number++) {
          const months = monthsCovered(context, enterprises, number, m)
          if (months === 0) continue
          const e = enterprises.at(number)
          if (e.registeredYear === 2025 && m < 14) continue
          const outcomes = writeReturn(context, e, m, months, csv, planter)
          if (outcomes !== 'rejected') link.rows++
          if (outcomes === 'accepted' && absent[number] === 0) link.matched++
          await context.pace.breathe(1)
        }
      }),
    )
  }
  return files
}

/** How many months the return of this month covers: 1, 3, or 0 when there is none. */
const monthsCovered = ({ random }: SheetContext, enterprises: Enterprises, number: number, m: number): 0 | 1 | 3 => {
  random.start(streams.vatFiling, number)
  const u = random.unit()
  const large = number < enterprises.sectors[0] + enterprises.sectors[1] + enterprises.sectors[nonState] * 0.16
  if (large) return u < 0.96 ? 1 : 0
  return m % 3 === 2 && u < 0.78 ? 3 : 0
}

const amendmentShare = 0.03

const writeReturn = (
  context: SheetContext,
  e: Enterprise,
  m: number,
  covered: 1 | 3,
  csv: CsvFile,
  planter: Planter,
): RowOutcome => {
  const { random } = context
  random.start(streams.vat, e.number, m)
  const amendments = random.chance(amendmentShare) ? 1 + (random.chance(0.1) ? 1 : 0) : 0
  const sales = Math.round(turnover(e, m, covered) * (0.75 + 0.5 * random.unit()))
  let outcome: RowOutcome = 'accepted'
  for (let amendment = 0; amendment <= amendments; amendment++) {
    random.start(streams.vat, e.number, m + 100)
    const idle = random.chance(0.02)
    csv.fields(returnFields(context, e, m, covered, amendment))
    // An amended return declares a little more than the one before.
    for (const value of lines(context, e, idle ? 0 : Math.round(sales * (1 + 0.03 * amendment)))) {
      csv.comma()
      csv.integer(value)
    }
    if (amendment < amendments) planter.endSuperseded(csv)
    else outcome = planter.endRow(csv, amendments > 0)
  }
  return outcome
}

const turnover = (e: Enterprise, m: number, covered: 1 | 3): number => {
  let share = 0
  for (let i = 0; i < covered; i++) share += season[m - i] ?? 1
  return (e.turnover / 12) * share
}

const returnFields = (
  { random }: SheetContext,
  e: Enterprise,
  m: number,
  covered: 1 | 3,
  amendment: number,
): string[] => {
  const province = provinces[e.province] as (typeof provinces)[number]
  const division = m >= newActivitiesFrom ? e.division2025 : e.division2018
  const following = m + 1 + amendment
  const filed = `${2024 + Math.floor(following / 12)}-${String((following % 12) + 1).padStart(2, '0')}-${String(5 + random.below(16)).padStart(2, '0')}`
  return [
    taxCodeText(e.taxCode),
    enterpriseNameOf(e, random),
    covered === 3 ? 'Q' : 'M',
    String(amendment),
    filed,
    `${m >= mergedFrom ? province.new : province.old}${String(1 + random.below(20)).padStart(2, '0')}`,
    `${division}${e.activityTail}`,
  ]
}

/** Lines 21 … 43 in the order of the layout; every sum of the form holds. */
const lines = ({ random }: SheetContext, e: Enterprise, sales: number): number[] => {
  const l26 = Math.round(sales * (exempt[e.division2018] ?? 0))
  const l27 = sales - l26
  const l29 = Math.round(l27 * (exporting[e.division2018] ?? 0.02) * (0.9 + 0.2 * random.unit()))
  const l30 = Math.round((l27 - Math.min(l27, l29)) * 0.08)
  const l29kept = Math.min(l27, l29)
  const l32a = Math.round((l27 - l29kept - l30) * 0.01)
  const l32 = l27 - l29kept - l30 - l32a
  const l31 = Math.round(l30 * 0.05)
  const l33 = Math.round(l32 * 0.1)
  const l28 = l31 + l33
  const l23 = Math.round(sales * (0.78 + 0.22 * random.unit()))
  const l23a = Math.round(l23 * (exporting[e.division2018] ?? 0.05) * 0.4)
  const l24 = Math.round(l23 * 0.082)
  const l24a = Math.round(l23a * 0.09)
  const l25 = Math.round(l24 * 0.97)
  const l22 = random.chance(0.4) ? Math.round(sales * 0.02 * random.unit()) : 0
  const l36 = l28 - l25
  const l37 = random.chance(0.01) ? Math.round(sales * 0.001) : 0
  const l38 = random.chance(0.01) ? Math.round(sales * 0.001) : 0
  const due = l36 - l22 + l37 - l38
  const l40a = Math.max(due, 0)
  const l41 = Math.max(-due, 0)
  const l42 = l41 > 300_000_000 && random.chance(0.3) ? l41 : 0
  return [
    sales === 0 ? 1 : 0,
    l22,
    l23,
    l23a,
    l24,
    l24a,
    l25,
    l26,
    l27,
    l28,
    l29kept,
    l30,
    l31,
    l32,
    l33,
    l32a,
    sales,
    l28,
    l36,
    l37,
    l38,
    0,
    l40a,
    0,
    l40a,
    l41,
    l42,
    l41 - l42,
  ]
}
