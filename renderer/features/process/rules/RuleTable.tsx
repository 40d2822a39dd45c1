// The office's rules as a list: edit, switch on and off, copy, take out. In: rules. Out: the list changed.
import { Badge, Button, Switch } from '@fluentui/react-components'
import { DeleteRegular, EditRegular } from '@fluentui/react-icons'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { useTexts } from '../../../i18n/index.ts'

type Props = {
  rules: readonly OfficeRule[]
  readOnly: boolean
  onEdit: (rule: OfficeRule) => void
  onChange: (rules: OfficeRule[]) => void
}

const colours = { hard: 'danger', soft: 'warning', repair: 'brand' } as const

/** What the rule demands, in one line. */
const demand = (rule: OfficeRule): string => {
  switch (rule.over) {
    case 'record':
      return rule.repair === null
        ? rule.expression
        : `${rule.expression} ⇒ ${rule.repair.variable} := ${rule.repair.value}`
    case 'unique':
      return rule.by.join(' + ')
    case 'group':
    case 'previous':
      return `${rule.by.join(' + ')}: ${rule.expression}`
    case 'register':
      return `${rule.variables.join(' + ')} ∈ ${rule.dataset}`
    default:
      return rule satisfies never
  }
}

export const RuleTable = ({ rules, readOnly, onEdit, onChange }: Props) => {
  const { t, label } = useTexts('rules')
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('rule')}</th>
          <th scope="col">{t('over')}</th>
          <th scope="col">{t('severity')}</th>
          <th scope="col">{t('demand')}</th>
          <th scope="col">{t('active')}</th>
          <th scope="col">{t('acts')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <td>
              {label(rule.message)} <span className="sd-code">{rule.id}</span>
            </td>
            <td>{t(`overs.${rule.over}`)}</td>
            <td>
              <Badge appearance="tint" size="small" color={colours[rule.severity]}>
                {t(`severities.${rule.severity}`)}
              </Badge>
            </td>
            <td className="sd-mono">{demand(rule)}</td>
            <td>
              <Switch
                checked={rule.active}
                disabled={readOnly}
                aria-label={t('activeOf', { rule: rule.id })}
                onChange={(_e, d) => onChange(rules.map((one) => (one === rule ? { ...one, active: d.checked } : one)))}
              />
            </td>
            <td>
              <Button
                size="small"
                appearance="subtle"
                icon={<EditRegular />}
                disabled={readOnly}
                aria-label={t('editOf', { rule: rule.id })}
                onClick={() => onEdit(rule)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<DeleteRegular />}
                disabled={readOnly}
                aria-label={t('removeOf', { rule: rule.id })}
                onClick={() => onChange(rules.filter((one) => one !== rule))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
