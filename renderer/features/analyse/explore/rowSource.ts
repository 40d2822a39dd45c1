// The rows of an open view as AG Grid asks for them, and the order it asks in. In: an open view. Out: blocks of rows.
// Never rows in an order that is no longer wanted.
import type { GridApi, IDatasource } from 'ag-grid-community'
import type { Sort } from '#shared/contract/explore.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../../bridge/client.ts'
import { notifyFailure } from '../../../components/notices.ts'
import { pageRows } from './pageRows.ts'
import type { GridRow } from './pageRows.ts'
import type { OpenView } from './useView.ts'

export const same = (a: Sort, b: Sort): boolean => JSON.stringify(a) === JSON.stringify(b)
const sortOf = (model: readonly { colId: string; sort?: string | null }[]): Sort =>
  model.map((m) => ({ variable: m.colId, direction: m.sort === 'desc' ? 'descending' : 'ascending' }))
export const gridSort = (api: GridApi<GridRow>): Sort =>
  sortOf(
    api
      .getColumnState()
      .filter((c) => c.sort)
      .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0)),
  )

/** The order as the state of the grid's columns. */
export const sortState = (sort: Sort) =>
  sort.map(({ variable, direction }, sortIndex) => ({
    colId: variable,
    sort: direction === 'ascending' ? ('asc' as const) : ('desc' as const),
    sortIndex,
  }))

export const rowSource = (open: OpenView): IDatasource => ({
  rowCount: open.view.rows,
  getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
    // A sort just chosen is on its way as a view of its own; these rows would be in the old order. A request never
    // answered would count as running for ever, and few may run at once.
    if (!same(sortOf(sortModel), open.sort)) return failCallback()
    call('explore.rows', {
      view: open.view.view,
      offset: startRow,
      limit: Math.max(1, Math.min(endRow, open.view.rows) - startRow),
    }).then(
      (page) => successCallback(pageRows(page), open.view.rows),
      (thrown: unknown) => {
        failCallback()
        // A view closed under a scroll in flight is replaced at once by its successor.
        if (toFailureValue(thrown).code !== 'VIEW_UNKNOWN') notifyFailure(thrown)
      },
    )
  },
})
