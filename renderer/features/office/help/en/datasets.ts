// Help: catalogue.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Catalogue',
  about:
    'Describes the datasets and code lists: what each variable is, which column it comes from, which code list it uses.',
  sections: [
    {
      title: 'Datasets',
      points: [
        'Open a dataset to see its variables, roles, sensitivity and edit rules.',
        'Identifiers never enter column sets or outputs.',
        'Export records: choose variables, a condition, a format and give a reason; the workspace has to allow it in Settings.',
      ],
    },
    {
      title: 'Dated code lists',
      points: [
        'Territory has a version of 63 provinces (until 30/06/2025) and one of 34 (from 01/07/2025); the same code can mean two different units.',
        'Choose the version above; the search field takes a code or a name without accents.',
      ],
    },
  ],
}
