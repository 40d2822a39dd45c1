// The properties of the whole report: title, office, languages, paper, numbering, cover. In: the report. Out: a changed
// one.
import type { ReportDefinition } from '#shared/model/report.ts'
import { BilingualField, CheckField, ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { ScheduleFields } from './ScheduleFields.tsx'
import type { OutlineProps } from '../Outline.tsx'

type Props = { value: ReportDefinition; onChange: OutlineProps['onChange'] }

const CoverFields = ({ value, onChange }: Props) => {
  const { t } = useTexts('reports')
  const { cover } = value
  const toggle = (on: boolean): void => {
    const { cover: _old, ...rest } = value
    onChange(on ? { ...rest, cover: { subtitle: { vi: '', en: '' }, imprint: { vi: '', en: '' } } } : rest)
  }
  return (
    <>
      <CheckField label={t('cover')} value={cover !== undefined} onChange={toggle} />
      {cover && (
        <>
          <BilingualField
            label={t('subtitle')}
            value={cover.subtitle}
            onChange={(subtitle) => onChange({ ...value, cover: { ...cover, subtitle } }, 'subtitle')}
          />
          <BilingualField
            label={t('imprint')}
            value={cover.imprint}
            onChange={(imprint) => onChange({ ...value, cover: { ...cover, imprint } }, 'imprint')}
          />
        </>
      )}
    </>
  )
}

export const ReportProperties = ({ value, onChange }: Props) => {
  const { t } = useTexts('reports')
  const set = (part: Partial<ReportDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  return (
    <>
      <BilingualField label={t('title')} value={value.title} multiline onChange={(title) => set({ title }, 'title')} />
      <p className="sd-muted rp-small">{t('issueHint')}</p>
      <BilingualField label={t('office')} value={value.office} onChange={(office) => set({ office }, 'office')} />
      <ChoiceField
        label={t('language')}
        value={value.language}
        options={(['both', 'vi', 'en'] as const).map((v) => ({ value: v, label: t(`languages.${v}`) }))}
        onChange={(language) => set({ language })}
      />
      {value.language === 'both' && (
        <ChoiceField
          label={t('bilingual')}
          value={value.bilingual}
          options={(['stacked', 'columns', 'apart'] as const).map((v) => ({ value: v, label: t(`bilinguals.${v}`) }))}
          onChange={(bilingual) => set({ bilingual })}
        />
      )}
      <ChoiceField
        label={t('orientation')}
        value={value.orientation}
        options={(['portrait', 'landscape'] as const).map((v) => ({ value: v, label: t(`orientations.${v}`) }))}
        onChange={(orientation) => set({ orientation })}
      />
      <ChoiceField
        label={t('numbering')}
        value={value.numbering}
        options={(['automatic', 'manual'] as const).map((v) => ({ value: v, label: t(`numberings.${v}`) }))}
        onChange={(numbering) => set({ numbering })}
      />
      <ChoiceField
        label={t('layout')}
        value={value.layout}
        options={(['pages', 'board'] as const).map((v) => ({ value: v, label: t(`layouts.${v}`) }))}
        onChange={(layout) => set({ layout })}
      />
      <ChoiceField
        label={t('wideTables')}
        value={value.wideTables}
        options={(['rule', 'split', 'turn'] as const).map((v) => ({ value: v, label: t(`wideTable.${v}`) }))}
        onChange={(wideTables) => set({ wideTables })}
      />
      {(['header', 'footer'] as const).map((place) => (
        <BilingualField
          key={place}
          label={t(`margins.${place}`)}
          value={value.margins?.[place] ?? { vi: '', en: '' }}
          onChange={(text) => {
            const { margins: old, ...rest } = value
            const empty = { vi: '', en: '' }
            const margins = { header: old?.header ?? empty, footer: old?.footer ?? empty, [place]: text }
            const none = [margins.header, margins.footer].every(({ vi, en }) => vi === '' && en === '')
            onChange(none ? rest : { ...rest, margins }, place)
          }}
        />
      ))}
      <ScheduleFields value={value} onChange={onChange} />
      <CoverFields value={value} onChange={onChange} />
      <BilingualField
        label={t('confidentiality')}
        value={value.confidentiality ?? { vi: '', en: '' }}
        onChange={(text) => {
          const { confidentiality: _old, ...rest } = value
          onChange(text.vi === '' && text.en === '' ? rest : { ...rest, confidentiality: text }, 'confidentiality')
        }}
      />
      <p className="sd-muted rp-small">{value.id}</p>
    </>
  )
}
