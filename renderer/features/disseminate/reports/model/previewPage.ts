// A report's printable document made into a preview: the same text cut into pages by the browser's own columns, one page
// beside the next, so breaks fall as in print. In: the document, orientation, style nonce. Out: a document for a sandboxed frame.

/** The printed page in millimetres; the margins are those of the report's own page style. */
export const sheet = { width: 210, height: 297, top: 18, right: 16, bottom: 18, left: 20, gap: 8 } as const

export const pageSize = (orientation: 'portrait' | 'landscape'): { width: number; height: number } =>
  orientation === 'portrait'
    ? { width: sheet.width, height: sheet.height }
    : { width: sheet.height, height: sheet.width }

const previewStyle = (orientation: 'portrait' | 'landscape', desk: string): string => {
  const { width, height } = pageSize(orientation)
  const text = { width: width - sheet.left - sheet.right, height: height - sheet.top - sheet.bottom }
  const between = sheet.left + sheet.right + sheet.gap
  return `@media screen{
html{background:linear-gradient(to right,transparent ${sheet.gap}mm,#fff ${sheet.gap}mm) 0 ${sheet.gap}mm/${width + sheet.gap}mm ${height}mm repeat-x ${desk}!important;height:${height + 2 * sheet.gap}mm;overflow:auto hidden}
body{box-sizing:content-box!important;width:${text.width}mm!important;height:${text.height}mm!important;margin:${sheet.gap}mm 0 0 ${sheet.gap}mm!important;padding:${sheet.top}mm ${sheet.right}mm ${sheet.bottom}mm ${sheet.left}mm!important;columns:${text.width}mm!important;column-gap:${between}mm!important;column-fill:auto!important;max-width:none!important;background:none!important;box-shadow:none!important}
.page-break{break-after:column!important}
}`
}

/** A board is one sheet, scrolled where it is longer than the window. */
export const boardSize = { height: 297 } as const

const allowStyles = (html: string, nonce: string): string => html.replace(/<style(?=[\s>])/g, `<style${nonce}`)
const nonceOf = (nonce: string | undefined): string => (nonce === undefined ? '' : ` nonce="${nonce}"`)

export const previewBoard = (html: string, nonce: string | undefined): string => allowStyles(html, nonceOf(nonce))

/** The nonce lets the frame's own styles pass the page's policy, which a srcdoc frame inherits. */
export const previewPage = (
  html: string,
  options: { orientation: 'portrait' | 'landscape'; nonce: string | undefined; desk: string },
): string => {
  const nonce = nonceOf(options.nonce)
  const styled = allowStyles(html, nonce)
  const style = `<style${nonce}>${previewStyle(options.orientation, options.desk)}</style>`
  return styled.includes('</head>') ? styled.replace('</head>', `${style}</head>`) : style + styled
}
