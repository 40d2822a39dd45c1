// The cells of a difference report, largest change first, with what each part of a change is worth. In: the report, a
// measure. Out: the one chosen.
import type { ColDef, IRowNode } from 'ag-grid-community'
import { useMemo } from 'react'
import { changeParts } from '#shared/contract/production.ts'
import type { DifferenceReport } from '#shared/contract/production.ts'
import { DataGrid, numericCell } from '../../../components/DataGrid.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { differenceRow, partsShown } from './differenceRows.ts'
import type { DifferenceFigure, DifferenceRow } from './differenceRows.ts'

type Column = ColDef<DifferenceRow>
const numberOf = (node: IRowNode<DifferenceRow>, of: (row: DifferenceRow) => DifferenceFigure | undefined): number =>
  (node.data && of(node.data)?.number) ?? -Infinity

type Props = { report: DifferenceReport; measure: number; onChoose: (row: DifferenceRow | null) => void }

export const ChangeGrid = ({ report, measure, onChoose }: Props) => {
  const { t, language, label } = useTexts('production')
  const rows = useMemo(
    () =>
      report.cells.flatMap((cell, i) =>
        cell.measure === measure ? [differenceRow(report, cell, String(i), language, t('wholeDimension'))] : [],
      ),
    [report, measure, language, t],
  )
  const columns = useMemo((): Column[] => {
    const figure = (
      id: string,
      headerName: string,
      of: (row: DifferenceRow) => DifferenceFigure | undefined,
      width = 104,
    ): Column => ({
      colId: id,
      headerName,
      width,
      cellClass: numericCell,
      headerClass: numericCell,
      sortable: true,
      valueGetter: ({ data }) => (data ? (of(data)?.text ?? '') : ''),
      comparator: (_a, _b, left, right) => numberOf(left, of) - numberOf(right, of),
    })
    return [
      ...report.dimensions.map((dimension, d): Column => ({
        colId: `d${d}`,
        headerName: label(dimension.label),
        minWidth: d === 0 ? 190 : 120,
        flex: d === 0 ? 2 : 1,
        sortable: true,
        valueGetter: ({ data }) => data?.places[d] ?? '',
        tooltipValueGetter: ({ data }) => data?.places[d] ?? '',
      })),
      figure('before', t('before'), (row) => row.before),
      figure('after', t('after'), (row) => row.after),
      figure('change', t('change'), (row) => row.change),
      figure('percent', t('percent'), (row) => row.percent, 76),
      ...partsShown(report).map((part) =>
        figure(part, t(`parts.${part}`), (row) => row.parts?.[changeParts.indexOf(part)]),
      ),
    ]
  }, [report, t, label])
  return (
    <DataGrid<DifferenceRow>
      copies
      label={t('asList')}
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.id}
      enableBrowserTooltips
      onCellFocused={(event) => {
        const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data
        onChoose(row ?? null)
      }}
    />
  )
}
