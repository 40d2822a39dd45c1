// Help: audit log.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Audit log',
  about: 'Every open, import, reveal, table, export and print is logged with the number of records.',
  sections: [
    {
      title: 'The chain',
      points: [
        'Each entry holds the hash of the one before; changing or removing one breaks the chain and is said here.',
        'The search field filters the loaded entries by user, action, subject and reason.',
      ],
    },
  ],
}
