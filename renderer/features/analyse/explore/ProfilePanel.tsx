// What a variable holds under the present filter: records, missing, extremes, the most frequent values, a small
// picture. Picking values or bounds here makes filter chips. An identifier tells nothing but counts.
import { Button, Checkbox, Input } from '@fluentui/react-components'
import { ArrowSortDownRegular, ArrowSortUpRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { VariableProfile } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { typedNumber, writtenNumber } from '#shared/format/typedNumber.ts'
import { Section } from '../../../components/Panel.tsx'
import { SmallChart } from '../../../components/SmallChart.tsx'
import { useNumberProblem } from '../../../components/useTypedNumber.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { AnswerState } from './AnswerState.tsx'
import { averageText, cellText, isNumber } from './cellText.ts'
import { conditionOn, toggleValue, withCondition } from './model/filterTree.ts'
import type { Condition, Group, Operator } from './model/filterTree.ts'
import { histogramOption } from './histogramOption.ts'
import { useAnswer } from './useAnswer.ts'
import type { CodeLabels } from './useCodeLabels.ts'

export type ProfilePanelProps = {
  view: string
  variable: Variable
  /** The filter in force, to show what is picked and to change it. */
  root: Group
  masked: boolean
  labels: CodeLabels
  onFilter: (root: Group) => void
  onSort: (direction: 'ascending' | 'descending') => void
  onFrequency: () => void
}

const bounds: Operator[] = ['between', 'at_least', 'at_most']

const Bounds = ({ variable, root, onFilter }: Pick<ProfilePanelProps, 'variable' | 'root' | 'onFilter'>) => {
  const { t, language } = useTexts('explore')
  const dated = variable.type === 'date'
  const known = conditionOn(root, variable.id, bounds)
  const shown = (value: string | undefined): string => {
    if (value === undefined) return ''
    return dated ? value : writtenNumber(value, language)
  }
  const low = known?.operator === 'at_most' ? undefined : known?.values[0]
  const high = known?.operator === 'between' ? known.values[1] : known?.values[0]
  const [from, setFrom] = useState(shown(low))
  const [to, setTo] = useState(known?.operator === 'at_least' ? '' : shown(high))
  const problemIn = useNumberProblem()
  /** As the filter writes it; null: nothing typed, or nothing that can be read one way. */
  const bound = (text: string): string | null => {
    if (!dated) return typedNumber(text).plain
    return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? text.trim() : null
  }
  const good = [from, to].every((text) => text.trim() === '' || bound(text) !== null)
  const wrong = [from, to].find((text) => text.trim() !== '' && bound(text) === null)
  const problem = wrong === undefined || dated ? null : problemIn(wrong, typedNumber(wrong).problem)
  const bounded = (least: string | null, most: string | null): Condition | null => {
    const on = { kind: 'condition', variable: variable.id } as const
    if (least !== null && most !== null) return { ...on, operator: 'between', values: [least, most] }
    if (least !== null) return { ...on, operator: 'at_least', values: [least] }
    return most === null ? null : { ...on, operator: 'at_most', values: [most] }
  }
  const type = dated ? 'date' : 'text'
  return (
    <form
      className="sd-bounds"
      onSubmit={(event) => {
        event.preventDefault()
        if (good) onFilter(withCondition(root, variable.id, bounds, bounded(bound(from), bound(to))))
      }}
    >
      <Input
        size="small"
        type={type}
        value={from}
        aria-label={t('from')}
        placeholder={t('from')}
        onChange={(_e, d) => setFrom(d.value)}
      />
      <Input
        size="small"
        type={type}
        value={to}
        aria-label={t('to')}
        placeholder={t('to')}
        onChange={(_e, d) => setTo(d.value)}
      />
      <Button size="small" type="submit" disabled={!good}>
        {t('apply')}
      </Button>
      {problem && (
        <p role="status" className="sd-bounds__problem">
          {problem}
        </p>
      )}
    </form>
  )
}

const TopValues = ({ profile, props }: { profile: VariableProfile; props: ProfilePanelProps }) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const { variable, root, onFilter, labels, onFrequency } = props
  const most = Math.max(1, ...profile.top.map((v) => v.records))
  const picked = conditionOn(root, variable.id, ['in'])?.values ?? []
  if (profile.top.length === 0) return null
  return (
    <Section
      title={t('topValues')}
      actions={
        <Button size="small" appearance="subtle" onClick={onFrequency}>
          {t('allValues')}
        </Button>
      }
    >
      <ul className="sd-plain-list sd-top">
        {profile.top.map((value) => {
          const text =
            label(value.label ?? labels.label(variable.id, value.code)) ||
            (value.code === '' ? t('common:missing') : cellText(variable, value.code, format))
          const share = profile.records > 0 ? value.records / profile.records : 0
          return (
            <li key={`${value.code}:${value.label?.vi ?? ''}`} className="sd-top__value">
              <Checkbox
                className="sd-top__check"
                checked={picked.includes(value.code)}
                onChange={() => onFilter(toggleValue(root, variable.id, value.code))}
                label={
                  <span>
                    {text}
                    {value.label && <span className="sd-code">{value.code}</span>}
                  </span>
                }
              />
              <span className="sd-numeric">{format.integer(value.records)}</span>
              <span className="sd-numeric sd-muted sd-top__share">{format.percent(share)}</span>
              <span className="sd-top__bar" style={{ width: `${(100 * value.records) / most}%` }} aria-hidden="true" />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

export const ProfilePanel = (props: ProfilePanelProps) => {
  const { view, variable, root, masked, onFilter, onSort } = props
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const answer = useAnswer('explore.profile', { view, variable: variable.id }, 60)
  const current = answer.data?.variable === variable.id ? answer.data : null
  const option = useMemo(
    () => (current?.histogram ? histogramOption(current.histogram, (text) => cellText(variable, text, format)) : null),
    [current, variable, format],
  )
  const value = (text: string | null): string => (text === null ? '–' : cellText(variable, text, format))
  const facts: [string, string][] = current
    ? [
        [
          t('records'),
          current.sampledFrom === undefined
            ? format.integer(current.records)
            : t('sampled', { read: format.integer(current.records), of: format.integer(current.sampledFrom) }),
        ],
        [
          t('missingCount'),
          `${format.integer(current.missing)} (${format.percent(current.records > 0 ? current.missing / current.records : 0)})`,
        ],
        ...(current.distinct === null ? [] : [[t('distinct'), format.integer(current.distinct)] as [string, string]]),
        ...(current.minimum === null
          ? []
          : [
              [t('minimum'), value(current.minimum)] as [string, string],
              [t('maximum'), value(current.maximum)] as [string, string],
            ]),
        ...(current.mean === null
          ? []
          : [[t('mean'), averageText(variable, current.mean, format)] as [string, string]]),
        ...(current.median === null
          ? []
          : [[t('median'), averageText(variable, current.median, format)] as [string, string]]),
      ]
    : []
  // Begins anew for another variable, and when the condition was changed elsewhere.
  const boundsKey = JSON.stringify([variable.id, conditionOn(root, variable.id, bounds)])
  const missing = conditionOn(root, variable.id, ['missing'])
  return (
    <>
      <div className="sd-profile__name">
        <strong>{label(variable.label)}</strong>
        <span className="sd-muted">
          {[t(`role.${variable.role}`), variable.id, variable.unit ? label(variable.unit) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {!masked && (
        <div className="sd-profile__actions">
          <Button size="small" icon={<ArrowSortUpRegular />} onClick={() => onSort('ascending')}>
            {t('sortAscending')}
          </Button>
          <Button size="small" icon={<ArrowSortDownRegular />} onClick={() => onSort('descending')}>
            {t('sortDescending')}
          </Button>
        </div>
      )}
      <AnswerState answer={answer} />
      {current && (
        <>
          <dl className="sd-facts">
            {facts.map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="sd-numeric">{text}</dd>
              </div>
            ))}
          </dl>
          {current.masked && <p className="sd-muted">{t('maskedProfile')}</p>}
          {option && (
            <SmallChart option={option} height={120} label={t('histogramLabel', { variable: label(variable.label) })} />
          )}
          {!current.masked && (isNumber(variable) || variable.type === 'date') && (
            <Section title={t('bounds')}>
              <Bounds key={boundsKey} variable={variable} root={root} onFilter={onFilter} />
            </Section>
          )}
          {current.missing > 0 && !current.masked && (
            <Checkbox
              label={t('onlyMissing')}
              checked={missing !== null}
              onChange={(_e, d) =>
                onFilter(
                  withCondition(
                    root,
                    variable.id,
                    ['missing'],
                    d.checked ? { kind: 'condition', variable: variable.id, operator: 'missing', values: [] } : null,
                  ),
                )
              }
            />
          )}
          <TopValues profile={current} props={props} />
        </>
      )}
    </>
  )
}
