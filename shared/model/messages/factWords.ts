// Facts of failures that are words of the program itself, not of the data: kinds of definitions and of periods. In: a
// fact's name and value. Out: the word in one language; the value where it is none of these. Never a text of the user
// translated.
import type { Bilingual, Language } from '../text.ts'

const kinds: Readonly<Record<string, Bilingual>> = {
  table: { vi: 'bảng', en: 'table' },
  indicator: { vi: 'chỉ tiêu', en: 'indicator' },
  chart: { vi: 'biểu đồ', en: 'chart' },
  chart_theme: { vi: 'kiểu dáng biểu đồ', en: 'chart theme' },
  map: { vi: 'bản đồ', en: 'map' },
  report: { vi: 'báo cáo', en: 'report' },
  link: { vi: 'liên kết', en: 'link' },
  variable: { vi: 'biến', en: 'variable' },
  stored_variable: { vi: 'biến của bộ dữ liệu', en: 'stored variable' },
  month: { vi: 'tháng', en: 'month' },
  quarter: { vi: 'quý', en: 'quarter' },
  year: { vi: 'năm', en: 'year' },
  school_year: { vi: 'năm học', en: 'school year' },
}

export const factWord = (name: string, value: string | number, language: Language): string =>
  (name === 'kind' ? kinds[String(value)]?.[language] : undefined) ?? String(value)
