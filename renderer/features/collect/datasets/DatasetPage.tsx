// One dataset: its variables by group with role, type and code list; the rules a row must pass; what it is linked to.
import { Badge } from '@fluentui/react-components'
import { CheckmarkCircleRegular, DatabaseArrowRightRegular, DatabaseSearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDataset } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { DesignPanel } from './DesignPanel.tsx'
import { RecordsDialog } from '../../disseminate/records/RecordsDialog.tsx'

export const DatasetPage = ({ dataset }: { dataset: string }) => {
  const { t, label } = useTexts('datasets')
  const format = useFormat()
  const detail = useDataset(dataset)
  const [exporting, setExporting] = useState(false)
  const { openDocument } = useWorkbench()
  if (detail.error)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={detail.error.value} />
      </div>
    )
  if (!detail.data) return null
  const { definition, links } = detail.data
  const openList = (list: string): void =>
    openDocument({ feature: 'datasets', documentId: `list:${list}`, title: list })
  return (
    <ScreenLayout
      title={label(definition.label)}
      toolbar={
        <>
          <span className="sd-muted">{label(definition.description)}</span>
          <Toolbar
            label={t('toolbar')}
            items={[
              {
                id: 'explore',
                label: t('explore'),
                icon: <DatabaseSearchRegular />,
                disabled: detail.data.rows === 0,
                run: () => openDocument({ feature: 'explore', documentId: dataset, title: label(definition.label) }),
              },
              {
                id: 'rules',
                label: t('rules:open'),
                icon: <CheckmarkCircleRegular />,
                run: () =>
                  openDocument({
                    feature: 'datasets',
                    documentId: `rules:${dataset}`,
                    title: t('rules:title', { dataset: label(definition.label) }),
                  }),
              },
              {
                id: 'records',
                label: t('files:records.menu'),
                icon: <DatabaseArrowRightRegular />,
                disabled: detail.data.rows === 0,
                run: () => setExporting(true),
              },
            ]}
          />
          {exporting && <RecordsDialog dataset={dataset} start={{}} onClose={() => setExporting(false)} />}
        </>
      }
    >
      <div className="sd-pad sd-stack">
        <Panel title={t('variables', { variables: format.integer(definition.variables.length) })}>
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('source')}</th>
                <th scope="col">{t('group')}</th>
                <th scope="col">{t('roleHeader')}</th>
                <th scope="col">{t('typeHeader')}</th>
                <th scope="col">{t('list')}</th>
                <th scope="col">{t('unit')}</th>
                <th scope="col">{t('sensitivityHeader')}</th>
              </tr>
            </thead>
            <tbody>
              {definition.variables.map((v) => (
                <tr key={v.id}>
                  <td>
                    {label(v.label)} <span className="sd-code">{v.id}</span>
                  </td>
                  <td className="sd-mono">{v.source ?? (v.derived ? `= ${v.derived}` : '')}</td>
                  <td>{label(v.group)}</td>
                  <td>{t(`explore:role.${v.role}`)}</td>
                  <td>
                    {t(`type.${v.type}`)}
                    {v.type === 'decimal' ? ` (${v.scale})` : ''}
                  </td>
                  <td>
                    {v.codeList && (
                      <button type="button" className="sd-link-button" onClick={() => openList(v.codeList ?? '')}>
                        {v.codeList}
                      </button>
                    )}
                  </td>
                  <td>{label(v.unit)}</td>
                  <td>
                    {v.sensitivity !== 'none' && (
                      <Badge appearance="tint" size="small" color="danger">
                        {t(`sensitivity.${v.sensitivity}`)}
                      </Badge>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel title={t('rules', { rules: format.integer(definition.rules.length) })}>
          {definition.rules.length === 0 ? (
            <p className="sd-muted">{t('noRules')}</p>
          ) : (
            <table className="sd-list-table">
              <thead>
                <tr>
                  <th scope="col">{t('rule')}</th>
                  <th scope="col">{t('severityHeader')}</th>
                  <th scope="col">{t('expression')}</th>
                </tr>
              </thead>
              <tbody>
                {definition.rules.map((rule) => (
                  <tr key={rule.id}>
                    <td>
                      {label(rule.message)} <span className="sd-code">{rule.id}</span>
                    </td>
                    <td>
                      <Badge appearance="tint" size="small" color={rule.severity === 'hard' ? 'danger' : 'warning'}>
                        {t(`deliveries:severity.${rule.severity}`)}
                      </Badge>
                    </td>
                    <td className="sd-mono">{rule.expression}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Panel>
        <DesignPanel detail={detail.data} />
        {links.length > 0 && (
          <Panel title={t('links')}>
            <ul>
              {links.map((l) => (
                <li key={l.id}>
                  {label(l.label)}: {format.percent(l.matchRate)}
                  {l.stale ? ` · ${t('stale')}` : ''}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </ScreenLayout>
  )
}
