// The columns of a grid of a cube, made anew only where something that they show has changed. In: the layout and what
// dresses it. Out: column definitions. Never a figure of its own.
import type { CellStyle } from 'ag-grid-community'
import { useMemo } from 'react'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { useTexts } from '../../i18n/index.ts'
import type { createFirstRow } from './firstRow.ts'
import { gridColumns } from './gridColumns.ts'
import type { CubeGridProps } from './gridProps.ts'
import { partialAt } from './partialAt.ts'
import type { GridKeys } from './useGridKeys.ts'

const nothing = (): null => null

type Dress = {
  selection: Parameters<typeof gridColumns>[0]['selection']
  firstRow: ReturnType<typeof createFirstRow>
  highlight: unknown
  onHeaderKey: GridKeys['onHeaderKey']
}

export const useGridColumns = (
  { cube, fold, sorted, onHeaderClick }: CubeGridProps,
  layout: TableLayout,
  { selection, firstRow, highlight, onHeaderKey }: Dress,
): ReturnType<typeof gridColumns> => {
  const { t, language } = useTexts('tables')
  return useMemo(
    () =>
      gridColumns({
        layout,
        measures: cube.measures,
        language,
        notAdditive: t('notAdditive'),
        selection,
        firstRow: firstRow.at,
        sorts: onHeaderClick !== undefined,
        onHeaderKey,
        fold: fold ? (entry) => fold(entry, layout) : nothing,
        sorted: sorted ? (column) => sorted(column, layout) : nothing,
        partial: (row, column) => partialAt(cube, layout, row, column),
        style: highlight as ((row: number, column: number) => CellStyle | null) | null,
      }),
    [layout, cube, language, selection, firstRow, t, fold, sorted, highlight, onHeaderKey, onHeaderClick],
  )
}
