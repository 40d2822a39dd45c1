// Before a workspace is open.
export const texts = {
  title: 'StatDesk', subtitle: 'From administrative microdata to a printed page of figures, on this machine, without a network.', language: 'Language',
  demonstration: 'Use synthetic data', demonstrationText: 'Makes a workspace with schools, pupils, enterprises and customs declarations invented by the program, to try everything without touching real data.',
  demonstrationLong: 'The program writes files as the agencies would send them, imports and links them. The data belong to no real person or enterprise.', scale: 'Size',
  scales: { '0_002': 'Small: 0.2 % of the country', '0_01': 'Medium: 1 % of the country', '0_05': 'Large: 5 % of the country' }, start: 'Make the data', openExisting: 'Open the existing one',
  create: 'Create a workspace', createText: 'An empty folder on this machine, encrypted with your passphrase, to import real data into.', creating: 'Creating…',
  open: 'Open a workspace', openText: 'Choose the folder of an existing workspace, on this machine or on a shared drive.', opening: 'Opening…', openReadOnly: 'Open read-only', readOnly: 'Open read-only',
  recent: 'Recently opened', noRecent: 'No workspace has been opened on this machine yet.', restore: 'Restore a backup', restorePassphraseHint: 'Leave empty if the backup has no passphrase.', backupFile: 'Backup file',
  folder: 'Folder', folderHint: 'Choose an empty folder.', choose: 'Choose…', name: 'Name', passphrase: 'Passphrase', passphraseAgain: 'Passphrase again', passphraseHint: 'Nobody can recover a forgotten passphrase. Keep it safe.',
  passphraseShort: 'At least {{shortest}} characters are needed.', passphraseDiffers: 'The two entries differ.', passphraseTitle: 'This workspace has a passphrase',
}
