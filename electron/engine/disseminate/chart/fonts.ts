// Our own fonts for paper: where they are, as data for HTML and SVG, as files for the rasteriser. In: a face. Out: CSS
// with the font inlined, or paths of TrueType files. Never a font of the system, never the network.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '#shared/model/failure.ts'

export type Face = { weight: 400 | 700; style: 'normal' | 'italic' }

/**
 * The family of the screen too: figures of equal width, so that columns of figures align, and every Vietnamese mark.
 */
export const fontFamily = 'Noto Sans'
/** What charts are set in. */
export const chartFaces: Face[] = [
  { weight: 400, style: 'normal' },
  { weight: 700, style: 'normal' },
]
const subsets = ['vietnamese', 'latin-ext', 'latin'] as const

const require = createRequire(import.meta.url)
const fontFile = (subset: string, { weight, style }: Face, extension: 'woff2'): string =>
  require.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-${style}.${extension}`)

/** Characters each subset file holds, as CSS unicode-range. */
const unicodeRanges = (): Record<string, string> =>
  JSON.parse(readFileSync(require.resolve('@fontsource/noto-sans/unicode.json'), 'utf8')) as Record<string, string>

const cssOf = new Map<string, string>()

/**
 * @font-face rules with the fonts inlined as WOFF 2. Latin-extended is left out where only Vietnamese and English are
 * printed.
 */
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

/** Made when the program is built: beside this file in the sources, in dist/fonts beside the bundle or its pieces. */
const mergedFile = ({ weight }: Face): string => {
  const name = `noto-sans-${weight}.ttf`
  const places = ['./fonts/', '../fonts/'].map((folder) => fileURLToPath(new URL(`${folder}${name}`, import.meta.url)))
  return places.find((path) => existsSync(path)) ?? fail('UNEXPECTED', {}, `no font ${name}`)
}

/**
 * A file of its own on the disk: the rasteriser is native code and does not see into the archive of an installed
 * program.
 */
const onDisk = (paths: readonly string[]): string[] => {
  if (!paths.some((path) => path.includes('.asar'))) return [...paths]
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-fonts-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return paths.map((path) => {
    const copy = join(folder, basename(path))
    writeFileSync(copy, readFileSync(path), { mode: 0o600 })
    return copy
  })
}

/** TrueType files of the faces charts use, each with every letter of the family in one file. */
export const rasterFontFiles = (): string[] => {
  rasterFiles ??= onDisk(chartFaces.map(mergedFile))
  return rasterFiles
}
