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
    {
      title: 'Edit rules of the office',
      points: [
        'Open the rules from the page of a dataset or a delivery. Hard rejects the row at intake; soft only counts; repair changes the value and keeps the one before.',
        'Over one record; unique; sums over the lines of a group (the lines of one declaration); in another dataset at that date; against the period or the year before.',
        'True passes, false fails; what a missing value leaves open is counted apart. Without the other dataset or the period before a rule is “not asked”, never taken as passed.',
        'Rules run when a file is taken in and by Run the rules; results stand by delivery and say when records or rules have changed since.',
        'In the list of failing records, Find the wrong fields shows the fewest fields to change so that all rules can hold (Fellegi–Holt), by the weights of fields; the record is not changed.',
        'Imputation (by rule, ratio, nearest record) keeps both values and can be taken back; a table’s property Imputed values takes them or leaves them out, and a note says how many there are.',
        'Repairs of records that stand can be taken back run by run.',
      ],
    },
  ],
}
