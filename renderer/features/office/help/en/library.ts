// Help: the library of tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Table library',
  about: 'Yearbook tables of education, enterprises and external trade, to look at and to take.',
  sections: [
    {
      title: 'Find and look',
      points: [
        'Type a few letters; the arrow keys move in the list while you type.',
        'At the right the table stands in words, with figures from the workspace’s own data.',
        'A table without data can be taken all the same.',
      ],
    },
    {
      title: 'Take',
      points: [
        'Enter or Ctrl+Enter saves the table in the workspace and opens it for editing.',
        'One that was taken is opened; another copy gets a number. Nothing is ever overwritten.',
      ],
    },
  ],
}
