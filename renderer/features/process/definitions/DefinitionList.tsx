// The saved definitions of one kind: open, duplicate, delete with confirm. Used as the home of tables, charts, reports.
// In: the kind and how to start a new one. Out: documents opened. Never a run.
import { foldText } from '#shared/format/foldText.ts'
import { Button, Input } from '@fluentui/react-components'
import { AddRegular, CopyRegular, DeleteRegular, SearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { DefinitionKind } from '#shared/model/definition.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { formatDateTime } from '#shared/format/time.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify } from '../../../components/notices.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from './freeId.ts'
import { retitled } from './titles.ts'
import './definitions.css'

export type DefinitionListProps = {
  kind: DefinitionKind
  feature: FeatureId
  title: string
  icon: ReactElement
  empty: { title: string; text: string }
  newLabel: string
  onNew: () => void
  newDisabled?: boolean
  /** One more column: the dataset of a table, the source of a chart. */
  about: { header: string; text: (saved: SavedDefinition) => string }
  /** Buttons beside the one for a new definition. */
  actions?: ReactNode
  children?: ReactNode
}

export const DefinitionList = ({
  kind,
  feature,
  title,
  icon,
  empty,
  newLabel,
  onNew,
  newDisabled,
  about,
  actions,
  children,
}: DefinitionListProps) => {
  const { t, language, label } = useTexts('definitions')
  const list = useDefinitions(kind)
  const [query, setQuery] = useState('')
  const [removing, setRemoving] = useState<SavedDefinition | null>(null)
  const saved = list.data ?? []
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const shown = saved.filter((d) => words.every((w) => foldText(`${d.title.vi} ${d.title.en} ${d.id}`).includes(w)))

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      const failure = toFailureValue(thrown)
      notify({ intent: 'error', text: failureMessage(failure, language), failure })
    }
  }
  const open = (d: SavedDefinition): void =>
    useWorkbench.getState().openDocument({ feature, documentId: d.id, title: label(d.title) })
  const duplicate = (d: SavedDefinition): void =>
    void attempt(async () => {
      const copyTitle = { vi: `${d.title.vi} (bản sao)`, en: `${d.title.en} (copy)` }
      await call('definitions.save', {
        definition: retitled(d.definition, freeId(copyTitle, kind, new Set(saved.map((s) => s.id))), copyTitle),
      })
      await list.refetch()
    })
  const remove = (d: SavedDefinition): void =>
    void attempt(async () => {
      await call('definitions.remove', { kind, id: d.id })
      useWorkbench.getState().closeTab(`${feature}:${d.id}`)
      await list.refetch()
    })

  const newButton = (
    <Button size="small" appearance="primary" icon={<AddRegular />} disabled={newDisabled ?? false} onClick={onNew}>
      {newLabel}
    </Button>
  )
  return (
    <ScreenLayout
      title={title}
      toolbar={
        <div className="df-toolbar">
          {newButton}
          {actions}
          {saved.length > 0 && (
            <Input
              size="small"
              type="search"
              className="df-search"
              contentBefore={<SearchRegular />}
              aria-label={t('search')}
              placeholder={t('search')}
              value={query}
              onChange={(_e, d) => setQuery(d.value)}
            />
          )}
        </div>
      }
    >
      <div className="df-scroll">
        {children}
        {list.error && (
          <ErrorPanel
            failure={list.error.value}
            actions={
              <Button size="small" onClick={() => void list.refetch()}>
                {t('common:retry')}
              </Button>
            }
          />
        )}
        {list.data && saved.length === 0 && (
          <EmptyState
            icon={icon}
            title={empty.title}
            text={empty.text}
            action={{ label: newLabel, run: onNew, disabled: newDisabled ?? false }}
          />
        )}
        {saved.length > 0 && (
          <table className="df-table">
            <thead>
              <tr>
                <th scope="col">{t('title')}</th>
                <th scope="col">{about.header}</th>
                <th scope="col">{t('savedAt')}</th>
                <th scope="col">
                  <span className="sd-visually-hidden">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((d) => (
                <tr key={d.id}>
                  <th scope="row">
                    <button type="button" className="df-open" onClick={() => open(d)}>
                      {label(d.title) || d.id}
                    </button>
                  </th>
                  <td>{about.text(d)}</td>
                  <td className="df-when">{formatDateTime(d.savedAt)}</td>
                  <td className="df-actions">
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<CopyRegular />}
                      aria-label={t('duplicateNamed', { title: label(d.title) })}
                      title={t('duplicate')}
                      onClick={() => duplicate(d)}
                    />
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<DeleteRegular />}
                      aria-label={t('deleteNamed', { title: label(d.title) })}
                      title={t('delete')}
                      onClick={() => setRemoving(d)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {saved.length > 0 && shown.length === 0 && <p className="sd-muted">{t('nothingFound')}</p>}
      </div>
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('deleteTitle')}
        confirmLabel={t('delete')}
        onConfirm={() => {
          if (removing) remove(removing)
          setRemoving(null)
        }}
        onCancel={() => setRemoving(null)}
      >
        {t('deleteText', { title: label(removing?.title) })}
      </ConfirmDialog>
    </ScreenLayout>
  )
}
