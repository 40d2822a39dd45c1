// Help: reports.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Reports',
  about: 'Puts headings, text, tables and charts on A4 pages, shown exactly as printed.',
  sections: [
    {
      title: 'Composing and printing',
      points: [
        'Add blocks at the left, move them with Alt+arrows.',
        'Tables in a report have always passed disclosure control.',
        'Save as PDF or print; both are logged.',
      ],
    },
  ],
}
