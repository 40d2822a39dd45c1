// The commands every document has: save, undo, redo. In: what they do here. Registered only while the document is in front.
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'

export type DocumentActions = {
  active: boolean
  canSave: boolean
  canUndo: boolean
  canRedo: boolean
  save: () => unknown
  undo: () => void
  redo: () => void
}

export const useDocumentCommands = ({ active, canSave, canUndo, canRedo, save, undo, redo }: DocumentActions): void => {
  const { t } = useTexts('definitions')
  useCommand(
    {
      id: 'document.save',
      title: t('save'),
      shortcut: 'Ctrl+S',
      menu: 'file',
      group: 'document',
      enabled: canSave,
      run: save,
    },
    active,
  )
  useCommand(
    {
      id: 'document.undo',
      title: t('undo'),
      shortcut: 'Ctrl+Z',
      menu: 'edit',
      group: 'history',
      enabled: canUndo,
      run: undo,
    },
    active,
  )
  useCommand(
    {
      id: 'document.redo',
      title: t('redo'),
      shortcut: 'Ctrl+Y',
      menu: 'edit',
      group: 'history',
      enabled: canRedo,
      run: redo,
    },
    active,
  )
}
