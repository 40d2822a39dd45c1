// Help: indicators.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Indicators',
  about:
    'An indicator is a named formula over tables with a definition, unit and status, computed for every period and breakdown.',
  sections: [
    {
      title: 'Reading and editing',
      points: [
        'The list by domain gives the value of the last period and its change.',
        'A formula uses the names of the inputs; prev(x, 1 year) is the same period a year before.',
        'Estimate, preliminary and official are the status of the figures and go with every export.',
        'A new indicator begins from a template (ratio, share, growth, per capita) with figures at once; inputs are chosen by clicking.',
        'An input may be another indicator; a circle, and adding two different units, are refused.',
      ],
    },
    {
      title: 'Time series',
      points: [
        'Each breakdown is compiled alone; “Crossed when compiled” adds crossings of any of them. A published series is pasted or taken from Excel, PX, JSON-stat; no figure is taken as long as something has to be chosen.',
        'Growth, contributions, indices, year to date, averages and seasonal adjustment (STL, with the moving Tet holiday taken out before where asked) are added step by step; the method stands beside the figure.',
        'Periods not delivered, a base of zero or below, a period in part: no figure, and a note says why.',
      ],
    },
    {
      title: 'Compiling and signing',
      points: [
        'The page Compile computes one, a field or all indicators for periods and keeps them; every exception is listed.',
        'The compilations show how each period was told, and from which files; a second person signs.',
        'Command line: statdesk indicator compile WORKSPACE --all --period 2025; vintages, triangle, sign.',
      ],
    },
    {
      title: 'Library',
      points: [
        '79 statutory indicators: which can be computed, which miss data, which wait for a source; the share from administrative data against 50 % and 70 %.',
      ],
    },
  ],
}
