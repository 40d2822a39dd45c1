// Words every screen uses.
export const texts = {
  save: 'Save', cancel: 'Cancel', close: 'Close', dismiss: 'Dismiss', retry: 'Try again', copy: 'Copy', copied: 'Copied', details: 'Details', open: 'Open', run: 'Run', remove: 'Remove', add: 'Add', edit: 'Edit', search: 'Search',
  yes: 'Yes', no: 'No', none: 'None', all: 'All', loading: 'Loading…', showInFolder: 'Show in folder', notices: 'Notices', missing: 'No value', period: 'Period', dataset: 'Dataset', variable: 'Variable', records: 'records', rows: 'Rows',
  engineCrashed: 'The engine stopped unexpectedly.',
  language: { viShort: 'Vietnamese', enShort: 'English' },
  progress: { rate: '{{rate}}/s', left: 'about {{time}} left' },
  jobs: {
    queued: 'waiting', cancelling: 'cancelling',
    phase: {
      working: 'working', reading: 'reading', hashing: 'hashing the file', checking: 'checking', writing: 'writing', indexing: 'indexing', columns: 'building the column set', linking: 'linking',
      counting: 'counting', sorting: 'sorting', filtering: 'filtering', tabulating: 'tabulating', protecting: 'protecting cells', publishing: 'exporting', generating: 'making data', importing: 'importing',
      verifying: 'verifying', backup: 'backing up', restoring: 'restoring', removing: 'removing', rendering: 'drawing', finishing: 'finishing', committing: 'committing', rejects: 'keeping rejects', comparing: 'comparing', batch: 'running tables', estimating: 'estimating sizes',
    },
  },
}
