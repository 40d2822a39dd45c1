// Footnotes of a paragraph as they are edited. In: a paragraph, the place of a note. Out: the paragraph without it.
// Pure.
import type { ReportBlock } from '#shared/model/report.ts'

type Paragraph = Extract<ReportBlock, { type: 'paragraph' }>

export const withoutNote = (block: Paragraph, index: number): Paragraph => {
  const renumbered = (text: string): string =>
    text.replace(/\{note:(\d+)\}/g, (mark, typed: string) => {
      const number = Number(typed)
      if (number === index + 1) return ''
      return number > index + 1 ? `{note:${number - 1}}` : mark
    })
  return {
    ...block,
    text: { vi: renumbered(block.text.vi), en: renumbered(block.text.en) },
    notes: block.notes.filter((_, i) => i !== index),
  }
}
