// How high a panel stands on paper with what belongs to it, estimated from the widths of its words. In: the plan of a
// table, the widths of its columns. Out: points. Rather too high than too low: what is held together and does not fit
// leaves its last line alone on a page.
import { textWidth } from '#shared/chart/textFit.ts'
import type { TableNotes } from '#shared/format/tableNotes.ts'
import { inlinePlain } from './bilingualHtml.ts'
import type { PageLanguage } from './bilingualHtml.ts'
import type { TablePanels } from './tablePanels.ts'

type Facts = { language: PageLanguage; widths: readonly number[]; size: number; notes: TableNotes }

const lineHeight = 1.4
/** Above and below the words of a line. */
const linePadding = 3.2
/** Headings wrap within narrow columns; two languages take two lines each. */
const headingPoints = 118
const noteSize = 8
const noteLine = 13.5

const linesOf = (text: string, size: number, room: number): number =>
  Math.max(1, Math.ceil((textWidth(text, size) * 1.04) / Math.max(1, room)))

export const panelHeight = (
  plan: TablePanels,
  { to }: { from: number; to: number },
  { language, widths, size, notes }: Facts,
): number => {
  const stub = (widths[0] ?? 0) - 4
  const body = plan.lines.reduce((sum, line) => {
    const room = stub - line.indent * 1.2 * size
    return sum + linesOf(inlinePlain(line.label, language), size, room) * size * lineHeight + linePadding
  }, 0)
  // Notes stand beneath the last panel only.
  const last = to === plan.columnWidths.length
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const foot = [...notes.notes, ...(notes.symbols ? [notes.symbols] : []), ...(notes.source ? [notes.source] : [])]
  const footPoints = last
    ? foot.reduce((sum, note) => sum + linesOf(inlinePlain(note, language), noteSize, whole) * noteLine, 0)
    : 0
  return headingPoints + body + footPoints
}
