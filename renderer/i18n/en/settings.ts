// Settings.
export const texts = {
  title: 'Settings', language: 'Language', languageLabel: 'Language of the program', languageExample: 'Numbers and dates follow the language: {{number}}; {{date}}.', look: 'Appearance', theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' }, railCollapsed: 'Collapse the navigation rail', accessibleGrid: 'Data grid for screen readers', accessibleGridText: 'Cells stand in reading order and pages replace scrolling; large grids get slower.',
  protection: 'Disclosure control', minimumFrequency: 'Fewest units in a published cell', minimumFrequencyText: 'Cells with fewer units are hidden in everything exported and printed. The usual value is 3.',
  workspace: 'Workspace', name: 'Name', path: 'Folder', encryption: 'Encryption', encrypted: 'encrypted with a passphrase', notEncrypted: 'not encrypted, for synthetic data only', size: 'Size', free: 'Free on the disk',
}
