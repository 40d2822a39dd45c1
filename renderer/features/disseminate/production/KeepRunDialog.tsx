// Keeps the result of a table under a name: of the one given, or of a saved one chosen here. Used from this screen and
// the table's own.
import { useState } from 'react'
import type { TableDefinition } from '#shared/model/table.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'

export const KeepRunDialog = ({
  definition,
  onClose,
}: {
  /** Absent: one of the saved tables is chosen. */ definition?: TableDefinition
  onClose: () => void
}) => {
  const { t, label } = useTexts('production')
  const saved = (useDefinitions('table').data ?? []).flatMap((d) =>
    d.definition.kind === 'table' ? [d.definition] : [],
  )
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const job = useJob('runs.keep')
  const table = definition ?? saved.find((d) => d.id === id) ?? saved[0]
  const keep = async (): Promise<void> => {
    if (!table) return
    const run = await job.start({ definition: table, name: name.trim(), origin: 'kept' })
    if (!run) return
    notify({ intent: 'success', text: t('kept', { name: run.name }) })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      title={definition ? t('keepOf', { table: label(definition.title) }) : t('keep')}
      confirmLabel={t('common:save')}
      confirmDisabled={!table || name.trim() === '' || job.running}
      onConfirm={() => void keep()}
      onCancel={() => {
        job.cancel()
        onClose()
      }}
    >
      <p className="sd-muted">{t('keepHint')}</p>
      {!definition && table && (
        <ChoiceField
          label={t('chooseTable')}
          value={table.id}
          options={saved.map((d) => ({ value: d.id, label: label(d.title) || d.id }))}
          onChange={setId}
        />
      )}
      {!table && <p>{t('noTables')}</p>}
      <TextField label={t('runName')} hint={t('runNameHint')} value={name} autoFocus required onChange={setName} />
      {job.running && <ProgressBar job={job.progress} />}
      {job.failure && job.failure.code !== 'CANCELLED' && <ErrorPanel failure={job.failure} />}
    </ConfirmDialog>
  )
}
