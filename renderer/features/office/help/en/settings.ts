// Help: settings.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Settings',
  about: 'Language and look change at once, without a restart.',
  sections: [
    {
      title: 'To know',
      points: [
        'The minimum of units holds for everything exported and printed from then on.',
        'Records leave the workspace only where it is allowed here, with a reason; each export needs a reason again and is logged.',
        'The grid for screen readers uses pages and keeps reading order.',
        'Ctrl+L locks the workspace: the key leaves memory, documents come back with the passphrase.',
      ],
    },
  ],
}
