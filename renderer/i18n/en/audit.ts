// Audit log.
export const texts = {
  title: 'Audit log', at: 'At', user: 'User', actionHeader: 'Action', subject: 'Subject', records: 'Records', reason: 'Reason', hash: 'Hash', shown: '{{entries}} entries', more: 'Show older', intact: 'The log is intact: no entry was changed or removed.', broken: 'The log is broken: an entry was changed or removed. Tell the administrator and restore a backup.',
  action: { export_records: 'records exported', setting: 'setting changed', open: 'open', close: 'close', create: 'create', import: 'import', withdraw: 'withdraw delivery', reveal: 'reveal identifiers', table: 'table', indicator: 'indicator', drill: 'records of a cell', explore: 'explore', copy: 'records copied', link: 'link', export: 'export', print: 'print', backup: 'back up', restore: 'restore', verify: 'verify', save: 'save definition', remove: 'remove definition', keep: 'keep result', rename_run: 'rename kept run', remove_run: 'delete kept run', batch: 'batch' },
}
