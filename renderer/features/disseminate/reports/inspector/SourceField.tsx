// Which saved table or indicator the figures come from. In: a source. Out: another. One that is gone stays visible
// under its id.
import type { CubeSource } from '#shared/model/chart.ts'
import { useDefinitions } from '../../../../bridge/queries.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'

export const SourceField = ({ value, onChange }: { value: CubeSource; onChange: (source: CubeSource) => void }) => {
  const { t, label } = useTexts('reports')
  const sources = (useDefinitions().data ?? []).flatMap((saved) =>
    saved.kind === 'table' || saved.kind === 'indicator'
      ? [{ value: `${saved.kind}:${saved.id}`, label: `${t(`charts:from.${saved.kind}`)}: ${label(saved.title)}` }]
      : [],
  )
  const current = `${value.from}:${value.id}`
  const known = sources.some((source) => source.value === current)
  return (
    <ChoiceField
      label={t('figures')}
      value={current}
      options={known ? sources : [{ value: current, label: t('gone', { id: value.id }) }, ...sources]}
      onChange={(chosen) =>
        onChange({
          from: chosen.startsWith('table:') ? 'table' : 'indicator',
          id: chosen.slice(chosen.indexOf(':') + 1),
        })
      }
    />
  )
}
