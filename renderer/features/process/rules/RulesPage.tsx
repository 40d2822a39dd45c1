// The rules of a dataset: those of the layout, those of the office with what they found; written, run, repaired by,
// taken back. In: a dataset. Out: the list of rules, kept whole each time; the list before can be had again while the
// page is open.
import { ArrowUndoRegular, AddRegular, PlayRegular, WrenchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RuleList } from '#shared/contract/rules.ts'
import type { EditRule } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { isRepair } from '#shared/model/officeRule.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { call } from '../../../bridge/client.ts'
import { useCall, useDataset, useWorkspace } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { EditRuns } from './EditRuns.tsx'
import { ImputeButton } from './ImputeButton.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleResults } from './RuleResults.tsx'
import { RuleTable } from './RuleTable.tsx'
import { emptyRule } from './newRule.ts'
import './rules.css'

/** Keeps lists of rules; remembers those before. */
const useKeptRules = (dataset: string, list: RuleList | undefined) => {
  const [before, setBefore] = useState<OfficeRule[][]>([])
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const put = async (rules: OfficeRule[]): Promise<boolean> => {
    try {
      await call('rules.save', { dataset, rules })
      setFailure(null)
      return true
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
      return false
    }
  }
  return {
    failure,
    canUndo: before.length > 0,
    keep: async (rules: OfficeRule[]): Promise<void> => {
      const old = list?.rules ?? []
      if (await put(rules)) setBefore((all) => [...all, old])
    },
    undo: async (): Promise<void> => {
      const last = before.at(-1)
      if (last && (await put(last))) setBefore((all) => all.slice(0, -1))
    },
  }
}

export const RulesPage = ({ dataset }: { dataset: string }) => {
  const { t, label } = useTexts('rules')
  const format = useFormat()
  const detail = useDataset(dataset)
  const list = useCall('rules.list', { dataset })
  const workspace = useWorkspace().data
  const kept = useKeptRules(dataset, list.data)
  const run = useJob('rules.run')
  const repair = useJob('rules.repair')
  const [editing, setEditing] = useState<OfficeRule | null>(null)
  const [repairing, setRepairing] = useState(false)
  const failure = detail.error?.value ?? list.error?.value
  if (failure)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={failure} />
      </div>
    )
  if (!detail.data || !list.data) return null
  const { rules, results, notRun, builtIn } = list.data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const busy = run.running || repair.running
  const runAll = async (): Promise<void> => {
    const done = await run.start({ dataset })
    if (done) notify({ intent: 'success', text: t('ran', { rules: done.rules, failed: format.integer(done.failed) }) })
  }
  const repairAll = async (): Promise<void> => {
    setRepairing(false)
    const done = await repair.start({ dataset })
    const values = done?.counts.reduce((sum, count) => sum + count.values, 0) ?? 0
    if (!done) return
    const told = { values: format.integer(values), left: format.integer(done.left) }
    if (done.left === 0) notify({ intent: 'success', text: t('repaired', told) })
    else notify({ intent: 'warning', text: t('repairedLeft', told) })
  }
  const keepOne = async (rule: OfficeRule): Promise<void> => {
    const old = editing?.id ?? ''
    setEditing(null)
    await kept.keep(old === '' ? [...rules, rule] : rules.map((one) => (one.id === old ? rule : one)))
  }
  return (
    <ScreenLayout
      title={t('title', { dataset: label(detail.data.definition.label) })}
      toolbar={
        <RulesToolbar
          disabled={{
            add: readOnly === true,
            run: readOnly === true || busy || rules.length === 0 || detail.data.rows === 0,
            repair:
              readOnly === true ||
              busy ||
              !rules.some((rule) => isRepair(rule) && rule.active) ||
              detail.data.rows === 0,
            undo: readOnly === true || !kept.canUndo,
          }}
          onAdd={() => setEditing(emptyRule)}
          onRun={() => void runAll()}
          onRepair={() => setRepairing(true)}
          onUndo={() => void kept.undo()}
        />
      }
    >
      <div className="sd-pad sd-stack">
        {kept.failure && <ErrorPanel failure={kept.failure} />}
        <JobProgress job={run} title={t('runAll')} />
        <JobProgress job={repair} title={t('repairAll')} />
        <Panel title={t('ofOffice', { rules: format.integer(rules.length) })}>
          {rules.length === 0 ? (
            <EmptyState title={t('none')} action={{ label: t('add'), run: () => setEditing(emptyRule) }} />
          ) : (
            <RuleTable
              rules={rules}
              readOnly={readOnly === true}
              onEdit={setEditing}
              onChange={(next) => void kept.keep(next)}
            />
          )}
        </Panel>
        {(results.length > 0 || notRun.length > 0) && (
          <Panel title={t('found')}>
            {notRun.length > 0 && <p className="sd-muted">{t('notRun', { count: format.integer(notRun.length) })}</p>}
            {results.length > 0 && <RuleResults list={list.data} results={results} withPeriod />}
          </Panel>
        )}
        <ImputeButton detail={detail.data} readOnly={readOnly === true} />
        <EditRuns dataset={dataset} readOnly={readOnly === true} />
        <LayoutRules rules={builtIn} />
      </div>
      {editing && (
        <RuleEditor
          detail={detail.data}
          rule={editing}
          taken={[...builtIn, ...rules].flatMap((rule) => (rule.id === editing.id ? [] : [rule.id]))}
          onKeep={(rule) => void keepOne(rule)}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={repairing}
        title={t('repairTitle')}
        confirmLabel={t('repairAll')}
        onConfirm={() => void repairAll()}
        onCancel={() => setRepairing(false)}
      >
        {t('repairText', { rows: format.integer(detail.data.rows) })}
      </ConfirmDialog>
    </ScreenLayout>
  )
}

type ToolbarProps = {
  disabled: Record<'add' | 'run' | 'repair' | 'undo', boolean>
  onAdd: () => void
  onRun: () => void
  onRepair: () => void
  onUndo: () => void
}

const RulesToolbar = ({ disabled, onAdd, onRun, onRepair, onUndo }: ToolbarProps) => {
  const { t } = useTexts('rules')
  return (
    <Toolbar
      label={t('toolbar')}
      items={[
        { id: 'add', label: t('add'), icon: <AddRegular />, disabled: disabled.add, run: onAdd },
        { id: 'run', label: t('runAll'), icon: <PlayRegular />, disabled: disabled.run, run: onRun },
        { id: 'repair', label: t('repairAll'), icon: <WrenchRegular />, disabled: disabled.repair, run: onRepair },
        { id: 'undo', label: t('undoRules'), icon: <ArrowUndoRegular />, disabled: disabled.undo, run: onUndo },
      ]}
    />
  )
}

const LayoutRules = ({ rules }: { rules: readonly EditRule[] }) => {
  const { t, label } = useTexts('rules')
  return (
    <Panel title={t('ofLayout', { rules: rules.length })}>
      <p className="sd-muted">{t('ofLayoutText')}</p>
      <ul>
        {rules.map((rule) => (
          <li key={rule.id}>
            {label(rule.message)} <span className="sd-mono">{rule.expression}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
