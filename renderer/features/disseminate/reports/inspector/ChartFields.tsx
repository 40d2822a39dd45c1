// A chart or map in the report: which saved one, its number. In: the block. Out: a changed one.
import type { ReportBlock } from '#shared/model/report.ts'
import { useDefinitions } from '../../../../bridge/queries.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { NumberingFields } from './NumberingFields.tsx'

type PictureBlock = Extract<ReportBlock, { type: 'chart' | 'map' }>
type Props = { block: PictureBlock; onChange: (block: PictureBlock, mergeKey?: string) => void }

export const ChartFields = ({ block, onChange }: Props) => {
  const { t, label } = useTexts('reports')
  const charts = (useDefinitions(block.type).data ?? []).map((saved) => ({
    value: saved.id,
    label: label(saved.title),
  }))
  const known = charts.some((chart) => chart.value === block.id)
  return (
    <>
      <ChoiceField
        label={t(`block.${block.type}`)}
        value={block.id}
        options={known ? charts : [{ value: block.id, label: t('gone', { id: block.id }) }, ...charts]}
        onChange={(id) => onChange({ ...block, id })}
      />
      <NumberingFields block={block} onChange={onChange} />
    </>
  )
}
