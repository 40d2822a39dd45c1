// Help: charts.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Charts',
  about: 'Draws a saved table or indicator at its printed size, in millimetres.',
  sections: [
    {
      title: 'Drawing and exporting',
      points: [
        'Only the kinds that fit the table are offered.',
        'The print theme uses black, grey and patterns so that it reads in black and white.',
        'Export SVG, or PNG at 300 dots an inch; the figures stand as a table below.',
      ],
    },
  ],
}
