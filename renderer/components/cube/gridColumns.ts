// Column definitions of the table grid: frozen stub columns, then column groups with the spans of the layout. In:
// layout, measures, language, a few callbacks. Out: AG Grid column definitions. Never a figure that is not in the
// layout.
import type { CellStyle, ColDef, ColGroupDef, SuppressHeaderKeyboardEventParams } from 'ag-grid-community'
import { absenceInWords } from '#shared/format/absence.ts'
import { formatCell } from '#shared/format/cell.ts'
import { markText } from '#shared/format/footnotes.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { LayoutCell, LayoutRow, TableLayout } from '#shared/format/layoutTypes.ts'
import type { CubeMeasure, PartialPeriod } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { headerTree } from './headerTree.ts'
import type { HeaderNode } from './headerTree.ts'
import type { CellSelection } from '../selection/cellSelection.ts'
import { selectedCell, selectedHead } from '../selection/useGridSelection.ts'

export type GridRow = { index: number; row: LayoutRow }
type Column = ColDef<GridRow>
type Group = ColGroupDef<GridRow>

export type ColumnOptions = {
  layout: TableLayout
  measures: readonly CubeMeasure[]
  language: Language
  notAdditive: string
  selection: CellSelection
  /** The first row in view: a label repeated from above is written out there. */
  firstRow: () => number
  /** Whether a heading offers to sort by its column. */
  sorts: boolean
  /** Whether what nests in an entry can be closed or opened. */
  fold: (entry: LayoutEntry, row: number, column: number) => 'open' | 'closed' | null
  sorted: (column: number) => 'value_descending' | 'value_ascending' | null
  /** The part of its period that was delivered where that is not all of it. */
  partial: (row: number, column: number) => PartialPeriod | null
  /** Null: no cell has a style of its own. */
  style: ((row: number, column: number) => CellStyle | null) | null
  onHeaderKey: (params: SuppressHeaderKeyboardEventParams<GridRow>, level: number, column: number) => boolean
}

const sampleRows = 400
/** Beyond this the height of headings is reckoned, not measured column by column while scrolling. */
export const manyColumns = 60
const figureWidth = 8
const labelWidth = 7.2
const between = (value: number, low: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)))

const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0)
/**
 * Width of a header that may wrap onto three lines, never cutting a word; short ones stay on one where there is room.
 */
const headerNeed = (label: string, roomy = false): number =>
  Math.max(longest(label.split(/\s+/)), Math.ceil(label.length / (roomy && label.length <= 16 ? 1 : 3))) * labelWidth +
  26
/** Beyond this part of the grid its stubs are narrowed: a grid whose frozen columns fill it lets them go. */
const stubShare = 0.55
const fewColumns = 8

const scrollBar = 24
const figuresWidth = (column: Column | Group): number =>
  'children' in column
    ? column.children.reduce((sum, child) => sum + figuresWidth(child), 0)
    : column.pinned === 'left'
      ? 0
      : (column.width ?? 0)

/** Widths of the stubs that together leave room for figures in a grid so wide; none below what reads. */
export const stubWidths = (columns: readonly (Column | Group)[], room: number): { key: string; newWidth: number }[] => {
  const stubs = columns.flatMap((column) =>
    'colId' in column && column.pinned === 'left' ? [{ key: column.colId ?? '', width: column.width ?? 0 }] : [],
  )
  const whole = stubs.reduce((sum, { width }) => sum + width, 0)
  // What figures leave free is the stubs' too.
  const figures = columns.reduce((sum, column) => sum + figuresWidth(column), 0)
  const scale = whole === 0 ? 1 : Math.min(1, Math.max(room * stubShare, room - figures - scrollBar) / whole)
  return stubs.map(({ key, width }) => ({ key, newWidth: Math.max(64, Math.floor(width * scale)) }))
}

export const cellAt = (row: GridRow | undefined, column: number): LayoutCell | undefined => row?.row.cells[column]

