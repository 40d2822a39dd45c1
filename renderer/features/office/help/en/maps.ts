// Help: maps.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Maps',
  about:
    'Draws the figures by territory of a saved table or indicator, on imported boundaries or on tile grids of 34 and 63 provinces.',
  sections: [
    {
      title: 'Boundaries',
      points: [
        '“Import…” takes TopoJSON, GeoJSON, shapefiles (with the .dbf of the same name) and GeoPackage, in longitude and latitude (WGS 84).',
        'Choose the column whose codes are those of the table; samples are shown before anything is kept. Each place needs a code of its own.',
        'Without boundaries a map stands on tiles; Hoang Sa and Truong Sa are on every map.',
      ],
    },
    {
      title: 'How figures are shown',
      points: [
        'Shades suit rates and means; absolute figures are better as circles whose area is the figure. Flows need two territories.',
        'Classes by equal counts, equal widths, natural breaks (Jenks) or bounds of your own; the key says how many places each holds.',
        'Press a place to see its row in the table, and the other way round. Codes that do not match are listed on both sides.',
      ],
    },
    {
      title: 'Taking it out',
      points: [
        'SVG, PNG up to 600 dpi, PDF, Word, Excel; Ctrl+P prints. Figures always pass disclosure control first.',
      ],
    },
  ],
}
