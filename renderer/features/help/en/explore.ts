// Help: explore.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Explore', about: 'See a dataset row by row, filter and sort over all its rows, look at the distribution of each variable.',
  sections: [
    { title: 'Filter and sort', points: ['Click a column header (or press Enter on it) to sort; hold Shift for a second column.', 'Tick values in the Variable panel at the right to filter; each condition is a chip above.', "Or write an expression: province = '01' and birth_year between 2010 and 2015. Codes stand in single quotes.", 'Ctrl+G goes to a row by its number.'] },
    { title: 'Records and identifiers', points: ['Double-click or Enter opens the record with all variables and linked records.', 'Identifiers show as dots; revealing them asks for a reason, which is logged.'] },
  ],
}
