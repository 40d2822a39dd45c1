// Writes the customs files of 24 months: declarations of up to fifty lines, stratum by stratum. In: enterprises,
// folder, who is absent from the register. Out: the files, their truth, how many lines find the register.
import { csvBytes } from './csvFile.ts'
import type { CsvFile } from './csvFile.ts'
import { customsDefects } from './customsDefects.ts'
import { createTraders, declarationMaker } from './declarations.ts'
import type { Declaration, Trader } from './declarations.ts'
import type { Planter } from './defects.ts'
import type { Enterprises } from './enterprises.ts'
import { mergedFrom, months } from './periods.ts'
import { lognormalTable } from './random.ts'
import type { Random } from './random.ts'
import { writeSheet } from './sheet.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { rateOf, strataOf } from './tradeStrata.ts'
import type { Stratum } from './tradeStrata.ts'

const size = lognormalTable(1.25)
const mostLines = 50

type Month = {
  month: number
  enterprises: Enterprises
  trader: (number: number) => Trader
  absent: Uint8Array
  serial: number
  link: LinkTruth
}

export const writeCustoms = async (
  context: SheetContext,
  enterprises: Enterprises,
  absent: Uint8Array,
  scale: number,
  link: LinkTruth,
  chosen: string[],
): Promise<WrittenFile[]> => {
  const trader = createTraders(enterprises, context.random)
  const files: WrittenFile[] = []
  for (const [month, period] of months.entries()) {
    if (!chosen.includes(period)) continue
    files.push(
      await writeSheet(
        context,
        'customs_line',
        period,
        customsDefects(month >= mergedFrom),
        0.012,
        async (csv, planter) => {
          const task: Month = { month, enterprises, trader, absent, serial: month * 100_000_000 + 1, link }
          for (const stratum of strataOf(month, scale)) await writeStratum(context, task, stratum, csv, planter)
        },
      ),
    )
  }
  return files
}

const writeStratum = async (
  { random, pace }: SheetContext,
  task: Month,
  stratum: Stratum,
  csv: CsvFile,
  planter: Planter,
): Promise<void> => {
  const { enterprises, month, link } = task
  const key = month * 1000 + stratum.id
  const list = enterprises.traders(
    stratum.foreign,
    stratum.foreign ? stratum.group.foreignDivision : stratum.group.otherDivision,
  )

  // First the declarations' traders and the lines' weights, then the lines, with values that add up to the stratum's.
  const weights = new Float64Array(stratum.lines)
  const starts: number[] = []
  const ranks: number[] = []
  let sum = 0
  for (let line = 0; line < stratum.lines;) {
    random.start(streams.declaration, key, starts.length)
    const lines = Math.min(stratum.lines - line, mostLines, 1 + Math.floor(-Math.log(1 - random.unit()) * 4.6))
    const rank = Math.floor(list.length * random.unit() ** 2.7)
    const factor = (rank + 1) ** -0.25
    starts.push(line)
    ranks.push(rank)
    for (const end = line + lines; line < end; line++) {
      const weight = (size[random.below(4096)] ?? 1) * factor
      weights[line] = weight
      sum += weight
    }
  }

  const declare = declarationMaker(stratum, month, enterprises.count + 1_000, random)
  const write = lineWriter(stratum, month, random, csv)
  const perWeight = stratum.valueCents / sum
  for (let d = 0; d < starts.length; d++) {
    const first = starts[d] ?? 0
    const last = starts[d + 1] ?? stratum.lines
    const number = list[ranks[d] ?? 0] ?? 0
    const trader = task.trader(number)
    random.start(streams.line, key, d)
    const declaration = declare(task.serial++, trader)
    const linked = declaration.registered && task.absent[number] === 0
    for (let line = first; line < last; line++) {
      write(declaration, line - first + 1, Math.max(100, Math.round((weights[line] ?? 0) * perWeight)))
      const outcome = planter.endRow(csv)
      if (outcome !== 'rejected') link.rows++
      if (outcome === 'accepted' && linked) link.matched++
    }
    await pace.breathe(last - first)
  }
}

const subheadings = ['1000', '2000', '2900', '9000', '9910']
const kilogram = csvBytes('KGM')

/** Writes the fields of one line in the layout's order; the value is in US cents. */
const lineWriter = ({ group }: Stratum, month: number, random: Random, csv: CsvFile) => {
  const rate = rateOf(month)
  const exporting = group.flow === 'X'
  const description = csvBytes(`${group.name}; hàng mới 100 %`)
  const headings = group.headings.flatMap((heading) => subheadings.map((rest) => csvBytes(heading + rest)))
  const unit = csvBytes(group.unit)
  const counted = group.unit === 'PCE' || group.unit === 'PR'
  const inKilograms = group.unit === 'KGM'

  // The lines of a declaration share their header: it is encoded once.
  const encoder = new TextEncoder()
  const scratch = new Uint8Array(1024)
  let current: Declaration | null = null
  let header = scratch

  return (declaration: Declaration, lineNumber: number, cents: number): void => {
    if (declaration !== current) {
      current = declaration
      header = scratch.subarray(0, encoder.encodeInto(declaration.header, scratch).written)
    }
    const draw = random.next()
    const usd = cents / 100
    const price = group.price * (0.65 + (draw & 1023) * 0.0007)
    const quantity = counted
      ? Math.max(1, Math.round(usd / price)) * 1000
      : Math.max(1, Math.round((usd / price) * 1000))
    const grams = Math.max(1, Math.round(quantity * group.weightKg))
    const vnd = Math.round(usd * rate)
    const foreign = Math.max(1, Math.round(cents * declaration.perUsd))
    const dutyRate = exporting ? 0 : ((draw >>> 10) & 7) < 5 ? 0 : ((draw >>> 10) & 7) < 7 ? 500 : 1000
    const vatRate = exporting ? 0 : ((draw >>> 13) & 3) === 0 ? 800 : 1000
    const duty = Math.round((vnd * dutyRate) / 10_000)

    csv.text(declaration.number)
    csv.comma()
    csv.integer(lineNumber)
    csv.comma()
    csv.bytes(header)
    csv.comma()
    csv.bytes(headings[(draw >>> 16) % headings.length] as Uint8Array)
    csv.comma()
    csv.bytes(description)
    csv.comma()
    csv.decimal(quantity, 3)
    csv.comma()
    csv.bytes(unit)
    csv.comma()
    if (inKilograms) csv.comma()
    else {
      csv.decimal(grams, 3)
      csv.comma()
      csv.bytes(kilogram)
    }
    csv.comma()
    csv.decimal(grams, 3)
    csv.comma()
    csv.text(declaration.currency)
    csv.comma()
    csv.decimal(Math.round((foreign * 100_000) / quantity), 4)
    csv.comma()
    csv.decimal(foreign, 2)
    csv.comma()
    csv.integer(vnd)
    csv.comma()
    csv.decimal(cents, 2)
    csv.comma()
    csv.decimal(dutyRate, 2)
    csv.comma()
    csv.integer(duty)
    csv.comma()
    csv.decimal(vatRate, 2)
    csv.comma()
    csv.integer(Math.round(((vnd + duty) * vatRate) / 10_000))
    csv.comma()
    csv.text(declaration.tariff)
  }
}
