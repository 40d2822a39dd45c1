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
        'So is p of the rule p %: a sum or mean is withheld where the largest enterprise behind it could be estimated closer than p percent of its figure. A larger p is stricter.',
        'Records leave the workspace only where it is allowed here, with a reason; each export needs a reason again and is logged.',
        'The grid for screen readers uses pages and keeps reading order.',
        'Persons: each opens the workspace with a passphrase of their own; an administrator adds and removes them, and makes a recovery key in a sealed file (opened with “statdesk people recover”).',
        'What needs the leave of another person says so: ask for it, or have it given at this desk by the other, with their name and passphrase.',
        'Backups into a folder write only what changed; the drill brings one back beside, compares it and removes it again.',
        'A delivery has a day on which it is to be destroyed; an administrator destroys it, with leave and a reason, and the log keeps a certificate.',
        'Unused for the minutes of the policy, the window locks; nothing unsaved is lost.',
        'Ctrl+L locks the workspace: the key leaves memory, documents come back with the passphrase.',
      ],
    },
  ],
}
