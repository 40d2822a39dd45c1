// Periods, dates and durations as text in both languages, without Intl. In: the model's period text, ISO dates,
// seconds. Out: labels. Never the clock; a time of day is shown in the machine's own zone.
import { parsePeriod } from '../model/period.ts'
import type { PartialPeriod } from '../model/cube.ts'
import type { Period, PeriodKind } from '../model/period.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { formatDouble } from './number.ts'

const romanQuarters = ['I', 'II', 'III', 'IV'] as const
const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** "2025-07" → { vi: "Tháng 7/2025", en: "July 2025" }; what is not a period stays as it is. */
export const periodLabel = (period: Period): Bilingual => {
  const parts = parsePeriod(period)
  if (!parts) return { vi: period, en: period }
  const { kind, year, part } = parts
  if (kind === 'month') return { vi: `Tháng ${part}/${year}`, en: `${englishMonths[part - 1] ?? ''} ${year}` }
  if (kind === 'quarter') return { vi: `Quý ${romanQuarters[part - 1] ?? ''}/${year}`, en: `Q${part} ${year}` }
  if (kind === 'school_year') return { vi: `Năm học ${year}-${year + 1}`, en: `School year ${year}-${year + 1}` }
  return { vi: `Năm ${year}`, en: String(year) }
}

const partWords: Record<PeriodKind, { vi: string; en: string }> = {
  month: { vi: 'tháng', en: 'months' },
  quarter: { vi: 'quý', en: 'quarters' },
  year: { vi: 'năm', en: 'years' },
  school_year: { vi: 'năm học', en: 'school years' },
}

/** "6/12 tháng" / "6 of 12 months". */
export const partialInWords = ({ delivered, of, kind }: PartialPeriod): Bilingual => ({
  vi: `${delivered}/${of} ${partWords[kind].vi}`,
  en: `${delivered} of ${of} ${partWords[kind].en}`,
})

/** "3 năm học" / "3 school years". */
export const periodsInWords = (count: number, kind: PeriodKind): Bilingual => ({
  vi: `${count} ${partWords[kind].vi}`,
  en: `${count} ${partWords[kind].en}`,
})

/** The label of a period in a sentence or list. */
export const formatPeriod = (period: Period, language: Language): string => periodLabel(period)[language]

/** The shortest label that still tells periods of one kind apart, for axes: "7/2025", "III/2025", "2024-25", "2024". */
export const formatPeriodShort = (period: Period, language: Language): string => {
  const parts = parsePeriod(period)
  if (!parts) return period
  const { kind, year, part } = parts
  if (kind === 'month') return `${part}/${year}`
  if (kind === 'quarter') return language === 'vi' ? `${romanQuarters[part - 1] ?? ''}/${year}` : `Q${part} ${year}`
  if (kind === 'school_year') return `${year}-${year + 1}`
  return String(year)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** "2025-07-01" → "01/07/2025" in both languages. What is not an ISO date stays as it is. */
export const formatDate = (iso: string): string => {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  return m ? `${m[3]}/${m[2]}/${m[1]}` : iso
}

/** An ISO instant as "01/07/2025 14:05" in the machine's zone. */
export const formatDateTime = (iso: string): string => {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Seconds as "0,4 giây", "35 giây", "2 phút 05 giây", "1 giờ 12 phút". */
export const formatDuration = (seconds: number, language: Language): string => {
  const vi = language === 'vi'
  const s = Math.max(0, seconds)
  if (!Number.isFinite(s)) return '…'
  if (s < 9.95) return `${formatDouble(s, { decimals: 1 }, language)} ${vi ? 'giây' : 's'}`
  const whole = Math.round(s)
  if (whole < 60) return `${whole} ${vi ? 'giây' : 's'}`
  if (whole < 3600) return `${Math.floor(whole / 60)} ${vi ? 'phút' : 'min'} ${two(whole % 60)} ${vi ? 'giây' : 's'}`
  const minutes = Math.round(whole / 60)
  return `${formatDouble(Math.floor(minutes / 60), {}, language)} ${vi ? 'giờ' : 'h'} ${two(minutes % 60)} ${vi ? 'phút' : 'min'}`
}
