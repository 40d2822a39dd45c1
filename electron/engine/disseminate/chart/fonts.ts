// Our own fonts for paper: where they are, as data for HTML and SVG, as files for the rasteriser.
// In: a face. Out: CSS with the font inlined, or paths of temporary TrueType files. Never a font of the system, never the network.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mergeFonts } from './mergeFonts.ts'
import { woffToSfnt } from './woffToSfnt.ts'

export type Face = { weight: 400 | 700; style: 'normal' | 'italic' }

/** The family of the screen too: figures of equal width, so that columns of figures align, and every Vietnamese mark. */
export const fontFamily = 'Noto Sans'
/** What charts are set in. */
export const chartFaces: Face[] = [
  { weight: 400, style: 'normal' },
  { weight: 700, style: 'normal' },
]
const subsets = ['vietnamese', 'latin-ext', 'latin'] as const

const require = createRequire(import.meta.url)
const fontFile = (subset: string, { weight, style }: Face, extension: 'woff' | 'woff2'): string =>
  require.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-${style}.${extension}`)

/** Characters each subset file holds, as CSS unicode-range. */
const unicodeRanges = (): Record<string, string> =>
  JSON.parse(readFileSync(require.resolve('@fontsource/noto-sans/unicode.json'), 'utf8')) as Record<string, string>

const cssOf = new Map<string, string>()

/** @font-face rules with the fonts inlined as WOFF 2. Latin-extended is left out where only Vietnamese and English are printed. */
export const fontFaceCss = (
  faces: Face[],
  parts: readonly (typeof subsets)[number][] = ['vietnamese', 'latin'],
): string =>
  faces
    .map((face) =>
      parts
        .map((subset) => {
          const key = `${subset} ${face.weight} ${face.style}`
          let css = cssOf.get(key)
          if (css === undefined) {
            const data = readFileSync(fontFile(subset, face, 'woff2')).toString('base64')
            css = `@font-face{font-family:'${fontFamily}';font-style:${face.style};font-weight:${face.weight};src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${unicodeRanges()[subset] ?? 'U+0-10FFFF'}}`
            cssOf.set(key, css)
          }
          return css
        })
        .join(''),
    )
    .join('')

/** The same fonts as files of their own, and the rules that name them: for pages that lie beside their fonts. */
export const fontFiles = (faces: Face[], folder: string): { css: string; files: { name: string; bytes: Buffer }[] } => {
  const found = faces.flatMap((face) =>
    (['vietnamese', 'latin'] as const).map((subset) => {
      const name = `noto-sans-${subset}-${face.weight}-${face.style}.woff2`
      const range = unicodeRanges()[subset] ?? 'U+0-10FFFF'
      const css = `@font-face{font-family:'${fontFamily}';font-style:${face.style};font-weight:${face.weight};src:url(${folder}${name}) format('woff2');unicode-range:${range}}`
      return { css, name, bytes: readFileSync(fontFile(subset, face, 'woff2')) }
    }),
  )
  return { css: found.map(({ css }) => css).join(''), files: found.map(({ name, bytes }) => ({ name, bytes })) }
}

let rasterFiles: string[] | null = null

/** TrueType files of the faces charts use, unpacked once a process into a private temporary folder that is removed on exit. */
export const rasterFontFiles = (): string[] => {
  if (rasterFiles) return rasterFiles
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-fonts-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  rasterFiles = chartFaces.map((face) => {
    const path = join(folder, `${face.weight}.ttf`)
    writeFileSync(
      path,
      mergeFonts([...subsets].reverse().map((subset) => woffToSfnt(readFileSync(fontFile(subset, face, 'woff'))))),
      { mode: 0o600 },
    )
    return path
  })
  return rasterFiles
}
