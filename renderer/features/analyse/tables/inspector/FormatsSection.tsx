// When figures of a measure stand out: beyond a threshold, the largest or smallest, bars, a colour scale.
// In: builder and measure. Out: edits of the table's conditional formats.
import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { conditionalStyles } from '#shared/model/table.ts'
import type { ConditionalFormat, Measure } from '#shared/model/table.ts'
import { ChoiceField, Field, NumberField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTypedNumber } from '../../../../components/useTypedNumber.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { Builder } from '../useBuilder.ts'

const fresh = (type: ConditionalFormat['type'], measure: string): ConditionalFormat => {
  switch (type) {
    case 'threshold':
      return { type, measure, operator: '>', value: '0', style: 'attention' }
    case 'extremes':
      return { type, measure, which: 'largest', count: 5, style: 'strong' }
    case 'bar':
    case 'scale':
      return { type, measure }
  }
}
const operators = ['<', '<=', '>', '>=', '=', '<>', 'between'] as const

export const FormatsSection = ({ builder, measure }: { builder: Builder; measure: Measure }) => {
  const { t } = useTexts('tables')
  const { definition, edit } = builder
  const all = definition.conditionalFormats
  const put = (next: ConditionalFormat[], mergeKey: string | null = null): void =>
    edit({ type: 'setOptions', change: { conditionalFormats: next } }, mergeKey)
  const set = (index: number, format: ConditionalFormat): void => put(all.with(index, format), `format:${index}`)
  return (
    <Section
      title={t('highlight.title')}
      actions={
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button
              size="small"
              appearance="subtle"
              icon={<AddRegular />}
              aria-label={t('highlight.add')}
              title={t('highlight.add')}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {(['threshold', 'extremes', 'bar', 'scale'] as const).map((type) => (
                <MenuItem key={type} onClick={() => put([...all, fresh(type, measure.id)])}>
                  {t(`highlight.${type}`)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      }
    >
      {all.map((format, index) =>
        format.measure !== measure.id ? null : (
          <div key={index} className="tb-format">
            <div className="tb-format__head">
              <span className={`tb-style tb-style--${'style' in format ? format.style : format.type}`}>
                {t(`highlight.${format.type}`)}
              </span>
              <Button
                size="small"
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('highlight.remove')}
                onClick={() => put(all.filter((_, i) => i !== index))}
              />
            </div>
            {format.type === 'threshold' && (
              <div className="tb-pair">
                <ChoiceField
                  label={t('highlight.operator')}
                  value={format.operator}
                  options={operators.map((value) => ({
                    value,
                    label: value === 'between' ? t('highlight.between') : value,
                  }))}
                  onChange={(operator) =>
                    set(index, {
                      ...format,
                      operator,
                      ...(operator === 'between' ? { to: format.to ?? format.value } : { to: undefined }),
                    })
                  }
                />
                <DecimalField
                  label={t('highlight.value')}
                  value={format.value}
                  onChange={(value) => set(index, { ...format, value })}
                />
                {format.operator === 'between' && (
                  <DecimalField
                    label={t('highlight.to')}
                    value={format.to ?? format.value}
                    onChange={(to) => set(index, { ...format, to })}
                  />
                )}
              </div>
            )}
            {format.type === 'extremes' && (
              <div className="tb-pair">
                <ChoiceField
                  label={t('highlight.which')}
                  value={format.which}
                  options={(['largest', 'smallest'] as const).map((value) => ({
                    value,
                    label: t(`highlight.${value}`),
                  }))}
                  onChange={(which) => set(index, { ...format, which })}
                />
                <NumberField
                  label={t('highlight.count')}
                  value={format.count}
                  min={1}
                  max={100}
                  onChange={(count) => set(index, { ...format, count: Math.round(count) })}
                />
              </div>
            )}
            {'style' in format && (
              <ChoiceField
                label={t('highlight.style')}
                value={format.style}
                options={conditionalStyles.map((value) => ({ value, label: t(`highlight.styles.${value}`) }))}
                onChange={(style) => set(index, { ...format, style })}
              />
            )}
          </div>
        ),
      )}
      {!all.some((f) => f.measure === measure.id) && <p className="sd-muted tb-small">{t('highlight.none')}</p>}
    </Section>
  )
}

type DecimalFieldProps = { label: string; value: string; onChange: (value: string) => void }

/** Only a number that is whole and reads one way reaches the definition. */
const DecimalField = ({ label, value, onChange }: DecimalFieldProps) => {
  const typed = useTypedNumber(value, onChange)
  return (
    <Field label={label} error={typed.error}>
      <Input size="small" inputMode="decimal" value={typed.text} onChange={(_e, d) => typed.type(d.value)} />
    </Field>
  )
}
