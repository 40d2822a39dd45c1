// Which fields of a record to change so that all its rules can hold: the smallest sets, by weight. In: a record. Out:
// nothing; the record stays as it is.
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { Localisation, LocalisedField } from '#shared/contract/rules.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { TextField } from '../../../components/Field.tsx'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

/** "line_34=5, cost=0.5"; what cannot be read is left out until it can. */
const weightsOf = (text: string): Record<string, number> =>
  Object.fromEntries(
    text.split(',').flatMap((part): [string, number][] => {
      const [name = '', value = ''] = part.split('=').map((side) => side.trim())
      const weight = Number(value)
      return /^[a-z][a-z0-9_]{0,62}$/.test(name) && weight > 0 ? [[name, weight]] : []
    }),
  )

export const LocatedErrors = ({ dataset, row }: { dataset: string; row: number }) => {
  const { t } = useTexts('rules')
  const format = useFormat()
  const [weights, setWeights] = useState('')
  const found = useCall('rules.localise', { dataset, row, weights: weightsOf(weights) })
  return (
    <Section title={t('located', { row: found.data ? format.integer(found.data.rowNumber) : '' })}>
      <TextField label={t('fieldWeights')} hint={t('fieldWeightsHint')} value={weights} onChange={setWeights} />
      {found.error && <ErrorPanel failure={found.error.value} />}
      {found.data && <Located found={found.data} />}
    </Section>
  )
}

const Located = ({ found }: { found: Localisation }) => {
  const { t, label, language } = useTexts('rules')
  // Years and codes stand among these values: no thousands are marked.
  const shown = (value: string): string => (language === 'vi' ? value.replace(/^(-?\d+)\.(\d+)$/, '$1,$2') : value)
  const field = (f: LocalisedField): string =>
    `${label(f.label)} (${f.masked ? '•••' : f.value === null ? t('missing') : shown(f.value)})`
  const { room } = found
  const end = (value: string | null): string => (value === null ? '…' : shown(value))
  return (
    <div className="sd-stack" aria-live="polite">
      <MessageBar intent={found.state === 'right' ? 'success' : found.state === 'found' ? 'info' : 'warning'}>
        <MessageBarBody>{t(`locatedStates.${found.state}`, { rules: found.failing.join(', ') })}</MessageBarBody>
      </MessageBar>
      {found.state === 'found' && (
        <ul>
          {found.sets.map((set) => (
            <li key={set.map((f) => f.variable).join()}>{set.map(field).join(' + ')}</li>
          ))}
        </ul>
      )}
      {room && (room.low !== null || room.high !== null) && (
        <p>
          {t(room.low === room.high ? 'locatedValue' : 'locatedRoom', { low: end(room.low), high: end(room.high) })}
        </p>
      )}
      {found.assumed.length > 0 && (
        <p className="sd-muted">{t('locatedAssumed', { rules: found.assumed.join(', ') })}</p>
      )}
    </div>
  )
}
