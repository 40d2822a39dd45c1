// The kept results: named, compared with now or with each other, followed over runs, removed. Keeping one of a saved table starts here.
import { Badge, Button, Checkbox } from '@fluentui/react-components'
import {
  ArrowSyncRegular,
  BoxMultipleRegular,
  BranchCompareRegular,
  DataTrendingRegular,
  DeleteRegular,
  RenameRegular,
  SaveRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { KeptRun } from '#shared/contract/production.ts'
import { call } from '../../../bridge/client.ts'
import { useCall, useWorkspace } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { openComparison, openRun, openTriangle } from './documents.ts'
import { KeepRunDialog } from './KeepRunDialog.tsx'

const colours = { estimate: 'warning', preliminary: 'brand', official: 'success' } as const

export const RunsPanel = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const runs = useCall('runs.list', {})
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const [table, setTable] = useState('')
  const [chosen, setChosen] = useState<number[]>([])
  const [keeping, setKeeping] = useState(false)
  const [removing, setRemoving] = useState<KeptRun | null>(null)
  const [renaming, setRenaming] = useState<{ run: KeptRun; name: string } | null>(null)

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
  const [first, second] = pair
  const comparable =
    first !== undefined &&
    second !== undefined &&
    pair.length === 2 &&
    first.definition.dataset === second.definition.dataset
  const compareTwo = (): void => {
    if (first && second && comparable)
      openComparison(first.id, second.id, t('compareTitle', { before: first.name, after: second.name }))
  }
  useCommand(
    {
      id: 'production.keep',
      title: t('keep'),
      menu: 'data',
      group: 'production',
      enabled: !readOnly,
      run: () => setKeeping(true),
    },
    active,
  )
  useCommand(
    {
      id: 'production.compare',
      title: t('withOther'),
      menu: 'data',
      group: 'production',
      enabled: comparable,
      run: compareTwo,
    },
    active,
  )

  return (
    <div className="sd-pad sd-stack">
      <div className="pr-actions">
        <Toolbar
          label={t('runs')}
          items={[
            {
              id: 'keep',
              label: t('keep'),
              icon: <SaveRegular />,
              primary: true,
              disabled: readOnly,
              run: () => setKeeping(true),
            },
            {
              id: 'compare',
              label: t('withOther'),
              icon: <BranchCompareRegular />,
              disabled: !comparable,
              run: compareTwo,
            },
          ]}
        />
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
        {chosen.length > 0 && !comparable && <span className="sd-muted">{t('withOtherHint')}</span>}
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
          <thead>
            <tr>
              <th scope="col">
                <span className="sd-visually-hidden">{t('withOther')}</span>
              </th>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('table')}</th>
              <th scope="col">{t('statusHeader')}</th>
              <th scope="col">{t('parametersHeader')}</th>
              <th scope="col">{t('origin')}</th>
              <th scope="col">{t('keptAt')}</th>
              <th scope="col" className="num">
                {t('cells')}
              </th>
              <th scope="col" className="num">
                {t('size')}
              </th>
              <th scope="col">
                <span className="sd-visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((run) => (
              <tr key={run.id} aria-selected={chosen.includes(run.id)}>
                <td>
                  <Checkbox
                    aria-label={t('select', { name: run.name })}
                    checked={chosen.includes(run.id)}
                    onChange={(_e, d) =>
                      setChosen(d.checked === true ? [...chosen, run.id] : chosen.filter((id) => id !== run.id))
                    }
                  />
                </td>
                <td>
                  <button
                    type="button"
                    className="sd-link-button"
                    onClick={() => openRun(run.id, `${run.name}: ${label(run.title)}`)}
                  >
                    {run.name}
                  </button>
                </td>
                <td>{label(run.title)}</td>
                <td>
                  <Badge appearance="tint" size="small" color={colours[run.status]}>
                    {t(`status.${run.status}`)}
                  </Badge>
                </td>
                <td className="pr-nowrap">{[run.period, run.territory].filter(Boolean).join(' · ')}</td>
                <td className="pr-nowrap">{t(`origins.${run.origin}`)}</td>
                <td className="sd-numeric" title={run.keptBy}>
                  {format.instant(run.keptAt)}
                </td>
                <td className="num">{format.integer(run.cells)}</td>
                <td className="num">{format.bytes(run.bytes)}</td>
                <td className="pr-row-actions">
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<ArrowSyncRegular />}
                    title={t('withNow')}
                    aria-label={t('withNowNamed', { name: run.name })}
                    onClick={() =>
                      openComparison(run.id, 'now', t('compareTitle', { before: run.name, after: t('now') }))
                    }
                  />
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<DataTrendingRegular />}
                    title={t('triangle')}
                    aria-label={t('triangleNamed', { table: label(run.title) })}
                    onClick={() => openTriangle(run.table, t('triangleNamed', { table: label(run.title) }))}
                  />
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<RenameRegular />}
                    disabled={readOnly}
                    title={t('rename')}
                    aria-label={t('renameNamed', { name: run.name })}
                    onClick={() => setRenaming({ run, name: run.name })}
                  />
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<DeleteRegular />}
                    disabled={readOnly}
                    title={t('delete')}
                    aria-label={t('deleteNamed', { name: run.name })}
                    onClick={() => setRemoving(run)}
                  />
                </td>
              </tr>
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
      <ConfirmDialog
        open={renaming !== null}
        title={t('rename')}
        confirmLabel={t('common:save')}
        confirmDisabled={(renaming?.name ?? '').trim() === ''}
        onCancel={() => setRenaming(null)}
        onConfirm={() => {
          if (renaming) void attempt(() => call('runs.rename', { run: renaming.run.id, name: renaming.name.trim() }))
          setRenaming(null)
        }}
      >
        <TextField
          label={t('runName')}
          value={renaming?.name ?? ''}
          autoFocus
          onChange={(name) => setRenaming((known) => known && { ...known, name })}
        />
      </ConfirmDialog>
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('deleteTitle')}
        confirmLabel={t('delete')}
        onCancel={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) {
            const { id } = removing
            setChosen(chosen.filter((each) => each !== id))
            void attempt(() => call('runs.remove', { run: id }))
          }
          setRemoving(null)
        }}
      >
        {t('deleteText', {
          name: removing?.name ?? '',
          table: label(removing?.title),
          cells: format.integer(removing?.cells ?? 0),
        })}
      </ConfirmDialog>
    </div>
  )
}
