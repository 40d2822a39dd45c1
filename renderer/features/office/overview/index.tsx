// Overview: what came, what was made last, what to do next, and how much room is left.
import { Button } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons'
import type { ScreenProps } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { useDatasets, useDefinitions, useDeliveries, useLinks, useWorkspace } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
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
const features: Record<string, FeatureId> = {
  table: 'tables',
  indicator: 'indicators',
  chart: 'charts',
  report: 'reports',
  link: 'links',
}

export const OverviewScreen = (_props: ScreenProps) => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  const workspace = useWorkspace().data
  const datasets = useDatasets()
  const deliveries = useDeliveries()
  const links = useLinks()
  const definitions = useDefinitions()
  const { goTo, openDocument } = useWorkbench()
  const saved = (definitions.data ?? []).toSorted((a, b) => b.savedAt.localeCompare(a.savedAt)).slice(0, 8)
  const latest = (deliveries.data ?? []).toSorted((a, b) => b.importedAt.localeCompare(a.importedAt)).slice(0, 6)
  const failed = [datasets, deliveries, links, definitions].find((q) => q.error)?.error
  const ready = datasets.data && links.data && definitions.data
  const step = ready
    ? nextStep({
        datasets: datasets.data,
        links: links.data,
        tables: definitions.data.filter((d) => d.kind === 'table').length,
        reports: definitions.data.filter((d) => d.kind === 'report').length,
      })
    : null
  const rows = (datasets.data ?? []).reduce((sum, d) => sum + d.rows, 0)
  const datasetName = (id: string): string => label(datasets.data?.find((d) => d.id === id)?.label) || id
  const figures: [string, string, string][] = [
    [
      t('figure.rows'),
      format.integer(rows),
      t('figure.datasets', { datasets: (datasets.data ?? []).filter((d) => d.rows > 0).length }),
    ],
    [
      t('figure.deliveries'),
      format.integer((deliveries.data ?? []).filter((d) => d.state === 'current').length),
      t('figure.rejected', {
        rows: format.integer(
          (deliveries.data ?? []).reduce((sum, d) => sum + (d.state === 'current' ? d.rowsRejected : 0), 0),
        ),
      }),
    ],
    [
      t('figure.links'),
      format.integer(links.data?.length ?? 0),
      t('figure.stale', { links: (links.data ?? []).filter((l) => l.stale).length }),
    ],
    ...(workspace?.state === 'open'
      ? [
          [
            t('figure.size'),
            format.bytes(workspace.bytes),
            t('figure.free', { free: format.bytes(workspace.freeBytes) }),
          ] as [string, string, string],
        ]
      : []),
  ]
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
        <dl className="sd-figures">
          {figures.map(([name, value, more]) => (
            <div key={name} className="sd-card">
              <dt className="sd-muted">{name}</dt>
              <dd className="sd-figure">{value}</dd>
              <dd className="sd-muted">{more}</dd>
            </div>
          ))}
        </dl>
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
              useWorkbench.getState().openDocument({
                feature: 'deliveries',
                documentId: String(id),
                title: deliveries.data?.find((d) => d.id === id)?.fileName ?? String(id),
              })
            }
          />
        </Panel>
        <div className="sd-overview__halves">
          <Panel title={t('latest')}>
            {latest.length === 0 ? (
              <p className="sd-muted">{t('noDeliveries')}</p>
            ) : (
              <table className="sd-list-table">
                <thead>
                  <tr>
                    <th scope="col">{t('common:dataset')}</th>
                    <th scope="col">{t('common:period')}</th>
                    <th scope="col" className="num">
                      {t('common:rows')}
                    </th>
                    <th scope="col">{t('receivedAt')}</th>
                  </tr>
                </thead>
                <tbody>
                  {latest.map((d) => (
                    <tr key={d.id}>
                      <td>
                        <button
                          type="button"
                          className="sd-link-button"
                          onClick={() =>
                            openDocument({ feature: 'deliveries', documentId: String(d.id), title: d.fileName })
                          }
                        >
                          {datasetName(d.dataset)}
                        </button>
                      </td>
                      <td>{format.periodShort(d.period)}</td>
                      <td className="num">{format.integer(d.rowsAccepted)}</td>
                      <td className="sd-numeric">{format.instant(d.importedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Panel>
          <Panel title={t('saved')}>
            {saved.length === 0 ? (
              <p className="sd-muted">{t('noSaved')}</p>
            ) : (
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
                        <button
                          type="button"
                          className="sd-link-button"
                          onClick={() =>
                            d.kind === 'link'
                              ? goTo('links')
                              : openDocument({
                                  feature: features[d.kind] ?? 'overview',
                                  documentId: d.id,
                                  title: label(d.title),
                                })
                          }
                        >
                          {label(d.title)}
                        </button>
                      </td>
                      <td>{t(`frame:finder.kind.${d.kind}`)}</td>
                      <td className="sd-numeric">{format.instant(d.savedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Panel>
        </div>
      </div>
    </ScreenLayout>
  )
}
