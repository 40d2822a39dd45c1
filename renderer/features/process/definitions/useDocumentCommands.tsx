// What every document can: save, its versions, undo, redo. In: what they do here. Out: the buttons that begin its
// toolbar. The commands stand in menus and on keys only while the document is in front; a button and its command cannot
// disagree.
import { ArrowRedoRegular, ArrowUndoRegular, SaveRegular } from '@fluentui/react-icons'
import { showHistory } from '../../../components/HistoryDialog.tsx'
import type { HistoryQuestion } from '../../../components/HistoryDialog.tsx'
import { commandItem } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { useCommandList } from '../../../components/useCommand.ts'
import type { Command } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'

export type DocumentActions = {
  dirty: boolean
  canUndo: boolean
  canRedo: boolean
  save: () => unknown
  undo: () => void
  redo: () => void
  /** What is saved of it, and how one of its versions is taken back; null: never saved. */
  history: HistoryQuestion | null
}

export const useDocumentCommands = (actions: DocumentActions, active: boolean): ToolbarItem[] => {
  const { dirty, canUndo, canRedo, history } = actions
  const { t } = useTexts('definitions')
  const save: Command = {
    id: 'document.save',
    title: t('save'),
    shortcut: 'Ctrl+S',
    menu: 'file',
    group: 'document',
    enabled: dirty,
    run: () => void actions.save(),
  }
  const versions: Command = {
    id: 'document.history',
    title: t('history'),
    menu: 'file',
    group: 'document',
    enabled: history !== null,
    run: () => history && showHistory(history),
  }
  const undo: Command = {
    id: 'document.undo',
    title: t('undo'),
    shortcut: 'Ctrl+Z',
    menu: 'edit',
    group: 'history',
    enabled: canUndo,
    run: actions.undo,
  }
  const redo: Command = {
    id: 'document.redo',
    title: t('redo'),
    shortcut: 'Ctrl+Y',
    menu: 'edit',
    group: 'history',
    enabled: canRedo,
    run: actions.redo,
  }
  useCommandList([save, versions, undo, redo], active)
  return [
    commandItem(save, <SaveRegular />),
    commandItem(undo, <ArrowUndoRegular />, { showLabel: false }),
    commandItem(redo, <ArrowRedoRegular />, { showLabel: false }),
    { kind: 'divider', id: 'document' },
  ]
}
