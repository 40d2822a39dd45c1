// A table in the report: its source, number and how many lines are printed. In: the block. Out: a changed one.
import type { ReportBlock } from '#shared/model/report.ts'
import { CheckField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { NumberingFields } from './NumberingFields.tsx'
import { SourceField } from './SourceField.tsx'

type TableBlock = Extract<ReportBlock, { type: 'table' }>
type Props = { block: TableBlock; onChange: (block: TableBlock, mergeKey?: string) => void }

export const TableFields = ({ block, onChange }: Props) => {
  const { t } = useTexts('reports')
  const limit = (on: boolean): void => {
    const { maxRows: _old, ...rest } = block
    onChange(on ? { ...rest, maxRows: 40 } : rest)
  }
  return (
    <>
      <SourceField value={block.source} onChange={(source) => onChange({ ...block, source })} />
      <NumberingFields block={block} onChange={onChange} />
      <CheckField label={t('limitRows')} value={block.maxRows !== undefined} onChange={limit} />
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
