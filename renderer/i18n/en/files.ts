// What leaves as a file: formats of tables, scripts, records and their permission.
export const texts = {
  export: 'Export', write: 'Write file…', protected: 'Every file is protected: cells below {{minimum}} units are withheld.',
  language: 'Language in the file: {{language}}', languages: { vi: 'Vietnamese', en: 'English', both: 'Vietnamese and English' },
  groups: { yearbook: 'Yearbook', data: 'Data', statistical: 'Statistical packages', dissemination: 'Dissemination', text: 'Text' },
  purpose: {
    xlsx: 'yearbook sheet, tidy sheet, provenance sheet', csv: 'as laid out, for a spreadsheet', csv_tidy: 'every digit, for further work', parquet: 'every digit, for DuckDB, R, Python',
    dta: 'a row for each cell, labelled', sav: 'a row for each cell, labelled; opens in PSPP', px: 'PxWeb databases', jsonstat: 'web pages and APIs', sdmx_csv_1: 'international organisations, older SDMX stores', sdmx_csv_2: 'SDMX 3.0 stores', html: 'web pages, e-mail', md: 'notes, technical documents',
  },
  crossing: { title: 'Export {{format}}: choose a block', text: 'The table has {{count}} blocks; one {{format}} file holds one. The data formats (CSV, SDMX-CSV, Parquet, Stata, SPSS) hold them all.', label: 'Block to write' },
  sdmx: {
    text: 'What the table is called in an SDMX store. Remembered for next time; the dataflow for each table.', agency: 'Maintenance agency (id)', flow: 'Dataflow (id)', version: 'Version', labels: 'In the columns',
    labelChoices: { id: 'Codes alone', both: 'Codes and names' },
    wrong: { agency: 'Begins with a letter; only plain letters, digits, . _ -', flow: 'Only plain letters, digits, _ @ $ -', version: 'Written as 1.0 or 1.0.2' },
  },
  workbook: {
    title: 'A large Excel file', measuring: 'Estimating the size', size: '{{cells}} cells on {{sheets}} yearbook sheets and {{data}} data sheets, about {{size}}.',
    split: 'The table is wider than a sheet of Excel, so it is cut into groups of columns, a sheet for each, with the row headings repeated.', instead: 'For further work, tidy CSV or Parquet is written faster and is far smaller.',
  },
  script: {
    menu: 'Script that repeats the table', command: 'Script that repeats the table (R, Stata, SPSS, SQL)', title: 'Script that repeats the table', writing: 'Writing…', languages: { r: 'R', stata: 'Stata', spss: 'SPSS (PSPP)', sql: 'SQL (DuckDB)' },
    reads: 'Reads records exported to {{format}} with the variables: {{variables}}.', filtered: 'Only the records: {{filter}}.', unprotected: 'What the script computes is not protected: do not publish it as it is.',
    copied: 'Script copied.', save: 'Save as file…', withRecords: 'Export with records…',
  },
  recordFormats: { csv: 'CSV', parquet: 'Parquet', dta: 'Stata (.dta)', sav: 'SPSS (.sav)' },
  recordPurpose: { csv: 'Code, version and label are three columns.', parquet: 'Smallest; code, version and label are three columns.', dta: 'Codes become labelled numbers.', sav: 'Codes become labelled numbers.' },
  records: {
    menu: 'Export records…', title: 'Export records: {{dataset}}', opening: 'Opening…', writing: 'Writing…', toSettings: 'Go to Settings',
    refused: 'This workspace does not allow records to be exported. Whoever is responsible for the data allows it in Settings, with a reason that is logged.',
    narrowed: 'The view shows a selection of its own (a sample, duplicates or the records of a cell). The file will hold every record that satisfies the condition below, not only those.',
    withScript: 'The file and the {{language}} script that reads it are written to one folder; variables, condition and format are the script’s.',
    variables: 'Variables in the file ({{count}})', search: 'Find a variable', all: 'All', none: 'None', own: 'Variables of the dataset', across: 'Across the link {{link}} (one link a file)',
    withheld: { identifier: 'identifier, never exported', text: 'free text, never exported' }, never: 'Identifiers and free text never leave the workspace.',
    filter: 'Only the records (expression)', filterHint: 'Empty: every record.', format: 'Format', language: 'Language of labels', reason: 'Reason', reasonHint: 'At least {{minimum}} characters; logged with the number of records.',
  },
  permission: {
    title: 'Export of records', allowed: 'Allowed.', forbidden: 'Not allowed.', text: 'Records (never identifiers, never free text) leave the workspace only where it is allowed, with a reason each time. Every change of this and every export is logged.',
    allow: 'Allow…', forbid: 'Forbid…', allowTitle: 'Allow records to be exported?', forbidTitle: 'Forbid the export of records?', allowNow: 'Allow', forbidNow: 'Forbid',
    allowText: 'From now on, users of this workspace can write microdata to files. Once outside, a file is beyond the program’s protection.', forbidText: 'Files already exported are not called back.',
    reasonHint: 'At least {{minimum}} characters; logged.', gave: 'Export of records allowed; logged.', forbade: 'Export of records forbidden; logged.', log: 'See the log',
  },
}
