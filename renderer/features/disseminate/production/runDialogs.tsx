// Naming a kept result anew, and removing one, each asked first. In: which. Out: the name, or the word to remove it.
import type { KeptRun } from '#shared/contract/production.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export type Renaming = { run: KeptRun; name: string }
type RenameProps = {
  renaming: Renaming | null
  onChange: (renaming: Renaming | null) => void
  onRename: (run: number, name: string) => void
}

export const RenameRun = ({ renaming, onChange, onRename }: RenameProps) => {
  const { t } = useTexts('production')
  const name = renaming?.name ?? ''
  return (
    <ConfirmDialog
      open={renaming !== null}
      title={t('rename')}
      confirmLabel={t('common:save')}
      confirmDisabled={name.trim() === ''}
      onCancel={() => onChange(null)}
      onConfirm={() => {
        if (renaming) onRename(renaming.run.id, name.trim())
        onChange(null)
      }}
    >
      <TextField
        label={t('runName')}
        value={name}
        autoFocus
        onChange={(text) => onChange(renaming && { ...renaming, name: text })}
      />
    </ConfirmDialog>
  )
}

type RemoveProps = { removing: KeptRun | null; onClose: () => void; onRemove: (run: number) => void }

export const RemoveRun = ({ removing, onClose, onRemove }: RemoveProps) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  return (
    <ConfirmDialog
      open={removing !== null}
      danger
      title={t('deleteTitle')}
      confirmLabel={t('delete')}
      onCancel={onClose}
      onConfirm={() => {
        if (removing) onRemove(removing.id)
        onClose()
      }}
    >
      {t('deleteText', {
        name: removing?.name ?? '',
        table: label(removing?.title),
        cells: format.integer(removing?.cells ?? 0),
      })}
    </ConfirmDialog>
  )
}
