// What the name of a column says of what it holds: a code, a person, a day, a measure; and names as identifiers. In:
// names. Out: hints. Vietnamese with and without marks, English, the abbreviations that files use. A hint alone never
// decides what the values contradict.
import type { SourceColumn } from '#engine/collect/readers/types.ts'
import { foldText, foldWords } from '#shared/format/foldText.ts'

const reserved = new Set([
  'period',
  'row_id',
  'row_number',
  'delivery_id',
  'flags',
  'and',
  'or',
  'not',
  'in',
  'is',
  'null',
  'between',
  'case',
  'when',
  'then',
  'else',
  'end',
  'true',
  'false',
  'like',
])

/** Valid, unique identifiers in the order of the columns. */
export const variableIds = (names: readonly string[]): string[] => {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const plain = foldText(name)
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
    const named = plain === '' ? `column_${index + 1}` : /^[a-z]/.test(plain) ? plain : `v_${plain}`
    const base = (reserved.has(named) ? `${named}_` : named).slice(0, 60)
    let id = base
    for (let n = 2; taken.has(id); n += 1) id = `${base.slice(0, 60 - String(n).length - 1)}_${n}`
    taken.add(id)
    return id
  })
}

export const slug = (text: string, absent: string): string => {
  const [id = absent] = variableIds([text])
  return /^column_\d+$/.test(id) ? absent : id
}

const any = (words: string): RegExp => new RegExp(`(^| )(${words})( |\\d|$)`)

const patterns = {
  code: any(
    'ma|ma so|mst|code|codes|cod|codigo|id|ids|idno|identifier|key|uuid|guid|zip|zipcode|postcode|postal|fips|isic|vsic|sitc|naics|nace|cpv|iso|iso2|iso3|icd|so hieu|so to khai|so tk|so cmnd|cccd|cmnd|so dinh danh|bhxh|serial|sku|barcode|isbn|ean|account (no|number|id)|so tai khoan|phone|telephone|fax|sdt|so dien thoai|dien thoai|dtdd|hhid|psu|stratum|ssn',
  ),
  email: any('email|e mail|thu dien tu|mail'),
  phone: any('phone|telephone|tel|mobile|fax|sdt|so dien thoai|dien thoai|dtdd|di dong'),
  personName: any(
    'ho ten|ho va ten|hoten|first name|firstname|last name|lastname|surname|given name|middle name|ten chu ho|nguoi dai dien|chu ho|hoc sinh ten',
  ),
  personNumber: any(
    'cccd|cmnd|can cuoc|so dinh danh|ma dinh danh|dinh danh ca nhan|so dinh danh ca nhan|ssn|social security|soc sec|passport|ho chieu|national id',
  ),
  address: any('dia chi|address|so nha|street address'),
  year: any('nam|year|yr|namsinh|nam sinh'),
  day: any('ngay|date|day|dob|birth date|ngay sinh|time|timestamp|created|updated'),
  sex: any('gioi tinh|gioi|sex|gender'),
  province: any('tinh|ma tinh|tinh thanh|matinh|province|tinh tp|thanh pho'),
  hs: /^(ma )?hs ?(code|[2468]|10)?$/,
  vsic: any('vsic|ma nganh|nganh|isic|nganh kinh te'),
  taxCode: any('mst|ma so thue|tax code|taxcode|tax id|ma so doanh nghiep'),
  country: any('country|nuoc|ma nuoc|quoc gia|quoc tich|xuat xu|country code|iso|iso2'),
  ethnicity: any('dan toc|ethnic|ethnicity|ethnic group'),
} as const

/** Names of counts, and numbers that are names of things. */
const counted = /^(so|tong|tong so|so luong|ty le|count|number of|num|total|n|no of|share|percent|mean|sum) /
const numbered = /^so (hieu|to khai|tk|cmnd|cccd|dinh danh|tai khoan|dien thoai|giay|ho chieu|bhxh|the|seri)/

export const isRunningNumber = (name: string): boolean => /^(stt|tt|no|nr|row|index|unnamed)/i.test(name)

export type NameHint = keyof typeof patterns

export const hintsOf = ({ name, label }: Pick<SourceColumn, 'name' | 'label'>): Set<NameHint> => {
  const texts = [foldWords(name), foldWords(label)]
  const found = new Set<NameHint>()
  for (const [hint, pattern] of Object.entries(patterns) as [NameHint, RegExp][])
    if (texts.some((text, index) => pattern.test(text) && (index === 0 || text.length < 60))) found.add(hint)
  if (texts[0] === 'full name' || texts[0] === 'fullname') found.add('personName')
  // A label in words speaks of many things; only the name itself says that a column is a code.
  if (!patterns.code.test(texts[0] ?? '') && !found.has('hs')) found.delete('code')
  if (found.has('hs')) found.add('code')
  // "Số HS", "number of ids": how many, not which.
  if (counted.test(texts[0] ?? '') && !numbered.test(texts[0] ?? '')) found.delete('code')
  return found
}

const unitWords =
  /^(%|‰|người|nguoi|lượt người|hộ|ho|cái|chiếc|doanh nghiệp|cơ sở|ha|km2?|m[23²³]?|kg|tạ|tấn|tan|ton(ne)?s?|lít|kwh|mwh|giờ|ngày công|((nghìn|nghin|ngàn|triệu|trieu|tỷ|tỉ|ty|1000|thousand|million|billion|mil\.?|bn)( |$))?(đồng|dong|vnd|usd|eur|người|tấn|ha|lượt|persons|tonnes)?|persons?|people|households?|hours?|years?)$/i

/** The unit of measure in a name: "Doanh thu (triệu đồng)", "Diện tích, ha". */
export const unitOfName = (name: string): string | null => {
  const found =
    /[([]\s*(?:đvt:?|đơn vị( tính)?:?)?\s*([^()[\]]{1,30}?)\s*[)\]]\s*$/i.exec(name)?.[2] ??
    /,\s*([^,]{1,20})$/.exec(name)?.[1]
  const unit = found?.trim() ?? ''
  return unit !== '' && unitWords.test(unit) ? unit : null
}

/** Names that hardly are values: of several parts, or words that name columns. */
export const looksLikeNames = (names: readonly string[]): boolean =>
  names.some((name) => {
    const folded = foldWords(name)
    const usual =
      /^(ten|name|loai|type|nhom|group|gia tri|value|mo ta|description|ghi chu|note|kieu|muc|cap|stt|tt|.)( |$)/
    return /\w_\w/.test(name) || usual.test(folded) || hintsOf({ name, label: '' }).size > 0
  })

/** Letters that only Vietnamese words have. */
export const isVietnamese = (texts: readonly string[]): boolean =>
  texts.some((text) => /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/u.test(text.normalize('NFC'))) ||
  texts.filter((text) =>
    /(^| )(ma|ten|so|ngay|nam|tinh|huyen|xa|gia|tri|tien|gioi tinh|loai|dia chi)( |$)/.test(foldWords(text)),
  ).length *
    3 >=
    texts.length
