// A rule to begin with, of each kind. In: a kind, the rule it takes the place of. Out: a rule not yet complete.
import type { OfficeRule } from '#shared/model/officeRule.ts'

export const emptyRule: OfficeRule = {
  id: '',
  message: { vi: '', en: '' },
  weight: null,
  active: true,
  over: 'record',
  severity: 'soft',
  expression: '',
  repair: null,
}

export const ruleOfKind = (over: OfficeRule['over'], from: OfficeRule): OfficeRule => {
  const { id, message, weight, active } = from
  const severity = from.severity === 'repair' ? 'soft' : from.severity
  const common = { id, message, weight, active, severity }
  const by = 'by' in from ? from.by : []
  const figures = 'values' in from ? { values: from.values, expression: from.expression } : null
  switch (over) {
    case 'record':
      return { ...common, over, expression: '', repair: null }
    case 'unique':
      return { ...common, over, by }
    case 'group':
      return { ...common, over, by, ...(figures ?? { values: { total: 'count()' }, expression: '' }) }
    case 'previous':
      return { ...common, over, by, step: 'period', ...(figures ?? { values: { total: 'count()' }, expression: '' }) }
    case 'register':
      return { ...common, over, variables: [], dataset: '', keys: [], where: null, at: 'before' }
    default:
      return over satisfies never
  }
}
