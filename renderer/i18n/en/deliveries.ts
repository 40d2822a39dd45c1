// Deliveries.
export const texts = {
  title: 'Deliveries', toolbar: 'Delivery tools', importFile: 'Import file…', importFolder: 'Import folder…', calendar: 'Calendar of deliveries', list: 'Deliveries', empty: 'No delivery has been received yet.', emptyText: 'A delivery is one file of one agency for one period, kept as it was sent.',
  file: 'File', sender: 'Sender', letterNumber: 'Letter no.', rowsRead: 'Rows read', rowsAccepted: 'Rows accepted', rowsRejected: 'Rows rejected', rowsFlagged: 'Rows flagged', importedAt: 'Received', stateHeader: 'State', size: 'Size',
  state: { current: 'in use', replaced: 'replaced', withdrawn: 'withdrawn' },
  importTitle: 'Import {{file}}', import: 'Import', importing: 'Importing', chooseDataset: 'Choose the dataset', firstRows: 'First rows', periodHint: '2025, 2025-Q3, 2025-07 or 2025-2026', periodBad: 'This is not a period.',
  already: 'This file was received on {{date}}; importing it again changes nothing.', replaces: 'Replaces {{file}} ({{rows}} rows, received {{date}}): the old rows of this period go, the new ones take their place.', missingColumns: 'Columns missing: {{columns}}', extraColumns: 'Unexpected columns, not imported: {{columns}}',
  outcome: { imported: 'Imported {{file}}: {{rows}} rows, {{rejected}} rejected, in {{time}}.', replaced: 'Replaced by {{file}}: {{rows}} rows, {{rejected}} rejected, in {{time}}.', unchanged: '{{file}} had been received before ({{rows}} rows, {{rejected}} rejected); nothing changed after {{time}}.' },
  folderTitle: 'Import folder {{path}}', folderText: 'Every CSV file whose layout is recognised is imported: registers first, then in order of period. A bad file does not affect the others.', result: 'Result',
  fileOutcome: { imported: 'imported', replaced: 'replaced', unchanged: 'unchanged', failed: 'failed', skipped: 'skipped' },
  gone: 'This delivery is no longer there.', explore: 'See the rows', withdraw: 'Withdraw…', withdrawTitle: 'Withdraw the delivery?', withdrawText: '{{rows}} rows of {{dataset}}, {{period}} are removed from the dataset. The file can be imported again later.', withdrawn: 'Withdrawn: {{rows}} rows removed.', replacedNote: 'A newer file of the same period has replaced this one.',
  origin: 'Origin', counts: 'Results of checking', noCounts: 'No row was rejected or flagged.', rule: 'Rule', severityHeader: 'Severity', severity: { hard: 'reject', soft: 'flag' }, rejects: 'Rejected records', rowNumber: 'Row', reason: 'Reason', raw: 'As it came',
  page: '{{from}}–{{to}} of {{total}}', previousPage: 'Previous page', nextPage: 'Next page',
}
