// The library of yearbook tables.
export const texts = {
  title: 'Table library',
  about: '{{count}} yearbook tables ready to use. Take one and change it as you like; the library stays as it is.',
  search: 'Find a table',
  clearSearch: 'Clear the search',
  nothing: 'No table matches.',
  domain: {
    education: 'Education',
    tax: 'Enterprises',
    customs: 'External trade',
    survey: 'Surveys',
    population: 'Population',
    other: 'Other',
  },
  noData: 'no data yet',
  noDataText:
    'No delivery of “{{dataset}}” has come yet, so there is nothing to preview. The table can be taken all the same; it computes once data are imported.',
  standing: { absent: 'not taken', same: 'taken', changed: 'taken, edited since' },
  take: 'Take and open',
  openTaken: 'Open the one taken',
  takeAnother: 'Take another copy',
  taken: 'Saved “{{title}}” ({{id}}) in the workspace.',
  readOnly: 'The workspace is read-only.',
  words: 'What this table tells',
  preview: 'Preview',
  facts: '{{records}} records, {{cells}} cells',
  tooLarge: 'The table has too many cells to preview. Take it, then filter it or use fewer classifications.',
}
