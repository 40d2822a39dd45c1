// Help: production.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Production',
  about: 'Runs many tables in one go, keeps the result of each release, and shows how figures changed and why.',
  sections: [
    {
      title: 'Batch',
      points: [
        'Choose saved tables or a folder of definitions, then periods and territories.',
        'Files have always passed disclosure control. A table that fails does not stop the others.',
        'The report names totals that do not agree, percentages short of 100 and large changes.',
        'Run again on the same data, the files stay as they are.',
      ],
    },
    {
      title: 'Comparison',
      points: [
        'Keep the result of a table; later compare it with now or with another run.',
        'Each change is split into new, amended and withdrawn records, recoding and definition; the parts add up to the change.',
        'Figures over runs show the revisions from estimate to preliminary to official.',
      ],
    },
  ],
}
