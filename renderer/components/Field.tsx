// Labelled inputs of one size and look: text, number, choice, switch, bilingual pair.
import { Checkbox, Field as FluentField, Input, Select, SpinButton, Textarea } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { typedNumber } from '#shared/format/typedNumber.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useTexts } from '../i18n/index.ts'

type Common = { label: string; hint?: string; error?: string | null; required?: boolean; disabled?: boolean }

/** Any control under its label, with hint or error below. */
export const Field = ({ label, hint, error, required, children }: Common & { children: ReactElement }) => (
  <FluentField
    label={label}
    size="small"
    required={required ?? false}
    className="sd-field"
    {...(hint ? { hint } : {})}
    {...(error ? { validationState: 'error' as const, validationMessage: error } : {})}
  >
    {children as never}
  </FluentField>
)

export const TextField = ({
  value,
  onChange,
  type = 'text',
  multiline,
  autoFocus,
  placeholder,
  ...common
}: Common & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'search'
  multiline?: boolean
  autoFocus?: boolean
  placeholder?: string
}) => (
  <Field {...common}>
    {multiline ? (
      <Textarea
        size="small"
        value={value}
        disabled={common.disabled ?? false}
        onChange={(_e, d) => onChange(d.value)}
        resize="vertical"
      />
    ) : (
      <Input
        size="small"
        type={type}
        value={value}
        disabled={common.disabled ?? false}
        autoFocus={autoFocus ?? false}
        placeholder={placeholder ?? ''}
        onChange={(_e, d) => onChange(d.value)}
      />
    )}
  </Field>
)

export const NumberField = ({
  value,
  onChange,
  min,
  max,
  step = 1,
  ...common
}: Common & { value: number; onChange: (value: number) => void; min?: number; max?: number; step?: number }) => (
  <Field {...common}>
    <SpinButton
      size="small"
      value={value}
      step={step}
      disabled={common.disabled ?? false}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      onChange={(_e, d) => {
        const next = d.value ?? Number(typedNumber(d.displayValue ?? '').plain ?? Number.NaN)
        if (!Number.isFinite(next) || (min !== undefined && next < min) || (max !== undefined && next > max)) return
        onChange(next)
      }}
    />
  </Field>
)

export type Option<V extends string> = { value: V; label: string; disabled?: boolean }
export const ChoiceField = <V extends string>({
  value,
  options,
  onChange,
  ...common
}: Common & { value: V; options: Option<V>[]; onChange: (value: V) => void }) => (
  <Field {...common}>
    <Select size="small" value={value} disabled={common.disabled ?? false} onChange={(_e, d) => onChange(d.value as V)}>
      {options.map((o) => (
        <option key={o.value} value={o.value} disabled={o.disabled ?? false}>
          {o.label}
        </option>
      ))}
    </Select>
  </Field>
)

export const CheckField = ({
  label,
  value,
  onChange,
  disabled,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean
}) => (
  <Checkbox
    className="sd-check"
    size="medium"
    label={label}
    checked={value}
    disabled={disabled ?? false}
    onChange={(_e, d) => onChange(d.checked === true)}
  />
)

/** Vietnamese and English one above the other. */
export const BilingualField = ({
  label,
  value,
  onChange,
  multiline,
}: {
  label: string
  value: Bilingual
  onChange: (value: Bilingual) => void
  multiline?: boolean
}) => {
  const { t } = useTexts()
  return (
    <div className="sd-bilingual">
      <TextField
        label={`${label} (${t('language.viShort')})`}
        value={value.vi}
        multiline={multiline ?? false}
        onChange={(vi) => onChange({ ...value, vi })}
      />
      <TextField
        label={`${label} (${t('language.enShort')})`}
        value={value.en}
        multiline={multiline ?? false}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  )
}
