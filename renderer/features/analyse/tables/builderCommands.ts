// What can be done with the table in front, beside what every document can. In: the builder and the acts that leave it.
// Out: commands.
import type { Command } from '../../../components/useCommand.ts'
import type { Translate } from '../../../i18n/index.ts'
import { showAsChoices, showAsEdit } from './model/showAs.ts'
import { percentCommands } from './percentCommands.ts'
import type { Builder } from './useBuilder.ts'

export type BuilderActs = { minimum: number; exportWorkbook: () => void; drawChart: () => void }

/** Shows a measure another way: the selected one, else the first. */
const showingAs =
  ({ session, definition, detail, edit }: Builder) =>
  (id: string): void => {
    const { selected } = session
    const spoken =
      (selected?.shelf === 'measures' ? definition.measures[selected.index] : undefined) ??
      definition.measures.find((m) => m.hidden !== true)
    if (!spoken) return
    const choices = showAsChoices(definition, spoken, detail?.periods[0] ?? null)
    const shown = choices.find((choice) => choice.id === id)?.measure
    if (shown) edit(showAsEdit(definition, spoken.id, shown, false))
  }

export const swapCommand = (t: Translate, { edit }: Pick<Builder, 'edit'>): Command => ({
  id: 'tables.swap',
  title: t('swap'),
  shortcut: 'Ctrl+Shift+X',
  menu: 'data',
  group: 'table',
  run: () => edit({ type: 'swapRowsColumns' }),
})

export const keepCommand = (t: Translate, { keepRun }: Pick<Builder, 'keepRun'>): Command => ({
  id: 'tables.keepRun',
  title: t('passport:keepRun'),
  menu: 'file',
  group: 'export',
  run: keepRun,
})

export const chartCommand = (t: Translate, { drawChart }: Pick<BuilderActs, 'drawChart'>): Command => ({
  id: 'tables.chart',
  title: t('drawChart'),
  menu: 'insert',
  group: 'chart',
  run: drawChart,
})

export const builderCommands = (t: Translate, builder: Builder, acts: BuilderActs): Command[] => [
  swapCommand(t, builder),
  { id: 'tables.run', title: t('runAgain'), shortcut: 'F9', menu: 'data', group: 'table', run: builder.runAgain },
  { id: 'tables.check', title: t('check'), menu: 'data', group: 'table', run: builder.check.start },
  {
    id: 'tables.protect',
    title: t('protect', { minimum: acts.minimum }),
    menu: 'data',
    group: 'table',
    checked: builder.session.protectedView,
    run: () => builder.change({ protectedView: !builder.session.protectedView }),
  },
  keepCommand(t, builder),
  {
    id: 'tables.export',
    title: t('exportXlsx'),
    shortcut: 'Ctrl+E',
    menu: 'file',
    group: 'export',
    run: acts.exportWorkbook,
  },
  {
    id: 'tables.fields',
    title: t('goToVariables'),
    shortcut: 'Ctrl+Shift+V',
    menu: 'view',
    group: 'table',
    run: () => document.querySelector<HTMLElement>('.tb-fields input')?.focus(),
  },
  chartCommand(t, acts),
  ...percentCommands(t, showingAs(builder)),
]
