// All datasets with what they hold, and the code lists their variables use.
import { useQueries } from '@tanstack/react-query'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { subjectName, versionName } from '../../../components/shownNames.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const CataloguePage = () => {
  const { t, label } = useTexts('datasets')
  const format = useFormat()
  const datasets = useDatasets()
  const { openDocument } = useWorkbench()
  const details = useQueries({
    queries: (datasets.data ?? []).map((d) => ({
      queryKey: ['datasets.get', { dataset: d.id }],
      queryFn: () => call('datasets.get', { dataset: d.id }),
    })),
    combine: (results) => results.flatMap((r) => (r.data ? [r.data] : [])),
  })
  const uses = Map.groupBy(
    details.flatMap((d) =>
      d.definition.variables.flatMap((v) => (v.codeList ? [{ list: v.codeList, dataset: d }] : [])),
    ),
    (use) => use.list,
  )
  const lists = [...uses.keys()].toSorted()
  const versions = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['codeLists.get', { list }],
      queryFn: () => call('codeLists.get', { list }),
    })),
    combine: (results) => results.map((r) => r.data ?? []),
  })
  return (
    <ScreenLayout title={t('title')}>
      <div className="sd-pad sd-stack">
        {datasets.error && <ErrorPanel failure={datasets.error.value} />}
        <Panel title={t('datasets')}>
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('subjectHeader')}</th>
                <th scope="col">{t('record')}</th>
                <th scope="col" className="num">
                  {t('common:rows')}
                </th>
                <th scope="col" className="num">
                  {t('deliveries')}
                </th>
                <th scope="col">{t('periods')}</th>
                <th scope="col">{t('columnSet')}</th>
              </tr>
            </thead>
            <tbody>
              {(datasets.data ?? []).map((d) => (
                <tr key={d.id}>
                  <td>
                    <button
                      type="button"
                      className="sd-link-button"
                      onClick={() =>
                        openDocument({ feature: 'datasets', documentId: `dataset:${d.id}`, title: label(d.label) })
                      }
                    >
                      {label(d.label)}
                    </button>{' '}
                    <span className="sd-code">{d.id}</span>
                  </td>
                  <td>{subjectName(t, d.subject)}</td>
                  <td>{label(d.recordLabel)}</td>
                  <td className="num">{format.integer(d.rows)}</td>
                  <td className="num">{format.integer(d.deliveries)}</td>
                  <td className="sd-numeric">
                    {d.periods.length === 0
                      ? '–'
                      : d.periods.length === 1
                        ? format.periodShort(d.periods[0] ?? '')
                        : `${format.periodShort(d.periods[0] ?? '')} – ${format.periodShort(d.periods.at(-1) ?? '')}`}
                  </td>
                  <td>{d.rows === 0 ? '–' : d.columnSetReady ? t('ready') : t('notReady')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel title={t('lists')}>
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('versions')}</th>
                <th scope="col" className="num">
                  {t('items')}
                </th>
                <th scope="col">{t('usedBy')}</th>
              </tr>
            </thead>
            <tbody>
              {lists.map((list, i) => {
                const found = versions[i] ?? []
                const name = label(found.at(-1)?.label) || list
                return (
                  <tr key={list}>
                    <td>
                      <button
                        type="button"
                        className="sd-link-button"
                        onClick={() => openDocument({ feature: 'datasets', documentId: `list:${list}`, title: name })}
                      >
                        {name}
                      </button>{' '}
                      <span className="sd-code">{list}</span>
                    </td>
                    <td>{found.map((v) => versionName(t, v.version)).join(', ')}</td>
                    <td className="num">{found.map((v) => format.integer(v.items.length)).join(' · ')}</td>
                    <td>{[...new Set((uses.get(list) ?? []).map((use) => label(use.dataset.label)))].join(', ')}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Panel>
      </div>
    </ScreenLayout>
  )
}
