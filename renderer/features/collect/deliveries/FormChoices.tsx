// What only the user knows of a file: how it writes dates and numbers, and what it is to the file of its period that
// came before. In: the choices. Out: changed choices. Empty means that the file tells.
import { ChoiceField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'

export type FormChoicesProps = {
  disabled: boolean
  dates: '' | 'day' | 'month'
  onDates: (dates: '' | 'day' | 'month') => void
  numbers: '' | 'point' | 'comma'
  onNumbers: (numbers: '' | 'point' | 'comma') => void
  /** Null: nothing of this period came before. */
  as: '' | 'replacement' | 'part' | null
  onAs: (as: '' | 'replacement' | 'part') => void
}

export const FormChoices = ({ disabled, dates, onDates, numbers, onNumbers, as, onAs }: FormChoicesProps) => {
  const { t } = useTexts('deliveries')
  return (
    <>
      <ChoiceField
        label={t('formDates')}
        value={dates}
        disabled={disabled}
        onChange={(value) => onDates(value === 'day' || value === 'month' ? value : '')}
        options={[
          { value: '', label: t('formAuto') },
          { value: 'day', label: t('formDay') },
          { value: 'month', label: t('formMonth') },
        ]}
      />
      <ChoiceField
        label={t('formNumbers')}
        value={numbers}
        disabled={disabled}
        onChange={(value) => onNumbers(value === 'point' || value === 'comma' ? value : '')}
        options={[
          { value: '', label: t('formAuto') },
          { value: 'point', label: t('formPoint') },
          { value: 'comma', label: t('formComma') },
        ]}
      />
      {as !== null && (
        <ChoiceField
          label={t('as')}
          value={as === '' ? 'replacement' : as}
          disabled={disabled}
          onChange={(value) => onAs(value === 'part' ? 'part' : 'replacement')}
          options={[
            { value: 'replacement', label: t('asReplacement') },
            { value: 'part', label: t('asPart') },
          ]}
        />
      )}
    </>
  )
}
