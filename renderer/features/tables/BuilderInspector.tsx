// The properties of what is selected, and only those: a dimension, a measure, or the table itself.
// In: builder. Out: edits.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { Dimension, Measure } from '#shared/model/table.ts'
import { BilingualField, ChoiceField } from '../../components/Field.tsx'
import { Inspector, Section } from '../../components/Panel.tsx'
import { useTexts } from '../../i18n/index.ts'
import { FilterField } from './FilterField.tsx'
import type { DimensionPlace } from './model/edit.ts'
import { statisticsFor } from './model/measureChoice.ts'
import { dimensionName, measureName } from './names.ts'
import type { Builder } from './useBuilder.ts'

export const BuilderInspector = ({ builder }: { builder: Builder }) => {
  const { t, language } = useTexts('tables')
  const { definition, session, fields, select } = builder
  const selected = session.selected
  const dimension = selected && selected.shelf !== 'measures' ? definition[selected.shelf][selected.index] : undefined
  const measure = selected?.shelf === 'measures' ? definition.measures[selected.index] : undefined
  const title = dimension ? dimensionName(fields, dimension, language) : measure ? measureName(fields, measure, t, language) : t('tableProperties')
  return (
    <div id="tb-inspector" className="tb-inspector">
      <Inspector title={title} {...(dimension || measure ? { onClose: () => select(null) } : {})}>
        {dimension && selected && selected.shelf !== 'measures' && <DimensionProperties key={`${selected.shelf}${selected.index}`} builder={builder} dimension={dimension} place={{ axis: selected.shelf, index: selected.index }} />}
        {measure && selected && <MeasureProperties key={measure.id} builder={builder} measure={measure} index={selected.index} />}
        {!dimension && !measure && <TableProperties builder={builder} />}
      </Inspector>
    </div>
  )
}

const DimensionProperties = ({ builder, dimension, place }: { builder: Builder; dimension: Dimension; place: DimensionPlace }) => {
  const { t, label, language } = useTexts('tables')
  const { edit, fields } = builder
  const field = fields.get(dimension.variable)
  const set = (change: Partial<Omit<Dimension, 'variable'>>, mergeKey: string | null = null): void => edit({ type: 'setDimension', place, change }, mergeKey)
  const levels = [{ value: '', label: field ? t('mostDetailed', { name: label(field.variable.label) }) : t('mostDetailedAny') }, ...(field?.levels ?? []).map((l) => ({ value: l.id, label: label(l.label) }))]
  return (
    <>
      {!field && builder.ready && <p className="tb-problem">{t('unknownVariable', { variable: dimension.variable })}</p>}
      <ChoiceField label={t('total')} value={dimension.total} options={(['after', 'before', 'none'] as const).map((value) => ({ value, label: t(`totalPlace.${value}`) }))} onChange={(total) => set({ total })} />
      {levels.length > 1 && <ChoiceField label={t('level')} value={dimension.level ?? ''} options={levels} onChange={(level) => set({ level: level === '' ? undefined : level })} />}
      <ChoiceField label={t('sort')} value={dimension.sort} options={(['code', 'label', 'value_descending', 'value_ascending'] as const).map((value) => ({ value, label: t(`sortBy.${value}`) }))} onChange={(sort) => set({ sort })} />
      <BilingualField
        label={t('label')} value={dimension.label ?? { vi: dimensionName(fields, { ...dimension, label: undefined }, 'vi'), en: dimensionName(fields, { ...dimension, label: undefined }, 'en') }}
        onChange={(text) => set({ label: text }, `label:${place.axis}:${place.index}`)}
      />
      {dimension.label && <Button size="small" onClick={() => set({ label: undefined })}>{t('labelReset')}</Button>}
      <Section title={t('item')}>
        <p className="sd-muted tb-small">{t('variableName', { name: dimension.variable })}{field?.variable.codeList ? ` · ${t('codeList', { list: field.variable.codeList })}` : ''}</p>
        <Button size="small" icon={<DeleteRegular />} onClick={() => { edit({ type: 'removeDimension', place }); builder.select(null) }}>{t('removeFromTable')}</Button>
        <p className="sd-muted tb-small" lang={language}>{t('itemKeys')}</p>
      </Section>
    </>
  )
}

