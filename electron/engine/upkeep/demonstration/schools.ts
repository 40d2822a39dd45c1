// The schools of the demonstration and how many pupils each expects by level. In: scale and seed. Out: arrays, one
// entry a school. Totals by level and by public or not are those published for 2024-25, times the scale. Never a pupil
// here.
import { csvFields } from './csvFile.ts'
import { schoolName } from './names.ts'
import { cumulate, lognormalTable, pickAt } from './random.ts'
import type { Random } from './random.ts'
import { streams } from './streams.ts'
import { communeCode, districtCode, mergedCommuneCode, provinces } from './territory.ts'

/** The second begins after the mergers of 1 July 2025. */
export const schoolYears = ['2024-2025', '2025-2026'] as const

/** Levels in the order of `enrolment`: nursery, kindergarten, primary, lower and upper secondary. */
export const levels = 5
/** Pupils 2024-25 in public and other schools, by level. */
const published = [
  [445_640, 3_321_428, 8_695_206, 6_414_871, 2_652_917],
  [250_669, 795_652, 155_094, 99_390, 334_533],
] as const

type Kind = {
  type: string
  independent: boolean
  schools: number
  digit: string
  private: number
  size: readonly number[]
}

/** Kinds of school, how many there are, share of private ones, and the usual number of pupils by level. */
const kinds: Kind[] = [
  { type: '45', independent: false, schools: 15_156, digit: '3', private: 0.17, size: [38, 250, 0, 0, 0] },
  { type: '45', independent: true, schools: 12_673, digit: '0', private: 1, size: [16, 22, 0, 0, 0] },
  { type: '1', independent: false, schools: 12_000, digit: '4', private: 0.006, size: [0, 0, 640, 0, 0] },
  { type: '12', independent: false, schools: 2_900, digit: '5', private: 0.004, size: [0, 0, 330, 250, 0] },
  { type: '2', independent: false, schools: 8_300, digit: '5', private: 0.004, size: [0, 0, 0, 690, 0] },
  { type: '23', independent: false, schools: 500, digit: '7', private: 0.35, size: [0, 0, 0, 330, 420] },
  { type: '3', independent: false, schools: 2_200, digit: '7', private: 0.1, size: [0, 0, 0, 0, 1_250] },
  { type: '123', independent: false, schools: 250, digit: '7', private: 0.96, size: [0, 0, 420, 300, 380] },
]

const populationWeights = cumulate(provinces.map((p) => p.population))
const population = populationWeights[populationWeights.length - 1] ?? 0
const sizes = lognormalTable(0.55)
const golden = 0.6180339887498949

export type Schools = {
  count: number
  /** Index into `provinces`, and the commune's number within its province. */
  province: Uint8Array
  commune: Uint16Array
  code: string[]
  type: string[]
  ownership: string[]
  independent: Uint8Array
  /** enrolment[level][school]: expected pupils in 2024-25. */
  enrolment: Float64Array[]
  /** The seven school fields of teacher and pupil rows, as text and as bytes, in the first or second school year. */
  block(school: number, year: 0 | 1): string[]
  blockBytes(school: number, year: 0 | 1): Uint8Array
  /** A school of the province with this level, by a number in [0, 1): larger schools more often. */
  at(province: number, level: number, share: number): number
}

