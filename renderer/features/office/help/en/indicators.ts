// Help: indicators.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Indicators',
  about:
    'An indicator is a named formula over tables with a definition, unit and status, computed for every period and breakdown.',
  sections: [
    {
      title: 'Reading and editing',
      points: [
        'The list by domain gives the value of the last period and its change.',
        'A formula uses the names of the inputs; prev(x, 1 year) is the same period a year before.',
        'Estimate, preliminary and official are the status of the figures and go with every export.',
      ],
    },
  ],
}
