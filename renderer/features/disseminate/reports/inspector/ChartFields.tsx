// A chart in the report: which saved one, its number. In: the block. Out: a changed one.
import type { ReportBlock } from '#shared/model/report.ts'
import { useDefinitions } from '../../../../bridge/queries.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { NumberingFields } from './NumberingFields.tsx'

type ChartBlock = Extract<ReportBlock, { type: 'chart' }>
type Props = { block: ChartBlock; onChange: (block: ChartBlock, mergeKey?: string) => void }

export const ChartFields = ({ block, onChange }: Props) => {
  const { t, label } = useTexts('reports')
  const charts = (useDefinitions('chart').data ?? []).map((saved) => ({ value: saved.id, label: label(saved.title) }))
  const known = charts.some((chart) => chart.value === block.id)
  return (
    <>
      <ChoiceField
        label={t('chart')}
        value={block.id}
        options={known ? charts : [{ value: block.id, label: t('gone', { id: block.id }) }, ...charts]}
        onChange={(id) => onChange({ ...block, id })}
      />
      <NumberingFields block={block} onChange={onChange} />
    </>
  )
}
