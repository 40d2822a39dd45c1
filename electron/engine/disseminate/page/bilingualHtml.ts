// Bilingual text on a page: Vietnamese above (or beside) English in italics, once when both are the same.
// In: a label and the page's language. Out: safe HTML. Never unescaped data.
import type { Bilingual } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'

export type PageLanguage = 'vi' | 'en' | 'both'

const english = (text: string, tag: 'span' | 'div') => `<${tag} class="en" lang="en">${escapeXml(text)}</${tag}>`

/** In one line: "Công lập – Public". */
export const inlineText = (text: Bilingual, language: PageLanguage): string => {
  if (language !== 'both' || text.vi === text.en || text.en === '')
    return escapeXml(language === 'en' ? text.en || text.vi : text.vi)
  if (text.vi === '') return english(text.en, 'span')
  return `${escapeXml(text.vi)} – ${english(text.en, 'span')}`
}

/** In two lines. */
export const stackedText = (text: Bilingual, language: PageLanguage): string => {
  if (language !== 'both' || text.vi === text.en || text.en === '')
    return escapeXml(language === 'en' ? text.en || text.vi : text.vi)
  return `${escapeXml(text.vi)}${english(text.en, 'div')}`
}

/** As plain text, for width estimates: the longer line counts. */
export const plainTexts = (text: Bilingual, language: PageLanguage): string[] =>
  language === 'both' ? [text.vi, text.en] : [text[language] || text.vi]

/** As plain text in one line, for width estimates. */
export const inlinePlain = (text: Bilingual, language: PageLanguage): string => {
  if (language !== 'both') return text[language] || text.vi
  return text.vi === text.en || text.en === '' ? text.vi : `${text.vi} – ${text.en}`
}
