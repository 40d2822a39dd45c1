// A delivery against the period before, and what the office decides of it: accept, or send back. In: a delivery that
// stands. Out: a decision.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { Delivery } from '#shared/model/delivery.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { TextField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { Compared } from './Compared.tsx'

export const Comparison = ({
  delivery,
  readOnly,
  onSendBack,
}: {
  delivery: Delivery
  readOnly: boolean
  onSendBack: (note: string) => void
}) => {
  const { t } = useTexts('deliveries')
  const found = useCall('deliveries.compare', { delivery: delivery.id })
  return (
    <Panel title={t('comparison')}>
      <div className="sd-stack">
        {found.error && <ErrorPanel failure={found.error.value} />}
        {found.data && found.data.against === null && <p className="sd-muted">{t('comparisonNone')}</p>}
        {found.data && found.data.against !== null && <Compared found={found.data} against={found.data.against} />}
        <Decision delivery={delivery} readOnly={readOnly} onSendBack={onSendBack} />
      </div>
    </Panel>
  )
}

const Decision = ({
  delivery,
  readOnly,
  onSendBack,
}: {
  delivery: Delivery
  readOnly: boolean
  onSendBack: (note: string) => void
}) => {
  const { t } = useTexts('deliveries')
  const format = useFormat()
  const decisions = useCall('deliveries.decisions', {})
  const [note, setNote] = useState('')
  const made = decisions.data?.find((d) => d.delivery === delivery.id)
  const accept = async (): Promise<void> => {
    await call('deliveries.decide', { delivery: delivery.id, decision: 'accepted', note: note.trim() })
    notify({ intent: 'success', text: t('accepted') })
  }
  return (
    <>
      {made && (
        <p className="sd-muted">
          {t(`decision.${made.decision}`, { user: made.user, date: format.instant(made.at) })} {made.note}
        </p>
      )}
      <TextField label={t('decisionNote')} value={note} onChange={setNote} disabled={readOnly} />
      <div className="sd-actions">
        <Button appearance="primary" disabled={readOnly} onClick={() => void accept().catch(() => undefined)}>
          {t('accept')}
        </Button>
        <Button disabled={readOnly} onClick={() => onSendBack(note.trim())}>
          {t('sendBack')}
        </Button>
      </div>
    </>
  )
}
