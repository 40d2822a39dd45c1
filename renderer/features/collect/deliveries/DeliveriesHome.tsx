// Calendar of sources × periods, the list of deliveries, and the panels that take in a file or a folder.
import { Badge } from '@fluentui/react-components'
import { DocumentAddRegular, FolderAddRegular, MailInboxRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { DroppedFile } from '#shared/contract/host.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { useDropped } from '../../../app/droppedFiles.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { callHost } from '../../../bridge/client.ts'
import { useDatasets, useDeliveries, useWorkspace } from '../../../bridge/queries.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { ReceivedMatrix } from '../../office/overview/ReceivedMatrix.tsx'
import { DuePanel } from './DuePanel.tsx'
import { TakeFile } from './TakeFile.tsx'
import { ImportRun } from './ImportRun.tsx'
import { MissingTexts } from './MissingTexts.tsx'
import { WatchPanel } from './WatchPanel.tsx'

/** Every kind of file that is read; the content decides, not the name. */
const dataExtensions = [
  'csv',
  'tsv',
  'txt',
  'tab',
  'dat',
  'xlsx',
  'xlsm',
  'xls',
  'xlsb',
  'ods',
  'html',
  'xml',
  'json',
  'jsonl',
  'ndjson',
  'parquet',
  'dta',
  'sav',
  'zsav',
  'dbf',
  'px',
  'csdb',
  'dcf',
  'db',
  'sqlite',
  'zip',
  'gz',
  'zst',
]

type Taking = { kind: 'file' | 'folder'; path: string } | { kind: 'files'; paths: string[] } | null

const takingOf = (dropped: readonly DroppedFile[]): Taking => {
  const [first] = dropped
  if (!first) return null
  if (dropped.length === 1) return { kind: first.folder ? 'folder' : 'file', path: first.path }
  return { kind: 'files', paths: dropped.filter(({ folder }) => !folder).map(({ path }) => path) }
}

export const DeliveriesHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const deliveries = useDeliveries()
  const datasets = useDatasets()
  const workspace = useWorkspace().data
  const { openDocument } = useWorkbench()
  const [chosen, setChosen] = useState<Taking>(null)
  const [shown, setShown] = useState('')
  const { files: dropped, take } = useDropped()
  /** What was dropped last comes before what was chosen before. */
  const taking = dropped.length > 0 ? takingOf(dropped) : chosen
  const setTaking = (next: Taking): void => {
    take()
    setChosen(next)
  }
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const chooseFile = async (): Promise<void> => {
    const opened = await callHost('host.openFile', {
      title: t('importFile'),
      filters: [{ name: t('dataFiles'), extensions: dataExtensions }],
    })
    if (opened?.paths[0]) setTaking({ kind: 'file', path: opened.paths[0] })
  }
  const chooseFolder = async (): Promise<void> => {
    const opened = await callHost('host.openFolder', { title: t('importFolder') })
    if (opened) setTaking({ kind: 'folder', path: opened.path })
  }
  const askFile = (): void => void chooseFile().catch(() => undefined)
  const askFolder = (): void => void chooseFolder().catch(() => undefined)
  useCommand(
    {
      id: 'deliveries.importFile',
      title: t('importFile'),
      shortcut: 'Ctrl+O',
      menu: 'data',
      group: 'import',
      enabled: !readOnly,
      run: askFile,
    },
    active,
  )
  useCommand(
    {
      id: 'deliveries.importFolder',
      title: t('importFolder'),
      menu: 'data',
      group: 'import',
      enabled: !readOnly,
      run: askFolder,
    },
    active,
  )

  const open = (delivery: Delivery): void =>
    openDocument({ feature: 'deliveries', documentId: String(delivery.id), title: `${delivery.fileName}` })
  const name = (id: string): string => label(datasets.data?.find((d) => d.id === id)?.label) || id
  const all = deliveries.data ?? []
  const list = all
    .filter((d) => shown === '' || d.dataset === shown)
    .toSorted((a, b) => b.importedAt.localeCompare(a.importedAt) || b.id - a.id)
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'file',
              label: t('importFile'),
              icon: <DocumentAddRegular />,
              primary: true,
              shortcut: 'Ctrl+O',
              disabled: readOnly,
              run: askFile,
            },
            { id: 'folder', label: t('importFolder'), icon: <FolderAddRegular />, disabled: readOnly, run: askFolder },
          ]}
        />
      }
    >
      <div className="sd-pad sd-stack">
        {deliveries.error && <ErrorPanel failure={deliveries.error.value} />}
        {taking?.kind === 'file' && (
          <TakeFile
            key={taking.path}
            path={taking.path}
            datasets={datasets.data ?? []}
            onClose={() => setTaking(null)}
            onDone={(delivery) => {
              setTaking(null)
              open(delivery)
            }}
          />
        )}
        {taking?.kind === 'folder' && (
          <ImportRun key={taking.path} of={{ folder: taking.path }} onClose={() => setTaking(null)} onOpen={open} />
        )}
        {taking?.kind === 'files' && (
          <ImportRun
            key={taking.paths.join()}
            of={{ paths: taking.paths }}
            onClose={() => setTaking(null)}
            onOpen={open}
          />
        )}
        {deliveries.data && all.length === 0 && !taking && (
          <EmptyState
            icon={<MailInboxRegular />}
            title={t('empty')}
            text={t('emptyText')}
            action={{ label: t('importFile'), run: askFile, disabled: readOnly }}
          />
        )}
        {all.length > 0 && (
          <>
            <Panel title={t('calendar')}>
              <ReceivedMatrix
                datasets={datasets.data ?? []}
                deliveries={all}
                onOpen={(id) => {
                  const found = all.find((d) => d.id === id)
                  if (found) open(found)
                }}
              />
            </Panel>
            <DuePanel
              readOnly={readOnly === true}
              onOpen={(id) => {
                const found = all.find((d) => d.id === id)
                if (found) open(found)
              }}
            />
            <Panel
              title={t('list')}
              actions={
                <ChoiceField
                  label={t('common:dataset')}
                  value={shown}
                  onChange={setShown}
                  options={[
                    { value: '', label: t('common:all') },
                    ...[...new Set(all.map((d) => d.dataset))].map((id) => ({ value: id, label: name(id) })),
                  ]}
                />
              }
            >
              <table className="sd-list-table">
                <thead>
                  <tr>
                    <th scope="col">{t('file')}</th>
                    <th scope="col">{t('common:dataset')}</th>
                    <th scope="col">{t('common:period')}</th>
                    <th scope="col">{t('sender')}</th>
                    <th scope="col" className="num">
                      {t('rowsRead')}
                    </th>
                    <th scope="col" className="num">
                      {t('rowsRejected')}
                    </th>
                    <th scope="col" className="num">
                      {t('rowsFlagged')}
                    </th>
                    <th scope="col">{t('importedAt')}</th>
                    <th scope="col">{t('stateHeader')}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((d) => (
                    <tr key={d.id}>
                      <td>
                        <button type="button" className="sd-link-button" onClick={() => open(d)}>
                          {d.fileName}
                        </button>
                      </td>
                      <td>{name(d.dataset)}</td>
                      <td>
                        {format.periodShort(d.period)}
                        {d.parts > 1 && d.state === 'current' && (
                          <span className="sd-muted"> · {t('partOf', { part: d.part, parts: d.parts })}</span>
                        )}
                      </td>
                      <td>{d.sender}</td>
                      <td className="num">{format.integer(d.rowsRead)}</td>
                      <td className="num">{format.integer(d.rowsRejected)}</td>
                      <td className="num">{format.integer(d.rowsFlagged)}</td>
                      <td className="sd-numeric">{format.instant(d.importedAt)}</td>
                      <td>
                        <Badge appearance="tint" size="small" color={d.state === 'current' ? 'success' : 'informative'}>
                          {t(`state.${d.state}`)}
                        </Badge>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Panel>
            <WatchPanel
              readOnly={readOnly === true}
              onOpen={(id) => {
                const found = all.find((d) => d.id === id)
                if (found) open(found)
              }}
            />
            <MissingTexts readOnly={readOnly} />
          </>
        )}
      </div>
    </ScreenLayout>
  )
}
