// Help: overview.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Overview',
  about: 'Which data came, which periods are still missing, what was done last and what to do next.',
  sections: [
    {
      title: 'Reading the screen',
      points: [
        'Ctrl+K finds anything without diacritics: datasets, variables, levels, lists, codes, documents, commands, help. Ctrl+Shift+S saves all; what is not saved is still there after the program stopped. File › Saved versions takes an earlier one back.',
        'Due this week: reports not approved and deliveries not come, due within seven days or overdue; issues that wait for approval stand first among what needs a decision.',
        'The button at the top leads to the next sensible step.',
        'In the calendar ✓ means received, ! received with many rejects, a dashed circle a period that did not come.',
        'Click a place of the calendar to open that delivery.',
      ],
    },
    {
      title: 'Moving fast',
      points: [
        'Ctrl+K finds anything: dataset, variable, code, table, command; accents may be left out.',
        'Ctrl+1 to Ctrl+9 change the screen; Alt reaches the menu bar.',
        'Ctrl+J opens the running jobs; each can be cancelled.',
      ],
    },
  ],
}
