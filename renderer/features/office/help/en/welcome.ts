// Help: before a workspace is open.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Getting started',
  about:
    'A workspace is a folder on this machine that holds the deliveries, links, tables, indicators and reports of one analyst or team.',
  sections: [
    {
      title: 'Three ways to begin',
      points: [
        'Use synthetic data: the program invents schools, tax and customs data to try out; nobody’s data are in it.',
        'Create a workspace: choose an empty folder and a passphrase of at least 12 characters; every file is encrypted, and you are its first administrator.',
        'Open a workspace: choose an existing folder, or click a name in the recent list.',
      ],
    },
    {
      title: 'Passphrase and lock',
      points: [
        'A wrong passphrase changes nothing; the message stands under the field.',
        'A forgotten passphrase cannot be recovered: only it opens the encryption key.',
        'If someone else has it open for writing, it can be opened read-only.',
      ],
    },
  ],
}
