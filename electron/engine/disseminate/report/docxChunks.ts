// Which lines of a table stand on which page of a Word document, so that each page can say "(Tiếp theo) – (Cont.)" over
// its own part: Word repeats headings but cannot say so. In: the plan of a table, widths, the height of a page. Out:
// runs of lines. Rather fewer lines on a page than too many; the notes never stand alone.
import { textWidth } from '#shared/chart/textFit.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { headerSlice } from '#shared/format/headerSlice.ts'
import { headerCells } from '#shared/format/headerCells.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { inlinePlain, plainTexts } from '#engine/disseminate/page/bilingualHtml.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import type { TablePanels } from '#engine/disseminate/page/tablePanels.ts'
import { sizes } from './docxText.ts'

export type Chunk = { from: number; to: number }
type Panel = TablePanels['panels'][number]
type Facts = {
  layout: TableLayout
  language: PageLanguage
  /** In points, the stub first. */
  widths: readonly number[]
  /** Notes, symbols and source beneath the last part. */
  foot: readonly Bilingual[]
  /** Of the text of a page, in points. */
  pageHeight: number
  /** What stands above the first part on its page. */
  above: number
}

const size = sizes.table / 2
/** Times at ten points, as both programs set it, with the rules of the table. */
const line = 12.2
const captionHeight = 62
/** What both programs may set differently. */
const ease = 0.93

const wrapped = (text: string, room: number, at: number): number =>
  Math.max(1, Math.ceil((textWidth(text, at) * 1.02) / Math.max(8, room - 8)))

const headHeight = (panel: Panel, { layout, language, widths }: Facts): number =>
  headerCells(headerSlice(layout.headerRows, panel.from, panel.to)).reduce((sum, row) => {
    const lines = row.map(({ header, column }) => {
      const room = widths.slice(1 + column, 1 + column + header.span).reduce((a, b) => a + b, 0)
      const unit: Bilingual = header.unit
        ? { vi: ` (${header.unit.vi})`, en: ` (${header.unit.en})` }
        : { vi: '', en: '' }
      const text = { vi: header.label.vi + unit.vi, en: header.label.en + unit.en }
      return plainTexts(text, language).reduce((all, own) => all + wrapped(own, room, size), 0)
    })
    return sum + Math.max(1, ...lines) * line
  }, 0)

export const chunksOf = (plan: TablePanels, panel: Panel, facts: Facts): Chunk[] => {
  const { language, widths, foot, pageHeight, above } = facts
  const stub = widths[0] ?? 0
  const heights = plan.lines.map((own) => wrapped(inlinePlain(own.label, language), stub - own.indent * 8, size) * line)
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const last = panel.to === plan.columnWidths.length
  const footHeight = last
    ? foot.reduce((sum, text) => sum + wrapped(inlinePlain(text, language), whole, sizes.note / 2) * 12.5 + 2, 0)
    : 0
  const room = pageHeight * ease - captionHeight - headHeight(panel, facts)
  const total = heights.reduce((sum, height) => sum + height, 0)
  if (total + footHeight <= room - above) return [{ from: 0, to: heights.length }]
  const chunks: Chunk[] = []
  let from = 0
  let used = above
  heights.forEach((height, i) => {
    if (i > from && used + height > room) {
      chunks.push({ from, to: i })
      from = i
      used = 0
    }
    used += height
  })
  // Notes go along with the last three lines.
  const split = heights.length - 3
  if (used + footHeight > room && split > from) {
    chunks.push({ from, to: split })
    from = split
  }
  chunks.push({ from, to: heights.length })
  return chunks
}
