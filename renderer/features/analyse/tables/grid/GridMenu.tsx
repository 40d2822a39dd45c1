// The menu of a place in the table: what can be done to a category, a measure heading or a cell. In: builder, answer, place.
// Out: edits, records, passport. Each item has its key; nothing here that the keyboard cannot do.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { GridScene } from '../../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../../components/cube/gridTargets.ts'
import { cellAddress } from '../../../../components/cube/cellAddress.ts'
import type { GridPlace } from '../../../../components/cube/cellAddress.ts'
import { bringBack, hide, hideOthers, moveCategory, sortByColumn } from '../model/categoryEdits.ts'
import { conditionFor, drillAcross, drillDown, isCollapsed, setAllCollapsed, setCollapsed } from '../model/drillDown.ts'
import { joinConditions } from '../model/conditions.ts'
import { canBeDimension } from '../model/measureChoice.ts'
import { ShowAsItems } from '../ShowAsItems.tsx'
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'
import { categoryAt, chosenCategories, columnAddress, entryOf } from './gridActions.ts'
import type { CategoryAt } from './gridActions.ts'
import { groupingOf } from './groupingOf.ts'

export type MenuRequest = { target: GridTarget; scene: GridScene; at: { x: number; y: number } }
export type GridMenuProps = {
  builder: Builder
  answer: TableAnswer
  request: MenuRequest
  layers: readonly number[]
  onRecords: (place: GridPlace) => void
  onPassport: (target: GridTarget) => void
  onSort: (target: GridTarget & { part: 'header' }, scene: GridScene) => void
  onCopy: () => void
  onClose: () => void
}

