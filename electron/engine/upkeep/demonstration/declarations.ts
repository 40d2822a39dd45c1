// One customs declaration: what its lines share, as ready text. In: a stratum's draws and a trader. Out: the fields
// around the line's own. None of these fields holds a comma or a quote.
import { enterpriseNameOf } from './enterprises.ts'
import type { Enterprises } from './enterprises.ts'
import { mergedFrom, months } from './periods.ts'
import { cumulate } from './random.ts'
import type { Random } from './random.ts'
import { taxCode, taxCodeText } from './taxCode.ts'
import { provinces } from './territory.ts'
import { elsewhere, partners, rising } from './tradeGroups.ts'
import { rateOf } from './tradeStrata.ts'
import type { Stratum } from './tradeStrata.ts'

type Weighted = { codes: string[]; cumulative: Float64Array }
/** "E42:38 E62:36": codes with their frequency. */
const weighted = (text: string): Weighted => {
  const pairs = text.split(' ').map((pair) => pair.split(':'))
  return { codes: pairs.map(([code = '']) => code), cumulative: cumulate(pairs.map(([, weight]) => Number(weight))) }
}
const choose = (from: Weighted, random: Random): string => from.codes[random.pick(from.cumulative)] ?? ''

const procedures = {
  X: {
    foreign: weighted('E42:38 E62:36 B11:18 E52:6 B13:2'),
    other: weighted('B11:60 E62:22 E52:12 H21:6'),
    outside: weighted('C12:3 G21:3 E54:2 G61:1 C22:1'),
  },
  N: {
    foreign: weighted('E11:32 E31:30 A12:20 E21:7 A41:7 E13:3 H11:1'),
    other: weighted('A11:26 A12:46 E31:12 E21:12 H11:4'),
    outside: weighted('G13:3 C11:3 E15:2 A42:1 G51:1'),
  },
}
const offices = [
  '01DD',
  '01E1',
  '02CI',
  '02H1',
  '02PG',
  '03CC',
  '03TG',
  '18A3',
  '18BC',
  '43CN',
  '43IH',
  '47NB',
  '51CI',
  '12BC',
  '15BD',
]
const terms = { X: ['FOB', 'FOB', 'FCA', 'CIF'], N: ['CIF', 'CIF', 'CFR', 'DAP', 'EXW'] }
const ports = { air: ['VNHAN', 'VNSGN'], sea: ['VNHPH', 'VNCLI', 'VNCMT', 'VNDAD'], road: ['VNLSN', 'VNMCI', 'VNMBI'] }
const tariffs: Record<string, string> = {
  CN: 'B05',
  KR: 'B16',
  JP: 'B10',
  TH: 'B04',
  MY: 'B04',
  ID: 'B04',
  SG: 'B04',
  PH: 'B04',
  DE: 'B20',
  FR: 'B20',
  IT: 'B20',
  NL: 'B20',
  AU: 'B22',
  NZ: 'B22',
}
const dollar = { code: 'USD', perUsd: 1 }
const byPartner: Record<string, { code: string; perUsd: number }> = {
  JP: { code: 'JPY', perUsd: 151 },
  CN: { code: 'CNY', perUsd: 7.2 },
  DE: { code: 'EUR', perUsd: 0.92 },
  FR: { code: 'EUR', perUsd: 0.92 },
  NL: { code: 'EUR', perUsd: 0.92 },
}

/** Traders not in the register: foreign contractors, codes closed before the register was drawn. */
const unregistered = 0.012

const profiles = new Map(
  Object.entries(partners).map(([name, text]) => [
    name,
    weighted(
      text
        .split(', ')
        .map((pair) => pair.replace(' ', ':'))
        .join(' '),
    ),
  ]),
)

/** Partners of a stratum with their shares; the last, nameless one stands for the rest of the world. */
const partnersOf = ({ group }: Stratum, month: number): Weighted => {
  const { codes, cumulative } = profiles.get(group.partners) ?? { codes: [], cumulative: new Float64Array() }
  const { country, factor } = rising[group.flow]
  const weights = codes.map(
    (code, i) =>
      ((cumulative[i] ?? 0) - (cumulative[i - 1] ?? 0)) * (code === country ? (factor[month < 12 ? 0 : 1] ?? 1) : 1),
  )
  return {
    codes: [...codes, ''],
    cumulative: cumulate([...weights, Math.max(2, 100 - weights.reduce((sum, w) => sum + w, 0))]),
  }
}

