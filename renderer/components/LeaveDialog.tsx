// Leave of another for an act that has no dialog of its own: why, then who gives it. In: the act. Out: `onGiven`, to
// try the act again. Never the act itself.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { LeavePanel } from './LeavePanel.tsx'
import type { LeavePanelProps } from './LeavePanel.tsx'
import { ReasonField } from './ReasonField.tsx'

export type AskedLeave = Pick<LeavePanelProps, 'method' | 'request' | 'onGiven'>

export const LeaveDialog = ({ method, request, onGiven, onClose }: AskedLeave & { onClose: () => void }) => {
  const { t } = useTexts('people')
  const [reason, setReason] = useState('')
  return (
    <Dialog open onOpenChange={(_event, data) => void (data.open || onClose())}>
      <DialogSurface className="sd-dialog">
        <DialogBody>
          <DialogTitle>{t(`leave.acts.${method.replace('.', '_')}`)}</DialogTitle>
          <DialogContent className="sd-dialog__content">
            <ReasonField value={reason} onChange={setReason} autoFocus />
            <LeavePanel
              method={method}
              request={request}
              reason={reason}
              onGiven={() => {
                onClose()
                onGiven()
              }}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('leave.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