export const createSchools = (scale: number, random: Random): Schools => {
  const perKind = kinds.map((kind) => Math.max(1, Math.round(kind.schools * scale)))
  const count = perKind.reduce((sum, n) => sum + n, 0)
  const schools = {
    count,
    province: new Uint8Array(count),
    commune: new Uint16Array(count),
    independent: new Uint8Array(count),
    code: [] as string[],
    type: [] as string[],
    ownership: [] as string[],
    enrolment: Array.from({ length: levels }, () => new Float64Array(count)),
  }
  const kindOf = new Uint8Array(count)
  const serials = new Map<string, number>()
  const nextSerial = (key: string): number => {
    const serial = (serials.get(key) ?? 0) + 1
    serials.set(key, serial)
    return serial
  }

  let at = 0
  kinds.forEach((kind, k) => {
    const total = perKind[k] ?? 0
    for (let i = 0; i < total; i++, at++) {
      // Evenly along the population, each kind from another start: provinces get their share of every kind even when
      // there are few.
      const p = pickAt(populationWeights, ((i + ((0.5 + k * golden) % 1)) / total) * population)
      const province = provinces[p] as (typeof provinces)[number]
      random.start(streams.school, at)
      const commune = random.below(province.communes)
      kindOf[at] = k
      schools.province[at] = p
      schools.commune[at] = commune
      schools.type[at] = kind.type
      schools.independent[at] = kind.independent ? 1 : 0
      schools.ownership[at] =
        (i * golden) % 1 < kind.private ? (kind.type === '45' && random.chance(0.08) ? 'DL' : 'TT') : 'CL'
      const district = districtCode(province, commune)
      const serial = kind.independent ? 100 : nextSerial(`${district}${kind.digit}`)
      schools.code[at] =
        serial <= 99
          ? `${province.old}${district}${kind.digit}${String(serial).padStart(2, '0')}`
          : `${province.old}${district}${String(nextSerial(`${district}-`)).padStart(5, '0')}`
      const size = sizes[random.below(4096)] ?? 1
      kind.size.forEach((usual, level) => {
        ;(schools.enrolment[level] as Float64Array)[at] = usual * size
      })
    }
  })

  scaleToPublished(schools, scale)
  return withLookups(schools, random)
}

type Plain = Pick<
  Schools,
  'count' | 'province' | 'commune' | 'code' | 'type' | 'ownership' | 'independent' | 'enrolment'
>

/**
 * Public and other schools each reach their published totals; where a small demonstration has no such school, the other
 * kind takes both.
 */
const scaleToPublished = (schools: Plain, scale: number): void => {
  schools.enrolment.forEach((enrolment, level) => {
    const sums = [0, 0]
    const side = (school: number): 0 | 1 => (schools.ownership[school] === 'CL' ? 0 : 1)
    for (let s = 0; s < schools.count; s++) sums[side(s)] = (sums[side(s)] ?? 0) + (enrolment[s] ?? 0)
    const targets: [number, number] = [published[0][level] ?? 0, published[1][level] ?? 0]
    if (sums[1] === 0) targets[0] += targets[1]
    if (sums[0] === 0) targets[1] += targets[0]
    for (let s = 0; s < schools.count; s++) {
      const sum = sums[side(s)] ?? 0
      if (sum > 0) enrolment[s] = ((enrolment[s] ?? 0) * targets[side(s)] * scale) / sum
    }
  })
}

const withLookups = (schools: Plain, random: Random): Schools => {
  const blocks: (Uint8Array | undefined)[][] = [[], []]
  const block = (s: number, year: 0 | 1): string[] => {
    const province = provinces[schools.province[s] ?? 0] as (typeof provinces)[number]
    const commune = schools.commune[s] ?? 0
    const type = schools.type[s] ?? ''
    random.start(streams.schoolText, s)
    const place =
      year === 0
        ? [province.old, districtCode(province, commune), communeCode(province, commune)]
        : [province.new, '', mergedCommuneCode(province, commune)]
    return [
      ...place,
      schoolName(type, schools.independent[s] === 1, random),
      schools.code[s] ?? '',
      schools.ownership[s] ?? '',
      type,
    ]
  }
  // Schools of a province by level; where a small demonstration has none, those of the whole country.
  const members = Array.from({ length: levels }, (_, level) =>
    provinces.map((_p, p) => {
      const own: number[] = []
      const all: number[] = []
      for (let s = 0; s < schools.count; s++) {
        if ((schools.enrolment[level]?.[s] ?? 0) <= 0) continue
        if (schools.province[s] === p) own.push(s)
      }
      if (own.length === 0)
        for (let s = 0; s < schools.count; s++) if ((schools.enrolment[level]?.[s] ?? 0) > 0) all.push(s)
      const list = own.length > 0 ? own : all
      return { list: Int32Array.from(list), weights: cumulate(list.map((s) => schools.enrolment[level]?.[s] ?? 0)) }
    }),
  )
  return {
    ...schools,
    block,
    blockBytes: (s, year) => {
      const known = blocks[year]?.[s]
      if (known) return known
      const bytes = csvFields(block(s, year))
      if (blocks[year]) blocks[year][s] = bytes
      return bytes
    },
    at: (province, level, share) => {
      const group = members[level]?.[province]
      if (!group || group.list.length === 0) return 0
      return group.list[pickAt(group.weights, share * (group.weights[group.weights.length - 1] ?? 0))] ?? 0
    },
  }
}
