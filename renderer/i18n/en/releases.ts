// The release registry: tables that left.
export const texts = {
  title: 'Release registry',
  text: 'Every table that left (files, prints, the clipboard, reports, charts) stands here; later tables are protected together with them. Where a table is refused because of one that never really went out, that one is withdrawn.',
  none: 'No table has left yet.',
  more: '{{count}} more',
  told: {
    published: 'published',
    formula: 'read by a published indicator',
    printed: 'printed on the command line',
  },
  withdraw: 'Withdraw…',
  withdrawn: 'withdrawn: {{by}}',
  withdrawTitle: 'Withdraw “{{table}}” from the registry?',
  withdrawText:
    'Only a table that never reached anybody outside. From then on later tables are no longer protected together with it: if somebody has it, the difference of two tables may tell of single respondents.',
  done: 'Entry {{id}} is withdrawn from the release registry.',
}
