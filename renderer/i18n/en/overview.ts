// Overview.
export const texts = {
  title: 'Overview', received: 'Data received', toDeliveries: 'Go to Deliveries', latest: 'Received last', saved: 'Tables, indicators and reports saved last', noDeliveries: 'No delivery has been received yet.', noSaved: 'No table, indicator or report has been saved yet.',
  receivedAt: 'Received', savedAt: 'Saved', name: 'Name', kindHeader: 'Kind',
  step: { import: 'Import data', link: 'Link the datasets', relink: 'Run stale links again', table: 'Build the first table', report: 'Compose a report' },
  figure: { rows: 'Rows of data', datasets: 'in {{datasets}} datasets', deliveries: 'Deliveries', rejected: '{{rows}} rows rejected', links: 'Links', stale: '{{links}} stale', size: 'Size', free: '{{free}} free on the disk' },
  periodKind: { month: 'Monthly', quarter: 'Quarterly', year: 'Yearly', school_year: 'By school year' },
  state: { received: 'received', rejects: 'received, many rejects', missing: 'not received', none: 'none' }, cell: '{{rows}} rows, {{rejected}} rejected',
}
