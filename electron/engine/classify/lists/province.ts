// Provinces before and after the mergers of 1 July 2025, with their regions, and which of the 63 went into which of the
// 34. Out: two versions and the correspondences between them. The same code can name another province in the other
// version.
import type { CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { items, level, tableRows, version } from './table.ts'

/** code | name | English name where it is not the name without diacritics | region | code since 01/07/2025 */
const sixtyThree = `
  01|Hà Nội||R1|01
  02|Hà Giang||R2|08
  04|Cao Bằng||R2|04
  06|Bắc Kạn||R2|19
  08|Tuyên Quang||R2|08
  10|Lào Cai||R2|15
  11|Điện Biên||R2|11
  12|Lai Châu||R2|12
  14|Sơn La||R2|14
  15|Yên Bái||R2|15
  17|Hòa Bình||R2|25
  19|Thái Nguyên||R2|19
  20|Lạng Sơn||R2|20
  22|Quảng Ninh||R1|22
  24|Bắc Giang||R2|24
  25|Phú Thọ||R2|25
  26|Vĩnh Phúc||R1|25
  27|Bắc Ninh||R1|24
  30|Hải Dương||R1|31
  31|Hải Phòng||R1|31
  33|Hưng Yên||R1|33
  34|Thái Bình||R1|33
  35|Hà Nam||R1|37
  36|Nam Định||R1|37
  37|Ninh Bình||R1|37
  38|Thanh Hóa||R3|38
  40|Nghệ An||R3|40
  42|Hà Tĩnh||R3|42
  44|Quảng Bình||R3|44
  45|Quảng Trị||R3|44
  46|Huế||R3|46
  48|Đà Nẵng||R3|48
  49|Quảng Nam||R3|48
  51|Quảng Ngãi||R3|51
  52|Bình Định||R3|52
  54|Phú Yên||R3|66
  56|Khánh Hòa||R3|56
  58|Ninh Thuận||R3|56
  60|Bình Thuận||R3|68
  62|Kon Tum||R4|51
  64|Gia Lai||R4|52
  66|Đắk Lắk||R4|66
  67|Đắk Nông||R4|68
  68|Lâm Đồng||R4|68
  70|Bình Phước||R5|75
  72|Tây Ninh||R5|80
  74|Bình Dương||R5|79
  75|Đồng Nai||R5|75
  77|Bà Rịa - Vũng Tàu||R5|79
  79|Hồ Chí Minh|Ho Chi Minh City|R5|79
  80|Long An||R6|80
  82|Tiền Giang||R6|82
  83|Bến Tre||R6|86
  84|Trà Vinh||R6|86
  86|Vĩnh Long||R6|86
  87|Đồng Tháp||R6|82
  89|An Giang||R6|91
  91|Kiên Giang||R6|91
  92|Cần Thơ||R6|92
  93|Hậu Giang||R6|92
  94|Sóc Trăng||R6|92
  95|Bạc Liêu||R6|96
  96|Cà Mau||R6|96
`

/** code | name | English name | region */
const thirtyFour = `
  01|Hà Nội||V2
  04|Cao Bằng||V1
  08|Tuyên Quang||V1
  11|Điện Biên||V1
  12|Lai Châu||V1
  14|Sơn La||V1
  15|Lào Cai||V1
  19|Thái Nguyên||V1
  20|Lạng Sơn||V1
  22|Quảng Ninh||V2
  24|Bắc Ninh||V2
  25|Phú Thọ||V1
  31|Hải Phòng||V2
  33|Hưng Yên||V2
  37|Ninh Bình||V2
  38|Thanh Hóa||V3
  40|Nghệ An||V3
  42|Hà Tĩnh||V3
  44|Quảng Trị||V3
  46|Huế||V3
  48|Đà Nẵng||V4
  51|Quảng Ngãi||V4
  52|Gia Lai||V4
  56|Khánh Hòa||V4
  66|Đắk Lắk||V4
  68|Lâm Đồng||V4
  75|Đồng Nai||V5
  79|Hồ Chí Minh|Ho Chi Minh City|V5
  80|Tây Ninh||V5
  82|Đồng Tháp||V6
  86|Vĩnh Long||V6
  91|An Giang||V6
  92|Cần Thơ||V6
  96|Cà Mau||V6
`

const regionsUntil2025 = `
  R1|Đồng bằng sông Hồng|Red River Delta
  R2|Trung du và miền núi phía Bắc|Northern midlands and mountains
  R3|Bắc Trung Bộ và Duyên hải miền Trung|North Central and Central Coast
  R4|Tây Nguyên|Central Highlands
  R5|Đông Nam Bộ|South East
  R6|Đồng bằng sông Cửu Long|Mekong River Delta
`

const regionsSince2025 = `
  V1|Trung du và miền núi phía Bắc|Northern midlands and mountains
  V2|Đồng bằng sông Hồng|Red River Delta
  V3|Bắc Trung Bộ|North Central
  V4|Duyên hải Nam Trung Bộ và Tây Nguyên|South Central Coast and Central Highlands
  V5|Đông Nam Bộ|South East
  V6|Đồng bằng sông Cửu Long|Mekong River Delta
`

const levels = [level('province', 'Tỉnh, thành phố', 'Province'), level('region', 'Vùng', 'Region')]

export const provinceVersions: CodeListVersion[] = [
  version(
    'province',
    '2004',
    bilingual('63 tỉnh, thành phố (đến 30/06/2025)', '63 provinces (until 30/06/2025)'),
    levels,
    [...items('province', sixtyThree), ...items('region', regionsUntil2025)],
    { to: '2025-06-30' },
  ),
  version(
    'province',
    '2025',
    bilingual('34 tỉnh, thành phố (từ 01/07/2025)', '34 provinces (since 01/07/2025)'),
    levels,
    [...items('province', thirtyFour), ...items('region', regionsSince2025)],
    { from: '2025-07-01' },
  ),
]

const merged = tableRows(sixtyThree).map(([from = '', , , , to = '']) => ({ from, to }))

/** Forward every province has one successor. Back, only those of the 34 made of one province alone. */
export const provinceCorrespondences: Correspondence[] = [
  { list: 'province', from: '2004', to: '2025', pairs: merged },
  {
    list: 'province',
    from: '2025',
    to: '2004',
    pairs: merged
      .filter((p) => merged.filter((q) => q.to === p.to).length === 1)
      .map((p) => ({ from: p.to, to: p.from })),
  },
]
