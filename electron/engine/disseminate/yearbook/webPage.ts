// The frame of every page of a yearbook: head, skip link, the way back, the other language, the mark of a draft, foot.
// In: title and content. Out: HTML. Never a script inside the page, never an address outside the folder.
import type { Bilingual, Language } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'

export type Book = {
  title: Bilingual
  office: Bilingual
  /** Not approved: said on every page. */
  mark: Bilingual | null
  imprint: Bilingual
  /** Of confidentiality, as the reports have it. */
  confidentiality: Bilingual
}
export type PageParts = {
  /** "table-3": the same file in the folder of the other language. */
  name: string
  title: string
  /** From the contents down to this page. */
  trail: { href: string; text: string }[]
  content: string
}

/** Only what lies in the folder; file: pages count as their own origin nowhere, so the scheme is named. */
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' 'unsafe-inline' file:; font-src 'self' file:; img-src 'self' data: file:; base-uri 'none'; form-action 'none'"

export const words = {
  contents: { vi: 'Mục lục', en: 'Contents' },
  skip: { vi: 'Tới nội dung', en: 'Skip to content' },
  other: { vi: 'English', en: 'Tiếng Việt' },
  search: { vi: 'Tìm biểu, hình, chương', en: 'Search tables, figures, chapters' },
  searchHint: { vi: 'Gõ không dấu cũng được', en: 'Diacritics are not needed' },
  print: { vi: 'In trang này', en: 'Print this page' },
  download: { vi: 'Tải biểu này', en: 'Download this table' },
  previous: { vi: 'Biểu trước', en: 'Previous table' },
  next: { vi: 'Biểu sau', en: 'Next table' },
  certificate: { vi: 'Chứng thực các tệp', en: 'Certificate of the files' },
  figures: { vi: 'Số liệu của hình', en: 'Figures of the picture' },
  tables: { vi: 'Biểu', en: 'Tables' },
  sort: { vi: 'Sắp xếp', en: 'Sort' },
  noScript: {
    vi: 'Tìm kiếm và sắp xếp cần JavaScript; phần còn lại đọc được không cần.',
    en: 'Search and sorting need JavaScript; everything else reads without it.',
  },
} satisfies Record<string, Bilingual>

export const attribute = (text: string): string => escapeXml(text).replaceAll('"', '&quot;')

export const webPage = (book: Book, language: Language, { name, title, trail, content }: PageParts): string => {
  const say = (text: Bilingual): string => escapeXml(text[language] || text.vi)
  const other: Language = language === 'vi' ? 'en' : 'vi'
  const crumbs = trail.map(({ href, text }) => `<li><a href="${href}">${escapeXml(text)}</a></li>`).join('')
  const marks = [book.mark, book.confidentiality].flatMap((text) => (text && text.vi !== '' ? [text] : []))
  const marked =
    marks.length === 0 ? '' : `<p class="mark" role="note">${marks.map((text) => say(text)).join(' – ')}</p>`
  const across = book.mark ? `<div class="watermark" aria-hidden="true"><span>${say(book.mark)}</span></div>` : ''
  const shown = title === say(book.title) ? title : `${title} – ${book.title[language] || book.title.vi}`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeXml(shown)}</title>
<link rel="stylesheet" href="../assets/style.css"><script src="../assets/search-${language}.js" defer></script><script src="../assets/yearbook.js" defer></script></head>
<body>${across}<a class="skip" href="#content">${say(words.skip)}</a>
<header class="top"><div><span class="office">${say(book.office)}</span><a class="book" href="index.html">${say(book.title)}</a></div>
<div class="find"><label for="q">${say(words.search)}</label><input id="q" type="search" autocomplete="off" placeholder="${attribute(words.searchHint[language])}" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list"><ul id="found" role="listbox" aria-label="${attribute(words.search[language])}" hidden></ul></div>
<nav class="tools" aria-label="${language === 'vi' ? 'Công cụ' : 'Tools'}"><a href="../${other}/${name}.html" lang="${other}" hreflang="${other}">${say(words.other)}</a><button type="button" id="print" hidden>${say(words.print)}</button></nav></header>
<noscript><p class="note">${say(words.noScript)}</p></noscript>
${crumbs === '' ? '' : `<nav class="trail" aria-label="${language === 'vi' ? 'Đường dẫn' : 'Breadcrumb'}"><ol>${crumbs}</ol></nav>`}
<main id="content" tabindex="-1">${marked}${content}</main>
<footer><p>${[say(book.office), say(book.imprint)].filter((text) => text !== '').join(' – ')}</p><p><a href="certificate.html">${say(words.certificate)}</a></p></footer>
</body></html>`
}
