// Words of labels made comparable: without diacritics, case, numbering, "tỉnh"/"TP." and dashes; with other common
// names. In: a text. Out: keys, likeness. Never a code.
import { foldText } from '#shared/format/foldText.ts'

/**
 * Names in use beside the official ones, folded → folded. Units that ended are not here: they are found in older
 * versions of their list.
 */
const otherNames: Record<string, string> = Object.fromEntries(
  `
  thua thien hue=hue · tp hcm=ho chi minh · hcm=ho chi minh · tphcm=ho chi minh · sai gon=ho chi minh · ho chi minh city=ho chi minh · brvt=ba ria vung tau
  dac lac=dak lak · dac lak=dak lak · dak lac=dak lak · daklak=dak lak · dac nong=dak nong · daknong=dak nong · kontum=kon tum · gialai=gia lai · bac can=bac kan · hanoi=ha noi · danang=da nang · haiphong=hai phong
  trung du va mien nui bac bo=trung du va mien nui phia bac · trung du mien nui phia bac=trung du va mien nui phia bac
  bac trung bo va duyen hai nam trung bo=bac trung bo va duyen hai mien trung · duyen hai mien trung=bac trung bo va duyen hai mien trung · mekong delta=mekong river delta · southeast=south east
  pho thong trung hoc=trung hoc pho thong · trung hoc=trung hoc pho thong · thpt=trung hoc pho thong · thcs=trung hoc co so · pho thong co so=trung hoc co so · mau giao=mam non
  boys=male · girls=female · men=male · women=female · tre em gai=nu · nu gioi=nu · nam gioi=nam · fdi=co von dau tu nuoc ngoai · khu vuc fdi=co von dau tu nuoc ngoai
`
    .split(/[\n·]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((side) => side.trim())),
)

const totals = new Set([
  'tong so',
  'tong cong',
  'tong',
  'ca nuoc',
  'toan quoc',
  'toan tinh',
  'toan thanh pho',
  'chung',
  'tong chung',
  'total',
  'whole country',
  'grand total',
  'all',
  'tong so ca nuoc',
  'whole province',
  'overall',
  'viet nam',
])
const headingWords =
  /^(phan theo|chia theo|chia ra|theo |trong do|by |of which|divided|nam$|nam hoc$|year$|school year$|ky$|period$|thang$|quy$|month$|quarter$)/

/** Letters and digits of a text, folded, single spaces. */
export const labelKey = (text: string): string =>
  foldText(text)
    .replace(/^\s*(trong do|of which)\s*[:,-]?\s*(?=\S)/, '')
    .replace(/^\s*\(?([ivx]{1,5}|\d{1,2}(\.\d{1,2})*|[a-h])[.)]\s+(?=[a-z])/, '')
    .replace(/[^a-z0-9%<>=+]+/g, ' ')
    .trim()
    .replace(/^(tinh|thanh pho|tp|t p)\s+(?=\S)/, '')
    .replace(/\s+(province|city)$/, '')

export const alias = (key: string): string => otherNames[key] ?? key
export const isTotalKey = (key: string): boolean => totals.has(key)
export const isHeadingText = (text: string): boolean => headingWords.test(foldText(text).trim())
/** Another statistic than the one beside it: a panel of percentages, of indices. */
export const isOtherStatistic = (text: string): boolean =>
  /%|co cau|ty le|ty trong|chi so|toc do|structure|percentage|growth|index|indices/.test(foldText(text))

/** 0 to 1: how much two keys have in common, by pairs of letters. */
export const likeness = (a: string, b: string): number => {
  const pairs = (text: string): Map<string, number> => {
    const found = new Map<string, number>()
    const padded = ` ${text} `
    for (let i = 0; i + 1 < padded.length; i += 1)
      found.set(padded.slice(i, i + 2), (found.get(padded.slice(i, i + 2)) ?? 0) + 1)
    return found
  }
  const [left, right] = [pairs(a), pairs(b)]
  let common = 0
  for (const [pair, times] of left) common += Math.min(times, right.get(pair) ?? 0)
  return (2 * common) / (a.length + b.length + 2)
}
