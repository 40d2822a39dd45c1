// Help: links.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Links',
  about: 'A link pairs each row of the left dataset with at most one row of the right one, by normalised keys.',
  sections: [
    {
      title: 'Running and reading',
      points: [
        'A link is stale when a delivery came on either side since; run it again.',
        'Match rate and unmatched rows go with every table that uses the link.',
        'Click the name to see the keys, rows without a key and rows with several candidates.',
      ],
    },
    { title: 'In tables', points: ['In Tables the variables of the right dataset stand under the name of the link.'] },
  ],
}
