// The columns of the grid of rows: the number of a row, its flags, then a column a variable. In: the variables in the
// order shown, and what dresses them. Out: column definitions. Never an unmasked identifier: its values were not sent.
import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { useMemo } from 'react'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { numericCell } from '../../../components/DataGrid.tsx'
import { selectedCell, selectedHead } from '../../../components/selection/useGridSelection.ts'
import type { useGridSelection } from '../../../components/selection/useGridSelection.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, isNumber, maskedText } from './cellText.ts'
import { CodeText } from './CodeText.tsx'
import { ColumnHeader } from './ColumnHeader.tsx'
import type { ColumnHeaderParams } from './ColumnHeader.tsx'
import type { GridRow } from './pageRows.ts'
import type { CodeLabels } from './useCodeLabels.ts'

type Selection = ReturnType<typeof useGridSelection>['selection']

export type ColumnDress = {
  frozen: number
  widths: Readonly<Record<string, number>>
  filtered: ReadonlySet<string>
  revealed: ReadonlySet<string>
  labels: CodeLabels
  selection: Selection
  onMenu: (variable: string, anchor: HTMLElement) => void
}

type CodeCellProps = ICellRendererParams<GridRow> & { labels: CodeLabels; language: 'vi' | 'en' }
const CodeCell = ({ value, data, column, labels, language }: CodeCellProps) => {
  if (value === null || value === undefined || !column) return null
  const period = (data?.values[periodVariableId] as string | null | undefined) ?? null
  return (
    <CodeText variable={column.getColId()} code={String(value)} period={period} labels={labels} language={language} />
  )
}

const standardWidth = (v: Variable): number => {
  if (v.codeList) return 180
  if (v.id === periodVariableId) return 104
  if (v.type === 'text') return 200
  return v.role === 'key' || v.type === 'code' ? 140 : 124
}

const fixed: ColDef<GridRow> = {
  pinned: 'left',
  sortable: false,
  resizable: false,
  suppressMovable: true,
  lockPosition: 'left',
}
const numberColumn = (selection: Selection, format: ReturnType<typeof useFormat>): ColDef<GridRow> => ({
  ...fixed,
  colId: '#',
  headerName: '#',
  width: 92,
  cellClass: [numericCell, 'sd-muted'],
  cellClassRules: { [selectedCell]: (p) => selection.holdsRow(p.rowIndex) },
  headerClass: numericCell,
  valueGetter: ({ node }) => (typeof node?.rowIndex === 'number' ? format.integer(node.rowIndex + 1) : ''),
})
const flagColumn = (headerTooltip: string): ColDef<GridRow> => ({
  ...fixed,
  colId: '!',
  headerName: '⚠',
  headerTooltip,
  width: 34,
  valueGetter: (p) => (p.data?.flags.length ? '⚠' : ''),
  tooltipValueGetter: (p) => p.data?.flags.join(', ') ?? '',
  cellClass: 'sd-explore__flag',
})

const textOf = (v: Variable, row: GridRow | undefined, value: unknown, format: ReturnType<typeof useFormat>) => {
  if (row?.masked.has(v.id)) return maskedText
  if (v.id === periodVariableId) return format.periodShort(String(value ?? ''))
  return cellText(v, value as string | number | null, format)
}

export const useRowColumns = (variables: readonly Variable[], dress: ColumnDress): ColDef<GridRow>[] => {
  const { t, language, label } = useTexts('explore')
  const format = useFormat()
  const { frozen, widths, filtered, revealed, labels, selection, onMenu } = dress
  return useMemo(() => {
    const header = (v: Variable): ColumnHeaderParams => ({
      unit: v.unit && isNumber(v) ? label(v.unit) : '',
      about: `${label(v.label)}${v.unit ? ` (${label(v.unit)})` : ''} · ${t(`role.${v.role}`)} · ${v.id}`,
      filtered: filtered.has(v.id),
      filteredLabel: t('column.filtered'),
      menuLabel: t('column.menu', { variable: label(v.label) }),
      sortLabel: t('column.sortBy', { variable: label(v.label) }),
      onMenu,
    })
    const shown = (v: Variable): ColDef<GridRow> =>
      v.codeList
        ? { cellRenderer: CodeCell, cellRendererParams: { labels, language } }
        : { valueFormatter: (p) => textOf(v, p.data, p.value, format) }
    const column = (v: Variable, i: number): ColDef<GridRow> => {
      const numeric = isNumber(v) ? [numericCell] : []
      return {
        colId: v.id,
        headerName: label(v.label),
        headerComponent: ColumnHeader,
        headerComponentParams: header(v),
        autoHeaderHeight: true,
        width: widths[v.id] ?? standardWidth(v),
        minWidth: 48,
        sortable: v.role !== 'identifier' || revealed.has(v.id),
        unSortIcon: false,
        pinned: i < frozen ? 'left' : null,
        valueGetter: (p) => p.data?.values[v.id],
        cellClass: numeric,
        cellClassRules: { [selectedCell]: (p) => selection.holds(p.rowIndex, i) },
        headerClass: () => [...numeric, ...(selection.holdsColumn(i) ? [selectedHead] : [])],
        ...shown(v),
      }
    }
    return [numberColumn(selection, format), flagColumn(t('flags')), ...variables.map(column)]
  }, [variables, frozen, widths, filtered, revealed, labels, language, label, format, t, selection, onMenu])
}
