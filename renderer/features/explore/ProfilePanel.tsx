// What a variable holds under the present filter: records, missing, extremes, the most frequent values, a small picture.
// Picking values or bounds here makes filter chips. An identifier tells nothing but counts.
import { Button, Checkbox, Input, Spinner } from '@fluentui/react-components'
import { ArrowSortDownRegular, ArrowSortUpRegular } from '@fluentui/react-icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { VariableProfile } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { Failure } from '#shared/model/failure.ts'
import { call } from '../../bridge/client.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Section } from '../../components/Panel.tsx'
import { SmallChart } from '../../components/SmallChart.tsx'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cellText, isNumber } from './cellText.ts'
import { pickedCodes, toggleCode, withChip } from './filterChips.ts'
import type { FilterChip } from './filterChips.ts'
import { histogramOption } from './histogramOption.ts'
import type { CodeLabels } from './useCodeLabels.ts'

export type ProfilePanelProps = {
  dataset: string
  variable: Variable
  filter: string | null
  chips: readonly FilterChip[]
  labels: CodeLabels
  onChips: (chips: FilterChip[]) => void
  onSort: (direction: 'ascending' | 'descending') => void
}

const useSettled = <T,>(value: T, milliseconds: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

const Bounds = ({ variable, chips, onChips }: { variable: Variable; chips: readonly FilterChip[]; onChips: (chips: FilterChip[]) => void }) => {
  const { t } = useTexts('explore')
  const chip = chips.find((c) => c.kind === 'between' && c.variable === variable.id)
  const known = chip?.kind === 'between' ? chip : null
  const [from, setFrom] = useState(known?.from ?? '')
  const [to, setTo] = useState(known?.to ?? '')
  const shape = variable.type === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^-?\d+(\.\d+)?$/
  const plain = (text: string): string => (variable.type === 'date' ? text.trim() : text.trim().replace(',', '.'))
  const good = [from, to].every((text) => text.trim() === '' || shape.test(plain(text)))
  const bound = (text: string): string | null => (text.trim() === '' ? null : plain(text))
  const type = variable.type === 'date' ? 'date' : 'text'
  return (
    <form className="sd-bounds" onSubmit={(event) => {
      event.preventDefault()
      if (good) onChips(withChip(chips, variable.id, bound(from) === null && bound(to) === null ? null : { kind: 'between', variable: variable.id, from: bound(from), to: bound(to) }))
    }}>
      <Input size="small" type={type} value={from} aria-label={t('from')} placeholder={t('from')} onChange={(_e, d) => setFrom(d.value)} />
      <Input size="small" type={type} value={to} aria-label={t('to')} placeholder={t('to')} onChange={(_e, d) => setTo(d.value)} />
      <Button size="small" type="submit" disabled={!good}>{t('apply')}</Button>
    </form>
  )
}

const TopValues = ({ profile, props }: { profile: VariableProfile; props: ProfilePanelProps }) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const { variable, chips, onChips, labels } = props
  const most = Math.max(1, ...profile.top.map((v) => v.records))
  const picked = pickedCodes(chips, variable.id)
  if (profile.top.length === 0) return null
  return (
    <Section title={t('topValues')}>
      <ul className="sd-plain-list sd-top">
        {profile.top.map((value) => {
          const text = label(value.label ?? labels.label(variable.id, value.code)) || (value.code === '' ? t('common:missing') : cellText(variable, value.code, format))
          const share = profile.records > 0 ? value.records / profile.records : 0
          return (
            <li key={`${value.code}:${value.label?.vi ?? ''}`} className="sd-top__value">
              <Checkbox
                className="sd-top__check" checked={picked.includes(value.code)} onChange={() => onChips(toggleCode(chips, variable.id, value.code))}
                label={<span>{text}{value.label && <span className="sd-code">{value.code}</span>}</span>}
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
  const { dataset, variable, filter, chips, onChips, onSort } = props
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const asked = useSettled(useMemo(() => ({ dataset, variable: variable.id, filter }), [dataset, variable.id, filter]), 200)
  const { data: profile, error, isFetching } = useQuery<VariableProfile, Failure>({
    queryKey: ['explore.profile', asked], queryFn: () => call('explore.profile', asked), placeholderData: keepPreviousData,
  })
  const current = profile?.variable === variable.id && profile.dataset === dataset ? profile : null
  const option = useMemo(() => (current?.histogram ? histogramOption(current.histogram, (text) => cellText(variable, text, format)) : null), [current, variable, format])
  const value = (text: string | null): string => (text === null ? '–' : cellText(variable, text, format))
  const facts: [string, string][] = current ? [
    [t('records'), current.sampledFrom === undefined ? format.integer(current.records) : t('sampled', { read: format.integer(current.records), of: format.integer(current.sampledFrom) })],
    [t('missingCount'), `${format.integer(current.missing)} (${format.percent(current.records > 0 ? current.missing / current.records : 0)})`],
    ...(current.distinct === null ? [] : [[t('distinct'), format.integer(current.distinct)] as [string, string]]),
    ...(current.minimum === null ? [] : [[t('minimum'), value(current.minimum)] as [string, string], [t('maximum'), value(current.maximum)] as [string, string]]),
    ...(current.mean === null ? [] : [[t('mean'), format.decimal(current.mean, 2)] as [string, string]]),
    ...(current.median === null ? [] : [[t('median'), format.decimal(current.median, Number.isInteger(current.median) ? 0 : 2)] as [string, string]]),
  ] : []
  const between = chips.find((c) => c.kind === 'between' && c.variable === variable.id)
  // Begins anew for another variable, and when the chip was changed elsewhere.
  const boundsKey = JSON.stringify([variable.id, between])
  const missing = chips.find((c) => c.kind === 'missing' && c.variable === variable.id)
  return (
    <>
      <div className="sd-profile__name">
        <strong>{label(variable.label)}</strong>
        <span className="sd-muted">{[t(`role.${variable.role}`), variable.id, variable.unit ? label(variable.unit) : ''].filter(Boolean).join(' · ')}</span>
      </div>
      {variable.role !== 'identifier' && (
        <div className="sd-profile__actions">
          <Button size="small" icon={<ArrowSortUpRegular />} onClick={() => onSort('ascending')}>{t('sortAscending')}</Button>
          <Button size="small" icon={<ArrowSortDownRegular />} onClick={() => onSort('descending')}>{t('sortDescending')}</Button>
        </div>
      )}
      {error && <ErrorPanel failure={error instanceof Failure ? error.value : { code: 'UNEXPECTED', facts: {}, detail: String(error) }} />}
      {!current && isFetching && <Spinner size="tiny" label={t('common:loading')} />}
      {current && (
        <>
          <dl className="sd-facts">{facts.map(([name, text]) => <div key={name}><dt>{name}</dt><dd className="sd-numeric">{text}</dd></div>)}</dl>
          {current.masked && <p className="sd-muted">{t('maskedProfile')}</p>}
          {option && <SmallChart option={option} height={120} label={t('histogramLabel', { variable: label(variable.label) })} />}
          {!current.masked && (isNumber(variable) || variable.type === 'date') && <Section title={t('bounds')}><Bounds key={boundsKey} variable={variable} chips={chips} onChips={onChips} /></Section>}
          {current.missing > 0 && !current.masked && (
            <Checkbox label={t('onlyMissing')} checked={missing?.kind === 'missing' && missing.missing} onChange={(_e, d) => onChips(withChip(chips, variable.id, d.checked ? { kind: 'missing', variable: variable.id, missing: true } : null))} />
          )}
          <TopValues profile={current} props={props} />
        </>
      )}
    </>
  )
}
