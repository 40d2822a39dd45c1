// Help: tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Tables',
  about: 'Build a table from records: drag variables to rows, columns, layers or measures, or do it all by keyboard.',
  sections: [
    {
      title: 'Building',
      points: [
        'Type a few letters in the search of variables and press Enter: the best match goes into the table; Shift+Enter to the columns, Ctrl+Enter to the layers. Of a code or the name of an item (8703, Quảng Ninh) Enter keeps the records.',
        'The Period button under the table says which periods it takes and changes them; counts at a date added up over several are warned of there.',
        'A click on a heading selects its column; the arrow ↕ beside it (or Enter) sorts by it.',
        'Enter on a variable: to rows, columns or layers, nested inside or standing beside what is there; or a measure with the statistic you choose.',
        'On a shelf: + stands an item beside the one before, > nests it, Alt+←/→ reorders, Alt+↑/↓ moves it to another axis, Delete removes, F2 renames, Shift+F10 opens its menu.',
        'Several measures stand on the columns; Alt+↑/↓ on a measure moves them all to rows, columns or layers. Ctrl+Shift+X swaps rows and columns.',
        'Every step can be undone (Ctrl+Z) and done again (Ctrl+Y). Totals are computed from records, never added from displayed cells.',
        'A large table is first estimated from a sample, marked so, and then computed whole.',
      ],
    },
    {
      title: 'Percentages and changes',
      points: [
        'Menu of a measure, “Show also as”: percent of row, column, layer, table or the next subtotal; share, rank, difference, growth, index, running sum, ratio. “Show instead as” hides the original.',
        'A measure can have its own filter and weight, decimals, unit in thousands to trillions, another figure in totals, and conditional formats.',
      ],
    },
    {
      title: 'Variables of your own',
      points: [
        'Select rows (Shift+arrows) and press G, or drag one category onto another in the list at the right: they become a group with a name.',
        'Numbers become bands with bounds you type or have suggested, or quantile bands; a list keeps its largest categories and puts the others together; an expression computes a value for each record.',
        'The editor shows the records of each category as you write. A variable stays in this table or is saved in the workspace, where it says which definitions use it.',
      ],
    },
    {
      title: 'Sample surveys',
      points: [
        'Declare the sample design on the page of the dataset (Catalogue): weight, strata, clusters, units of the stratum. New measures then begin weighted.',
        '“Calibrate weights…” on the same page makes the weights meet totals of a register (raking or linear) and keeps them as a variable. Totals that disagree, codes that are not in the sample and negative weights are refused, with the reason.',
        '“Show also as” of a measure: standard error, coefficient of variation, lower and upper bound of the interval; for totals, means, ratios, percentages, percentiles and changes between periods.',
        'Figures whose coefficient of variation reaches the bounds of the office (Settings) are marked on screen, in print and in every file, also where no error was asked for.',
      ],
    },
    {
      title: 'Several links',
      points: [
        'Variables of every linked dataset, chains included (customs line › enterprise › statement of the year), stand wherever a variable may. In an expression: register.statement.assets.',
        'Under the table stand the records not linked, for each path. A linked value counts once for every record that points to it; the table says so.',
        'When data are newer than a link, the titles of tables, charts, maps, indicators and files say so; press “Run again”.',
      ],
    },
    {
      title: 'In the table',
      points: [
        'Space closes and opens what nests in a category; Enter goes down to the next level; Delete hides; Alt+↑/↓ moves. The menu has “within this, show by” another variable.',
        'Click a column heading, or Enter on it, to sort the rows by it. Ctrl+F finds a category, with or without diacritics.',
        'Ctrl+C copies the selection with headings, Ctrl+Shift+C the whole table with title and notes, for Excel and Word.',
      ],
    },
    {
      title: 'Checking and exporting',
      points: [
        'Alt+Enter on a cell opens its passport: meaning, formula, numerator and denominator with their records, deliveries, engine, check, protection.',
        'Seen as published, the passport of a withheld figure says why: the rule, how far it must stay open, what a reader cannot narrow down, what it protects. None of it is in a file. What left before counts: a later table is protected together with it; Settings › Release registry and statdesk releases list what left. Bands with other bounds, groups that overlap and a delivery that brings few more are found too.',
        'Enter on a cell opens the records behind it; their sum must be the cell. Check by the second engine compares every cell.',
        '“Keep this result” keeps the table as it is now; after the next delivery the passport’s tab “Over time” and the Production screen tell which figures changed and why.',
        'On export, cells with few units are hidden by the minimum of Settings; a written file is read back and compared cell by cell. PX and JSON-stat hold one block of a stacked table: the program asks which.',
        'Export › Script that repeats the table writes R, Stata, SPSS or SQL that reads exported records; what cannot be said is named.',
        'If a table names variables that are not there, a bar names them; the rest is shown and kept when you say so.',
      ],
    },
  ],
}
