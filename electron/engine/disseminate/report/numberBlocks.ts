// Numbers of headings, tables and figures, what a cross-reference prints, and the lists of contents. In: the blocks of
// a report. Out: one number a block, labels by anchor. Pure; a number typed by hand stands and counting goes on beside
// it.
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type NumberedBlock = {
  /** "3", "II", "1.2"; empty: none. */
  number: string
  /** Where lists and references lead. */
  target: string
}

export type Numbering = {
  blocks: NumberedBlock[]
  /** By anchor: "Biểu 3" / "Table 3". */
  references: ReadonlyMap<string, { label: Bilingual; target: string }>
}

const romanDigits = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const
export const roman = (count: number): string => {
  let left = count
  let text = ''
  for (const [value, digits] of romanDigits) {
    while (left >= value) {
      text += digits
      left -= value
    }
  }
  return text
}

/** "Biểu 12", "Table 12." → "12": what the user typed before the number is not printed twice. */
export const bareNumber = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/^\s*(biểu(\s+đồ)?|bảng|hình|table|figure|chart)\s*/iu, '')
    .replace(/\.\s*$/, '')
    .trim()

const labelOf = (block: ReportBlock, number: string): Bilingual => {
  if (block.type === 'table') return { vi: `Biểu ${number}`, en: `Table ${number}` }
  if (block.type === 'chart' || block.type === 'map') return { vi: `Hình ${number}`, en: `Figure ${number}` }
  return { vi: `mục ${number}`, en: `section ${number}` }
}

export const numberBlocks = ({ blocks, numbering }: Pick<ReportDefinition, 'blocks' | 'numbering'>): Numbering => {
  const counted = numbering === 'automatic'
  const headings = [0, 0, 0]
  let tables = 0
  let figures = 0

  const headingNumber = (level: number): string => {
    headings[level - 1] = (headings[level - 1] ?? 0) + 1
    for (let below = level; below < headings.length; below++) headings[below] = 0
    const [part = 0, section = 0, point = 0] = headings
    if (level === 1) return roman(part)
    return level === 2 ? String(section) : `${section}.${point}`
  }
  const numberOf = (block: ReportBlock): string => {
    if (block.type === 'heading') return counted ? headingNumber(block.level) : ''
    if (block.type !== 'table' && block.type !== 'chart' && block.type !== 'map') return ''
    const typed = bareNumber(block.number)
    if (typed !== '' || !counted) return typed
    if (block.type === 'table') return String(++tables)
    return String(++figures)
  }

  const numbered = blocks.map((block, i): NumberedBlock => ({ number: numberOf(block), target: `b${i + 1}` }))
  const references = new Map<string, { label: Bilingual; target: string }>()
  blocks.forEach((block, i) => {
    const { number, target } = numbered[i] as NumberedBlock
    if ('anchor' in block && block.anchor !== undefined && number !== '')
      references.set(block.anchor, { label: labelOf(block, number), target })
  })
  return { blocks: numbered, references }
}
