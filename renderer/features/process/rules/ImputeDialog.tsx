// One imputation: the variable, how its values are put in, for which period. In: a dataset. Out: the run; both values
// are kept.
import { useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { imputeStepsSchema } from '#shared/model/impute.ts'
import type { ImputeStep } from '#shared/model/impute.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField, NumberField, TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { ConditionField } from './ConditionField.tsx'
import { VariableList } from './VariableList.tsx'

const begun = {
  variable: '',
  where: null,
  value: '',
  auxiliary: '',
  by: [] as string[],
  distance: [] as string[],
  mostUses: 3,
  seed: 1,
}
type Written = Omit<typeof begun, 'where'> & { where: string | null; method: ImputeStep['method'] }

const stepOf = ({ method, variable, where, value, auxiliary, by, distance, mostUses, seed }: Written): unknown => {
  const common = { method, variable, where }
  if (method === 'rule') return { ...common, value }
  return method === 'ratio' ? { ...common, auxiliary, by } : { ...common, by, distance, mostUses, seed }
}

type Props = { detail: DatasetDetail; onImpute: (period: string, steps: ImputeStep[]) => void; onClose: () => void }

export const ImputeDialog = ({ detail, onImpute, onClose }: Props) => {
  const { t, label } = useTexts('rules')
  const format = useFormat()
  const [written, setWritten] = useState<Written>({ ...begun, method: 'ratio' })
  const [period, setPeriod] = useState(detail.periods.at(-1) ?? '')
  const set = (change: Partial<Written>): void => setWritten((before) => ({ ...before, ...change }))
  const steps = imputeStepsSchema.safeParse([stepOf(written)])
  const { variables, key } = detail.definition
  const usable = variables.filter((v) => v.source !== null && v.type !== 'hash' && !key.includes(v.id))
  const numbers = variables.filter((v) => v.type === 'integer' || v.type === 'decimal')
  const options = (list: typeof variables) => [
    { value: '', label: t('chooseVariable') },
    ...list.map((v) => ({ value: v.id, label: label(v.label) })),
  ]
  const { method } = written
  return (
    <ConfirmDialog
      open
      title={t('impute')}
      confirmLabel={t('imputeRun')}
      confirmDisabled={!steps.success || period === ''}
      onConfirm={() => steps.success && onImpute(period, steps.data)}
      onCancel={onClose}
    >
      <div className="sd-stack">
        <p className="sd-muted">{t('imputeText')}</p>
        <ChoiceField
          label={t('common:period')}
          value={period}
          options={detail.periods.map((value) => ({ value, label: format.period(value) }))}
          onChange={setPeriod}
        />
        <ChoiceField
          label={t('imputeVariable')}
          value={written.variable}
          options={options(method === 'ratio' ? usable.filter((v) => numbers.includes(v)) : usable)}
          onChange={(variable) => set({ variable })}
        />
        <ConditionField
          label={t('imputeWhere')}
          hint={t('imputeWhereHint')}
          value={written.where ?? ''}
          detail={detail}
          onChange={(where) => set({ where: where.trim() === '' ? null : where })}
        />
        <ChoiceField
          label={t('imputeMethod')}
          value={method}
          options={(['rule', 'ratio', 'donor'] as const).map((value) => ({
            value,
            label: t(`imputeMethods.${value}`),
          }))}
          onChange={(next) => set({ method: next })}
        />
        {method === 'rule' && (
          <TextField
            label={t('repairValue')}
            hint={t('repairHint')}
            value={written.value}
            onChange={(value) => set({ value })}
          />
        )}
        {method === 'ratio' && (
          <ChoiceField
            label={t('imputeAuxiliary')}
            value={written.auxiliary}
            options={options(numbers)}
            onChange={(auxiliary) => set({ auxiliary })}
          />
        )}
        {method !== 'rule' && (
          <VariableList label={t('imputeBy')} variables={variables} value={written.by} onChange={(by) => set({ by })} />
        )}
        {method === 'donor' && (
          <>
            <VariableList
              label={t('imputeDistance')}
              variables={variables.filter((v) => v.id !== written.variable)}
              value={written.distance}
              onChange={(distance) => set({ distance })}
            />
            <NumberField
              label={t('imputeUses')}
              value={written.mostUses}
              min={1}
              max={1000}
              onChange={(mostUses) => set({ mostUses: Math.round(mostUses) })}
            />
            <NumberField
              label={t('imputeSeed')}
              value={written.seed}
              min={0}
              max={2_147_483_647}
              onChange={(seed) => set({ seed: Math.round(seed) })}
            />
          </>
        )}
      </div>
    </ConfirmDialog>
  )
}
