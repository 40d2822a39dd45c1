// The places of the demonstration: the 63 provinces with population, commune and district numbering, and who lives
// there. Out: arrays indexed by the province's place in the list of 63. Communes are numbered within each province's
// own range of codes (many are real codes, some are not); after the mergers three old communes make one.
import { codeListVersion, correspondence, detailedCodes, labelOf } from '#engine/classify/codeLists.ts'
import { fail } from '#shared/model/failure.ts'
import { cumulate } from './random.ts'

/** code | population 2022, thousands | first commune code, number of communes | first district code, number of districts */
const table = `
01 8435 1 229 1 21|02 893 688 193 24 12|04 543 1267 189 40 14|06 324 1834 122 58 9|08 806 2200 145 70 7|10 770 2635 163 80 10
11 636 3124 88 94 10|12 482 3386 86 105 8|14 1300 3646 201 116 13|15 848 4249 180 132 10|17 876 4789 214 148 12|19 1337 5431 180 164 10
20 803 5971 226 178 12|22 1363 6649 184 193 15|24 1891 7201 229 213 12|25 1517 7888 272 227 14|26 1198 8707 151 243 11|27 1488 9163 125 256 9
30 1946 10507 263 288 13|31 2088 11296 218 303 16|33 1291 11950 161 323 11|34 1877 12433 284 336 9|35 878 13285 116 347 7|36 1877 13636 228 356 11
37 1010 14320 145 370 8|38 3722 14755 636 380 28|40 3420 16663 468 412 21|42 1318 18073 260 436 14|44 914 18853 159 450 9|45 651 19330 138 461 11
46 1160 19750 148 474 9|48 1221 20194 47 490 9|49 1520 20335 225 502 17|51 1246 21010 177 522 15|52 1504 21550 155 540 12|54 876 22015 104 555 10
56 1254 22327 137 568 9|58 600 22738 59 582 8|60 1254 22915 122 593 10|62 580 23281 92 608 11|64 1591 23557 187 622 18|66 1919 24118 164 643 15
67 671 24611 52 660 8|68 1333 24769 142 672 11|70 1035 25195 87 688 11|72 1189 25456 95 703 10|74 2763 25741 84 718 9|75 3255 25993 171 731 12
77 1179 26506 76 747 9|79 9390 26734 317 760 28|80 1734 27685 188 794 15|82 1790 28249 169 815 11|83 1298 28756 160 829 10|84 1019 29236 102 842 10
86 1029 29542 107 855 9|87 1600 29869 137 866 12|89 1906 30280 150 883 12|91 1752 30733 128 899 16|92 1252 31117 67 916 12|93 729 31318 60 930 8
94 1198 31498 105 941 11|95 922 31813 62 954 8|96 1207 31999 84 964 10
`

