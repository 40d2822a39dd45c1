// The commands every document has: save, its versions, undo, redo. In: what they do here. Registered only while the document is in front.
import { showHistory } from '../../../components/HistoryDialog.tsx'
import type { HistoryQuestion } from '../../../components/HistoryDialog.tsx'
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
  /** What is saved of it, and how one of its versions is taken back; null: never saved. */
  history: HistoryQuestion | null
}

export const useDocumentCommands = (actions: DocumentActions): void => {
  const { active, canSave, canUndo, canRedo, save, undo, redo, history } = actions
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
      id: 'document.history',
      title: t('history'),
      menu: 'file',
      group: 'document',
      enabled: history !== null,
      run: () => history && showHistory(history),
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
