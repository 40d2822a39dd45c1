// Help: settings.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Settings',
  about: 'Language and look change at once, without a restart.',
  sections: [
    {
      title: 'To know',
      points: [
        'The fewest respondents in a cell is the policy of the office, kept with the workspace: an administrator changes it with a reason, every change is dated and logged, and it is never under 3. One export may be stricter, never looser.',
        'Records leave the workspace only where it is allowed here, with a reason; each export needs a reason again and is logged.',
        'The grid for screen readers uses pages and keeps reading order.',
        'Ctrl+L locks the workspace: the key leaves memory, documents come back with the passphrase.',
      ],
    },
  ],
}
