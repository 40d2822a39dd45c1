// A report's printable document made into a preview: each run of pages that lie the same way in a row of its own, cut
// into pages by the browser's own columns, so that breaks fall as in print. In: the document, style nonce. Out: a
// document for a sandboxed frame.
import { pageMargins, pageSize, textSize } from '#shared/model/paper.ts'
import type { Orientation } from '#shared/model/paper.ts'

/** Between pages and rows, in millimetres. */
const gap = 8
/** From the text of one page to that of the next. */
const between = pageMargins.left + pageMargins.right + gap

const rowStyle = (orientation: Orientation): string => {
  const text = textSize(orientation)
  const { width } = pageSize(orientation)
  return `.sheet.${orientation}{width:${text.width}mm;height:${text.height}mm;columns:${text.width}mm;column-gap:${between}mm;background:linear-gradient(to right,#fff ${width}mm,transparent 0) 0 0/${width + gap}mm 100% repeat-x}`
}

const previewStyle = (desk: string): string => `@media screen{
html{background:${desk}!important;overflow:auto hidden}
body{margin:0!important;padding:0!important;max-width:none!important;min-height:0!important;background:none!important;box-shadow:none!important;width:max-content;position:relative}
main{display:flex;flex-direction:column;gap:${gap}mm;padding:${gap}mm;width:max-content}
.sheet{box-sizing:content-box;padding:${pageMargins.top}mm ${pageMargins.right}mm ${pageMargins.bottom}mm ${pageMargins.left}mm;column-fill:auto}
${rowStyle('portrait')}
${rowStyle('landscape')}
.watermark{z-index:1;inset:${gap}mm auto auto ${gap}mm!important;width:${pageSize('portrait').width}mm;mix-blend-mode:multiply}
/* A box that could scroll is not broken between columns, and columns repeat no headings: what repeats on paper is left out here. */
.pages{overflow:visible}.pages>table{margin-top:0!important}.again{display:none}
.page-break{break-after:column!important}
}`

const allowStyles = (html: string, nonce: string): string => html.replace(/<style(?=[\s>])/g, `<style${nonce}`)
const nonceOf = (nonce: string | undefined): string => (nonce === undefined ? '' : ` nonce="${nonce}"`)

export const previewBoard = (html: string, nonce: string | undefined): string => allowStyles(html, nonceOf(nonce))

/** The nonce lets the frame's own styles pass the page's policy, which a srcdoc frame inherits. */
export const previewPage = (html: string, options: { nonce: string | undefined; desk: string }): string => {
  const nonce = nonceOf(options.nonce)
  const styled = allowStyles(html, nonce)
  const style = `<style${nonce}>${previewStyle(options.desk)}</style>`
  return styled.includes('</head>') ? styled.replace('</head>', `${style}</head>`) : style + styled
}

const pixelsPerMm = 96 / 25.4

/** Before anything is measured: how high the rows of pages are, in pixels. */
export const rowsHeight = (html: string): number => {
  const rows = [...html.matchAll(/<div class="sheet (portrait|landscape)"/g)].map(([, lying]) =>
    lying === 'landscape' ? pageSize('landscape').height : pageSize('portrait').height,
  )
  const heights = rows.length === 0 ? [pageSize('portrait').height] : rows
  // Room for the frame's own scroll bar below the last row.
  return heights.reduce((sum, height) => sum + height + gap, gap) * pixelsPerMm + 18
}

/** How many pages a row has, by how far its columns run (in pixels) beyond the first. */
export const pagesOf = (orientation: Orientation, scrolled: number): number => {
  const step = (textSize(orientation).width + between) * pixelsPerMm
  const first = pageSize(orientation).width * pixelsPerMm
  return Math.max(1, Math.round((scrolled - first) / step) + 1)
}

/** The width of a row of so many pages, as CSS. */
export const rowWidth = (orientation: Orientation, pages: number): string =>
  `${textSize(orientation).width * pages + between * (pages - 1)}mm`