/** Shares of the larger ethnic groups, in percent, where Kinh are far from all; the rest are Kinh. */
const minorities = `
02: 08 32, 02 25, 09 16, 07 10, 25 2, 38 2, 43 1|04: 02 41, 07 30, 08 12, 09 10, 15 2|06: 02 52, 09 18, 07 9, 08 8|08: 02 26, 09 13, 15 9, 08 2, 07 2
10: 08 26, 02 15, 09 14, 25 5, 07 4, 35 1, 40 1|11: 08 38, 03 38, 29 3, 09 1, 33 1, 35 1|12: 03 31, 08 24, 09 13, 35 4, 25 3, 41 3, 42 2, 45 1
14: 03 54, 08 16, 06 8, 34 2, 09 2, 29 1, 33 1, 39 1|15: 02 18, 09 11, 08 11, 03 7, 06 2, 07 2|17: 06 64, 03 4, 02 3, 09 2|19: 02 11, 07 5, 18 4, 15 3, 09 2
20: 07 43, 02 36, 09 4|22: 09 5, 02 3, 15 1, 18 2, 04 1|24: 07 5, 02 3, 15 2, 18 2, 04 1|25: 06 14, 09 1, 15 1|26: 18 4|38: 06 10, 03 7, 08 1, 24 1
40: 03 10, 24 2, 29 1, 08 1|44: 23 2, 44 1|45: 23 9, 31 3|46: 26 2, 31 3|49: 26 4, 14 3, 27 1, 30 1|51: 19 11, 30 2, 14 2|52: 13 1, 17 1, 19 1|54: 12 3, 17 3, 13 1
56: 21 5, 12 1|58: 17 11, 21 12|60: 17 3, 21 1, 16 1|62: 14 24, 13 12, 27 8, 10 5, 37 1|64: 10 30, 13 12, 02 1, 07 1|66: 12 18, 07 5, 02 3, 20 3, 08 2, 03 1
67: 20 10, 08 6, 07 5, 02 4, 28 1|68: 16 14, 28 3, 36 2, 07 2, 02 2|70: 22 10, 02 3, 07 3, 05 2|72: 05 1|75: 04 3, 32 1, 28 1|77: 32 1|79: 04 4, 05 1, 17 1
84: 05 32, 04 1|86: 05 2|89: 05 4, 17 1|91: 05 12, 04 2|92: 05 2, 04 1|93: 05 4|94: 05 30, 04 5|95: 05 8, 04 2|96: 05 2
`

const before = codeListVersion('province', '2024-12-31') ?? fail('CODE_LIST_UNKNOWN', { list: 'province' })
const after = codeListVersion('province', '2025-12-31') ?? fail('CODE_LIST_UNKNOWN', { list: 'province' })
const successor = new Map(correspondence('province', '2004', '2025')?.pairs.map((pair) => [pair.from, pair.to]))

export type Province = {
  /** Code and name until 30/06/2025, and since. */
  old: string
  oldName: string
  new: string
  newName: string
  population: number
  firstCommune: number
  communes: number
  firstDistrict: number
  districts: number
  /** Ethnic codes and their cumulative shares. */
  ethnicCodes: string[]
  ethnicShares: Float64Array
}

const parts = (text: string): string[] =>
  text
    .split(/[|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const mixByProvince = new Map(
  parts(minorities).map((line) => {
    const [code = '', list = ''] = line.split(':')
    return [code, list.split(',').map((pair) => pair.trim().split(' '))]
  }),
)

export const provinces: Province[] = parts(table).map((line) => {
  const [old = '', ...numbers] = line.split(' ')
  const [population = 0, firstCommune = 0, communes = 0, firstDistrict = 0, districts = 0] = numbers.map(Number)
  const named = mixByProvince.get(old) ?? []
  const minority = named.reduce((sum, [, share]) => sum + Number(share), 0)
  const next = successor.get(old) ?? old
  return {
    old,
    oldName: labelOf(before, old)?.vi ?? old,
    new: next,
    newName: labelOf(after, next)?.vi ?? next,
    population,
    firstCommune,
    communes,
    firstDistrict,
    districts,
    ethnicCodes: ['01', ...named.map(([code = '']) => code), '02', '06', '56'],
    ethnicShares: cumulate([Math.max(2, 99.6 - minority), ...named.map(([, share]) => Number(share)), 0.2, 0.15, 0.01]),
  }
})

/** Codes of the old list that no province has now: they give away a file that mixes the two. */
export const abolishedProvinceCodes: string[] = detailedCodes(before).filter(
  (code) => !detailedCodes(after).includes(code),
)

export const communeCode = (province: Province, commune: number): string =>
  String(province.firstCommune + 3 * commune).padStart(5, '0')

/** Three neighbouring communes became one, which keeps the first one's code. */
export const mergedCommuneCode = (province: Province, commune: number): string =>
  communeCode(province, commune - (commune % 3))

export const districtCode = (province: Province, commune: number): string =>
  String(province.firstDistrict + Math.floor((commune * province.districts) / province.communes)).padStart(3, '0')

export const provinceIndex = (old: string): number => provinces.findIndex((p) => p.old === old)
