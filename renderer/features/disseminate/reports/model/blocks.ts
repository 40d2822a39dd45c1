// The blocks of a report as a list that is edited: insert, move, remove, change. In: a report. Out: another, always
// with a block.
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'

export const blockTypes = [
  'heading',
  'paragraph',
  'panel',
  'table',
  'chart',
  'map',
  'contents',
  'section',
  'page_break',
] as const satisfies ReportBlock['type'][]
export type BlockType = (typeof blockTypes)[number]

type FigureSource = LiveFigure['source']
export type Sources = { tables: readonly FigureSource[]; charts: readonly string[]; maps: readonly string[] }

/** An id that no other figure of the list has: f1, f2 … */
export const newFigure = (figures: readonly LiveFigure[], source: FigureSource): LiveFigure => {
  const taken = new Set(figures.map((figure) => figure.id))
  let count = 1
  while (taken.has(`f${count}`)) count += 1
  return { id: `f${count}`, source, address: [], show: 'value', against: 'year_before', bare: false }
}

/** Null when there is nothing such a block could show. */
export const newBlock = (type: BlockType, sources: Sources): ReportBlock | null => {
  const source = sources.tables[0]
  switch (type) {
    case 'heading':
      return { type, text: { vi: 'Đề mục', en: 'Heading' }, level: 1 }
    case 'paragraph':
      return { type, text: { vi: '', en: '' }, figures: [], notes: [], style: 'text' }
    case 'panel':
      return source
        ? { type, items: [{ label: { vi: 'Chỉ tiêu', en: 'Figure' }, figure: newFigure([], source) }] }
        : null
    case 'contents':
      return { type, of: 'headings' }
    case 'section':
      return { type, orientation: 'landscape' }
    case 'page_break':
      return { type }
    case 'table':
      return source ? { type, source, number: '' } : null
    case 'chart':
    case 'map': {
      const [id] = type === 'chart' ? sources.charts : sources.maps
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

export const newReport = (id: string, layout: ReportDefinition['layout'] = 'pages'): ReportDefinition => ({
  kind: 'report',
  id,
  title: layout === 'board' ? { vi: 'Bảng theo dõi mới', en: 'New board' } : { vi: 'Báo cáo mới', en: 'New report' },
  office: { vi: '', en: '' },
  language: 'both',
  bilingual: 'stacked',
  orientation: 'portrait',
  layout,
  numbering: 'automatic',
  wideTables: 'rule',
  blocks: [{ type: 'heading', text: { vi: 'Đề mục', en: 'Heading' }, level: 1 }],
})
