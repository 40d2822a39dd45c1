// Bands of a number: bounds typed or suggested, which end is closed, labels of one's own. In: the draft. Out: the
// changed draft.
import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { LightbulbRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { VariablePreview } from '#shared/contract/definitions.ts'
import { bandMethods } from '#shared/contract/definitions.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { runJob } from '../../../../bridge/client.ts'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { BoundsField } from '../../../../components/BoundsField.tsx'
import { CheckField, ChoiceField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { equalBounds } from '../model/bands.ts'
import type { Builder } from '../useBuilder.ts'

export type Bands = Extract<DerivedVariable, { method: 'bands' }>

export const BandsEditor = ({
  builder,
  variable,
  preview,
  onChange,
}: {
  builder: Builder
  variable: Bands
  preview: VariablePreview | null
  onChange: (variable: Bands) => void
}) => {
  const { t } = useTexts('tables')
  const { definition } = builder
  const [count, setCount] = useState(5)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const bands = variable.bounds.length + 1
  // Labels belong to bands by place: other bounds, other bands.
  const setBounds = (bounds: string[]): void =>
    onChange({ ...variable, bounds, labels: bounds.length === variable.bounds.length ? variable.labels : undefined })
  const suggest = async (method: (typeof bandMethods)[number]): Promise<void> => {
    try {
      const found = await runJob('variables.suggestBands', {
        dataset: definition.dataset,
        variable: variable.of,
        variables: definition.variables.filter((v) => v.id !== variable.id),
        method,
        count,
      })
      setFailure(null)
      if (found.bounds.length > 0)
        onChange({ ...variable, bounds: found.bounds, closed: found.closed, labels: undefined })
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const [first = '0', second] = variable.bounds
  const named = variable.labels !== undefined
  const labels = variable.labels ?? []
  return (
    <>
      <BoundsField label={t('bounds')} bounds={variable.bounds} onChange={setBounds} />
      <div className="tb-buttons">
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<LightbulbRegular />}>
              {t('suggestBounds')}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {bandMethods.map((method) => (
                <MenuItem key={method} onClick={() => void suggest(method)}>
                  {t(`bandMethods.${method}`, { count })}
                </MenuItem>
              ))}
              {second !== undefined && (
                <MenuItem onClick={() => setBounds(equalBounds(first, stepOf(first, second), Math.max(2, count - 1)))}>
                  {t('bandMethods.sameStep')}
                </MenuItem>
              )}
            </MenuList>
          </MenuPopover>
        </Menu>
        <NumberField label={t('bandCount')} value={count} min={2} max={100} onChange={(n) => setCount(Math.round(n))} />
      </div>
      {failure && <ErrorPanel failure={failure} onDismiss={() => setFailure(null)} />}
      <ChoiceField
        label={t('closed')}
        value={variable.closed}
        options={(['lower', 'upper'] as const).map((value) => ({
          value,
          label: t(`closedEnds.${value}`, { bound: variable.bounds[0] ?? '' }),
        }))}
        onChange={(closed) => onChange({ ...variable, closed })}
      />
      <CheckField
        label={t('ownBandLabels')}
        value={named}
        onChange={(on) =>
          onChange({
            ...variable,
            labels: on
              ? Array.from(
                  { length: bands },
                  (_, i) => preview?.categories[i]?.label ?? { vi: String(i + 1), en: String(i + 1) },
                )
              : undefined,
          })
        }
      />
      {named &&
        labels.map((own, i) => (
          <div key={i} className="tb-pair">
            <Input
              size="small"
              aria-label={t('bandLabel', { number: i + 1, language: 'vi' })}
              value={own.vi}
              onChange={(_e, d) => onChange({ ...variable, labels: labels.with(i, { ...own, vi: d.value }) })}
            />
            <Input
              size="small"
              aria-label={t('bandLabel', { number: i + 1, language: 'en' })}
              value={own.en}
              onChange={(_e, d) => onChange({ ...variable, labels: labels.with(i, { ...own, en: d.value }) })}
            />
          </div>
        ))}
    </>
  )
}

/** The step of two bounds, exact. */
const stepOf = (first: string, second: string): string => {
  const scale = Math.max(...[first, second].map((text) => text.split('.')[1]?.length ?? 0))
  return ((Math.round(Number(second) * 10 ** scale) - Math.round(Number(first) * 10 ** scale)) / 10 ** scale).toFixed(
    scale,
  )
}
