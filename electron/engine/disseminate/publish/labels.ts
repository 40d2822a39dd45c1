// Labels of published files in the chosen language. In: bilingual text. Out: one line. Never HTML.
import type { Bilingual, Language } from '#shared/model/text.ts'

export type PublishLanguage = Language | 'both'

export const oneLine = (text: Bilingual, language: PublishLanguage): string => {
  if (language !== 'both') return text[language] || text.vi
  return text.vi === text.en || text.en === '' ? text.vi : text.vi === '' ? text.en : `${text.vi} – ${text.en}`
}

/** The language whose separators figures follow. */
export const numberLanguage = (language: PublishLanguage): Language => (language === 'en' ? 'en' : 'vi')

/** "(1) Kể cả … – Including …": the mark of a footnote is not said twice. */
export const noteLine = (note: Bilingual, language: PublishLanguage): string => {
  const mark = /^\([^()]{1,6}\) /.exec(note.vi)?.[0] ?? ''
  return mark !== '' && note.en.startsWith(mark)
    ? mark + oneLine({ vi: note.vi.slice(mark.length), en: note.en.slice(mark.length) }, language)
    : oneLine(note, language)
}
