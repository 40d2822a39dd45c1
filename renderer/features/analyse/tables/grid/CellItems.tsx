// What can be done with one figure: where it comes from, its records, a note, only its records. In: the place. Out:
// edits and drills.
import { MenuItem } from '@fluentui/react-components'
import { useTexts } from '../../../../i18n/index.ts'
import { cellAddress } from '../../../../components/cube/cellAddress.ts'
import type { GridPlace } from '../../../../components/cube/cellAddress.ts'
import { sortByColumn } from '../model/categoryEdits.ts'
import { joinConditions } from '../model/conditions.ts'
import { conditionFor } from '../model/drillDown.ts'
import { columnAddress } from './gridActions.ts'
import type { GridMenuProps } from './gridMenuProps.ts'

/** Until the passport stands at the right. */
const passportMs = 120
const openNote = (): void => {
  const note = document.querySelector<HTMLDetailsElement>('#tb-inspector .tb-more')
  if (note) note.open = true
  note?.querySelector<HTMLElement>('textarea')?.focus()
}

export const CellItems = ({
  builder,
  answer,
  request,
  layers,
  onRecords,
  onPassport,
  place,
}: GridMenuProps & { place: GridPlace }) => {
  const { t } = useTexts('tables')
  const { definition, edit, change } = builder
  const { layout } = request.scene
  const { cube } = answer
  const found = cellAddress(cube, layout, layers, place)
  const column = columnAddress(cube, layout, place.column)
  const sort = column && sortByColumn(definition, cube, column.measure, column.address)
  // Only this cell's records: every category of it as a condition, where the language of filters can say them.
  const conditions = (found?.address ?? []).flatMap((part) => {
    const dimension = [...definition.rows, ...definition.columns, ...definition.layers].find(
      (d) => d.variable === part.variable && d.level === part.level,
    )
    const own = cube.dimensions
      .find((d) => d.variable === part.variable && d.level === part.level)
      ?.categories.find((c) => c.kind === part.kind && c.code === (part.code ?? c.code))
    return dimension && own && part.kind !== 'total'
      ? [conditionFor(dimension, builder.fields.get(part.variable), own)]
      : []
  })
  return (
    <>
      <MenuItem secondaryContent="Alt+Enter" onClick={() => onPassport(request.target)}>
        {t('passport:title')}
      </MenuItem>
      <MenuItem secondaryContent="Enter" onClick={() => onRecords(place)}>
        {t('passport:openRecords')}
      </MenuItem>
      <MenuItem
        onClick={() => {
          if (found) change({ panel: 'passport', cell: found, editing: null })
          setTimeout(openNote, passportMs)
        }}
      >
        {t('noteThisCell')}
      </MenuItem>
      {sort && <MenuItem onClick={() => edit(sort)}>{t('sortByThisColumn')}</MenuItem>}
      <MenuItem
        disabled={conditions.length === 0 || conditions.includes(null)}
        onClick={() =>
          edit({
            type: 'setFilter',
            filter: conditions.reduce<string>((all, one) => joinConditions(all, one ?? ''), definition.filter ?? ''),
          })
        }
      >
        {t('keepOnlyCell')}
      </MenuItem>
    </>
  )
}
