// Unmasks identifiers of one view: which, and why. The reason is logged with the number of records.
import { useState } from 'react'
import type { Variable } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { call } from '../../../bridge/client.ts'
import { CheckField, TextField } from '../../../components/Field.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { useTexts } from '../../../i18n/index.ts'

export type RevealDialogProps = {
  view: string
  dataset: string
  identifiers: readonly Variable[]
  onClose: () => void
  onRevealed: (variables: readonly string[]) => void
}

export const RevealDialog = ({ view, dataset, identifiers, onClose, onRevealed }: RevealDialogProps) => {
  const { t, label, language } = useTexts('explore')
  const [chosen, setChosen] = useState<readonly string[]>(identifiers.map((v) => v.id))
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const reveal = async (): Promise<void> => {
    try {
      await call('explore.reveal', { view, variables: [...chosen], reason })
      onRevealed(chosen)
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('reveal')}
      confirmLabel={t('revealConfirm')}
      confirmDisabled={chosen.length === 0 || reason.trim() === ''}
      onConfirm={() => void reveal()}
      onCancel={onClose}
    >
      <p>{t('revealText')}</p>
      <div role="group" className="sd-checks" aria-label={t('identifiers')}>
        {identifiers.map((v) => (
          <CheckField
            key={v.id}
            label={label(v.label)}
            value={chosen.includes(v.id)}
            onChange={(on) => setChosen(on ? [...chosen, v.id] : chosen.filter((id) => id !== v.id))}
          />
        ))}
      </div>
      <TextField
        label={t('reason')}
        required
        autoFocus
        multiline
        value={reason}
        onChange={setReason}
        error={failure && failure.code !== 'LEAVE_NEEDED' ? failureMessage(failure, language) : null}
      />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel
          method="explore.reveal"
          request={{ dataset, variables: [...chosen] }}
          reason={reason}
          onGiven={() => void reveal()}
        />
      )}
    </ConfirmDialog>
  )
}
