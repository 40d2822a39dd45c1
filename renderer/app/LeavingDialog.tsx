// Before something unsaved is left: Save, Don't save, Cancel, with Save first and Escape for Cancel. In: the question.
// Out: the answer.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useTexts } from '../i18n/index.ts'
import { answerLeaving, useLeaving } from './leaving.ts'
import { useWorkbench } from './workbench.ts'

export const LeavingDialog = () => {
  const { t } = useTexts('frame')
  const { asking, saving } = useLeaving()
  const tabs = useWorkbench((s) => s.tabs)
  const titles = tabs.filter((tab) => asking?.tabs.includes(tab.id)).map((tab) => tab.title)
  const why = asking?.why ?? 'close'
  const answer = (given: 'save' | 'discard' | 'cancel') => () => void answerLeaving(given)
  return (
    <Dialog
      open={asking !== null}
      modalType="alert"
      onOpenChange={(_event, data) => {
        if (!data.open) answer('cancel')()
      }}
    >
      <DialogSurface className="sd-dialog">
        <DialogBody>
          <DialogTitle>{t(`leave.${why}`, { documents: titles.length })}</DialogTitle>
          <DialogContent className="sd-dialog__content">
            <ul className="sd-dialog__list">
              {titles.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
            <p>{t(why === 'close' ? 'leave.reopened' : 'leave.lost')}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" autoFocus disabled={saving} onClick={answer('save')}>
              {t('leave.save')}
            </Button>
            <Button disabled={saving} onClick={answer('discard')}>
              {t('leave.discard')}
            </Button>
            <Button disabled={saving} onClick={answer('cancel')}>
              {t('common:cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
