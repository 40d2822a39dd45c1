// The kept results: named, compared with now or with each other, followed over runs, removed. Keeping one of a saved
// table starts here.
import { BoxMultipleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { KeptRun } from '#shared/contract/production.ts'
import { call } from '../../../bridge/client.ts'
import { useCall, useWorkspace } from '../../../bridge/queries.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { KeepRunDialog } from './KeepRunDialog.tsx'
import { comparable, RunActions } from './RunActions.tsx'
import { RemoveRun, RenameRun } from './runDialogs.tsx'
import type { Renaming } from './runDialogs.tsx'
import { RunHead, RunRow } from './RunRow.tsx'

export const RunsPanel = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('production')
  const runs = useCall('runs.list', {})
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const [table, setTable] = useState('')
  const [chosen, setChosen] = useState<number[]>([])
  const [keeping, setKeeping] = useState(false)
  const [removing, setRemoving] = useState<KeptRun | null>(null)
  const [renaming, setRenaming] = useState<Renaming | null>(null)

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
      await runs.refetch()
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const all = runs.data ?? []
  const tables = [...new Map(all.map((run) => [run.table, run.title]))]
  const shown = all.filter((run) => table === '' || run.table === table).toReversed()
  const pair = chosen.flatMap((id) => all.find((run) => run.id === id) ?? []).toSorted((a, b) => a.id - b.id)

  return (
    <div className="sd-pad sd-stack">
      <div className="pr-actions">
        <RunActions active={active} readOnly={readOnly === true} pair={pair} onKeep={() => setKeeping(true)} />
        {tables.length > 1 && (
          <ChoiceField
            label={t('oneTable')}
            value={table}
            options={[
              { value: '', label: t('everyTable') },
              ...tables.map(([id, title]) => ({ value: id, label: label(title) || id })),
            ]}
            onChange={setTable}
          />
        )}
        {chosen.length > 0 && !comparable(pair) && <span className="sd-muted">{t('withOtherHint')}</span>}
      </div>
      {runs.error && <ErrorPanel failure={runs.error.value} />}
      {runs.data && all.length === 0 && (
        <EmptyState
          icon={<BoxMultipleRegular />}
          title={t('noRuns')}
          text={t('noRunsText')}
          action={{ label: t('keep'), run: () => setKeeping(true), disabled: readOnly }}
        />
      )}
      {shown.length > 0 && (
        <table className="sd-list-table">
          <RunHead />
          <tbody>
            {shown.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                chosen={chosen.includes(run.id)}
                readOnly={readOnly === true}
                onChoose={(on) => setChosen(on ? [...chosen, run.id] : chosen.filter((id) => id !== run.id))}
                onRename={() => setRenaming({ run, name: run.name })}
                onRemove={() => setRemoving(run)}
              />
            ))}
          </tbody>
        </table>
      )}
      {keeping && (
        <KeepRunDialog
          onClose={() => {
            setKeeping(false)
            void runs.refetch()
          }}
        />
      )}
      <RenameRun
        renaming={renaming}
        onChange={setRenaming}
        onRename={(id, name) => void attempt(() => call('runs.rename', { run: id, name }))}
      />
      <RemoveRun
        removing={removing}
        onClose={() => setRemoving(null)}
        onRemove={(id) => {
          setChosen(chosen.filter((each) => each !== id))
          void attempt(() => call('runs.remove', { run: id }))
        }}
      />
    </div>
  )
}
