// The head of a column: its name on up to three lines, unit, marks of filter and sort with its place among several, and
// its menu. A click selects the column; its arrow (or Enter) sorts, with Shift after the ones before; the menu opens by
// its button, right click, or Ctrl+Enter.
import { Tooltip } from '@fluentui/react-components'
import {
  ArrowSortDownLinesRegular,
  ArrowSortRegular,
  ArrowSortUpLinesRegular,
  FilterFilled,
  MoreVerticalRegular,
} from '@fluentui/react-icons'
import type { IHeaderParams } from 'ag-grid-community'
import { useEffect, useState } from 'react'

export type ColumnHeaderParams = {
  unit: string
  about: string
  filtered: boolean
  filteredLabel: string
  menuLabel: string
  sortLabel: string
  onMenu: (variable: string, anchor: HTMLElement) => void
}

type Order = { direction: 'asc' | 'desc'; place: number | null }

const orderOf = ({ column, api }: IHeaderParams): Order | null => {
  const direction = column.getSort()
  if (!direction) return null
  const several = api.getColumnState().filter((c) => c.sort).length > 1
  return { direction, place: several ? (column.getSortIndex() ?? 0) + 1 : null }
}

export const ColumnHeader = (props: IHeaderParams & ColumnHeaderParams) => {
  const {
    displayName,
    column,
    api,
    enableSorting,
    progressSort,
    eGridHeader,
    unit,
    about,
    filtered,
    filteredLabel,
    menuLabel,
    sortLabel,
    onMenu,
  } = props
  const id = column.getColId()
  const [order, setOrder] = useState(() => orderOf(props))
  useEffect(() => {
    const read = (): void => setOrder(orderOf(props))
    api.addEventListener('sortChanged', read)
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('sortChanged', read)
    }
  }, [api, props])
  return (
    <div
      className="sd-column"
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(id, eGridHeader)
      }}
    >
      <Tooltip content={about} relationship="description" showDelay={500}>
        <span className="sd-column__name">
          <span className="sd-column__label">{displayName}</span>
          {unit && <span className="sd-column__unit">{unit}</span>}
        </span>
      </Tooltip>
      {filtered && <FilterFilled className="sd-column__mark" aria-label={filteredLabel} />}
      {enableSorting && (
        <button
          type="button"
          tabIndex={-1}
          className="sd-column__sort"
          data-sorted={order !== null}
          aria-label={sortLabel}
          title={sortLabel}
          onClick={(event) => progressSort(event.shiftKey)}
        >
          {!order && <ArrowSortRegular />}
          {order?.direction === 'asc' && <ArrowSortUpLinesRegular />}
          {order?.direction === 'desc' && <ArrowSortDownLinesRegular />}
          {order?.place}
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className="sd-column__menu"
        aria-label={menuLabel}
        title={menuLabel}
        onClick={(event) => {
          event.stopPropagation()
          onMenu(id, event.currentTarget)
        }}
      >
        <MoreVerticalRegular />
      </button>
    </div>
  )
}
