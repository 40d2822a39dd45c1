// The indicators feature: its home is the list by domain with the latest figures; a document is one indicator.
import { foldText } from '#shared/format/foldText.ts'
import { Button, Input, Spinner } from '@fluentui/react-components'
import { AddRegular, CopyRegular, DataTrendingRegular, DeleteRegular, SearchRegular } from '@fluentui/react-icons'
import { Fragment, useState } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDatasets, useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify } from '../../../components/notices.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { retitled } from '../../process/definitions/titles.ts'
import { useIndicatorCube } from '../../process/definitions/useSourceCube.ts'
import { freeId } from '../../process/definitions/freeId.ts'
import { IndicatorDocument } from './IndicatorDocument.tsx'
import { headlineOf, seriesOf } from './model/series.ts'
import { newIndicator } from './model/newIndicator.ts'
import { Sparkline } from './Sparkline.tsx'
import '../../process/definitions/definitions.css'
import './indicators.css'

export const IndicatorsScreen: Screen = (props) =>
  props.documentId === null ? (
    <IndicatorHome active={props.active} />
  ) : (
    <IndicatorDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const domains = ['education', 'enterprise', 'trade'] as const
type Row = SavedDefinition & { definition: IndicatorDefinition }
const isIndicator = (d: SavedDefinition): d is Row => d.definition.kind === 'indicator'

const IndicatorHome = ({ active }: { active: boolean }) => {
  const { t, label, language } = useTexts('indicators')
  const list = useDefinitions('indicator')
  const datasets = useDatasets()
  const [query, setQuery] = useState('')
  const [removing, setRemoving] = useState<Row | null>(null)
  const all = (list.data ?? []).filter(isIndicator)
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const shown = all.filter((d) => words.every((w) => foldText(`${d.title.vi} ${d.title.en} ${d.id}`).includes(w)))
  const dataset = datasets.data?.find((d) => d.rows > 0)?.id ?? datasets.data?.[0]?.id

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
      await list.refetch()
    } catch (thrown) {
      const failure = toFailureValue(thrown)
      notify({ intent: 'error', text: failureMessage(failure, language), failure })
    }
  }
  const start = (): void => {
    if (dataset === undefined) return
    const documentId = `new_indicator_${all.length + 1}`
    const draft = newIndicator(dataset, documentId)
    useWorkbench.getState().openDocument({
      feature: 'indicators',
      documentId,
      title: label(draft.label),
      parameters: { draft, isNew: true },
    })
  }
  const duplicate = (d: Row): void => {
    const title = { vi: `${d.title.vi} (bản sao)`, en: `${d.title.en} (copy)` }
    void attempt(() =>
      call('definitions.save', {
        definition: retitled(d.definition, freeId(title, 'indicator', new Set(all.map((s) => s.id))), title),
      }),
    )
  }
  useCommand(
    {
      id: 'indicators.new',
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: dataset !== undefined,
      run: start,
    },
    active,
  )

  return (
    <ScreenLayout
      title={t('screen')}
      toolbar={
        <div className="df-toolbar">
          <Button
            size="small"
            appearance="primary"
            icon={<AddRegular />}
            disabled={dataset === undefined}
            onClick={start}
          >
            {t('new')}
          </Button>
          {all.length > 0 && (
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
        {list.data && all.length === 0 && (
          <EmptyState
            icon={<DataTrendingRegular />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={{ label: t('new'), run: start, disabled: dataset === undefined }}
          />
        )}
        {all.length > 0 && (
          <table className="df-table in-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('lastPeriod')}</th>
                <th scope="col" className="df-number">
                  {t('value')}
                </th>
                <th scope="col" className="df-number">
                  {t('change')}
                </th>
                <th scope="col">{t('unit')}</th>
                <th scope="col">{t('course')}</th>
                <th scope="col">{t('status')}</th>
                <th scope="col">
                  <span className="sd-visually-hidden">{t('definitions:actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {domains.map((domain) => {
                const rows = shown.filter((d) => d.definition.domain === domain)
                return rows.length === 0 ? null : (
                  <Fragment key={domain}>
                    <tr className="in-domain">
                      <th scope="rowgroup" colSpan={8}>
                        {t(`domain.${domain}`)}
                      </th>
                    </tr>
                    {rows.map((d) => (
                      <IndicatorRow
                        key={d.id}
                        row={d}
                        onDuplicate={() => duplicate(d)}
                        onRemove={() => setRemoving(d)}
                      />
                    ))}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('definitions:deleteTitle')}
        confirmLabel={t('definitions:delete')}
        onCancel={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) {
            useWorkbench.getState().closeTab(`indicators:${removing.id}`)
            void attempt(() => call('definitions.remove', { kind: 'indicator', id: removing.id }))
          }
          setRemoving(null)
        }}
      >
        {t('definitions:deleteText', { title: label(removing?.title) })}
      </ConfirmDialog>
    </ScreenLayout>
  )
}

const IndicatorRow = ({ row, onDuplicate, onRemove }: { row: Row; onDuplicate: () => void; onRemove: () => void }) => {
  const { t, label, language } = useTexts('indicators')
  const answer = useIndicatorCube(row.definition, [])
  const points = answer.cube ? seriesOf(answer.cube) : []
  const measure = answer.cube?.measures[0]
  const headline = measure ? headlineOf(points, measure, language) : null
  const open = (): void =>
    useWorkbench.getState().openDocument({ feature: 'indicators', documentId: row.id, title: label(row.title) })
  return (
    <tr>
      <th scope="row">
        <button type="button" className="df-open" onClick={open}>
          {label(row.title) || row.id}
        </button>
      </th>
      {answer.failure ? (
        <td colSpan={5} className="in-failed" title={answer.failure.code}>
          {failureMessage(answer.failure, language)}
        </td>
      ) : (
        <>
          <td>
            {answer.pending && !answer.cube ? (
              <Spinner size="extra-tiny" label={t('computing')} />
            ) : (
              label(headline?.last.label)
            )}
          </td>
          <td className="df-number in-value">{headline?.text ?? (answer.cube ? '…' : '')}</td>
          <td className="df-number">
            {headline?.change ? (
              <span title={t('changeHint')}>
                {headline.change.direction === 'up' ? '▲ ' : headline.change.direction === 'down' ? '▼ ' : ''}
                {headline.change.text}
              </span>
            ) : (
              ''
            )}
          </td>
          <td>{label(row.definition.unit)}</td>
          <td>
            <Sparkline values={points.map((p) => p.shown)} />
          </td>
        </>
      )}
      <td>{label(figureStatusLabels[row.definition.status])}</td>
      <td className="df-actions">
        <Button
          size="small"
          appearance="subtle"
          icon={<CopyRegular />}
          aria-label={t('definitions:duplicateNamed', { title: label(row.title) })}
          title={t('definitions:duplicate')}
          onClick={onDuplicate}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={t('definitions:deleteNamed', { title: label(row.title) })}
          title={t('definitions:delete')}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}
