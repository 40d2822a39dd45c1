// What stands around a printed table: unit line, held layer, status, notes, symbols, source. In: a cube and its layout.
// Out: bilingual lines, the same for XLSX, HTML and print. Never a parameter of disclosure control, only its trace.
import { bilingual as b } from '../model/text.ts'
import { linksUsed } from '../model/cube.ts'
import type { Cube, CellStatus } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'
import { figureStatusLabels, statusSymbols } from './cell.ts'
import { markText } from './footnotes.ts'
import { commonUnit, headingUnit, visibleMeasures } from './measureUnits.ts'
import { formatInteger, formatPercent } from './number.ts'
import type { TableLayout } from './layoutTypes.ts'

export type TableNotes = {
  /**
   * "Đơn vị tính: Học sinh" / "Unit: Pupils"; empty when measures differ, then units stand in the measure headings
   * (their `unit`).
   */
  unit: Bilingual
  unitsInHeader: boolean
  /** Which category of each layer dimension is shown. */
  layer: Bilingual[]
  status: Bilingual
  /** Footnotes with their symbols first, then the notes to the whole table. */
  notes: Bilingual[]
  /** Symbols that occur, with their meaning. */
  symbols: Bilingual | null
  source: Bilingual | null
}

const each = (of: (language: 'vi' | 'en') => string): Bilingual => b(of('vi'), of('en'))

const symbolMeanings: { statuses: CellStatus[]; meaning: Bilingual }[] = [
  { statuses: ['none'], meaning: b('không có hiện tượng phát sinh', 'did not occur') },
  { statuses: ['not_available'], meaning: b('có phát sinh nhưng không có số liệu', 'occurred, figure not available') },
  {
    statuses: ['suppressed', 'suppressed_secondary'],
    meaning: b('không công bố để bảo mật thông tin', 'withheld for confidentiality'),
  },
  { statuses: ['not_applicable'], meaning: b('không thể phát sinh', 'cannot occur') },
]

const symbolsUsed = (layout: TableLayout): Bilingual | null => {
  const used = new Set<CellStatus>()
  for (const row of layout.rows) for (const cell of row.cells) used.add(cell.status)
  const meanings = new Map<string, Bilingual[]>()
  for (const { statuses, meaning } of symbolMeanings) {
    const status = statuses.find((s) => used.has(s))
    if (status === undefined || status === 'value') continue
    const symbol = statusSymbols[status]
    meanings.set(symbol, [...(meanings.get(symbol) ?? []), meaning])
  }
  if (meanings.size === 0) return null
  const list = (language: 'vi' | 'en') =>
    [...meanings]
      .map(
        ([symbol, texts]) => `“${symbol}” ${texts.map((t) => t[language]).join(language === 'vi' ? ' hoặc ' : ' or ')}`,
      )
      .join('; ')
  return b(`Ký hiệu: ${list('vi')}.`, `Symbols: ${list('en')}.`)
}

const linkNotes = (cube: Cube): Bilingual[] =>
  linksUsed(cube.provenance).map((link) => {
    const all = link.matchedRecords + link.unmatchedRecords
    const share = all === 0 ? 0 : link.matchedRecords / all
    // What leaves counts records in tens, so that nobody is told apart by them.
    const about = 'protection' in cube ? { vi: 'khoảng ', en: 'about ' } : { vi: '', en: '' }
    return b(
      `Số liệu dùng liên kết “${link.label?.vi ?? link.id}”: khớp ${about.vi}${formatPercent(share, 1, 'vi')} bản ghi; ${about.vi}${formatInteger(link.unmatchedRecords, 'vi')} bản ghi không khớp.`,
      `Figures use the link “${link.label?.en ?? link.id}”: ${about.en}${formatPercent(share, 1, 'en')} of records matched; ${about.en}${formatInteger(link.unmatchedRecords, 'en')} records unmatched.`,
    )
  })

const unmappedNote = (cube: Cube): Bilingual[] =>
  cube.provenance.unmappedRecords === 0
    ? []
    : [
        b(
          `${formatInteger(cube.provenance.unmappedRecords, 'vi')} bản ghi có mã không hợp lệ tại kỳ của bản ghi hoặc không chuyển được sang danh mục hiện hành.`,
          `${formatInteger(cube.provenance.unmappedRecords, 'en')} records have a code not valid in their period or without a counterpart in the current code list.`,
        ),
      ]