export type Trader = { code: string; name: string; province: number }

/** Code, name and province of an enterprise as declarations give them, made once for each trader. */
export const createTraders = (enterprises: Enterprises, random: Random): ((number: number) => Trader) => {
  const known = new Map<number, Trader>()
  return (number) => {
    const found = known.get(number)
    if (found) return found
    const e = enterprises.at(number)
    const made = { code: taxCodeText(e.taxCode), name: enterpriseNameOf(e, random), province: e.province }
    known.set(number, made)
    return made
  }
}

export type Declaration = {
  /** Number and first number; then, after the line's number: everything up to the HS code. */
  number: string
  header: string
  /** Currency and rate. */
  currency: string
  perUsd: number
  tariff: string
  /** The trader's enterprise is one of the register's. */
  registered: boolean
}

const stranger = 'Nhà thầu nước ngoài'

/** The days of each month and the three after it, as ISO dates; day 1 at index 1. */
const dates = months.map((_, month) =>
  Array.from({ length: 36 }, (_unused, day) => new Date(Date.UTC(2024, month, day)).toISOString().slice(0, 10)),
)

/** Makes the declarations of one stratum; draws come from the generator as it stands. */
export const declarationMaker = (stratum: Stratum, month: number, unknownFrom: number, random: Random) => {
  const { group } = stratum
  const exporting = group.flow === 'X'
  const countries = partnersOf(stratum, month)
  const procedure = procedures[group.flow][stratum.outside ? 'outside' : stratum.foreign ? 'foreign' : 'other']
  const light = group.foreignDivision === '26'
  const rate = rateOf(month)
  const datesOfMonth = dates[month] ?? []
  const days = new Date(Date.UTC(2024, month + 1, 0)).getUTCDate()

  const transportTo = (partner: string): number => {
    if (light) return random.chance(0.7) ? 1 : 2
    if (group.unit === 'TNE') return 3
    if (partner === 'CN' && random.chance(0.35)) return 4
    return random.chance(0.1) ? 1 : 2
  }

  return (serial: number, trader: Trader): Declaration => {
    const unknown = !stratum.foreign && random.chance(unregistered)
    const base = unknown ? taxCodeText(taxCode(trader.province, unknownFrom + random.below(50_000))) : trader.code
    const code = random.chance(0.05) ? `${base}-00${1 + random.below(3)}` : base
    const partner = choose(countries, random) || (elsewhere[random.below(elsewhere.length)] ?? 'CL')
    const origin = exporting ? 'VN' : random.chance(0.92) ? partner : 'CN'
    const transport = transportTo(partner)
    const places = ports[transport === 1 ? 'air' : transport === 4 ? 'road' : 'sea']
    const home = places[random.below(places.length)] ?? 'VNHPH'
    const abroad = `${partner}ZZZ`
    const day = 1 + random.below(days)
    const channel = random.unit()
    const currency = random.chance(0.9) ? dollar : (byPartner[partner] ?? dollar)
    const province = provinces[trader.province] as (typeof provinces)[number]
    const list = terms[group.flow]
    return {
      number: `${exporting ? '3' : '1'}${String(serial).padStart(10, '0')}0,`,
      header:
        `${choose(procedure, random)},${offices[random.below(offices.length)]},${datesOfMonth[day]},${datesOfMonth[day + random.below(4)]},` +
        `${channel < 0.68 ? '1' : channel < 0.95 ? '2' : '3'},${code},${unknown ? stranger : trader.name},${month >= mergedFrom ? province.new : province.old},` +
        `${partner},${origin},${transport},${exporting ? home : abroad},${exporting ? abroad : home},${list[random.below(list.length)]}`,
      currency: `${currency.code},${(rate / currency.perUsd).toFixed(2)}`,
      perUsd: currency.perUsd,
      tariff: exporting ? 'B30' : random.chance(0.55) ? (tariffs[origin] ?? 'B01') : 'B01',
      registered: !unknown,
    }
  }
}
