// A reference period as people write it, read: "tháng 5/2025", "05/2025", "Quý II/2025", "2025Q2", "2025M05", "Năm học
// 2024-2025". In: text. Out: a period; null where it is none. Never a period made up: a bare month has no year.
import { parsePeriod } from '../model/period.ts'
import type { Period } from '../model/period.ts'

const romans = ['I', 'II', 'III', 'IV']
const known = (text: string): Period | null => (parsePeriod(text) === null ? null : text)
const monthOf = (year: string | undefined, month: string | undefined): Period | null =>
  known(`${year}-${(month ?? '').padStart(2, '0')}`)

export const readPeriod = (text: string): Period | null => {
  const plain = text
    .trim()
    .replace(/[–—]/g, '-')
    .replace(/^(năm học|năm|kỳ|school year|year)\s+/i, '')
    .replace(/\s*-\s*/g, '-')
  if (parsePeriod(plain) !== null) return plain
  const monthFirst = /^(?:tháng\s*)?(\d{1,2})[/.](\d{4})$/i.exec(plain)
  if (monthFirst) return monthOf(monthFirst[2], monthFirst[1])
  const yearFirst = /^(\d{4})(?:M|\/|\.)(\d{1,2})$/i.exec(plain)
  if (yearFirst) return monthOf(yearFirst[1], yearFirst[2])
  const quarterLast = /^(\d{4})[\s-]*(?:Q|K)([1-4])$/i.exec(plain)
  if (quarterLast) return known(`${quarterLast[1]}-Q${quarterLast[2]}`)
  const quarter = /^(?:quý\s*|q)?(IV|I{1,3}|[1-4])[/\s]+(\d{4})$/i.exec(plain)
  if (!quarter) return null
  const number = romans.indexOf((quarter[1] ?? '').toUpperCase()) + 1 || Number(quarter[1])
  return known(`${quarter[2]}-Q${number}`)
}
