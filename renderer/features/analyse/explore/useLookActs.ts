// What can be done while looking through a dataset: sort, filter, pick, analyse, go to a row. In: its state. Out: acts.
// Never a figure computed here.
import { useCallback, useRef } from 'react'
import type { RecordBase, SavedView } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { AnalyseAct } from './AnalyseMenu.tsx'
import { isNumber } from './cellText.ts'
import type { ColumnAct } from './ColumnMenu.tsx'
import { freezeTo, hideColumn, showOnly } from './model/columns.ts'
import { filterText } from './model/filterTree.ts'
import type { Group } from './model/filterTree.ts'
import { periodVariable } from './periodVariable.ts'
import type { Sort } from './useView.ts'
import type { DatasetLook } from './useDatasetLook.ts'

export const useLookActs = (room: DatasetLook) => {
  const {
    t,
    format,
    variables,
    ids,
    look,
    sort,
    base,
    columns,
    firstProfiled,
    side,
    setSide,
    setAnalysis,
    setAsking,
    setBuilder,
    menu,
    setMenu,
    held,
    areas,
    api,
    countable,
    types,
    announce,
    detail,
    drill,
  } = room
  const setRoot = (next: Group): void => look({ filter: filterText(next, types) })
  const setSort = (next: Sort): void => look({ sort: next })
  const toBase = (next: RecordBase): void => {
    // The filter becomes part of how the records were picked; further conditions come on top.
    look({ base: next, filter: null })
    setAnalysis(null)
  }
  const choose = (saved: SavedView): void =>
    look(
      saved.kind === 'columns'
        ? { columns: saved.columns }
        : {
            filter: saved.filter,
            sort: saved.sort.filter((s) => ids.includes(s.variable)),
            base: saved.base,
            columns: saved.columns,
          },
    )
  const openRecord = (rowId: number): void =>
    setSide(
      held !== null && held !== rowId
        ? { show: 'compare', left: held, right: rowId }
        : { show: 'record', dataset: detail.id, rowId },
    )
  const goTo = (row: number): void => {
    setAsking(null)
    const grid = api.current
    if (!grid) return
    grid.ensureIndexVisible(row - 1, 'middle')
    // After the dialog has given the focus back, else it would take it from the row again.
    setTimeout(() => {
      grid.setFocusedCell(row - 1, '#')
      grid.ensureColumnVisible(ids[0] ?? '#', 'start')
    }, 50)
    announce(t('announceRow', { row: format.integer(row) }))
  }
  const profiled = side?.show === 'profile' ? side.variable : firstProfiled
  /** The variable the focus is on, if it may be counted. */
  const focused = (fits: (v: Variable) => boolean): string | null =>
    [variables.find((v) => v.id === profiled), ...countable].find(
      (v) => v && countable.includes(v) && v.type !== 'hash' && fits(v),
    )?.id ?? null
  const actOn = (variable: string, act: ColumnAct): void => {
    const rest = sort.filter((s) => s.variable !== variable)
    switch (act) {
      case 'ascending':
      case 'descending':
        return setSort([{ variable, direction: act }])
      case 'then_ascending':
      case 'then_descending':
        return setSort([...rest, { variable, direction: act === 'then_ascending' ? 'ascending' : 'descending' }])
      case 'unsorted':
        return setSort(rest)
      case 'filter':
        return setBuilder({ open: true, begin: variable })
      case 'profile':
        return setSide({ show: 'profile', variable })
      case 'frequency':
      case 'periods':
      case 'outliers':
        return setAnalysis({ kind: act, variable })
      case 'cross':
        return setAnalysis({ kind: 'cross', variable, column: null })
      case 'hide':
        return look({ columns: hideColumn(columns, ids, variable) })
      case 'hide_others':
        return look({ columns: showOnly(columns, ids, [variable]) })
      case 'freeze':
        return look({ columns: freezeTo(columns, ids, variable) })
      default:
        return setSide({ show: 'columns' })
    }
  }
  /** The first and the last row selected, in one block or in several. */
  const rowEnds: [number, number] = [Math.min(...areas.map((a) => a.top)), Math.max(...areas.map((a) => a.bottom))]
  const selectedRows = (): [number, number] | null => {
    const [top, bottom] = rowEnds
    if (top >= bottom) return null
    const [first, last] = [top, bottom].map((row) => api.current?.getDisplayedRowAtIndex(row)?.data?.rowId)
    return first === undefined || last === undefined ? null : [first, last]
  }
  const possible = (act: AnalyseAct): boolean => {
    switch (act) {
      case 'compare':
        return rowEnds[0] < rowEnds[1]
      case 'sample':
        return !drill && (base === null || base.type === 'sample')
      case 'outliers':
        return focused(isNumber) !== null
      case 'periods':
        return detail.periods.length > 1
      default:
        return true
    }
  }
  const fits = (act: AnalyseAct, v: Variable): boolean => {
    if (act === 'outliers') return isNumber(v)
    return act !== 'periods' || v.id !== periodVariable.id
  }
  const analyse = (act: AnalyseAct): void => {
    if (act === 'sample') return setAsking('sample')
    if (act === 'compare') {
      const pair = selectedRows()
      return pair ? setSide({ show: 'compare', left: pair[0], right: pair[1] }) : undefined
    }
    if (act === 'profiles' || act === 'duplicates') return setAnalysis({ kind: act })
    const variable = focused((v) => fits(act, v))
    if (variable) setAnalysis(act === 'cross' ? { kind: 'cross', variable, column: null } : { kind: act, variable })
  }
  const togglePanel = (): void => setSide(side ? null : { show: 'profile', variable: profiled })
  const openMenu = useCallback(
    (variable: string, anchor: HTMLElement): void => setMenu({ variable, anchor }),
    [setMenu],
  )
  /** Where the focus was before a menu or an analysis took it. */
  const lastHead = useRef<HTMLElement | null>(null)
  const focusBack = (): void => {
    // After what had the focus is gone.
    setTimeout(() => {
      if (document.activeElement !== document.body) return
      const cell = api.current?.getFocusedCell()
      if (lastHead.current?.checkVisibility()) lastHead.current.focus()
      else if (cell) api.current?.setFocusedCell(cell.rowIndex, cell.column)
    }, 30)
  }
  const closeMenu = (): void => {
    lastHead.current = menu?.anchor.closest<HTMLElement>('.ag-header-cell') ?? menu?.anchor ?? null
    setMenu(null)
    focusBack()
  }
  const closeAnalysis = (): void => {
    setAnalysis(null)
    focusBack()
  }

  return {
    setRoot,
    setSort,
    toBase,
    choose,
    openRecord,
    goTo,
    profiled,
    focused,
    actOn,
    selectedRows,
    possible,
    analyse,
    togglePanel,
    openMenu,
    lastHead,
    focusBack,
    closeMenu,
    closeAnalysis,
  }
}

export type LookActs = ReturnType<typeof useLookActs>
