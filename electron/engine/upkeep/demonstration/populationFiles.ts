// Writes the population by province, sex and single age of two years. In: folder, scale. Out: the files and their
// truth. Sizes follow the provinces' population; shares of ages are a smooth pyramid, so that enrolment ratios come out
// plausible.
import type { CsvFile } from './csvFile.ts'
import { spoil } from './defects.ts'
import type { Defect, Planter } from './defects.ts'
import { writeSheet } from './sheet.ts'
import type { SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { provinces } from './territory.ts'

const years = [2024, 2025] as const
const oldest = 95
/** Growth since the year the provinces' populations are of. */
const growth = { 2024: 1.018, 2025: 1.027 } as const

/** Weight of an age: level among the young, then falling. */
const weightOf = (age: number): number => (age < 18 ? 1.58 : age < 40 ? 1.5 : 1.5 * Math.exp(-(((age - 40) / 28) ** 2)))
const weights = Array.from({ length: oldest + 1 }, (_, age) => weightOf(age))
const allWeights = weights.reduce((a, w) => a + w, 0)
/** More boys are born; more women grow old. */
const maleShare = (age: number): number => Math.max(0.36, 0.525 - Math.max(0, age - 18) * 0.0022)

type Place = { code: string; people: number }
const placesOf = (year: (typeof years)[number]): Place[] => {
  const found = new Map<string, number>()
  for (const p of provinces) {
    const code = year === 2024 ? p.old : p.new
    found.set(code, (found.get(code) ?? 0) + p.population * 1000 * growth[year])
  }
  return [...found].map(([code, people]) => ({ code, people }))
}

const defects: Defect[] = [
  spoil.lostZero('province_lost_zero', 0),
  spoil.rejected('persons_not_negative', 3, (text) => (text === '0' ? null : `-${text}`)),
  spoil.badType('persons', 3, ['không', '12 người']),
  spoil.rejected('age_possible', 2, () => '199'),
  spoil.columnTooFew,
]

const writeYear = async (
  { random, pace }: SheetContext,
  scale: number,
  year: (typeof years)[number],
  csv: CsvFile,
  planter: Planter,
): Promise<void> => {
  for (const [at, { code, people }] of placesOf(year).entries()) {
    for (const [sex, share] of [
      ['1', maleShare],
      ['2', (age: number) => 1 - maleShare(age)],
    ] as const) {
      for (let age = 0; age <= oldest; age++) {
        random.start(streams.population, at * 1000 + age * 2 + Number(sex), year)
        const expected = (people * scale * (weights[age] ?? 0) * share(age)) / allWeights
        csv.fields([
          code,
          sex,
          String(age),
          String(Math.floor(expected * (0.97 + 0.06 * random.unit()) + random.unit())),
        ])
        planter.endRow(csv)
      }
    }
    await pace.breathe(2 * (oldest + 1))
  }
}

export const writePopulation = async (context: SheetContext, scale: number): Promise<WrittenFile[]> => {
  const files: WrittenFile[] = []
  for (const year of years)
    files.push(
      await writeSheet(context, 'population', String(year), defects, 0.003, (csv, planter) =>
        writeYear(context, scale, year, csv, planter),
      ),
    )
  return files
}
