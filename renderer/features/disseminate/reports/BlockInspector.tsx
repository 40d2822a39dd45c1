// The properties of the selected block, or of the report. In: the report. Out: a changed one.
import type { ReportBlock } from '#shared/model/report.ts'
import { BilingualField, ChoiceField } from '../../../components/Field.tsx'
import { Inspector } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ChartFields } from './inspector/ChartFields.tsx'
import { PanelFields } from './inspector/PanelFields.tsx'
import { ParagraphFields } from './inspector/ParagraphFields.tsx'
import { ReportProperties } from './inspector/ReportProperties.tsx'
import { TableFields } from './inspector/TableFields.tsx'
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

type Change = (block: ReportBlock, mergeKey?: string) => void

const headingLevels = ['1', '2', '3'] as const

const HeadingFields = ({ block, onChange }: { block: Extract<ReportBlock, { type: 'heading' }>; onChange: Change }) => {
  const { t } = useTexts('reports')
  return (
    <>
      <BilingualField label={t('text')} value={block.text} onChange={(text) => onChange({ ...block, text }, 'text')} />
      <ChoiceField
        label={t('level')}
        value={headingLevels[block.level - 1] ?? '1'}
        options={headingLevels.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
        onChange={(level) => onChange({ ...block, level: Number(level) })}
      />
    </>
  )
}

const BlockProperties = ({ block, onChange }: { block: ReportBlock; onChange: Change }) => {
  const { t } = useTexts('reports')
  switch (block.type) {
    case 'heading':
      return <HeadingFields block={block} onChange={onChange} />
    case 'paragraph':
      return <ParagraphFields block={block} onChange={onChange} />
    case 'panel':
      return <PanelFields block={block} onChange={onChange} />
    case 'table':
      return <TableFields block={block} onChange={onChange} />
    case 'chart':
    case 'map':
      return <ChartFields block={block} onChange={onChange} />
    case 'contents':
      return (
        <ChoiceField
          label={t('contentsOf')}
          value={block.of}
          options={(['headings', 'tables', 'figures'] as const).map((of) => ({
            value: of,
            label: t(`contents.${of}`),
          }))}
          onChange={(of) => onChange({ ...block, of })}
        />
      )
    case 'section':
      return (
        <ChoiceField
          label={t('orientation')}
          value={block.orientation}
          options={(['portrait', 'landscape'] as const).map((v) => ({ value: v, label: t(`orientations.${v}`) }))}
          onChange={(orientation) => onChange({ ...block, orientation })}
        />
      )
    case 'page_break':
      return <p className="sd-muted">{t('pageBreakHint')}</p>
  }
}
