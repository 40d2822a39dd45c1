// Links between datasets.
export const texts = {
  title: 'Links', toolbar: 'Link tools', runDue: 'Run links that are new or stale', runDueCount: 'Run new or stale links ({{links}})', empty: 'There are no links yet.', emptyText: 'A link pairs records of two datasets by key, so that a table can use variables of both.',
  link: 'Link', sides: 'From → to', matchRate: 'Match rate', stateHeader: 'State', state: { never: 'not run', stale: 'stale', current: 'current' }, run: 'Run', runLink: 'Run {{link}}', keys: 'Keys', first10: 'first ten digits', found: 'Found',
  leftRows: 'Rows of {{dataset}}', matchedRows: 'Matched', unmatchedRows: 'Not matched', missingKeyRows: 'Key missing', ambiguousRows: 'Several rows with the key', rightRows: 'Rows of {{dataset}}', rightMatchedRows: 'With rows matched to them', runAt: 'Run at', seconds: 'Time taken', notRun: 'This link has not been run.',
  announceRun: '{{link}}: {{rate}}',
}
