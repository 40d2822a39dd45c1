// Help: tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Tables', about: 'Build a table from records: drag variables to rows, columns, layers or measures, or do it all by keyboard.',
  sections: [
    { title: 'Building', points: ['Enter on a variable: choose rows, columns, layers or measure.', 'Alt+arrows move an item, Delete removes it, F2 renames, Ctrl+Z and Ctrl+Y undo and redo.', 'Totals are computed from records, never added from displayed cells.', 'Choose territory “as then” or “as now” for dated code lists.'] },
    { title: 'Checking and exporting', points: ['Enter on a cell opens the records behind it; their sum must be the cell.', 'Check by the second engine compares every cell.', 'On export, cells with few units are hidden by the minimum of Settings.'] },
  ],
}
