// The faces that charts are rasterised in: the subset files of one design joined into one TrueType file a face. In: the
// font package. Out: electron/engine/disseminate/chart/fonts/*.ttf, the same bytes every time. Run when the font
// package changes; a test compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mergeFonts } from './mergeFonts.ts'
import { woffToSfnt } from './woffToSfnt.ts'

const require = createRequire(import.meta.url)
/** The first keeps its kerning. */
const subsets = ['latin', 'latin-ext', 'vietnamese']

export const fontsFolder = fileURLToPath(new URL('../../electron/engine/disseminate/chart/fonts', import.meta.url))
export const weights = [400, 700] as const

export const mergedFont = (weight: (typeof weights)[number]): Buffer =>
  mergeFonts(
    subsets.map((subset) => {
      const path = require.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`)
      return woffToSfnt(readFileSync(path))
    }),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(fontsFolder, { recursive: true })
  for (const weight of weights) writeFileSync(join(fontsFolder, `noto-sans-${weight}.ttf`), mergedFont(weight))
}
