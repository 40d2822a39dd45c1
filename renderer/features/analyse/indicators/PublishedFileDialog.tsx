// A published series out of a file: which sheet, which column of figures, which category of each dimension. In: a path.
// Out: figures by period. Nothing is taken as long as something has to be chosen; what could not be read is told.
import { useEffect, useState } from 'react'
import type { PublishedReading } from '#shared/contract/indicators.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Props = {
  path: string
  onTake: (reading: PublishedReading) => void
  onClose: () => void
}
type Chosen = { table: string | undefined; value: string | undefined; pick: Record<string, string> }

export const PublishedFileDialog = ({ path, onTake, onClose }: Props) => {
  const { t } = useTexts('indicators')
  const job = useJob('indicator.readPublished')
  const [chosen, setChosen] = useState<Chosen>({ table: undefined, value: undefined, pick: {} })
  const { start } = job
  useEffect(() => {
    const { table, value, pick } = chosen
    void start({ path, pick, ...(table === undefined ? {} : { table }), ...(value === undefined ? {} : { value }) })
  }, [path, chosen, start])
  const reading = job.result
  const count = Object.keys(reading?.figures ?? {}).length
  return (
    <ConfirmDialog
      open
      title={t('publishedFile')}
      confirmLabel={t('publishedTake', { count })}
      confirmDisabled={reading?.ready !== true || count === 0 || job.running}
      onConfirm={() => reading && onTake(reading)}
      onCancel={onClose}
    >
      <p className="sd-muted">{path}</p>
      {reading && <ReadingFields reading={reading} chosen={chosen} onChange={setChosen} />}
      {reading && reading.unread.length > 0 && (
        <p role="alert">{t('unreadLines', { lines: reading.unread.slice(0, 5).join(' · ') })}</p>
      )}
      {reading?.unit && <p>{t('publishedUnit', { unit: reading.unit })}</p>}
      <JobProgress job={job} quietWhenStopped />
    </ConfirmDialog>
  )
}

const ReadingFields = ({
  reading,
  chosen,
  onChange,
}: {
  reading: PublishedReading
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}) => {
  const { t } = useTexts('indicators')
  const blank = { value: '', label: t('publishedChoose') }
  const options = (names: readonly string[]) => names.map((value) => ({ value, label: value }))
  return (
    <>
      {reading.tables.length > 1 && (
        <ChoiceField
          label={t('publishedTable')}
          value={reading.table}
          options={options(reading.tables)}
          onChange={(table) => onChange({ table, value: undefined, pick: {} })}
        />
      )}
      {reading.values.length > 1 && (
        <ChoiceField
          label={t('publishedValue')}
          value={reading.value ?? ''}
          options={[blank, ...options(reading.values)]}
          onChange={(value) => onChange({ ...chosen, value })}
        />
      )}
      {reading.dimensions.map((dimension) => (
        <ChoiceField
          key={dimension.column}
          label={dimension.column}
          value={dimension.chosen ?? ''}
          options={[blank, ...options(dimension.categories)]}
          onChange={(category) => onChange({ ...chosen, pick: { ...chosen.pick, [dimension.column]: category } })}
        />
      ))}
    </>
  )
}
