// Column definitions of the table grid: frozen stub columns, then column groups with the spans of the layout.
// In: layout, measures, language, a few callbacks. Out: AG Grid column definitions. Never a figure that is not in the layout.
import type { ColDef, ColGroupDef } from 'ag-grid-community'
import { formatCell, statusLabels } from '#shared/format/cell.ts'
import type { LayoutCell, LayoutRow, TableLayout } from '#shared/format/tableLayout.ts'
import type { CubeMeasure } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { headerTree } from './model/headerTree.ts'
import type { HeaderNode } from './model/headerTree.ts'
import type { GridSelection } from './gridSelection.ts'
import { commonUnit, unitText } from './unitText.ts'

export type GridRow = { index: number; row: LayoutRow }
type Column = ColDef<GridRow>
type Group = ColGroupDef<GridRow>

export type ColumnOptions = {
  layout: TableLayout
  measures: readonly CubeMeasure[]
  language: Language
  notAdditive: string
  /** Which cells are selected, and the first row in view: a label repeated from above is written out there. */
  selection: GridSelection
}

const sampleRows = 400
const figureWidth = 8
const labelWidth = 7.2
const between = (value: number, low: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)))

const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0)
/** Width of a header that may wrap onto three lines, never cutting a word. */
const headerNeed = (label: string): number => Math.max(longest(label.split(/\s+/)), Math.ceil(label.length / 3)) * labelWidth + 26

export const cellAt = (row: GridRow | undefined, column: number): LayoutCell | undefined => row?.row.cells[column]

export const gridColumns = (options: ColumnOptions): (Column | Group)[] => {
  const { layout, measures, language, notAdditive, selection } = options
  const unitInHeader = commonUnit(measures, language) === null
  const sample = layout.rows.length <= sampleRows ? layout.rows : [...layout.rows.slice(0, sampleRows - 50), ...layout.rows.slice(-50)]

  const stubs = layout.stubHeaders.map((header, dimension): Column => {
    const last = dimension === layout.stubHeaders.length - 1
    const repeats = (index: number): boolean => layout.stubSpans[index]?.[dimension] === 0
    const widest = Math.max(longest(sample.map((row) => row.stub[dimension]?.label[language] ?? '')) * labelWidth + 26, headerNeed(header[language]))
    return {
      colId: `s${dimension}`,
      headerName: header[language],
      pinned: 'left',
      lockPosition: 'left',
      width: between(widest, 72, last ? 260 : 180),
      resizable: true,
      sortable: false,
      wrapHeaderText: true,
      autoHeaderHeight: true,
      headerClass: 'tb-stub-header',
      valueGetter: ({ data }) => data?.row.stub[dimension]?.label[language] ?? '',
      tooltipValueGetter: ({ value }) => value as string,
      cellClass: 'tb-stub',
      cellClassRules: {
        'tb-total': ({ data }) => data?.row.stub[dimension]?.kind === 'total',
        'tb-special': ({ data }) => data?.row.stub[dimension]?.kind === 'missing' || data?.row.stub[dimension]?.kind === 'unmapped',
        'tb-repeat': ({ data }) => data !== undefined && repeats(data.index) && data.index !== selection.firstVisible(),
      },
    }
  })

  const leaf = (node: HeaderNode & { kind: 'leaf' }): Column => {
    const column = layout.columns[node.column]
    const measure = measures[column?.measure ?? 0]
    const text = (cell: LayoutCell | undefined): string => (cell && measure ? formatCell(cell, measure, language) : '')
    const unit = unitInHeader && measure ? unitText(measure, language) : ''
    const header = unit === '' || node.role !== 'measure' ? node.label[language] : `${node.label[language]} (${unit})`
    const widest = Math.max(longest(sample.map((row) => text(row.cells[node.column]))) * figureWidth + 20, headerNeed(header))
    return {
      colId: node.key,
      headerName: header,
      headerTooltip: header,
      width: between(widest, 68, 170),
      resizable: true,
      sortable: false,
      suppressMovable: true,
      wrapHeaderText: true,
      autoHeaderHeight: true,
      headerClass: ['sd-numeric-cell', 'tb-figure-header', ...(node.role === 'total' ? ['tb-total'] : [])],
      valueGetter: ({ data }) => text(cellAt(data, node.column)),
      tooltipValueGetter: ({ data }) => {
        const cell = cellAt(data, node.column)
        if (cell && cell.status !== 'value') return statusLabels[cell.status][language]
        return cell?.total && measure && !measure.additive ? notAdditive : null
      },
      cellClass: ['sd-numeric-cell', 'tb-figure'],
      cellClassRules: {
        'tb-total': ({ data }) => cellAt(data, node.column)?.total === true,
        'tb-not-additive': ({ data }) => cellAt(data, node.column)?.total === true && measure?.additive === false,
        'tb-withheld': ({ data }) => (cellAt(data, node.column)?.status ?? 'value').startsWith('suppressed'),
        'tb-selected': ({ data }) => data !== undefined && selection.holds(data.index, node.column),
      },
    }
  }
  const build = (node: HeaderNode): Column | Group =>
    node.kind === 'leaf' ? leaf(node) : {
      groupId: node.key,
      headerName: node.label[language],
      headerTooltip: node.label[language],
      headerClass: ['tb-group-header', ...(node.role === 'total' ? ['tb-total'] : [])],
      wrapHeaderText: true,
      autoHeaderHeight: true,
      marryChildren: true,
      children: node.children.map(build),
    }
  return [...stubs, ...headerTree(layout, measures[0]?.label ?? { vi: '', en: '' }).map(build)]
}