/** Statistics whose totals a reader might take for sums of the cells. */
const soundsAdditive = new Set<Cube['measures'][number]['statistic']>([
  'mean',
  'median',
  'percentile',
  'minimum',
  'maximum',
  'standard_deviation',
  'distinct',
  'ratio',
])

const showsTotals = (layout: TableLayout): boolean => layout.rows.some((row) => row.cells.some((cell) => cell.total))

const additivityNote = (cube: Cube, layout: TableLayout, measures: readonly number[]): Bilingual[] => {
  const shown = measures.flatMap((i) => {
    const m = cube.measures[i]
    return m && !m.additive && m.inTotals === undefined && soundsAdditive.has(m.statistic) ? [m] : []
  })
  if (shown.length === 0 || !showsTotals(layout)) return []
  const names = (language: 'vi' | 'en') => shown.map((m) => m.label[language]).join(', ')
  return [
    b(
      `${names('vi')}: số ở dòng, cột tổng tính từ bản ghi, không phải tổng của các ô.`,
      `${names('en')}: totals are computed from records and are not sums of the cells.`,
    ),
  ]
}

/** Where totals show another figure than the cells, the reader is told which, with its unit. */
const inTotalsNotes = (cube: Cube, layout: TableLayout, measures: readonly number[]): Bilingual[] =>
  !showsTotals(layout)
    ? []
    : measures.flatMap((i) => {
        const own = cube.measures[i]
        const other = cube.measures[own?.inTotals ?? -1]
        if (!own || !other) return []
        const named = (language: 'vi' | 'en') =>
          other.unit[language] === '' || headingUnit(other) === null
            ? other.label[language]
            : `${other.label[language]} (${other.unit[language]})`
        return [
          b(`${own.label.vi}: dòng, cột tổng ghi ${named('vi')}.`, `${own.label.en}: totals show ${named('en')}.`),
        ]
      })

const footnoteLines = (layout: TableLayout): Bilingual[] =>
  layout.footnotes.map(({ symbol, text }) => b(`(${symbol}) ${text.vi}`, `(${symbol}) ${text.en}`))

/** Measures the layout shows: one when measures are layers, else all with columns or rows of their own. */
const shownMeasures = (cube: Cube, layout: TableLayout): number[] =>
  layout.layerMeasure === null ? visibleMeasures(cube) : [layout.layerMeasure]

/** What concerns the whole table however it is laid out: its own notes, links, codes that are not known. */
export const wholeTableNotes = (cube: Cube): Bilingual[] => [...cube.notes, ...linkNotes(cube), ...unmappedNote(cube)]

export const tableNotes = (cube: Cube, layout: TableLayout): TableNotes => {
  const shown = shownMeasures(cube, layout)
  const unit = commonUnit(cube, shown)
  const layers = cube.dimensions.filter((d) => d.axis === 'layer')
  const chosen = cube.measures[layout.layerMeasure ?? -1]
  return {
    unit: unit ? b(`Đơn vị tính: ${unit.vi}`, `Unit: ${unit.en}`) : b('', ''),
    unitsInHeader: shown.length > 1 && unit === null,
    layer: [
      ...layers.map((dimension, l) =>
        each(
          (language) =>
            `${dimension.label[language]}: ${dimension.categories[layout.layer[l] ?? 0]?.label[language] ?? ''}${markText(layout.layerMarks[l])}`,
        ),
      ),
      ...(chosen ? [b(`Chỉ tiêu: ${chosen.label.vi}`, `Measure: ${chosen.label.en}`)] : []),
    ],
    status: figureStatusLabels[cube.status],
    notes: [
      ...footnoteLines(layout),
      ...cube.notes,
      ...additivityNote(cube, layout, shown),
      ...inTotalsNotes(cube, layout, shown),
      ...linkNotes(cube),
      ...unmappedNote(cube),
    ],
    symbols: symbolsUsed(layout),
    source:
      cube.source.vi === '' && cube.source.en === ''
        ? null
        : b(`Nguồn: ${cube.source.vi}`, `Source: ${cube.source.en}`),
  }
}
