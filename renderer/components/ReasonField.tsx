// Why something is done that the log keeps: required, and long enough to say something. In: the reason. Out: the next
// one.
import { shortestReason } from '#shared/model/reason.ts'
import { useTexts } from '../i18n/index.ts'
import { TextField } from './Field.tsx'

type Props = { value: string; onChange: (reason: string) => void; autoFocus?: boolean }

export const ReasonField = ({ value, onChange, autoFocus = false }: Props) => {
  const { t } = useTexts('people')
  return (
    <TextField
      label={t('reason')}
      required
      multiline
      autoFocus={autoFocus}
      value={value}
      hint={t('reasonHint', { minimum: shortestReason })}
      onChange={onChange}
    />
  )
}
