// One value of a record as text: grouped numbers where there is a unit, plain ones for years and counts of order, dates
// as dd/mm/yyyy.
import type { Variable } from '#shared/model/dataset.ts'
import type { Format } from '../../../i18n/useFormat.ts'

export const maskedText = '••••••'
export const isNumber = (variable: Variable): boolean => variable.type === 'integer' || variable.type === 'decimal'

export const cellText = (
  variable: Pick<Variable, 'type' | 'unit' | 'scale'>,
  value: string | number | null | undefined,
  format: Format,
): string => {
  if (value === null || value === undefined) return ''
  if (variable.type === 'date') return format.date(String(value))
  if (variable.type === 'decimal' || (variable.type === 'integer' && variable.unit)) {
    const text = String(value)
    return /^-?\d+(\.\d+)?$/.test(text) ? format.exactText(text) : text
  }
  return String(value)
}

/** A mean or median: grouped where the variable's own figures are, so that a year stays a year. */
export const averageText = (variable: Pick<Variable, 'type' | 'unit'>, value: number, format: Format): string => {
  const text = format.decimal(value, Number.isInteger(value) ? 0 : 2)
  return variable.type === 'decimal' || variable.unit ? text : text.replace(/(?<=\d)[.,](?=\d{3}(\D|$))/g, '')
}
