// Countries by ISO alpha-2 code, grouped into the markets by which trade is published. Names come from the runtime's
// own data. Out: one version of two levels. Never a name typed here where the runtime knows it.
import type { CodeItem, CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { items, level, version } from './table.ts'

const asean = 'BN KH ID LA MY MM PH SG TH TL VN'
const europeanUnion = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'
const asia =
  'AF AM AZ BH BD BT IO CN HK MO CC KP GE IN IR IQ IL JP JO KZ KW KG LB MV MN NP OM PK PS QA KR SA LK SY TW TJ TR TM AE UZ YE'
const europe = 'AX AL AD BY BA FO GI GG VA IS IM JE LI MC ME MK NO MD RU SM RS SJ CH UA GB'
const africa =
  'DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TG TN UG TZ EH ZM ZW'
const america =
  'AI AG AW AR BS BB BZ BM BO BQ BR VG CA KY CL CO CR CU CW DM DO EC SV FK GF GL GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF PM VC SR SX TT TC US UY VI VE'
const oceania = 'AS AU CX CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TL TK TO TV UM VU WF AQ BV TF HM GS'

const vietnamese = new Intl.DisplayNames('vi', { type: 'region', fallback: 'code' })
const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

const market = (parent: string, codes: string): CodeItem[] =>
  codes.split(' ').map((code) => ({
    code,
    label: bilingual(vietnamese.of(code) ?? code, english.of(code) ?? code),
    level: 'country',
    parent,
  }))

const seen = new Set<string>()
const once = (item: CodeItem): boolean => {
  if (seen.has(item.code)) return false
  seen.add(item.code)
  return true
}

export const countryList: CodeListVersion = version(
  'country',
  'current',
  bilingual('Nước và vùng lãnh thổ', 'Countries and territories'),
  [level('country', 'Nước, vùng lãnh thổ', 'Country or territory'), level('market', 'Thị trường', 'Market')],
  [
    ...[
      ...market('M1', asean),
      ...market('M2', europeanUnion),
      ...market('M3', asia),
      ...market('M4', europe),
      ...market('M5', america),
      ...market('M6', africa),
      ...market('M7', oceania),
    ].filter(once),
    ...items(
      'market',
      `
    M1|ASEAN|ASEAN
    M2|Liên minh châu Âu (EU27)|European Union (EU27)
    M3|Châu Á khác|Other Asia
    M4|Châu Âu khác|Other Europe
    M5|Châu Mỹ|America
    M6|Châu Phi|Africa
    M7|Châu Đại Dương và nơi khác|Oceania and elsewhere
  `,
    ),
  ],
)
