// The properties of the selected block, or of the report. In: the report. Out: a changed one.
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { BilingualField, ChoiceField, NumberField, TextField, CheckField } from '../../../components/Field.tsx'
import { Inspector } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { changeBlock } from './model/blocks.ts'
import type { OutlineProps } from './Outline.tsx'

export const BlockInspector = ({ value, selected, onSelect, onChange }: OutlineProps) => {
  const { t } = useTexts('reports')
  const block = selected === null ? undefined : value.blocks[selected]
  return (
    <Inspector
      title={block ? t(`block.${block.type}`) : t('report')}
      {...(block ? { onClose: () => onSelect(null) } : {})}
    >
      {block && selected !== null ? (
        <BlockProperties
          key={`${selected}${block.type}`}
          block={block}
          onChange={(next, mergeKey) =>
            onChange(changeBlock(value, selected, next), mergeKey === undefined ? null : `${selected}:${mergeKey}`)
          }
        />
      ) : (
        <ReportProperties value={value} onChange={onChange} />
      )}
    </Inspector>
  )
}

const BlockProperties = ({
  block,
  onChange,
}: {
  block: ReportBlock
  onChange: (block: ReportBlock, mergeKey?: string) => void
}) => {
  const { t, label } = useTexts('reports')
  const saved = useDefinitions().data ?? []
  if (block.type === 'page_break') return <p className="sd-muted">{t('pageBreakHint')}</p>
  if (block.type === 'heading' || block.type === 'paragraph') {
    return (
      <BilingualField
        label={t('text')}
        value={block.text}
        multiline={block.type === 'paragraph'}
        onChange={(text) => onChange({ ...block, text }, 'text')}
      />
    )
  }
  if (block.type === 'chart') {
    const charts = saved.filter((d) => d.kind === 'chart').map((d) => ({ value: d.id, label: label(d.title) }))
    return (
      <>
        <ChoiceField
          label={t('chart')}
          value={block.id}
          options={
            charts.some((c) => c.value === block.id)
              ? charts
              : [{ value: block.id, label: t('gone', { id: block.id }) }, ...charts]
          }
          onChange={(id) => onChange({ ...block, id })}
        />
        <TextField
          label={t('number')}
          value={block.number}
          hint={t('numberHint')}
          onChange={(number) => onChange({ ...block, number }, 'number')}
        />
      </>
    )
  }
  const sources = saved.flatMap((d) =>
    d.kind === 'table' || d.kind === 'indicator'
      ? [{ value: `${d.kind}:${d.id}`, label: `${t(`charts:from.${d.kind}`)}: ${label(d.title)}` }]
      : [],
  )
  const current = `${block.source.from}:${block.source.id}`
  return (
    <>
      <ChoiceField
        label={t('figures')}
        value={current}
        options={
          sources.some((s) => s.value === current)
            ? sources
            : [{ value: current, label: t('gone', { id: block.source.id }) }, ...sources]
        }
        onChange={(chosen) =>
          onChange({
            ...block,
            source: {
              from: chosen.startsWith('table:') ? 'table' : 'indicator',
              id: chosen.slice(chosen.indexOf(':') + 1),
            },
          })
        }
      />
      <TextField
        label={t('number')}
        value={block.number}
        hint={t('numberHint')}
        onChange={(number) => onChange({ ...block, number }, 'number')}
      />
      <CheckField
        label={t('limitRows')}
        value={block.maxRows !== undefined}
        onChange={(on) => {
          const { maxRows: _old, ...rest } = block
          onChange(on ? { ...rest, maxRows: 40 } : rest)
        }}
      />
      {block.maxRows !== undefined && (
        <NumberField
          label={t('maxRows')}
          value={block.maxRows}
          min={1}
          max={5000}
          onChange={(maxRows) => onChange({ ...block, maxRows }, 'rows')}
        />
      )}
    </>
  )
}

const ReportProperties = ({ value, onChange }: { value: ReportDefinition; onChange: OutlineProps['onChange'] }) => {
  const { t } = useTexts('reports')
  const set = (part: Partial<ReportDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  return (
    <>
      <BilingualField label={t('title')} value={value.title} multiline onChange={(title) => set({ title }, 'title')} />
      <BilingualField label={t('office')} value={value.office} onChange={(office) => set({ office }, 'office')} />
      <ChoiceField
        label={t('language')}
        value={value.language}
        options={(['both', 'vi', 'en'] as const).map((v) => ({ value: v, label: t(`languages.${v}`) }))}
        onChange={(language) => set({ language })}
      />
      <ChoiceField
        label={t('orientation')}
        value={value.orientation}
        options={(['portrait', 'landscape'] as const).map((v) => ({ value: v, label: t(`orientations.${v}`) }))}
        onChange={(orientation) => set({ orientation })}
      />
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
