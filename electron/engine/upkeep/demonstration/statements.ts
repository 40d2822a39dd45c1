// Writes the financial statements of two years. In: enterprises, folder, who is absent from the register. Out: the
// files, their truth, how many find the register. Every balance of B01 and B02 holds until a defect breaks one.
import { spoil, taxCodeDefects } from './defects.ts'
import type { Defect } from './defects.ts'
import { enterpriseNameOf, foreign, nonState, state } from './enterprises.ts'
import type { Enterprise, Enterprises } from './enterprises.ts'
import { columnOf, writeSheet } from './sheet.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { taxCodeText } from './taxCode.ts'

const column = (line: string): number => columnOf('financial_statement', line)
const broken = (rule: string, line: string): Defect =>
  spoil.flagged(`broken_${line}`, [rule], column(line), (old, random) =>
    String(Number(old) + 1_000_000 * (1 + random.below(900))),
  )

const statementDefects = (): Defect[] => [
  ...taxCodeDefects(column('mst')),
  spoil.columnTooFew,
  spoil.columnTooMany,
  spoil.duplicate(),
  spoil.missing('regime', column('che_do_kt')),
  spoil.badType('b01_270', column('b01_270'), ['12,5 tỷ', 'N/A']),
  spoil.flagged('activity_unknown', ['activity_known'], column('ma_nganh'), () => '34110'),
  broken('b01_100_adds_up', 'b01_110'),
  broken('b01_140_adds_up', 'b01_141'),
  broken('b01_200_adds_up', 'b01_250'),
  broken('b01_220_adds_up', 'b01_227'),
  broken('b01_300_adds_up', 'b01_310'),
  broken('b01_400_adds_up', 'b01_430'),
  broken('b02_10_adds_up', 'b02_01'),
  broken('b02_20_adds_up', 'b02_11'),
  broken('b02_30_adds_up', 'b02_25'),
  broken('b02_40_adds_up', 'b02_32'),
  broken('b02_60_adds_up', 'b02_51'),
]

/** Return on assets by sector (2016), and pay of a worker in millions of VND a year. */
const returnOnAssets = [0.069, 0.026, 0.014]
const pay = [135, 175, 98]

export const writeStatements = async (
  context: SheetContext,
  enterprises: Enterprises,
  absent: Uint8Array,
  link: LinkTruth,
): Promise<WrittenFile[]> => {
  const files: WrittenFile[] = []
  for (const year of [2024, 2025]) {
    files.push(
      await writeSheet(context, 'financial_statement', String(year), statementDefects(), 0.03, async (csv, planter) => {
        for (let number = 0; number < enterprises.count; number++) {
          await context.pace.breathe(1)
          context.random.start(streams.statement, number, year)
          if (!context.random.chance(0.81)) continue
          const e = enterprises.at(number)
          if (e.registeredYear > year) continue
          context.random.start(streams.statement, number, year + 5000)
          csv.fields(head(context, e, year))
          for (const value of lines(context, e, year)) {
            csv.comma()
            csv.integer(value)
          }
          const outcome = planter.endRow(csv)
          if (outcome !== 'rejected') link.rows++
          if (outcome === 'accepted' && absent[number] === 0) link.matched++
        }
      }),
    )
  }
  return files
}

const head = ({ random }: SheetContext, e: Enterprise, year: number): string[] => [
  taxCodeText(e.taxCode),
  enterpriseNameOf(e, random),
  e.sector !== nonState || e.employees > 100 ? 'TT200' : 'TT133',
  `${year + 1}-0${1 + random.below(3)}-${String(10 + random.below(18))}`,
  `${year >= 2025 ? e.division2025 : e.division2018}${e.activityTail}`,
]

