// Numbers, dates, periods and sizes as the user's language writes them: shared/format with the language filled in.
import { useMemo } from 'react'
import { formatBytes, formatDouble, formatInteger, formatPercent, localiseDecimal } from '#shared/format/number.ts'
import { formatDate, formatDateTime, formatDuration, formatPeriod, formatPeriodShort } from '#shared/format/time.ts'
import type { Language } from '#shared/model/text.ts'
import { useTexts } from './index.ts'

export const createFormat = (language: Language) => ({
  integer: (value: number | bigint): string => formatInteger(value, language),
  decimal: (value: number, decimals: number): string => formatDouble(value, { decimals }, language),
  /** Plain decimal text with a point, as the engine writes exact values. */
  exactText: (plain: string): string => localiseDecimal(plain, language),
  /** A ratio 0…1. */
  percent: (ratio: number, decimals = 1): string => formatPercent(ratio, decimals, language),
  bytes: (value: number): string => formatBytes(value, language),
  duration: (seconds: number): string =>
    seconds < 0.95 ? `${formatInteger(Math.round(seconds * 1000), language)} ms` : formatDuration(seconds, language),
  /** An ISO instant, in the machine's zone. */
  instant: (iso: string): string => formatDateTime(iso),
  date: (iso: string): string => formatDate(iso),
  period: (period: string): string => formatPeriod(period, language),
  periodShort: (period: string): string => formatPeriodShort(period, language),
})
export type Format = ReturnType<typeof createFormat>

export const useFormat = (): Format => {
  const { language } = useTexts()
  return useMemo(() => createFormat(language), [language])
}
