// A coded value: its label in the version of the row's period, the code in grey. A code without label stands alone.
import type { CodeLabels } from './useCodeLabels.ts'

export const CodeText = ({
  variable,
  code,
  period,
  labels,
  language,
}: {
  variable: string
  code: string
  period: string | null
  labels: CodeLabels
  language: 'vi' | 'en'
}) => {
  const label = labels.label(variable, code, period)
  return label ? (
    <>
      {label[language]}
      <span className="sd-code">{code}</span>
    </>
  ) : (
    <>{code}</>
  )
}
