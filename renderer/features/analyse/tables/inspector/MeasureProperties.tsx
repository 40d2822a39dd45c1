// One measure: what it computes (inspector/MeasureSource), how it is shown, what stands in totals, when it stands out.
// In: builder and measure. Out: edits.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { Menu, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import type { Measure } from '#shared/model/table.ts'
import { BilingualField, ChoiceField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { noteOf } from '../model/footnotes.ts'
import { readersOf } from '../model/measureEdit.ts'
import { measureName } from '../names.ts'
import { ShowAsItems } from '../ShowAsItems.tsx'
import type { Builder } from '../useBuilder.ts'
import { FormatsSection } from './FormatsSection.tsx'
import { MeasureSource } from './MeasureSource.tsx'
import { More } from './More.tsx'
import { NoteField } from './NoteField.tsx'

const powers = ['0', '3', '6', '9', '12']

export const MeasureProperties = ({
  builder,
  measure,
  index,
}: {
  builder: Builder
  measure: Measure
  index: number
}) => {
  const { t, language } = useTexts('tables')
  const { edit, fields, definition } = builder
  const set = (change: Readonly<Record<string, unknown>>, mergeKey: string | null = null): void =>
    edit({ type: 'setMeasure', index, change }, mergeKey && `${mergeKey}:measures:${measure.id}`)
  const { label: _label, ...bare } = measure
  const nameIn = (lng: 'vi' | 'en'): string =>
    measureName(fields, bare as Measure, definition.measures, (key, values) => t(key, { ...values, lng }), lng)
  const others = definition.measures.filter((m) => m.id !== measure.id)
  const readers = readersOf(definition.measures, measure.id)
  return (
    <>
      <MeasureSource builder={builder} measure={measure} index={index} />
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<AddRegular />}>
            {t('showAsButton')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <ShowAsItems builder={builder} measure={measure} />
          </MenuList>
        </MenuPopover>
      </Menu>
      <Section title={t('shownAs')}>
        <div className="tb-pair">
          <ChoiceField
            label={t('decimals')}
            value={measure.decimals === undefined ? '' : String(measure.decimals)}
            options={['', '0', '1', '2', '3', '4', '5', '6'].map((value) => ({
              value,
              label: value === '' ? t('decimalsAuto') : value,
            }))}
            onChange={(value) => set({ decimals: value === '' ? undefined : Number(value) })}
          />
          <ChoiceField
            label={t('power')}
            value={String(measure.power)}
            options={powers.map((value) => ({ value, label: t(`powers.${value}`) }))}
            onChange={(value) => set({ power: Number(value), unit: undefined })}
          />
        </div>
        {others.length > 0 && (
          <ChoiceField
            label={t('inTotals')}
            value={measure.inTotals ?? ''}
            options={[
              { value: '', label: t('inTotalsItself') },
              ...others.map((m) => ({ value: m.id, label: measureName(fields, m, definition.measures, t, language) })),
            ]}
            onChange={(id) => set({ inTotals: id === '' ? undefined : id })}
          />
        )}
      </Section>
      <FormatsSection builder={builder} measure={measure} />
      <More title={t('labelAndUnit')} set={measure.label !== undefined || measure.unit !== undefined}>
        <BilingualField
          label={t('ownUnit')}
          value={measure.unit ?? { vi: '', en: '' }}
          onChange={(unit) => set({ unit: unit.vi === '' && unit.en === '' ? undefined : unit }, 'unit')}
        />
        <BilingualField
          label={t('label')}
          value={measure.label ?? { vi: nameIn('vi'), en: nameIn('en') }}
          onChange={(text) => set({ label: text }, 'label')}
        />
        {measure.label && (
          <Button size="small" onClick={() => set({ label: undefined })}>
            {t('labelReset')}
          </Button>
        )}
      </More>
      <More title={t('notes')} set={noteOf(definition, { measure: measure.id }) !== undefined}>
        <NoteField builder={builder} place={{ measure: measure.id }} label={t('noteOfMeasure')} />
      </More>
      <Section title={t('item')}>
        {readers.length > 0 && (
          <p className="sd-muted tb-small">
            {t('readBy', {
              names: readers.map((m) => measureName(fields, m, definition.measures, t, language)).join('; '),
            })}
          </p>
        )}
        <Button
          size="small"
          icon={<DeleteRegular />}
          onClick={() => {
            edit({ type: 'removeMeasure', index })
            builder.select(null)
          }}
        >
          {readers.length > 0 ? t('hideMeasure') : t('removeFromTable')}
        </Button>
        <p className="sd-muted tb-small">{t('measureKeys')}</p>
      </Section>
    </>
  )
}
