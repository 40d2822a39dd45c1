// Help: explore.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Explore',
  about:
    'See a dataset row by row, filter and sort over all its rows, look at the distribution of each variable, find odd values and duplicates.',
  sections: [
    {
      title: 'Filter',
      points: [
        'Cells are selected as in Excel: click, Shift, Ctrl, drag; the number of a row, a heading or the corner select rows, columns, all; Ctrl+Space a column, Shift+Space a row. Sum and mean stand in the status bar at once.',
        '“Conditions” (Ctrl+Shift+L) opens the builder: choose variable, comparison, values. The number beside a value is its records under the other conditions.',
        'Conditions can be put in groups of “all” or “at least one”. The expression beside them always says the same; change either.',
        "An expression: province = '01' and birth_year between 2010 and 2015. Codes stand in single quotes.",
        'Ticking values in the Variable panel at the right, or clicking a value in a frequency table, filters too.',
      ],
    },
    {
      title: 'Sort and columns',
      points: [
        'Click a column header (or press Enter on it) to sort; hold Shift to add a column, the small number tells the order.',
        'The three dots in a header, a right click, or Ctrl+Enter open the column’s commands: filter, frequency, cross, hide, freeze…',
        '“Columns” to choose, order (Alt+arrows) and freeze; “Views” to save filter, sort and columns by name.',
        'Ctrl+G goes to a row by its number. The figure of a person switches to a plain table for screen readers.',
      ],
    },
    {
      title: 'Analyse',
      points: [
        'Frequency (Ctrl+Shift+F), cross table and two periods are of the very records filtered; “Open as a table” goes on in the table builder.',
        'The profile of all variables tells what is missing, how many values there are, extremes and distribution; ≈ marks estimates.',
        'Outliers and duplicates: the rule stands on the screen; “Show the records” makes a view of them to filter and sort further.',
        'A sample: the same seed brings the very same records, on any machine. Esc goes back to the rows.',
      ],
    },
    {
      title: 'Records and identifiers',
      points: [
        'Double-click or Enter opens the record with all variables and linked records; “Hold to compare”, then open another one to see the differences.',
        'Shift+arrows or dragging select a block; Ctrl+C copies it as shown, Ctrl+Shift+C as codes. Every copy is logged.',
        'Identifiers show as dots and are not counted; revealing them asks for a reason, which is logged.',
      ],
    },
  ],
}
