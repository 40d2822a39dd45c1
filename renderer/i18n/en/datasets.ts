// Catalogue of datasets and code lists.
export const texts = {
  title: 'Catalogue', datasets: 'Datasets', lists: 'Code lists', name: 'Name', subjectHeader: 'Subject', record: 'One row is a', deliveries: 'Deliveries', periods: 'Periods', columnSet: 'Column set', ready: 'agrees', notReady: 'does not agree',
  versions: 'Versions', items: 'Items', usedBy: 'Used by', toolbar: 'Dataset tools', explore: 'See the rows', variables: 'Variables ({{variables}})', source: 'Column in the file', group: 'Group', roleHeader: 'Role', typeHeader: 'Type', list: 'Code list', unit: 'Unit', sensitivityHeader: 'Sensitivity',
  type: { code: 'code', hash: 'hash', integer: 'whole number', decimal: 'decimal', date: 'date', text: 'text' }, sensitivity: { confidential: 'confidential', personal: 'personal', sensitive: 'sensitive' },
  rules: 'Edit rules ({{rules}})', noRules: 'This dataset has no edit rules.', rule: 'Rule', severityHeader: 'Severity', expression: 'Expression', links: 'Links', stale: 'stale',
  code: 'Code', vi: 'Vietnamese name', en: 'English name', level: 'Level', parent: 'Belongs to', always: 'no time limit', version: 'Version', searchHint: 'Code or name, accents may be left out', itemsOf: '{{items}} of {{total}} items',
}
