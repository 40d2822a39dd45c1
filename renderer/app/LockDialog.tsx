// Before locking with unsaved documents: how many would be lost.
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { useTexts } from '../i18n/index.ts'
import { useLockQuestion } from './lockQuestion.ts'
import { lockWorkspace } from './useAppCommands.ts'
import { useWorkbench } from './workbench.ts'

export const LockDialog = () => {
  const { t } = useTexts('frame')
  const asking = useLockQuestion((s) => s.asking)
  const dirty = useWorkbench((s) => s.tabs).filter((tab) => tab.dirty)
  const close = (): void => useLockQuestion.setState({ asking: false })
  return (
    <ConfirmDialog
      open={asking}
      danger
      title={t('lock.title')}
      confirmLabel={t('lock.confirm')}
      onConfirm={() => {
        close()
        void lockWorkspace()
      }}
      onCancel={close}
    >
      {t('lock.text', { documents: dirty.length, titles: dirty.map((tab) => tab.title).join(', ') })}
    </ConfirmDialog>
  )
}
