// Overview: first what needs a decision, then what moved and what was made last, then, small, what is fine.
// In: status, datasets, deliveries, links, definitions. Out: ways to other screens. Never a figure of its own.
import { Button } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { useCall, useDatasets, useDefinitions, useDeliveries, useLinks, useWorkspace } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { DueList } from './DueList.tsx'
import { dueThisWeek } from './dueThisWeek.ts'
import { DecisionList } from './DecisionList.tsx'
import { decisionsOf } from './decisions.ts'
import { MovementList } from './MovementList.tsx'
import { movementsOf } from './movements.ts'
import { nextStep } from './nextStep.ts'
import type { NextStep } from './nextStep.ts'
import { ReceivedMatrix } from './ReceivedMatrix.tsx'

const target: Record<NextStep, FeatureId> = {
  import: 'deliveries',
  link: 'links',
  relink: 'links',
  table: 'tables',
  report: 'reports',
}
/** Rows of the list of what was saved last. */
const savedShown = 7
const features: Record<string, FeatureId> = {
  table: 'tables',
  indicator: 'indicators',
  chart: 'charts',
  map: 'maps',
  report: 'reports',
  link: 'links',
}

/** What was saved last, newest first. */
const SavedList = ({ saved }: { saved: readonly SavedDefinition[] }) => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  const { goTo, openDocument } = useWorkbench()
  const open = (d: SavedDefinition): void =>
    d.kind === 'link'
      ? goTo('links')
      : openDocument({ feature: features[d.kind] ?? 'overview', documentId: d.id, title: label(d.title) })
  if (saved.length === 0) return <p className="sd-muted">{t('noSaved')}</p>
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('kindHeader')}</th>
          <th scope="col">{t('savedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {saved.map((d) => (
          <tr key={`${d.kind}:${d.id}`}>
            <td>
              <button type="button" className="sd-link-button" onClick={() => open(d)}>
                {label(d.title)}
              </button>
            </td>
            <td className="sd-nowrap">{t(`frame:finder.kind.${d.kind}`)}</td>
            <td className="sd-numeric sd-nowrap">{format.instant(d.savedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How much there is, in one quiet line: what is fine needs no card. */
const useSizes = (): string[] => {
  const { t } = useTexts('overview')
  const format = useFormat()
  const workspace = useWorkspace().data
  const datasets = useDatasets().data ?? []
  const current = (useDeliveries().data ?? []).filter((d) => d.state === 'current')
  const rows = datasets.reduce((sum, d) => sum + d.rows, 0)
  const rejected = current.reduce((sum, d) => sum + d.rowsRejected, 0)
  return [
    `${format.integer(rows)} ${t('size.rows', { datasets: datasets.filter((d) => d.rows > 0).length })}`,
    `${format.integer(current.length)} ${t('size.deliveries', { rows: format.integer(rejected) })}`,
    ...(workspace?.state === 'open'
      ? [`${format.bytes(workspace.bytes)}, ${t('figure.free', { free: format.bytes(workspace.freeBytes) })}`]
      : []),
  ]
}

export const OverviewScreen = (_props: ScreenProps) => {
  const { t, label } = useTexts('overview')
  const datasets = useDatasets()
  const deliveries = useDeliveries()
  const links = useLinks()
  const definitions = useDefinitions()
  const issues = useCall('issues.list', {})
  const { goTo, openDocument } = useWorkbench()
  const sizes = useSizes()
  // A variable has no document of its own: it is met in the tables that use it.
  const documents = (definitions.data ?? []).filter((d) => d.kind !== 'variable')
  const saved = documents.toSorted((a, b) => b.savedAt.localeCompare(a.savedAt)).slice(0, savedShown)
  const failed = [datasets, deliveries, links, definitions].find((q) => q.error)?.error
  const ready = datasets.data && deliveries.data && links.data && definitions.data
  const step = ready
    ? nextStep({
        datasets: datasets.data,
        links: links.data,
        tables: definitions.data.filter((d) => d.kind === 'table').length,
        reports: definitions.data.filter((d) => d.kind === 'report').length,
      })
    : null
  const decisions = ready
    ? decisionsOf({
        datasets: datasets.data,
        deliveries: deliveries.data,
        links: links.data,
        issues: issues.data ?? [],
      })
    : null
  const labels = new Map((datasets.data ?? []).map((dataset) => [dataset.id, dataset.label]))
  const reports = useCall('report.due', {}).data ?? []
  const calendar = useCall('deliveries.calendar', {}).data
  const labelOf = (dataset: string) => labels.get(dataset) ?? { vi: dataset, en: dataset }
  const due = calendar ? dueThisWeek(reports, calendar.entries, labelOf, calendar.on) : []
  const movements = movementsOf(datasets.data ?? [], deliveries.data ?? [])
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        step && (
          <Button appearance="primary" size="small" icon={<ArrowRightRegular />} onClick={() => goTo(target[step])}>
            {t(`step.${step}`)}
          </Button>
        )
      }
    >
      <div className="sd-pad sd-stack">
        {failed && <ErrorPanel failure={failed.value} />}
        {decisions && (
          <Panel title={t('decide.title')}>
            <DecisionList decisions={decisions} />
          </Panel>
        )}
        <Panel title={t('due.title')}>
          <DueList due={due} />
        </Panel>
        <div className="sd-overview__halves">
          <Panel title={t('moved')}>
            {movements.length === 0 ? (
              <p className="sd-muted">{t('noDeliveries')}</p>
            ) : (
              <MovementList movements={movements} />
            )}
          </Panel>
          <Panel title={t('saved')}>
            <SavedList saved={saved} />
          </Panel>
        </div>
        <Panel
          title={t('received')}
          actions={
            <Button size="small" appearance="subtle" onClick={() => goTo('deliveries')}>
              {t('toDeliveries')}
            </Button>
          }
        >
          <ReceivedMatrix
            datasets={datasets.data ?? []}
            deliveries={deliveries.data ?? []}
            onOpen={(id) =>
              openDocument({
                feature: 'deliveries',
                documentId: String(id),
                title:
                  deliveries.data?.find((d) => d.id === id)?.fileName ??
                  label({ vi: `Đợt ${id}`, en: `Delivery ${id}` }),
              })
            }
          />
          <p className="sd-muted sd-overview__sizes">{sizes.join(' · ')}</p>
        </Panel>
      </div>
    </ScreenLayout>
  )
}
