// Runs, paragraphs and captions of a Word document in the office's hand. In: bilingual texts. Out: parts of the docx library.
// Font and sizes after the form of official documents (Decree 30/2020); never a colour that carries a meaning.
import { AlignmentType, Bookmark, FootnoteReferenceRun, Paragraph, TextRun } from 'docx'
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

/** The title over a table or under a chart, with the bookmark that lists and references lead to. */
export const captionParagraph = (numbered: Bilingual, target: string | null, language: PageLanguage): Paragraph => {
  const runs = stackedRuns(numbered, language, { size: 24, bold: true })
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    spacing: { before: 200, after: 60 },
    children: target === null ? runs : [new Bookmark({ id: target, children: runs })],
  })
}
