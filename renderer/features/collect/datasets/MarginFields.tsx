// One margin of a calibration: its variable, and its totals counted in a register or typed. In: a draft. Out: a changed
// draft.
import { Button } from '@fluentui/react-components'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { CalibrationMethod } from '#shared/model/survey.ts'
import { useDataset, useDatasets } from '../../../bridge/queries.ts'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { pastedTotals } from './calibrationText.ts'
import type { MarginDraft } from './marginDraft.ts'

const isNumber = ({ type }: Variable): boolean => type === 'integer' || type === 'decimal'
const isCategory = ({ type, role }: Variable): boolean => type === 'code' && role !== 'identifier'

type Props = {
  detail: DatasetDetail
  margin: MarginDraft
  method: CalibrationMethod
  onChange: (margin: MarginDraft) => void
  onRemove?: () => void
}

export const MarginFields = ({ detail, margin, method, onChange, onRemove }: Props) => {
  const { t, label } = useTexts('datasets')
  const { variables, design } = detail.definition
  const usable = variables.filter((v) => isCategory(v) || (isNumber(v) && v.id !== design?.weight))
  const choose = (variable: string): void => {
    const found = variables.find((v) => v.id === variable)
    const number = found !== undefined && isNumber(found)
    onChange({
      ...margin,
      variable,
      isNumber: number && method === 'linear' && found.role === 'measure',
      from: number ? 'typed' : margin.from,
    })
  }
  return (
    <fieldset className="sd-design__choices sd-design__choices--stacked">
      <legend>{t('calibration.margin')}</legend>
      <ChoiceField
        label={t('calibration.variable')}
        value={margin.variable}
        options={[
          { value: '', label: t('design.choose') },
          ...usable.map((v) => ({ value: v.id, label: label(v.label) || v.id })),
        ]}
        onChange={choose}
      />
      {!margin.isNumber && (
        <ChoiceField
          label={t('calibration.from')}
          value={margin.from}
          options={(['register', 'typed'] as const).map((value) => ({
            value,
            label: t(`calibration.fromAre.${value}`),
          }))}
          onChange={(from) => onChange({ ...margin, from })}
        />
      )}
      {margin.from === 'register' && !margin.isNumber ? (
        <RegisterFields margin={margin} own={detail.id} onChange={onChange} />
      ) : (
        <TotalsField margin={margin} onChange={onChange} />
      )}
      {onRemove && (
        <Button size="small" onClick={onRemove}>
          {t('calibration.removeMargin')}
        </Button>
      )}
    </fieldset>
  )
}

const TotalsField = ({ margin, onChange }: Pick<Props, 'margin' | 'onChange'>) => {
  const { t } = useTexts('datasets')
  const { unread } = pastedTotals(margin.text)
  const wrong = margin.isNumber || unread.length === 0 ? null : t('calibration.unread', { lines: unread.join(' · ') })
  return (
    <TextField
      label={t(margin.isNumber ? 'calibration.sum' : 'calibration.totals')}
      hint={t(margin.isNumber ? 'calibration.sumHint' : 'calibration.totalsHint')}
      multiline={!margin.isNumber}
      value={margin.text}
      error={wrong}
      onChange={(text) => onChange({ ...margin, text })}
    />
  )
}

const RegisterFields = ({ margin, own, onChange }: Pick<Props, 'margin' | 'onChange'> & { own: string }) => {
  const { t, label } = useTexts('datasets')
  const { register } = margin
  const datasets = (useDatasets().data ?? []).filter((d) => d.id !== own && d.rows > 0)
  const chosen = useDataset(register.dataset === '' ? null : register.dataset).data
  const set = (part: Partial<MarginDraft['register']>): void =>
    onChange({ ...margin, register: { ...register, ...part } })
  return (
    <>
      <ChoiceField
        label={t('calibration.register')}
        value={register.dataset}
        options={[
          { value: '', label: t('calibration.chooseDataset') },
          ...datasets.map((d) => ({ value: d.id, label: label(d.label) })),
        ]}
        onChange={(dataset) => set({ dataset, variable: '', period: '' })}
      />
      {chosen && (
        <>
          <ChoiceField
            label={t('calibration.registerVariable')}
            value={register.variable}
            options={[
              { value: '', label: t('design.choose') },
              ...chosen.definition.variables
                .filter(isCategory)
                .map((v) => ({ value: v.id, label: label(v.label) || v.id })),
            ]}
            onChange={(variable) => set({ variable })}
          />
          <ChoiceField
            label={t('calibration.registerPeriod')}
            value={register.period}
            options={[
              { value: '', label: t('calibration.samePeriod') },
              ...chosen.periods.map((value) => ({ value, label: value })),
            ]}
            onChange={(period) => set({ period })}
          />
        </>
      )}
    </>
  )
}
