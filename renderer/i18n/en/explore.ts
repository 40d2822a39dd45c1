// Explore: rows of a dataset, filter, profile, record.
export const texts = {
  title: 'Explore', empty: 'No dataset has rows yet.', emptyText: 'The rows of a dataset appear here once its first delivery is in.', toDeliveries: 'Go to Deliveries',
  subject: { education: 'Education', tax: 'Tax', customs: 'Customs', survey: 'Surveys' },
  rowsAll: '{{rows}} rows', rowsOf: '{{rows}} of {{total}} rows', announceRows: '{{rows}} rows', announceRow: 'Row {{row}}', lastAnswer: 'filter and sort', toolbar: 'Dataset tools', gridLabel: 'Rows of the dataset',
  flags: 'Flags', filter: 'Filter', chips: 'Filter conditions', removeChip: 'remove this condition', expression: 'Condition as an expression', expressionPlaceholder: "Condition, for example: province = '01' and birth_year >= 2010", expressionBad: 'Character {{position}}: {{message}}', apply: 'Apply', clearFilter: 'Clear filter',
  chip: {
    in: '{{variable}} is {{values}}', inMore: '{{variable}} is {{values}} and {{more}} more', missing: '{{variable}} has no value', present: '{{variable}} has a value', between: '{{variable}} from {{from}} to {{to}}', from: '{{variable}} from {{from}}', to: '{{variable}} up to {{to}}',
  },
  profile: 'Variable', record: 'Record', panel: 'Side panel', goToRow: 'Go to row…', go: 'Go', rowNumber: 'Row number (1 to {{rows}})', rowOutside: 'Enter a number from 1 to {{rows}}.',
  role: { identifier: 'identifier', key: 'key', classification: 'classification', measure: 'measure', time: 'time', text: 'text' },
  records: 'Records', sampled: 'sample of {{read}} from {{of}}', missingCount: 'No value', distinct: 'Distinct values', minimum: 'Minimum', maximum: 'Maximum', mean: 'Mean', median: 'Median', maskedProfile: 'An identifier: only counts are told.', histogramLabel: 'Distribution of {{variable}}',
  topValues: 'Most frequent values', bounds: 'Range', from: 'From', to: 'To', onlyMissing: 'Only rows without a value', sortAscending: 'Ascending', sortDescending: 'Descending',
  reveal: 'Reveal identifiers…', revealConfirm: 'Reveal', revealText: 'Identifiers show in this view until it is closed or filtered anew. The reason and the number of records are logged.', identifiers: 'Identifiers', reason: 'Reason',
  recordFrom: 'Row {{row}} of file {{file}}, {{period}}', linked: 'Linked records', notLinked: 'not linked',
  drillEqual: 'The records of the cell: {{records}} records, computed again as {{value}}, equal to the cell.', drillDiffers: 'The cell has {{cellRecords}} records and the value {{cellValue}}, but the records below are {{viewRecords}} and give {{viewValue}}. Do not use this figure; report it.',
  noDrillProfile: 'These are the records of one cell. Open the dataset from the Explore screen to see how a variable is distributed.',
  columnsNotReady: 'The column set of this dataset does not agree with its rows yet; answers may be slow. Run Tools › Verify data.',
}
