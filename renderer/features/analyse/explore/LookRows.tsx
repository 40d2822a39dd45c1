// The rows themselves, as a grid or as a plain table for a screen reader. In: state and acts. Out: what is touched.
import { orderShown } from './model/columns.ts'
import { PlainTable } from './PlainTable.tsx'
import { RowGrid } from './RowGrid.tsx'
import type { DatasetLook } from './useDatasetLook.ts'
import type { LookActs } from './useLookActs.ts'

export const LookRows = ({ room, acts }: { room: DatasetLook; acts: LookActs }) => {
  const {
    label,
    ids,
    look,
    sort,
    columns,
    side,
    setSide,
    analysis,
    areas,
    setAreas,
    revealing,
    plain,
    holdGrid,
    labels,
    view,
    open,
    revealed,
    shown,
    filtered,
    copyRows,
    detail,
  } = room
  const { setSort, openRecord, openMenu } = acts
  if (open === null) return null
  const common = { open, variables: shown, labels, onSort: setSort, onMenu: openMenu, onOpenRow: openRecord }
  return (
    <div className="sd-explore__rows" data-records hidden={analysis !== null}>
      {plain ? (
        <PlainTable {...common} title={label(detail.label)} readings={revealing.times} />
      ) : (
        <RowGrid
          {...common}
          frozen={columns.frozen}
          widths={columns.widths}
          sort={view.failure ? common.open.sort : sort}
          filtered={filtered}
          revealed={revealed}
          onMoved={(order) => look({ columns: orderShown(columns, ids, order) })}
          onResized={(variable, width) =>
            look({
              columns: {
                ...columns,
                widths: { ...columns.widths, [variable]: Math.max(30, Math.min(1000, width)) },
              },
            })
          }
          onFocus={(id) => {
            if (side?.show === 'profile' && side.variable !== id && ids.includes(id))
              setSide({ show: 'profile', variable: id })
          }}
          onSelect={setAreas}
          onCopy={(codes) => void copyRows(areas, codes)}
          onReady={holdGrid}
        />
      )}
    </div>
  )
}
