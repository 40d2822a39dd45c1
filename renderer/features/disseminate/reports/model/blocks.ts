// The blocks of a report as a list that is edited: insert, move, remove, change. In: a report. Out: another, always with a block.
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'

export const blockTypes = ['heading', 'paragraph', 'table', 'chart', 'page_break'] as const
export type BlockType = (typeof blockTypes)[number]

type Sources = { tables: readonly { from: 'table' | 'indicator'; id: string }[]; charts: readonly string[] }

/** Null when there is nothing such a block could show. Tables and charts get the next number: "Biểu 2". */
export const newBlock = (type: BlockType, sources: Sources): ReportBlock | null => {
  switch (type) {
    case 'heading':
      return { type, text: { vi: 'Đề mục', en: 'Heading' } }
    case 'paragraph':
      return { type, text: { vi: '', en: '' } }
    case 'page_break':
      return { type }
    case 'table': {
      const source = sources.tables[0]
      return source ? { type, source, number: '' } : null
    }
    case 'chart': {
      const id = sources.charts[0]
      return id === undefined ? null : { type, id, number: '' }
    }
  }
}

export const insertBlock = (report: ReportDefinition, index: number, block: ReportBlock): ReportDefinition => ({
  ...report,
  blocks: [...report.blocks.slice(0, index), block, ...report.blocks.slice(index)],
})

export const changeBlock = (report: ReportDefinition, index: number, block: ReportBlock): ReportDefinition => ({
  ...report,
  blocks: report.blocks.map((old, i) => (i === index ? block : old)),
})

export const moveBlock = (report: ReportDefinition, from: number, to: number): ReportDefinition => {
  const block = report.blocks[from]
  if (!block || to < 0 || to >= report.blocks.length || from === to) return report
  const rest = report.blocks.filter((_, i) => i !== from)
  return { ...report, blocks: [...rest.slice(0, to), block, ...rest.slice(to)] }
}

/** A report keeps its last block: an empty page prints nothing anyone asked for. */
export const removeBlock = (report: ReportDefinition, index: number): ReportDefinition =>
  report.blocks.length <= 1 ? report : { ...report, blocks: report.blocks.filter((_, i) => i !== index) }

export const newReport = (id: string): ReportDefinition => ({
  kind: 'report',
  id,
  title: { vi: 'Báo cáo mới', en: 'New report' },
  office: { vi: '', en: '' },
  language: 'both',
  orientation: 'portrait',
  blocks: [{ type: 'heading', text: { vi: 'Đề mục', en: 'Heading' } }],
})
