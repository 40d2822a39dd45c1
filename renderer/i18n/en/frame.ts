// The window: rail, tabs, menus, finder, status bar, jobs.
export const texts = {
  opening: 'Opening…',
  feature: {
    overview: 'Overview', deliveries: 'Deliveries', datasets: 'Catalogue', links: 'Links', explore: 'Explore', tables: 'Tables', indicators: 'Indicators', charts: 'Charts', reports: 'Reports', production: 'Production', audit: 'Audit log', settings: 'Settings', library: 'Table library', adopt: 'Take over last year’s table',
  },
  lock: { title: 'Lock without saving?', text: 'Not saved ({{documents}}): {{titles}}. Locking loses the changes.', confirm: 'Lock without saving' },
  rail: { label: 'Navigation rail', expand: 'Expand', collapse: 'Collapse' },
  tabs: {
    label: 'Open documents', close: 'Close document', reopen: 'Reopen closed document', next: 'Next document', previous: 'Previous document', dirty: 'not saved',
    closeDirtyTitle: 'Close without saving?', closeDirtyText: '“{{title}}” has changes that were not saved. Closing it loses them.', closeDirty: 'Close without saving',
  },
  menu: { label: 'Menu bar', file: 'File', edit: 'Edit', view: 'View', insert: 'Insert', data: 'Data', tools: 'Tools', help: 'Help' },
  command: {
    lock: 'Lock workspace', backup: 'Back up…', backupFile: 'StatDesk backup', backupDone: 'Backed up to {{path}}', finder: 'Find anything', verify: 'Verify data',
    verifyOk: 'Verified: all {{checks}} checks agree.', verifyBad: '{{bad}} of {{checks}} checks disagree: {{first}}', language: 'Chuyển sang tiếng Việt', help: 'Help for this screen',
  },
  finder: {
    placeholder: 'Type a dataset, variable, code, table, command… (accents may be left out)', results: 'Results', none: 'Nothing found.', command: 'Command', dataset: 'Dataset', variable: 'Variable', code: 'Code',
    kind: { table: 'Table', link: 'Link', indicator: 'Indicator', chart: 'Chart', report: 'Report' },
  },
  status: {
    label: 'Status bar', demonstration: 'Synthetic data', readOnly: 'Read-only', encrypted: 'Encrypted', notEncrypted: 'Not encrypted', confidential: 'Confidential data', selection: '{{count}} cells', sum: 'Sum', mean: 'Mean',
    rows: '{{rows}} rows', cells: '{{cells}} cells', jobs: '{{jobs}} running', noJobs: 'Jobs',
  },
  jobs: {
    title: 'Jobs', clear: 'Clear ended', none: 'No jobs in this session yet.',
    state: { done: 'done', failed: 'failed', cancelled: 'cancelled' },
  },
  job: {
    workspace_verify: 'Verify', workspace_backup: 'Back up', workspace_restore: 'Restore', workspace_createDemonstration: 'Make synthetic data', demo_write: 'Write synthetic files', deliveries_withdraw: 'Withdraw delivery',
    intake_import: 'Import file', intake_importFolder: 'Import folder', links_run: 'Link', explore_open: 'Filter and sort', explore_profile: 'Distribution of a variable', explore_profileAll: 'Profile of all variables', explore_values: 'Counting values', explore_cross: 'Cross table', explore_outliers: 'Outliers', explore_duplicates: 'Duplicates', explore_comparePeriods: 'Two periods', table_run: 'Run table', table_check: 'Check by the second engine', table_drill: 'Records of a cell',
    table_publish: 'Export table', table_protect: 'Protect cells', indicator_run: 'Compute indicator', indicator_publish: 'Export indicator', chart_svg: 'Draw chart', chart_export: 'Export chart', report_html: 'Compose report', runs_keep: 'Keep result', runs_cube: 'Open a kept run', runs_compare: 'Compare results', runs_differenceCube: 'Compare results', runs_triangle: 'Figures over runs', runs_publishDifference: 'Export comparison', runs_publishTriangle: 'Export figures over runs', batch_run: 'Batch', batch_estimate: 'Estimate sizes',
  },
}
