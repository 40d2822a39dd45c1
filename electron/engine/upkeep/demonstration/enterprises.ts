// The enterprises of the demonstration, each computed from its number: sector, size, activity, province, tax code.
// In: scale and seed. Out: functions of the number. Numbers run from the largest to the smallest within a sector:
// first foreign-invested, then State, then non-State enterprises.
import { enterpriseName } from './names.ts'
import { cumulate, lognormalTable, normalQuantile, pickAt } from './random.ts'
import type { Random } from './random.ts'
import { streams } from './streams.ts'
import { taxCode } from './taxCode.ts'
import { provinces } from './territory.ts'

export type Sector = 0 | 1 | 2
export const foreign = 0
export const state = 1
export const nonState = 2

/** Mean labour by sector as the Economic Census 2021 found it, with the spread that gives the published size mix. */
const labour = [
  { mean: 229, sigma: 1.75 },
  { mean: 512, sigma: 1.45 },
  { mean: 13, sigma: 1.2 },
].map(({ mean, sigma }) => ({ mu: Math.log(mean) - sigma ** 2 / 2, sigma }))
const maximumLabour = 120_000

/** Divisions by sector, "code×places": the share of each in the sector. */
const spread = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [code = '', times = '1'] = entry.split('×')
      return Array.from({ length: Number(times) }, () => code)
    })
/** Neighbouring numbers fall in different divisions. */
const scatter = (list: string[]): string[] => list.map((_, i) => list[(i * 37) % list.length] as string)
const divisions = [
  scatter(
    spread(
      '26×9 27×4 14×6 15×4 13×3 16×2 31×3 25×5 22×5 28×3 29×2 30×1 10×2 20×2 24×2 17×1 23×1 32×2 46×5 62×2 70×1 52×1 68×1 06×1',
    ),
  ),
  scatter(spread('35×3 36×3 05×2 01×3 42×2 64×2 49×1 19×1 46×2 02×1 38×1 61×1 68×1 10×1 23×1')),
  scatter(
    spread(
      '46×58 47×34 41×22 42×9 43×18 49×14 52×6 56×11 55×5 68×9 70×5 71×11 73×5 74×3 62×6 77×4 78×2 79×4 80×2 81×3 82×4 85×6 86×3 96×4 45×7 10×6 14×4 15×1 13×2 16×4 31×4 17×2 18×4 20×2 22×4 23×4 24×2 25×8 26×2 27×1 28×2 29×1 30×1 32×2 33×3 01×3 02×1 03×2 08×2 11×1 35×2 38×1 58×1 59×1 63×1 64×1 65×1 66×1 69×3 72×1 93×1 95×2',
    ),
  ),
]

/** Turnover per worker in millions of VND a year, by sector; trade turns over more, services less. */
const turnoverPerWorker = [1_750, 3_300, 1_300]
const turnoverFactor: Record<string, number> = {
  46: 2.6,
  47: 1.7,
  45: 2.4,
  26: 1.5,
  24: 2,
  35: 2.2,
  19: 5,
  14: 0.32,
  15: 0.35,
  85: 0.3,
  80: 0.15,
  81: 0.2,
  56: 0.35,
  70: 0.5,
}

/**
 * Where enterprises are, relative to the population; and where foreign-invested trade comes from (shares of exports by
 * province).
 */
const density: Record<string, number> = {
  79: 3.5,
  '01': 2.35,
  48: 2.1,
  74: 2.1,
  31: 1.25,
  27: 1.25,
  75: 1.35,
  77: 1.25,
  56: 1.05,
  22: 0.9,
  26: 1.1,
  92: 0.95,
}
const foreignShares: Record<string, number> = {
  27: 11.5,
  24: 9,
  79: 9.5,
  74: 8.6,
  77: 1.6,
  31: 7,
  30: 2.8,
  26: 4.2,
  25: 2.9,
  17: 0.5,
  75: 6.6,
  70: 0.9,
  19: 7,
  '01': 4.6,
  80: 2.6,
  72: 2,
  33: 1.6,
  35: 2.4,
  37: 1,
  36: 0.9,
  38: 1.5,
  40: 1.1,
  42: 0.9,
  48: 0.8,
  49: 0.7,
  51: 0.6,
  34: 0.9,
  82: 1.2,
  83: 0.5,
  92: 0.5,
  22: 1,
  56: 0.5,
  68: 0.3,
}
const anywhere = cumulate(provinces.map((p) => p.population * (density[p.old] ?? 0.5)))
const foreignPlaces = cumulate(provinces.map((p) => foreignShares[p.old] ?? 0))

const noise = lognormalTable(0.55)
const golden = 0.6180339887498949

export type Enterprise = {
  number: number
  sector: Sector
  ownership: string
  province: number
  commune: number
  division2018: string
  division2025: string
  /** The three digits after the division. */
  activityTail: string
  employees: number
  capital: number
  /** Turnover of 2024 in VND. */
  turnover: number
  registeredYear: number
  taxCode: number
}

