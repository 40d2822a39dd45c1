// Help: reports.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Reports',
  about: 'Headings, text, tables, charts and maps set as A4 pages or as a board, shown exactly as they print.',
  sections: [
    {
      title: 'Writing and printing',
      points: [
        '“/” or Add inserts a block; Alt+arrow moves it; Ctrl+Z undoes.',
        'In the text {f1} is a live figure, {ref:name} the number of a table, {note:1} the mark of a footnote.',
        'A long table repeats its title, unit and “(Cont.)” on every page; a wide one is cut into panels or turned, by rule.',
        'Tables in a report are always protected. Saving PDF, printing and exporting are logged.',
        'A monthly or quarterly report: tables with the period in rows or columns show the whole year up to it.',
      ],
    },
    {
      title: 'Issues',
      points: [
        'Freezing an issue keeps every figure; frozen figures never change and their hash stands in the log.',
        'Whoever approves is another person than who froze it. Until then every page carries the mark, in PDF, DOCX and HTML.',
        'In the next issue figures that differ carry (r) and are listed with the reason: new delivery, amended records, code lists, definition. What is only possible says “possibly”.',
      ],
    },
    {
      title: 'Electronic yearbook, boards, calendar',
      points: [
        'Electronic yearbook: a folder of pages opened in a browser, search without diacritics, XLSX, CSV, PX and JSON-stat of each table; certificate.json has the hash of every file.',
        'A board is a report laid out as tiles; period and territory below act on all of them; it can be saved as one HTML file.',
        'Calendar of reports: set period, level and deadline in the properties of a report.',
        'The page theme (name of the office, head, foot, place, colour) is set once for every report; full screen: Shift+F5.',
      ],
    },
  ],
}