export const GridMenu = (props: GridMenuProps) => {
  const { builder, answer, request, onCopy, onClose } = props
  const { t, label } = useTexts('tables')
  const { target, scene, at } = request
  const { definition, select, change } = builder
  const { cube } = answer
  const category = categoryAt(cube, definition, entryOf(target))
  const entry = entryOf(target)
  const cell = target.part === 'cell' ? scene.layout.rows[target.place.row]?.cells[target.place.column] : undefined
  const shown =
    entry?.kind === 'measure' ? cube.measures[entry.measure ?? -1] : cell ? cube.measures[cell.measure] : undefined
  const measure = definition.measures.find((m) => m.id === shown?.id)
  const box = { x: at.x, y: at.y, top: at.y, left: at.x, bottom: at.y, right: at.x, width: 0, height: 0 }
  return (
    <Menu
      open
      onOpenChange={(_e, d) => {
        if (!d.open) onClose()
      }}
      positioning={{ target: { getBoundingClientRect: () => box }, position: 'below', align: 'start' }}
    >
      <MenuTrigger disableButtonEnhancement>
        <span hidden />
      </MenuTrigger>
      <MenuPopover className="tb-menu">
        <MenuList>
          {target.part === 'cell' && <CellItems {...props} place={target.place} />}
          {category && <CategoryItems builder={builder} answer={answer} scene={scene} target={target} at={category} />}
          {target.part === 'header' && target.level === scene.layout.headerRows.length - 1 && (
            <MenuItem onClick={() => props.onSort(target, scene)}>{t('sortByThisColumn')}</MenuItem>
          )}
          {measure && (
            <>
              {(category || target.part !== 'header') && <MenuDivider />}
              <ShowAsItems builder={builder} measure={measure} />
              <MenuItem
                onClick={() => {
                  select({ shelf: 'measures', index: definition.measures.indexOf(measure) })
                  change({ panel: 'properties' })
                }}
              >
                {t('propertiesOf', { name: label(shown?.label) })}
              </MenuItem>
            </>
          )}
          <MenuDivider />
          <MenuItem secondaryContent="Ctrl+Shift+C" onClick={onCopy}>
            {t('copyAll')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

const CellItems = ({
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
          setTimeout(() => {
            const note = document.querySelector<HTMLDetailsElement>('#tb-inspector .tb-more')
            if (note) note.open = true
            note?.querySelector<HTMLElement>('textarea')?.focus()
          }, 120)
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

const CategoryItems = ({
  builder,
  answer,
  scene,
  target,
  at,
}: {
  builder: Builder
  answer: TableAnswer
  scene: GridScene
  target: GridTarget
  at: CategoryAt
}) => {
  const { t, label } = useTexts('tables')
  const { definition, fields, edit, change, select } = builder
  const { cube } = answer
  const { place, dimension, category } = at
  const old = definition[place.axis][place.index]
  const next = definition[place.axis][place.index + 1]
  const field = fields.get(dimension.variable)
  const chosen = chosenCategories(cube, scene, target)
  const nested = next !== undefined && next.stack !== true
  const closed = isCollapsed(old, category)
  const fold = nested ? setCollapsed(definition, place, category, !closed) : null
  const down = field ? drillDown(definition, place, field, dimension, category) : null
  const condition = old ? conditionFor(old, field, category) : null
  const grouping = category.kind === 'total' ? null : groupingOf(builder, at, chosen)
  const others = [...fields.values()].filter(
    (f) =>
      canBeDimension(f.variable) &&
      f.ref !== dimension.variable &&
      ![...definition.rows, ...definition.columns, ...definition.layers].some((d) => d.variable === f.ref),
  )
  const hidden = hide(definition, place, chosen)
  const only = hideOthers(definition, place, dimension, chosen)
  const move = (by: 1 | -1) => moveCategory(definition, place, dimension, category, by)
  const setStatus = (status: FigureStatus | null): void => {
    const keys = chosen.map(categoryKey)
    const rest = definition.categoryStatuses.filter(
      (s) => !(s.variable === dimension.variable && keys.includes(s.category)),
    )
    edit({
      type: 'setOptions',
      change: {
        categoryStatuses:
          status === null
            ? rest
            : [...rest, ...keys.map((key) => ({ variable: dimension.variable, category: key, status }))],
      },
    })
  }
  const toProperties = (): void => {
    select({ shelf: place.axis, index: place.index })
    change({ panel: 'properties' })
  }
  if (category.kind === 'total') {
    return (
      <>
        <MenuItem onClick={() => edit({ type: 'setDimension', place, change: { total: 'none' } })}>
          {t('withoutTotal')}
        </MenuItem>
        <MenuItem
          onClick={() =>
            edit({ type: 'setDimension', place, change: { total: old?.total === 'before' ? 'after' : 'before' } })
          }
        >
          {t(old?.total === 'before' ? 'totalAfter' : 'totalBefore')}
        </MenuItem>
        <MenuItem onClick={toProperties}>{t('propertiesOf', { name: label(dimension.label) })}</MenuItem>
      </>
    )
  }
  return (
    <>
      {fold && (
        <MenuItem secondaryContent={t('keySpace')} onClick={() => edit(fold)}>
          {t(closed ? 'expand' : 'collapse')}
        </MenuItem>
      )}
      {nested && <MenuItem onClick={() => edit(setAllCollapsed(place, dimension, true))}>{t('collapseAll')}</MenuItem>}
      {nested && (old?.collapsed?.length ?? 0) > 0 && (
        <MenuItem onClick={() => edit(setAllCollapsed(place, dimension, false))}>{t('expandAll')}</MenuItem>
      )}
      {down && (
        <MenuItem secondaryContent="Enter" onClick={() => edit(down)}>
          {t('drillDown')}
        </MenuItem>
      )}
      {condition !== null && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuItem>{t('drillAcross')}</MenuItem>
          </MenuTrigger>
          <MenuPopover className="tb-menu">
            <MenuList>
              {others.map((f) => (
                <MenuItem key={f.ref} onClick={() => edit(drillAcross(definition, place, condition, f.ref))}>
                  {label(f.variable.label)}
                  {f.link === null ? '' : ' ↗'}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {condition !== null && (
        <MenuItem
          onClick={() => edit({ type: 'setFilter', filter: joinConditions(definition.filter ?? '', condition) })}
        >
          {t('keepOnlyRecords')}
        </MenuItem>
      )}
      <MenuDivider />
      {grouping && (
        <MenuItem secondaryContent="G" onClick={() => change({ editing: grouping, panel: 'properties' })}>
          {t('groupChosen', { count: chosen.length })}
        </MenuItem>
      )}
      {hidden && (
        <MenuItem secondaryContent="Delete" onClick={() => edit(hidden)}>
          {t('hideCategories')}
        </MenuItem>
      )}
      {only && <MenuItem onClick={() => edit(only)}>{t('hideOthers')}</MenuItem>}
      {(old?.hidden?.length ?? 0) > 0 && (
        <MenuItem onClick={() => edit(bringBack(definition, place, 'all'))}>
          {t('showHidden', { count: old?.hidden?.length ?? 0 })}
        </MenuItem>
      )}
      <MenuItem
        secondaryContent="Alt+↑"
        disabled={move(-1) === null}
        onClick={() => {
          const step = move(-1)
          if (step) edit(step)
        }}
      >
        {t('moveUp')}
      </MenuItem>
      <MenuItem
        secondaryContent="Alt+↓"
        disabled={move(1) === null}
        onClick={() => {
          const step = move(1)
          if (step) edit(step)
        }}
      >
        {t('moveDown')}
      </MenuItem>
      <MenuDivider />
      <MenuItem
        onClick={() =>
          change({
            noting: { variable: dimension.variable, category: categoryKey(category) },
            panel: 'properties',
            selected: { shelf: place.axis, index: place.index },
            editing: null,
          })
        }
      >
        {t('noteThisCategory')}
      </MenuItem>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem>{t('status')}</MenuItem>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {figureStatuses.map((status) => (
              <MenuItem key={status} onClick={() => setStatus(status)}>
                {label(figureStatusLabels[status])}
              </MenuItem>
            ))}
            <MenuItem onClick={() => setStatus(null)}>{t('statusAsTable')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <MenuItem onClick={toProperties}>{t('propertiesOf', { name: label(dimension.label) })}</MenuItem>
    </>
  )
}