/** What an entry reads as: label, unit where it does not stand above the table, marks of footnotes. */
export const entryText = (entry: LayoutEntry | undefined, language: Language): string => {
  if (!entry) return ''
  const unit = entry.unit?.[language] ?? ''
  return `${entry.label[language]}${unit === '' ? '' : ` (${unit})`}${markText(entry.marks)}`
}

/**
 * The cells of a column that can be longest: of each measure the largest and the smallest figure; symbols are short.
 */
const widestCells = (rows: readonly LayoutRow[], column: number): LayoutCell[] => {
  const ends = new Map<number, { high: LayoutCell; low: LayoutCell }>()
  for (const row of rows) {
    const cell = row.cells[column]
    if (!cell || cell.value === null) continue
    const end = ends.get(cell.measure)
    if (!end) ends.set(cell.measure, { high: cell, low: cell })
    else if (cell.value > (end.high.value ?? 0)) end.high = cell
    else if (cell.value < (end.low.value ?? 0)) end.low = cell
  }
  return [...ends.values()].flatMap(({ high, low }) => [high, low])
}

const special = (entry: LayoutEntry | undefined): boolean =>
  entry?.kind === 'missing' || entry?.kind === 'unmapped' || entry?.kind === 'others'

const figureClasses = (cell: LayoutCell | undefined, measures: readonly CubeMeasure[]): string[] => {
  const classes = ['sd-numeric-cell', 'tb-figure']
  if (cell?.total) classes.push('tb-total', ...(measures[cell.measure]?.additive === false ? ['tb-not-additive'] : []))
  if (cell?.status.startsWith('suppressed')) classes.push('tb-withheld')
  return classes
}

/**
 * Heights of the lowest and of the other header rows of a wide table, so that the longest heading has room for its
 * lines.
 */
export const headerHeights = (
  layout: TableLayout,
  language: Language,
): { headerHeight: number; groupHeaderHeight: number } | null => {
  if (layout.columns.length <= manyColumns) return null
  const linesOf = (text: string, width: number): number =>
    Math.min(3, Math.max(1, Math.ceil((text.length * labelWidth) / Math.max(40, width - 26))))
  const leaves =
    layout.headerRows.at(-1)?.reduce((most, entry) => {
      const text = entryText(entry, language)
      return Math.max(most, linesOf(text, between(headerNeed(text), 68, 190)))
    }, 1) ?? 1
  return { headerHeight: leaves * 18 + 12, groupHeaderHeight: 30 }
}

