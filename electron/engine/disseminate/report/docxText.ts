// Runs, paragraphs and captions of a Word document in the office's hand. In: bilingual texts. Out: parts of the docx
// library. Font and sizes after the form of official documents (Decree 30/2020); never a colour that carries a meaning.
import { AlignmentType, Bookmark, FootnoteReferenceRun, Paragraph, SimpleField, TextRun } from 'docx'
import type { IParagraphOptions } from 'docx'
import type { Bilingual } from '#shared/model/text.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import type { ComposedBlock } from './composeReport.ts'
import { markedParts } from './noteMarks.ts'

export const documentFont = 'Times New Roman'
/** Half points, as Word counts. */
export const sizes = { text: 26, table: 20, note: 18, title: 32 } as const

export type RunLook = { size?: number; bold?: boolean; italics?: boolean }

const run = (text: string, look: RunLook, english: boolean): TextRun =>
  new TextRun({
    text,
    font: documentFont,
    color: '000000',
    ...look,
    language: { value: english ? 'en-GB' : 'vi-VN' },
    ...(english ? { italics: true } : {}),
  })

/** "Công lập – Public" in one line; one text where the document has one language or both texts are the same. */
export const inlineRuns = ({ vi, en }: Bilingual, language: PageLanguage, look: RunLook = {}): TextRun[] => {
  if (language === 'en') return [run(en || vi, look, false)]
  if (language === 'vi' || vi === en || en === '') return [run(vi, look, false)]
  return [run(`${vi} – `, look, false), run(en, { ...look, bold: false }, true)]
}

/** The same in two lines of one paragraph. */
export const stackedRuns = ({ vi, en }: Bilingual, language: PageLanguage, look: RunLook = {}): TextRun[] => {
  if (language !== 'both' || vi === en || en === '') return inlineRuns({ vi, en }, language, look)
  const second = { ...look, bold: false, italics: true }
  return [
    run(vi, look, false),
    new TextRun({ text: en, break: 1, font: documentFont, color: '000000', ...second, language: { value: 'en-GB' } }),
  ]
}

/** Footnotes stand at the foot of the page where their mark is. */
const markedRuns = (text: string, look: RunLook, english: boolean): (TextRun | FootnoteReferenceRun)[] =>
  markedParts(text).map((part) =>
    'text' in part ? run(part.text, look, english) : new FootnoteReferenceRun(part.note),
  )

/** The footnotes of a document by their numbers. */
export const docxNotes = (
  blocks: readonly ComposedBlock[],
  language: PageLanguage,
): Record<string, { children: Paragraph[] }> =>
  Object.fromEntries(
    blocks.flatMap((block) =>
      block.type === 'notes'
        ? block.notes.map(({ number, text }) => [
            String(number),
            { children: [new Paragraph({ children: inlineRuns(text, language, { size: sizes.note }) })] },
          ])
        : [],
    ),
  ) as Record<string, { children: Paragraph[] }>

/** A paragraph for each language of the document. */
export const textParagraphs = (
  { vi, en }: Bilingual,
  language: PageLanguage,
  look: RunLook,
  options: Omit<IParagraphOptions, 'children'> = {},
): Paragraph[] => {
  const justified = { alignment: AlignmentType.JUSTIFIED, spacing: { after: 120 }, ...options }
  const one = (text: string, english: boolean): Paragraph[] =>
    text === '' ? [] : [new Paragraph({ ...justified, children: markedRuns(text, look, english) })]
  const own = language === 'en' ? [] : one(vi, false)
  const second = language === 'vi' || (language === 'both' && en === vi) ? [] : one(en, language === 'both')
  return [...own, ...second]
}

/** What a caption counts: the word before its number, and the name of the counter in the document. */
const counters = {
  table: { vi: 'Biểu', en: 'Table', field: 'Bieu' },
  figure: { vi: 'Hình', en: 'Figure', field: 'Hinh' },
} as const
export type CaptionKind = keyof typeof counters
export type Caption = {
  kind: CaptionKind
  /** Empty: none. */
  number: string
  /** The number is the next of its counter: a field that Word counts anew when tables are added. */
  counted: boolean
  title: Bilingual
  continued?: boolean
}

const numberRuns = ({ kind, number, counted }: Caption, english: boolean): (TextRun | SimpleField)[] => {
  const { field, ...words } = counters[kind]
  const word = run(`${english ? words.en : words.vi} `, {}, english)
  // The second language repeats the number that was counted last.
  const instruction = `SEQ ${field}${english ? ' \\c' : ''} \\* ARABIC`
  return [word, counted ? new SimpleField(instruction, number) : run(number, {}, english), run('. ', {}, english)]
}

const captionRuns = (caption: Caption, language: 'vi' | 'en', first: boolean): (TextRun | SimpleField)[] => {
  const english = language === 'en'
  const again = caption.continued ? [run(english ? '(Cont.) ' : '(Tiếp theo) ', {}, english)] : []
  const own = { ...caption, counted: caption.counted && caption.continued !== true }
  const numbered = caption.number === '' ? [] : numberRuns(own, english && !first)
  return [...again, ...numbered, run(caption.title[language] || caption.title.vi, {}, english && !first)]
}

/**
 * The title over a table or a chart, with the bookmark that lists and references lead to; of two languages a paragraph
 * each.
 */
export const captionParagraphs = (
  caption: Caption,
  target: string | null,
  language: PageLanguage,
  { newPage = false }: { newPage?: boolean } = {},
): Paragraph[] => {
  const one = (own: 'vi' | 'en', first: boolean): Paragraph => {
    const runs = captionRuns(caption, own, first)
    return new Paragraph({
      style: first ? 'Caption' : 'CaptionSecond',
      keepNext: true,
      ...(first && newPage ? { pageBreakBefore: true } : {}),
      children: first && target !== null ? [new Bookmark({ id: target, children: runs })] : runs,
    })
  }
  const { vi, en } = caption.title
  if (language !== 'both') return [one(language === 'en' ? 'en' : 'vi', true)]
  return vi === en || en === '' ? [one('vi', true)] : [one('vi', true), one('en', false)]
}

/** Counts what captions count: a number that is not the next one was typed by hand and stands as it is. */
export const captionCounter = (): ((kind: CaptionKind, number: string) => boolean) => {
  const counts = { table: 0, figure: 0 }
  return (kind, number) => {
    if (number !== String(counts[kind] + 1)) return false
    counts[kind] += 1
    return true
  }
}

const caption = (
  id: string,
  name: string,
  more: { bold: boolean; italics: boolean; before: number; after: number },
) => ({
  id,
  name,
  basedOn: 'Normal',
  next: 'Normal',
  quickFormat: true,
  run: { font: documentFont, size: 24, bold: more.bold, italics: more.italics, color: '000000' },
  paragraph: { spacing: { before: more.before, after: more.after }, keepNext: true },
})

/** The office's hand as styles of the document: changed once there, changed everywhere. */
export const documentStyles = {
  default: {
    document: { run: { font: documentFont, size: sizes.text } },
    title: { run: { font: documentFont, size: sizes.title, bold: true, color: '000000' } },
    heading1: { run: { font: documentFont, size: 30, bold: true, color: '000000' } },
    heading2: { run: { font: documentFont, size: 28, bold: true, color: '000000' } },
    heading3: { run: { font: documentFont, size: 26, bold: true, color: '000000' } },
  },
  paragraphStyles: [
    caption('Caption', 'caption', { bold: true, italics: false, before: 200, after: 20 }),
    caption('CaptionSecond', 'caption 2', { bold: false, italics: true, before: 0, after: 60 }),
  ],
}
