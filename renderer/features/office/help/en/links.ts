// Help: links.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Links',
  about: 'A link pairs each row of the left dataset with rows of the right one, by normalised keys.',
  sections: [
    {
      title: 'Running and reading',
      points: [
        'A link is stale when a delivery came on either side since; run it again.',
        'After a delivery “New records only” keeps the pairs there are and links what came by the same parameters; the report tells pairs kept, added and gone, and each can be exported.',
        'Match rate and unmatched rows go with every table that uses the link.',
        'Click the name to see the keys, rows without a key and rows with several candidates.',
      ],
    },
    {
      title: 'Records without a common key',
      points: [
        '“Suggest a link” proposes fields, blocking rules and comparisons from the data; the same dataset twice finds duplicates.',
        'The histogram counts pairs by match weight; move the thresholds and run again. Weights say in bits how much each agreement speaks for a match.',
        'Expected precision and recall are the model’s own estimate, of compared pairs only. The file of pairs holds row numbers and keys, never names; writing it is logged.',
      ],
    },
    {
      title: 'Reviewing pairs',
      points: [
        '“Review pairs” shows pairs of a random sample of each group: 1 same, 2 different, 3 unsure, Ctrl+Z takes back the last answer. The weight shows only after the answer.',
        'Accuracy comes from the answers, weighted by the size of each group, with a 95 % interval; “unsure” does not count. A group with too few answers leaves it unavailable.',
        'A second reader does not see the first answer; somebody else settles disagreements. The next run uses the answers: what is the same is linked, what is different never.',
      ],
    },
    {
      title: 'In tables',
      points: [
        'In Tables the variables of the right dataset stand under the name of the link, the period of the linked record among them.',
        'Where a record matches several, a variable is that of one of them (the surest, then the first), and the table says so. For another answer open the entries under the link: sum, number, mean, minimum, maximum of all matching records; same period (the statement of the same year); latest period; one period.',
        'In expressions: “returns__sum.sales”, “returns__same_period__sum.sales”, “accounts__latest.assets”, “accounts__2024.assets”, “returns__count.records”.',
      ],
    },
  ],
}
