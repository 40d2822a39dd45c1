// Help: charts.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Charts',
  about: 'Draws a saved table or indicator at its printed size, in millimetres.',
  sections: [
    {
      title: 'Drawing and exporting',
      points: [
        'Twenty-three kinds; the one that suits best stands first with a star, a misleading one is refused with the reason.',
        'Press a text of the picture to edit it in place, or use “Texts of the picture”. Reference lines, numbered notes and breaks are in the inspector.',
        'Preliminary figures are hatched or hollow, periods not whole carry *, a missing figure is a gap and not zero.',
        "The office's theme is checked for colour-blind readers and grey copies before it is saved; copy it to share it.",
        'SVG, PNG up to 600 dpi, PDF, Word, Excel (a native chart with its figures); Ctrl+P prints.',
      ],
    },
  ],
}
