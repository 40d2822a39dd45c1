// The contents of a yearbook, the door to both languages, and the page of the certificate. In: the plan, the files.
// Out: pages.
import type { YearbookException } from '#shared/contract/yearbook.ts'
import { formatBytes } from '#shared/format/number.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { titleOfPicture } from '#engine/disseminate/report/composeReport.ts'
import type { CertifiedFile } from './certificate.ts'
import { words } from './webPage.ts'
import type { Book } from './webPage.ts'
import { figureWord, numbered } from './yearbookPlan.ts'
import type { PlannedChapter } from './yearbookPlan.ts'

const say = (text: Bilingual, language: Language): string => escapeXml(text[language] || text.vi)

const chapterList = ({ name, title, chapter, tables }: PlannedChapter, language: Language): string => {
  const items = chapter.report.blocks.flatMap((block, place): string[] => {
    const table = tables.get(place)
    if (table) return [`<li><a href="${table.name}.html">${say(table.title, language)}</a></li>`]
    if (block.type !== 'chart' && block.type !== 'map') return []
    const picture = block.type === 'chart' ? block.chart : block.map
    const text = numbered(figureWord, block.number, titleOfPicture(block.cube, picture))
    return [`<li><a href="${name}.html#${block.target}">${say(text, language)}</a></li>`]
  })
  return `<li><h2><a href="${name}.html">${say(title, language)}</a></h2><ul class="list">${items.join('')}</ul></li>`
}

export const indexContent = (
  book: Book,
  chapters: readonly PlannedChapter[],
  exceptions: readonly YearbookException[],
  language: Language,
): string => {
  const missing = exceptions.filter((exception) => exception.missing)
  const told =
    missing.length === 0
      ? ''
      : `<section><h2>${language === 'vi' ? 'Chưa có trong niên giám này' : 'Not in this yearbook'}</h2><ul>${missing.map(({ place, text }) => `<li>${say(place, language)}: ${say(text, language)}</li>`).join('')}</ul></section>`
  const list = chapters.map((chapter) => chapterList(chapter, language)).join('')
  return `<h1>${say(book.title, language)}</h1>${told}<nav aria-label="${words.contents[language]}"><ol class="chapters list">${list}</ol></nav>`
}

export const certificateContent = (files: readonly CertifiedFile[], language: Language): string => {
  const vi = language === 'vi'
  const rows = files.map(
    ({ path, bytes, sha256 }) =>
      `<tr><th scope="row">${escapeXml(path)}</th><td>${escapeXml(formatBytes(bytes, language))}</td><td class="hash">${sha256}</td></tr>`,
  )
  const lead = vi
    ? 'Mỗi tệp của niên giám với mã băm SHA-256. Bản máy đọc được: certificate.json; kiểm tra bằng lệnh sha256sum -c SHA256SUMS trong thư mục này.'
    : 'Every file of the yearbook with its SHA-256. Machine-readable: certificate.json; checked by sha256sum -c SHA256SUMS in this folder.'
  return `<h1>${words.certificate[language]}</h1><p>${lead}</p><p><a href="../certificate.json" download>certificate.json</a> · <a href="../SHA256SUMS" download>SHA256SUMS</a></p><div class="scroll" tabindex="0" role="region" aria-label="${words.certificate[language]}"><table class="data"><thead><tr><th scope="col">${vi ? 'Tệp' : 'File'}</th><th scope="col">${vi ? 'Cỡ' : 'Size'}</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** Opens by itself in the reader's language where a browser tells one; both are links in any case. */
export const doorPage = (book: Book): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; font-src 'self' file:"><title>${say(book.title, 'vi')}</title><link rel="stylesheet" href="assets/style.css"></head>
<body><main><p class="office">${say(book.office, 'vi')}</p><h1>${say(book.title, 'vi')}<br><span lang="en">${say(book.title, 'en')}</span></h1>${book.mark ? `<p class="mark" role="note">${say(book.mark, 'vi')} – <span lang="en">${say(book.mark, 'en')}</span></p>` : ''}<ul class="list"><li><a href="vi/index.html">Tiếng Việt</a></li><li><a href="en/index.html" lang="en" hreflang="en">English</a></li></ul></main></body></html>`
