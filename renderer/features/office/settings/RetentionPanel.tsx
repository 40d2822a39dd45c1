// How long deliveries are kept: the day of each, destroyed by hand with leave of another; a new key for the workspace.
// In: the open workspace. Out: days, certificates in the log. Never a delivery destroyed without its name, its number
// of records and a reason asked first.
import { Button, Input } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Retention } from '#shared/contract/retention.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call } from '../../../bridge/client.ts'
import { useCall, useDatasets, useDeliveries } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Field } from '../../../components/Field.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { notify } from '../../../components/notices.ts'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ReasonField } from '../../../components/ReasonField.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

type Asking = { what: 'day' | 'destroy'; of: Retention }

export const RetentionPanel = ({ encrypted }: { encrypted: boolean }) => {
  const { t, label } = useTexts('keeping')
  const format = useFormat()
  const datasets = useDatasets().data
  const nameOf = (id: string): string => label(datasets?.find((d) => d.id === id)?.label) || id
  const list = useCall('retention.list', {})
  const [asking, setAsking] = useState<Asking | null>(null)
  const [rotating, setRotating] = useState(false)
  const told = (r: Retention): string => {
    if (r.destroyedAt !== null) return t('destroyed', { at: format.instant(r.destroyedAt) })
    if (r.destroyBy === null) return t('noDay')
    return `${format.date(r.destroyBy)} (${t(r.by === 'own' ? 'own' : 'byPolicy')})${r.due ? ` – ${t('overdue')}` : ''}`
  }
  return (
    <Panel title={t('retention')}>
      {list.error && <ErrorPanel failure={list.error.value} />}
      <p className="sd-settings__text">{t('retentionText')}</p>
      <ul className="sd-people">
        {(list.data ?? []).map((r) => (
          <li key={r.delivery} className="sd-people__person">
            <span>
              {nameOf(r.dataset)} · {format.periodShort(r.period)} · {r.fileName}
              <span className="sd-muted"> · {told(r)}</span>
            </span>
            {r.destroyedAt === null && (
              <ForAdministrators act="retention.set" quiet>
                <span className="sd-people__acts">
                  <Button size="small" onClick={() => setAsking({ what: 'day', of: r })}>
                    {t('setDay')}
                  </Button>
                  <Button size="small" onClick={() => setAsking({ what: 'destroy', of: r })}>
                    {t('destroy')}
                  </Button>
                </span>
              </ForAdministrators>
            )}
          </li>
        ))}
      </ul>
      <ForAdministrators act="workspace.rotateKey">
        {encrypted && (
          <Button size="small" onClick={() => setRotating(true)}>
            {t('rotate')}
          </Button>
        )}
      </ForAdministrators>
      {asking?.what === 'day' && <DayDialog of={asking.of} onClose={() => setAsking(null)} />}
      {asking?.what === 'destroy' && <DestroyDialog of={asking.of} onClose={() => setAsking(null)} />}
      {rotating && <RotateDialog onClose={() => setRotating(false)} />}
    </Panel>
  )
}

const DayDialog = ({ of, onClose }: { of: Retention; onClose: () => void }) => {
  const { t } = useTexts('keeping')
  const client = useQueryClient()
  const [day, setDay] = useState(of.destroyBy ?? '')
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const save = async (): Promise<void> => {
    try {
      const list = await call('retention.set', { delivery: of.delivery, destroyBy: day, reason })
      client.setQueryData(['retention.list', {}], list)
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={of.fileName}
      confirmLabel={t('setDay')}
      confirmDisabled={day === '' || !reasonSuffices(reason)}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <Field label={t('day')} required>
        <Input size="small" type="date" value={day} onChange={(_e, d) => setDay(d.value)} />
      </Field>
      <ReasonField value={reason} onChange={setReason} />
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}

const DestroyDialog = ({ of, onClose }: { of: Retention; onClose: () => void }) => {
  const { t } = useTexts('keeping')
  const format = useFormat()
  const client = useQueryClient()
  const rows = useDeliveries().data?.find((d) => d.id === of.delivery)?.rowsAccepted ?? 0
  const [reason, setReason] = useState('')
  const job = useJob('deliveries.destroy')
  const destroy = async (): Promise<void> => {
    const certificate = await job.start({ delivery: of.delivery, reason })
    if (certificate === null) return
    void client.invalidateQueries({ queryKey: ['retention.list'] })
    notify({ intent: 'success', text: t('destroyedNow', { entry: certificate.entry }) })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      title={t('destroyTitle', { file: of.fileName })}
      confirmLabel={t('destroyNow')}
      confirmDisabled={job.running || !reasonSuffices(reason)}
      onConfirm={() => void destroy()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('destroyText', { rows: format.integer(rows) })}</p>
      <ReasonField value={reason} onChange={setReason} />
      {job.running && <ProgressBar job={job.progress} />}
      {job.failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel
          method="deliveries.destroy"
          request={{ delivery: of.delivery }}
          reason={reason}
          onGiven={() => void destroy()}
        />
      )}
      {job.failure && job.failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={job.failure} />}
    </ConfirmDialog>
  )
}

const RotateDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('keeping')
  const job = useJob('workspace.rotateKey')
  const rotate = async (): Promise<void> => {
    if ((await job.start({})) === null) return
    onClose()
    notify({ intent: 'success', text: t('rotated') })
  }
  return (
    <ConfirmDialog
      open
      danger
      title={t('rotateTitle')}
      confirmLabel={t('rotate')}
      confirmDisabled={job.running}
      onConfirm={() => void rotate()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('rotateText')}</p>
      {job.running && <ProgressBar job={job.progress} />}
      {job.failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel method="workspace.rotateKey" request={{}} reason={t('rotateTitle')} onGiven={() => void rotate()} />
      )}
      {job.failure && job.failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={job.failure} />}
    </ConfirmDialog>
  )
}
