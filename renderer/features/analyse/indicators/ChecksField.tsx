// What compiled figures are held against: bounds, growth, sums, a published series pasted here. In: checks. Out:
// changed checks.
import type { IndicatorChecks } from '#shared/model/indicator.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import { CheckField, TextField } from '../../../components/Field.tsx'
import { useTypedNumber } from '../../../components/useTypedNumber.ts'
import { useTexts } from '../../../i18n/index.ts'
import { PublishedField } from './PublishedField.tsx'

type Props = {
  periodKind: PeriodKind
  checks: IndicatorChecks | undefined
  onChange: (checks: IndicatorChecks | undefined) => void
}

export const ChecksField = ({ periodKind, checks, onChange }: Props) => {
  const { t } = useTexts('indicators')
  const value: IndicatorChecks = checks ?? { addsUp: false }
  const set = (part: Partial<IndicatorChecks>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...value, ...part }).filter(([, v]) => v !== undefined),
    ) as IndicatorChecks
    onChange(Object.keys(next).length === 1 && !next.addsUp ? undefined : next)
  }
  return (
    <>
      <div className="in-pairs">
        <Bound label={t('minimum')} value={value.minimum} onChange={(minimum) => set({ minimum })} />
        <Bound label={t('maximum')} value={value.maximum} onChange={(maximum) => set({ maximum })} />
      </div>
      <Bound label={t('growthWithin')} value={value.growthWithin} onChange={(growthWithin) => set({ growthWithin })} />
      <CheckField label={t('addsUp')} value={value.addsUp} onChange={(addsUp) => set({ addsUp })} />
      <PublishedField periodKind={periodKind} checks={value} set={set} />
    </>
  )
}

type BoundProps = { label: string; value: number | undefined; onChange: (value: number | undefined) => void }

const Bound = ({ label, value, onChange }: BoundProps) => {
  const take = (plain: string): void => onChange(plain === '' ? undefined : Number(plain))
  const typed = useTypedNumber(value === undefined ? '' : String(value), take, { empty: true })
  return <TextField label={label} value={typed.text} error={typed.error} onChange={typed.type} />
}
