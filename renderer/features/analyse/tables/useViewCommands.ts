// What the keyboard and the menus do with the table in front: find, copy, passport, into the grid. In: the grid and how
// to do the rest.
import type { RefObject } from 'react'
import type { GridHandle } from '../../../components/cube/gridProps.ts'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'

type Given = { grid: RefObject<GridHandle | null>; find: () => void; passport: () => void }

export const useViewCommands = ({ grid, find, passport }: Given, active: boolean): void => {
  const { t } = useTexts('tables')
  const edit = { menu: 'edit' } as const
  const view = { menu: 'view', group: 'table' } as const
  const copyAll = (): void => grid.current?.copyAll()
  const focus = (): void => grid.current?.focus()
  useCommand(
    { id: 'tables.find', title: t('findCategory'), shortcut: 'Ctrl+F', ...edit, group: 'find', run: find },
    active,
  )
  useCommand(
    { id: 'tables.copyAll', title: t('copyAll'), shortcut: 'Ctrl+Shift+C', ...edit, group: 'copy', run: copyAll },
    active,
  )
  useCommand(
    { id: 'tables.passport', title: t('passport:title'), shortcut: 'Alt+Enter', ...view, run: passport },
    active,
  )
  useCommand({ id: 'tables.grid', title: t('goToTable'), shortcut: 'F6', ...view, run: focus }, active)
}
