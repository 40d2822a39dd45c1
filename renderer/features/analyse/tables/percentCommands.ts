// The percentages and changes asked for most, one command each with its key. In: words and what shows a measure another
// way. Out: commands.
import type { Command } from '../../../components/useCommand.ts'
import type { Translate } from '../../../i18n/index.ts'

const list = [
  { command: 'percentRow', text: 'row', shows: 'percent_row', shortcut: 'Ctrl+Shift+5' },
  { command: 'percentColumn', text: 'column', shows: 'percent_column', shortcut: 'Ctrl+Shift+6' },
  { command: 'percentGroup', text: 'group', shows: 'percent_parent_column', shortcut: 'Ctrl+Shift+7' },
  { command: 'percentTable', text: 'table', shows: 'percent_table', shortcut: 'Ctrl+Shift+8' },
  { command: 'growth', text: 'growth', shows: 'growth', shortcut: 'Ctrl+Shift+9' },
] as const

export const percentCommands = (t: Translate, showAs: (id: string) => void): Command[] =>
  list.map(({ command, text, shows, shortcut }) => ({
    id: `tables.${command}`,
    title: t(`percentCommand.${text}`),
    menu: 'data',
    group: 'percent',
    shortcut,
    run: () => showAs(shows),
  }))
