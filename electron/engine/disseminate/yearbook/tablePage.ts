// The page of one table: the table itself, sorted where it can be, its files, the tables before and after. In: a
// planned table, its files. Out: the content of a page. Never a cube that was not protected.
import { formatBytes } from '#shared/format/number.ts'
import type { Language } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { tableHtml } from '#engine/disseminate/page/tableHtml.ts'
import { isBrought } from './broughtFiles.ts'
import type { TableFile } from './tableFiles.ts'
import { attribute, words } from './webPage.ts'
import type { PlannedTable } from './yearbookPlan.ts'

/** A page of the web has no edge: one panel, whatever its width. */
const unbounded = 1_000_000

export const tableContent = (
  table: PlannedTable,
  files: readonly TableFile[],
  language: Language,
  { before, after }: { before: PlannedTable | undefined; after: PlannedTable | undefined },
): string => {
  const title = table.title[language] || table.title.vi
  const { block } = table
  const html = tableHtml(block.cube, { language, number: block.number, roomPoints: unbounded, paged: false })
    // The title is the heading of the page; a second one would be read twice.
    .replace(/<div class="title" lang="\w+">.*?<\/div>/s, `<span class="hidden-title"></span>`)
    .replaceAll(/<table([^>]*?) style="[^"]*">/g, '<table$1 data-sortable>')
    .replaceAll(
      '<div class="panel',
      `<div class="scroll" tabindex="0" role="region" aria-label="${attribute(title)}"><div class="panel`,
    )
    .replaceAll('</table></div>', '</table></div></div>')
  const downloads = files.map((file) => {
    const brought = isBrought(file) ? ` data-brought="../data/${table.name}.js"` : ''
    const size = escapeXml(formatBytes(file.bytes, language))
    return `<li><a href="../data/${file.name}" download${brought}>${file.label}</a> <small>${size}</small></li>`
  })
  const link = (to: PlannedTable | undefined, word: string, rel: string): string =>
    to
      ? `<a rel="${rel}" href="${to.name}.html">${escapeXml(word)}: ${escapeXml(to.title[language] || to.title.vi)}</a>`
      : '<span></span>'
  return `<h1>${escapeXml(title)}</h1>
<h2 class="note">${words.download[language]}</h2><ul class="downloads">${downloads.join('')}</ul>
${html}
<nav class="turn" aria-label="${language === 'vi' ? 'Biểu trước, biểu sau' : 'Previous and next table'}">${link(before, words.previous[language], 'prev')}${link(after, words.next[language], 'next')}</nav>`
}