export const gridColumns = (options: ColumnOptions): (Column | Group)[] => {
  const {
    layout,
    measures,
    language,
    notAdditive,
    selection,
    firstRow,
    sorts,
    fold,
    sorted,
    partial,
    style,
    onHeaderKey,
  } = options
  const sample =
    layout.rows.length <= sampleRows
      ? layout.rows
      : [...layout.rows.slice(0, sampleRows - 50), ...layout.rows.slice(-50)]
  const many = layout.columns.length > manyColumns
  const stubCount = layout.rows[0]?.stub.length ?? 0

  const roomy = layout.columns.length <= fewColumns

  const stubs = Array.from({ length: stubCount }, (_, level): Column => {
    const header = `${layout.stubHeaders[level]?.[language] ?? ''}${markText(layout.stubHeaderMarks[level])}`
    const widest = Math.max(
      longest(sample.map((row) => entryText(row.stub[level], language))) * labelWidth + 38,
      headerNeed(header),
    )
    const repeats = (index: number): boolean => layout.stubSpans[index]?.[level] === 0
    const entry = (data: GridRow | undefined): LayoutEntry | undefined => data?.row.stub[level]
    return {
      colId: `s${level}`,
      headerName: header,
      pinned: 'left',
      lockPosition: 'left',
      width: between(widest, 72, level === stubCount - 1 ? 260 : 180),
      resizable: true,
      sortable: false,
      wrapHeaderText: true,
      autoHeaderHeight: true,
      headerClass: 'tb-stub-header',
      valueGetter: ({ data }) => entryText(entry(data), language),
      tooltipValueGetter: ({ value }) => value as string,
      cellClass: 'tb-stub',
      cellClassRules: {
        'tb-total': ({ data }) => entry(data)?.kind === 'total',
        'tb-title': ({ data }) => entry(data)?.kind === 'variable',
        'tb-special': ({ data }) => special(entry(data)),
        'tb-repeat': ({ data }) => data !== undefined && repeats(data.index) && data.index !== firstRow(),
        [selectedCell]: ({ data }) => data !== undefined && selection.holdsRow(data.index),
        'tb-open': ({ data }) => {
          const own = entry(data)
          return (
            data !== undefined && own !== undefined && !repeats(data.index) && fold(own, data.index, level) === 'open'
          )
        },
        'tb-closed': ({ data }) => {
          const own = entry(data)
          return (
            data !== undefined && own !== undefined && !repeats(data.index) && fold(own, data.index, level) === 'closed'
          )
        },
      },
    }
  })

  const leaf = (node: HeaderNode & { kind: 'leaf' }): Column => {
    const measureOf = (cell: LayoutCell): CubeMeasure | undefined => measures[cell.measure]
    const text = (cell: LayoutCell | undefined): string => {
      const measure = cell && measureOf(cell)
      return cell && measure ? `${formatCell(cell, measure, language)}${markText(cell.marks)}` : ''
    }
    const header = entryText(node.entry, language)
    const widest = Math.max(
      longest(widestCells(sample, node.column).map(text)) * figureWidth + 20,
      headerNeed(header, roomy),
    )
    const order = sorted(node.column)
    return {
      colId: node.key,
      headerName: header,
      headerTooltip: header,
      width: between(widest, 68, 190),
      resizable: true,
      sortable: false,
      suppressMovable: true,
      wrapHeaderText: true,
      autoHeaderHeight: !many,
      headerClass: () => [
        'sd-numeric-cell',
        'tb-figure-header',
        ...(sorts ? ['tb-sorts'] : []),
        ...(selection.holdsColumn(node.column) ? [selectedHead] : []),
        ...(node.entry.kind === 'total' ? ['tb-total'] : []),
        ...(order ? [`tb-sorted-${order === 'value_descending' ? 'down' : 'up'}`] : []),
      ],
      valueGetter: ({ data }) => text(cellAt(data, node.column)),
      tooltipValueGetter: ({ data }) => {
        const cell = cellAt(data, node.column)
        const measure = cell && measureOf(cell)
        if (cell && measure && cell.status !== 'value')
          return absenceInWords(measure, cell.status, partial(data?.index ?? -1, node.column))?.[language] ?? null
        return cell?.total && measure?.additive === false ? notAdditive : null
      },
      suppressHeaderKeyboardEvent: (params) => onHeaderKey(params, node.level, node.column),
      // What never changes while the cell is on screen is asked once; only the selection comes and goes.
      cellClass: ({ data }) => figureClasses(cellAt(data, node.column), measures),
      ...(style
        ? { cellStyle: ({ data }: { data?: GridRow | undefined }) => (data ? style(data.index, node.column) : null) }
        : {}),
      cellClassRules: {
        [selectedCell]: ({ data }) => data !== undefined && selection.holds(data.index, node.column),
      },
    }
  }
  const build = (node: HeaderNode): Column | Group => {
    if (node.kind === 'leaf') return leaf(node)
    const folded = fold(node.entry, -1, node.start)
    return {
      groupId: node.key,
      headerName: entryText(node.entry, language),
      headerTooltip: entryText(node.entry, language),
      headerClass: [
        'tb-group-header',
        ...(node.entry.span > 5 ? ['tb-wide-group'] : []),
        ...(node.entry.kind === 'total' ? ['tb-total'] : []),
        ...(node.entry.kind === 'variable' ? ['tb-title'] : []),
        ...(folded ? [`tb-${folded}`] : []),
      ],
      wrapHeaderText: true,
      autoHeaderHeight: !many,
      marryChildren: true,
      suppressHeaderKeyboardEvent: (params) =>
        onHeaderKey(params as SuppressHeaderKeyboardEventParams<GridRow>, node.level, node.start),
      children: node.children.map(build),
    }
  }
  return [...stubs, ...headerTree(layout).map(build)]
}
