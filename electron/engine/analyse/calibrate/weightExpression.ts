// Kept calibrations of one weight → the expression of its variable. In: the design weight, calibrations by period. Out:
// text of the expression language. In a period that was not calibrated the weight is missing: never the uncalibrated
// weight in its place.
import type { KeptCalibration } from '#shared/model/survey.ts'

/** Fifteen digits, as a quotient: a literal of the language has nine decimals at most. */
const literal = (value: number): string => {
  const whole = Math.max(0, Math.ceil(Math.log10(Math.max(1, Math.abs(value)))))
  const digits = Math.max(0, 15 - whole)
  const unit = 10 ** digits
  const text = `real(${Math.round(Math.abs(value) * unit)}) / real(${unit})`
  return value < 0 ? `(-(${text}))` : `(${text})`
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

type IsNumber = (variable: string) => boolean

const byCategory = (variable: string, factors: Record<string, number>, isNumber: IsNumber): string => {
  const cases = Object.entries(factors).map(
    ([code, factor]) => `when ${variable} = ${isNumber(variable) ? code : quoted(code)} then ${literal(factor)}`,
  )
  return `case ${cases.join(' ')} end`
}

const ratioText = ({ method, margins }: KeptCalibration, isNumber: IsNumber): string => {
  const parts = margins.map(({ variable, factors, slope }) =>
    factors === undefined ? `${literal(slope ?? 0)} * real(${variable})` : byCategory(variable, factors, isNumber),
  )
  return method === 'raking' ? parts.map((part) => `(${part})`).join(' * ') : `(real(1) + ${parts.join(' + ')})`
}

export const weightExpression = (
  weight: string,
  calibrations: readonly KeptCalibration[],
  isNumber: IsNumber,
): string => {
  const cases = calibrations.map(
    (calibration) =>
      `when period = ${quoted(calibration.period)} then round(real(${weight}) * ${ratioText(calibration, isNumber)}, 6)`,
  )
  return `case ${cases.join(' ')} end`
}
