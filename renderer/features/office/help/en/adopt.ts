// Help: taking over last year's workbook.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Take over last year’s table',
  about: 'Open last year’s workbook, fill a copy with this period’s figures and see everything that differs.',
  sections: [
    {
      title: 'Reading and the table',
      points: [
        'Title, unit, headings, rows, symbols and notes are read; doubts are named by cell, click to go there.',
        'The table to fill from is a saved one, one of the library, or one drafted from the labels themselves.',
        'A file with a password or in the old .xls format must first be saved as .xlsx.',
      ],
    },
    {
      title: 'Labels',
      points: [
        'Unbound labels stand first. Arrows move between labels, 1–3 take a suggestion, T makes a total, H a heading, Delete undoes.',
        'Enter goes to the search in the code lists; type a name or code, then Enter.',
        'Cells of an unbound label stay blank; nothing is ever guessed.',
      ],
    },
    {
      title: 'Fill and compare',
      points: [
        'Add a column, replace in place, or move all periods on by one. The result is a new file; figures are protected.',
        'The list of differences has earlier figures that compute differently, units that ended or changed extent, what is missing, what is withheld; it can be copied to Excel.',
      ],
    },
  ],
}