/** The lines of B01, B02 and B09 in the order of the layout. */
const lines = ({ random }: SheetContext, e: Enterprise, year: number): number[] => {
  const part = (whole: number, low: number, high: number): number =>
    Math.round(whole * (low + (high - low) * random.unit()))
  const revenue = Math.round(e.turnover * (year === 2024 ? 1 : 1.083))
  const assets = Math.max(50_000_000, part(revenue, e.sector === foreign ? 0.6 : 0.9, e.sector === state ? 2.4 : 1.3))

  const fixedCost = part(assets, 0.15, 0.5)
  const depreciated = -part(fixedCost, 0.2, 0.6)
  const otherFixed = part(assets, 0, 0.03)
  const fixed = fixedCost + depreciated + otherFixed
  const [b210, b230, b240, b250, b260] = [
    part(assets, 0, 0.02),
    part(assets, 0, 0.03),
    part(assets, 0, 0.05),
    part(assets, 0, 0.08),
    part(assets, 0, 0.02),
  ]
  const longTerm = b210 + fixed + b230 + b240 + b250 + b260
  const current = Math.max(10_000_000, assets - longTerm)
  const stockCost = part(current, 0.2, 0.4)
  const stockProvision = -part(stockCost, 0, 0.03)
  const stock = stockCost + stockProvision
  const [b110, b120, b150] = [part(current, 0.08, 0.2), part(current, 0, 0.12), part(current, 0.01, 0.05)]
  const b130 = current - b110 - b120 - stock - b150
  const total = current + longTerm

  const b02 = part(revenue, 0, 0.01)
  const net = revenue - b02
  const b50goal = Math.round(total * (returnOnAssets[e.sector] ?? 0) * 1.2 * (2.6 * random.unit() - 0.3))
  const [b21, b31, b32] = [part(revenue, 0, 0.01), part(revenue, 0, 0.004), part(revenue, 0, 0.003)]
  const b22 = part(revenue, 0.002, 0.02)
  const b23 = part(b22, 0.5, 0.95)
  const [b25, b26] = [part(revenue, 0.01, 0.05), part(revenue, 0.02, 0.06)]
  const b40 = b31 - b32
  const b20 = b50goal - b40 - b21 + b22 + b25 + b26
  const b11 = net - b20
  const b30 = b20 + b21 - b22 - b25 - b26
  const b50 = b30 + b40
  const b51 = b50 > 0 ? Math.round(b50 * (e.sector === foreign ? 0.14 : 0.2)) : 0
  const b60 = b50 - b51

  const debt = part(total, e.sector === foreign ? 0.45 : 0.5, 0.78)
  const b310 = part(debt, 0.6, 0.95)
  const equity = total - debt
  const b430 = part(equity, 0, 0.005)
  const b410 = equity - b430
  const b421 = Math.round(b60 * (0.6 + random.unit()))

  const costs = Math.max(0, b11 + b25 + b26)
  const yt2 = Math.min(Math.round(costs * 0.6), e.employees * (pay[e.sector] ?? 0) * 1_000_000)
  const yt3 = Math.min(Math.round(costs * 0.1), Math.round(-depreciated * 0.12))
  const rest = costs - yt2 - yt3
  const yt1 = part(rest, 0.55, 0.8)
  const yt4 = part(rest - yt1, 0.5, 0.9)
  return [
    current,
    b110,
    b120,
    b130,
    stock,
    stockCost,
    stockProvision,
    b150,
    longTerm,
    b210,
    fixed,
    fixedCost,
    depreciated,
    otherFixed,
    b230,
    b240,
    b250,
    b260,
    total,
    debt,
    b310,
    debt - b310,
    equity,
    b410,
    b410 - b421,
    b421,
    b430,
    total,
    revenue,
    b02,
    net,
    b11,
    b20,
    b21,
    b22,
    b23,
    b25,
    b26,
    b30,
    b31,
    b32,
    b40,
    b50,
    b51,
    0,
    b60,
    yt1,
    yt2,
    yt3,
    yt4,
    rest - yt1 - yt4,
  ]
}