export type Enterprises = {
  count: number
  sectors: [number, number, number]
  at(number: number): Enterprise
  /** Numbers in the order of the register: not by size. */
  inRegisterOrder(position: number): number
  /** Traders of a sector and division, the largest first; all traders of the sector where the division has none. */
  traders(foreignInvested: boolean, division: string): Int32Array
}

const ownershipBySector = (sector: Sector, u: number): string => {
  if (sector === foreign) return u < 0.86 ? '3.1' : '3.2'
  if (sector === state) return u < 0.45 ? '1.1' : '1.2'
  return u < 0.04 ? '2.1' : u < 0.0405 ? '2.2' : u < 0.765 ? '2.3' : u < 0.767 ? '2.4' : '2.5'
}

export const createEnterprises = (scale: number, random: Random): Enterprises => {
  const count = Math.max(60, Math.round(900_000 * scale))
  const foreignCount = Math.max(24, Math.round(count * 0.033))
  const stateCount = Math.max(3, Math.round(count * 0.003))
  const sectors: [number, number, number] = [foreignCount, stateCount, count - foreignCount - stateCount]

  const sectorOf = (number: number): [Sector, number] =>
    number < foreignCount
      ? [foreign, number]
      : number < foreignCount + stateCount
        ? [state, number - foreignCount]
        : [nonState, number - foreignCount - stateCount]
  const divisionOf = (sector: Sector, rank: number): string => {
    const list = divisions[sector] as string[]
    return list[rank % list.length] as string
  }

  const at = (number: number): Enterprise => {
    const [sector, rank] = sectorOf(number)
    random.start(streams.enterprise, number)
    const { mu, sigma } = labour[sector] as (typeof labour)[number]
    const z = normalQuantile(1 - (rank + 0.5) / sectors[sector])
    const employees = Math.min(maximumLabour, Math.max(1, Math.round(Math.exp(mu + sigma * z))))
    const division2018 = divisionOf(sector, rank)
    const province =
      sector === foreign
        ? pickAt(foreignPlaces, ((rank * golden + 0.05) % 1) * (foreignPlaces[foreignPlaces.length - 1] ?? 0))
        : random.pick(anywhere)
    const turnover =
      employees *
      (turnoverPerWorker[sector] ?? 0) *
      1e6 *
      (turnoverFactor[division2018] ?? 1) *
      (noise[random.below(4096)] ?? 1)
    const capital = turnover * (0.12 + 0.5 * random.unit())
    const u = random.unit()
    return {
      number,
      sector,
      province,
      employees,
      division2018,
      ownership: ownershipBySector(sector, u),
      commune: random.below(provinces[province]?.communes ?? 1),
      // VSIC 2025 shared the trade in vehicles out over wholesale, retail and repair.
      division2025: division2018 === '45' ? (u < 0.4 ? '46' : u < 0.75 ? '47' : '95') : division2018,
      activityTail: `${1 + random.below(6)}${random.below(4)}0`,
      capital: Math.max(1e8, Math.round(capital / 1e6) * 1e6),
      turnover: Math.round(turnover / 1e3) * 1e3,
      registeredYear: random.chance(0.09) ? 2025 : 2024 - Math.floor(27 * random.unit() ** 1.6),
      taxCode: taxCode(province, number),
    }
  }

  let step = Math.floor(count * golden) | 1
  while (greatestCommonDivisor(step, count) !== 1) step += 2

  const lists = [true, false].map((isForeign) => {
    const groups = new Map<string, number[]>()
    const first = isForeign ? 0 : foreignCount
    // Among other enterprises only the larger ones trade abroad.
    const last = isForeign ? foreignCount : foreignCount + stateCount + Math.max(20, Math.round(sectors[2] * 0.1))
    const all: number[] = []
    for (let number = first; number < Math.min(last, count); number++) {
      const [sector, rank] = sectorOf(number)
      const division = divisionOf(sector, rank)
      all.push(number)
      const group = groups.get(division)
      if (group) group.push(number)
      else groups.set(division, [number])
    }
    return {
      all: Int32Array.from(all),
      groups: new Map([...groups].map(([division, numbers]) => [division, Int32Array.from(numbers)])),
    }
  })

  return {
    count,
    sectors,
    at,
    inRegisterOrder: (position) => (position * step) % count,
    traders: (isForeign, division) => {
      const side = lists[isForeign ? 0 : 1]
      return side?.groups.get(division) ?? side?.all ?? new Int32Array(1)
    },
  }
}

/** The same name in every file. */
export const enterpriseNameOf = (e: Enterprise, random: Random): string => {
  random.start(streams.enterpriseText, e.number)
  return enterpriseName(e.ownership, e.division2018, e.number + 1, random)
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
