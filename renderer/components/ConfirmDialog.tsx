// Asks before something that cannot be undone, saying how many things it concerns. OK stands before Cancel, as on
// Windows.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'

export type ConfirmDialogProps = {
  open: boolean
  title: string
  children: ReactNode
  confirmLabel: string
  confirmDisabled?: boolean
  danger?: boolean
  /** Only read: nothing to be taken back, one button. */
  toRead?: boolean
  onConfirm: () => void
  onCancel: () => void
}

export const ConfirmDialog = ({
  open,
  title,
  children,
  confirmLabel,
  confirmDisabled,
  danger,
  toRead = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) => {
  const { t } = useTexts()
  return (
    <Dialog
      open={open}
      modalType={danger ? 'alert' : 'modal'}
      onOpenChange={(_event, data) => {
        if (!data.open) onCancel()
      }}
    >
      <DialogSurface className="sd-dialog">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!confirmDisabled) onConfirm()
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="sd-dialog__content">{children}</DialogContent>
            <DialogActions>
              <Button
                type="submit"
                appearance="primary"
                className={danger ? 'sd-danger' : ''}
                disabled={confirmDisabled ?? false}
              >
                {confirmLabel}
              </Button>
              {!toRead && (
                <Button type="button" onClick={onCancel}>
                  {t('cancel')}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