const MeasureProperties = ({ builder, measure, index }: { builder: Builder; measure: Measure; index: number }) => {
  const { t } = useTexts('tables')
  const { edit, fields, definition } = builder
  const field = measure.variable === undefined ? null : (fields.get(measure.variable) ?? null)
  const set = (change: Partial<Omit<Measure, 'id'>>, mergeKey: string | null = null): void => edit({ type: 'setMeasure', index, change }, mergeKey)
  const offered = field ? statisticsFor(field.variable) : []
  const choices = offered.includes(measure.statistic) ? offered : [measure.statistic, ...offered]
  const bare = { ...measure, label: undefined }
  const english = (key: string, values?: Record<string, unknown>): string => t(key, { ...values, lng: 'en' })
  const vietnamese = (key: string, values?: Record<string, unknown>): string => t(key, { ...values, lng: 'vi' })
  return (
    <>
      {measure.variable !== undefined && !field && builder.ready && <p className="tb-problem">{t('unknownVariable', { variable: measure.variable })}</p>}
      {measure.variable !== undefined && <ChoiceField label={t('statisticLabel')} value={measure.statistic} options={choices.map((value) => ({ value, label: t(`statistic.${value}`) }))} onChange={(statistic) => set({ statistic })} />}
      <ChoiceField
        label={t('decimals')} value={measure.decimals === undefined ? '' : String(measure.decimals)}
        options={['', '0', '1', '2', '3', '4'].map((value) => ({ value, label: value === '' ? t('decimalsAuto') : value }))}
        onChange={(value) => set({ decimals: value === '' ? undefined : Number(value) })}
      />
      <ChoiceField label={t('power')} value={String(measure.power)} options={['0', '3', '6', '9'].map((value) => ({ value, label: t(`powers.${value}`) }))} onChange={(value) => set({ power: Number(value), unit: undefined })} />
      <BilingualField
        label={t('ownUnit')} value={measure.unit ?? { vi: '', en: '' }}
        onChange={(unit) => set({ unit: unit.vi === '' && unit.en === '' ? undefined : unit }, `unit:${index}`)}
      />
      <BilingualField
        label={t('label')} value={measure.label ?? { vi: measureName(fields, bare, vietnamese, 'vi'), en: measureName(fields, bare, english, 'en') }}
        onChange={(text) => set({ label: text }, `label:measures:${index}`)}
      />
      {measure.label && <Button size="small" onClick={() => set({ label: undefined })}>{t('labelReset')}</Button>}
      <Section title={t('item')}>
        {measure.variable !== undefined && <p className="sd-muted tb-small">{t('variableName', { name: measure.variable })}</p>}
        <Button size="small" icon={<DeleteRegular />} disabled={definition.measures.length === 1 && measure.statistic === 'count'} onClick={() => { edit({ type: 'removeMeasure', index }); builder.select(null) }}>{t('removeFromTable')}</Button>
        <p className="sd-muted tb-small">{t('itemKeys')}</p>
      </Section>
    </>
  )
}

const TableProperties = ({ builder }: { builder: Builder }) => {
  const { t, label } = useTexts('tables')
  const { definition, edit, fields, detail } = builder
  const note = definition.notes[0] ?? { vi: '', en: '' }
  return (
    <>
      <BilingualField label={t('title')} value={definition.title} onChange={(title) => edit({ type: 'setTitle', title }, 'title')} multiline />
      <FilterField dataset={definition.dataset} fields={fields} filter={definition.filter} onChange={(filter) => edit({ type: 'setFilter', filter }, 'filter')} />
      <ChoiceField label={t('classification')} value={definition.classification} options={(['as_then', 'as_now'] as const).map((value) => ({ value, label: t(`classifications.${value}`) }))} onChange={(classification) => edit({ type: 'setOptions', change: { classification } })} />
      <ChoiceField label={t('missing')} value={definition.missing} options={(['show', 'hide'] as const).map((value) => ({ value, label: t(`missings.${value}`) }))} onChange={(missing) => edit({ type: 'setOptions', change: { missing } })} />
      <ChoiceField label={t('status')} value={definition.status} options={figureStatuses.map((value) => ({ value, label: label(figureStatusLabels[value]) }))} onChange={(status) => edit({ type: 'setOptions', change: { status } })} />
      <BilingualField label={t('source')} value={definition.source ?? { vi: '', en: '' }} onChange={(source) => edit({ type: 'setSource', source: source.vi === '' && source.en === '' ? undefined : source }, 'source')} />
      <BilingualField label={t('note')} value={note} multiline onChange={(text) => edit({ type: 'setNotes', notes: text.vi === '' && text.en === '' ? definition.notes.slice(1) : [text, ...definition.notes.slice(1)] }, 'notes')} />
      <p className="sd-muted tb-small">{t('datasetLine', { dataset: label(detail?.label), id: definition.id })}</p>
    </>
  )
}
