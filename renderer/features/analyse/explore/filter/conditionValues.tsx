// The values of a condition as they are typed: a number, a date or text, several in a row. In: the values as the filter
// writes them. Out: the next ones. Never a number that reads two ways.
import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { typedNumber, writtenNumber } from '#shared/format/typedNumber.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useNumberProblem, useTypedNumber } from '../../../../components/useTypedNumber.ts'
import { useTexts } from '../../../../i18n/index.ts'

const Problem = ({ text, children }: { text: string | null; children: ReactElement }) => (
  <Field {...(text === null ? {} : { validationState: 'error' as const, validationMessage: text })}>
    {children as never}
  </Field>
)

type FieldProps = { value: string; label: string; placeholder: string; onChange: (value: string) => void }

/** A number that is wrong or reads two ways is no value yet: the condition waits for it. */
export const NumberValue = ({ value, label, placeholder, onChange }: FieldProps) => {
  const typed = useTypedNumber(value, onChange, { empty: true, whileWrong: 'clear' })
  return (
    <Problem text={typed.error}>
      <Input
        size="small"
        inputMode="decimal"
        value={typed.text}
        className="sd-condition__field"
        aria-label={label}
        placeholder={placeholder}
        onChange={(_e, d) => typed.type(d.value)}
      />
    </Problem>
  )
}
export const TextValue = ({ type, value, label, placeholder, onChange }: FieldProps & { type: 'date' | 'text' }) => (
  <Input
    size="small"
    type={type}
    value={value}
    className="sd-condition__field"
    aria-label={label}
    placeholder={placeholder}
    onChange={(_e, d) => onChange(d.value)}
  />
)
export const isNumeric = (variable: Variable | undefined): boolean =>
  variable?.type === 'decimal' || variable?.type === 'integer'

/** The values of a text; none while one of them is wrong. */
const severalIn = (text: string, numeric: boolean): string[] => {
  const parts = partsOf(text, numeric)
  if (!numeric) return parts
  const plain = parts.map((part) => typedNumber(part).plain)
  return plain.every((value) => value !== null) ? plain : []
}
const partsOf = (text: string, numeric: boolean): string[] =>
  text
    .split(numeric ? ';' : /[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

type SeveralProps = { numeric: boolean; values: string[]; onChange: (values: string[]) => void }

/** Values typed in a row. Of numbers only the semicolon parts them: a comma stands within one. */
export const SeveralValues = ({ numeric, values, onChange }: SeveralProps) => {
  const { t, language } = useTexts('explore')
  const problemIn = useNumberProblem()
  const written = numeric ? values.map((value) => writtenNumber(value, language)) : values
  const [text, setText] = useState(written.join('; '))
  const wrong = numeric ? partsOf(text, true).find((part) => typedNumber(part).plain === null) : undefined
  return (
    <Problem text={wrong === undefined ? null : problemIn(wrong, typedNumber(wrong).problem)}>
      <Input
        size="small"
        className="sd-condition__field"
        aria-label={t('builder.value')}
        placeholder={t(numeric ? 'builder.severalNumbers' : 'builder.severalValues')}
        value={text}
        onChange={(_e, d) => {
          setText(d.value)
          onChange(severalIn(d.value, numeric))
        }}
      />
    </Problem>
  )
}
