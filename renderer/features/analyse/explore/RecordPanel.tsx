// One record with all its variables by group, its delivery, the rules it failed and its linked records. Identifiers
// stay masked.
import { Badge } from '@fluentui/react-components'
import type { Variable } from '#shared/model/dataset.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, maskedText } from './cellText.ts'

export type RecordPanelProps = {
  dataset: string
  rowId: number
  variables: readonly Variable[]
  onLinked: (dataset: string, rowId: number) => void
}

export const RecordPanel = ({ dataset, rowId, variables, onLinked }: RecordPanelProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const sheet = useCall('explore.record', { dataset, rowId })
  if (sheet.error) return <ErrorPanel failure={sheet.error.value} />
  if (!sheet.data) return null
  const record = sheet.data
  const byId = new Map(variables.map((v) => [v.id, v]))
  const text = (id: string, value: string | number | null): string => {
    const variable = byId.get(id)
    return variable ? cellText(variable, value, format) : String(value ?? '')
  }
  return (
    <div className="sd-record" data-records>
      <p className="sd-muted">
        {t('recordFrom', {
          file: record.delivery.fileName,
          row: format.integer(record.rowNumber),
          period: format.period(record.delivery.period),
        })}
      </p>
      {record.flags.length > 0 && (
        <Section title={t('flags')}>
          <ul className="sd-plain-list">
            {record.flags.map((flag) => (
              <li key={flag.rule}>
                <Badge appearance="tint" color="warning" size="small">
                  {flag.rule}
                </Badge>{' '}
                {label(flag.message)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {record.groups.map((group) => (
        <Section key={group.label.vi} title={label(group.label)}>
          <dl className="sd-facts">
            {group.values.map((v) => (
              <div key={v.variable}>
                <dt>{label(v.label)}</dt>
                <dd>
                  {v.masked ? (
                    maskedText
                  ) : v.value === null ? (
                    <span className="sd-muted">–</span>
                  ) : v.text ? (
                    <>
                      {label(v.text)}
                      <span className="sd-code">{v.value}</span>
                    </>
                  ) : (
                    text(v.variable, v.value)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
      {record.linked.length > 0 && (
        <Section title={t('linked')}>
          <ul className="sd-plain-list">
            {record.linked.map((l) => (
              <li key={l.link}>
                {l.rowId === null ? (
                  <span className="sd-muted">
                    {label(l.label)}: {t('notLinked')}
                  </span>
                ) : (
                  <button type="button" className="sd-link-button" onClick={() => onLinked(l.dataset, l.rowId ?? 0)}>
                    {label(l.label)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
