// What can be done with a category of a heading: open, close, group, hide, move, keep its records, note, status. In:
// the place. Out: edits. Each has its key where there is one.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { GridScene } from '../../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../../components/cube/gridTargets.ts'
import { bringBack, hide, hideOthers, moveCategory } from '../model/categoryEdits.ts'
import { joinConditions } from '../model/conditions.ts'
import { conditionFor, drillAcross, drillDown, isCollapsed, setAllCollapsed, setCollapsed } from '../model/drillDown.ts'
import { canBeDimension } from '../model/measureChoice.ts'
import type { Builder } from '../useBuilder.ts'
import { chosenCategories } from './gridActions.ts'
import type { CategoryAt } from './gridActions.ts'
import { groupingOf } from './groupingOf.ts'

type Item = { builder: Builder; at: CategoryAt }

const PropertiesItem = ({ builder: { select, change }, at: { place, dimension } }: Item) => {
  const { t, label } = useTexts('tables')
  const toProperties = (): void => {
    select({ shelf: place.axis, index: place.index })
    change({ panel: 'properties' })
  }
  return <MenuItem onClick={toProperties}>{t('propertiesOf', { name: label(dimension.label) })}</MenuItem>
}

const TotalItems = ({ builder, at }: Item) => {
  const { t } = useTexts('tables')
  const { definition, edit } = builder
  const { place } = at
  const old = definition[place.axis][place.index]
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
      <PropertiesItem builder={builder} at={at} />
    </>
  )
}

const AcrossItems = ({ builder, at, condition }: Item & { condition: string }) => {
  const { t, label } = useTexts('tables')
  const { definition, fields, edit } = builder
  const { place, dimension } = at
  const others = [...fields.values()].filter(
    (f) =>
      canBeDimension(f.variable) &&
      f.ref !== dimension.variable &&
      ![...definition.rows, ...definition.columns, ...definition.layers].some((d) => d.variable === f.ref),
  )
  return (
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
  )
}

const MoveItem = ({ builder, at, by }: Item & { by: 1 | -1 }) => {
  const { t } = useTexts('tables')
  const step = moveCategory(builder.definition, at.place, at.dimension, at.category, by)
  return (
    <MenuItem
      secondaryContent={by === 1 ? 'Alt+↓' : 'Alt+↑'}
      disabled={step === null}
      onClick={() => {
        if (step) builder.edit(step)
      }}
    >
      {t(by === 1 ? 'moveDown' : 'moveUp')}
    </MenuItem>
  )
}

type StatusProps = { builder: Builder; variable: string; keys: string[] }
const StatusItems = ({ builder: { definition, edit }, variable, keys }: StatusProps) => {
  const { t, label } = useTexts('tables')
  const setStatus = (status: FigureStatus | null): void => {
    const rest = definition.categoryStatuses.filter((s) => !(s.variable === variable && keys.includes(s.category)))
    const own = status === null ? [] : keys.map((category) => ({ variable, category, status }))
    edit({ type: 'setOptions', change: { categoryStatuses: [...rest, ...own] } })
  }
  return (
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
  )
}

type Props = { builder: Builder; cube: Cube; scene: GridScene; target: GridTarget; at: CategoryAt }

export const CategoryItems = ({ builder, cube, scene, target, at }: Props) => {
  const { t } = useTexts('tables')
  const { definition, fields, edit, change } = builder
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
  const hidden = hide(definition, place, chosen)
  const only = hideOthers(definition, place, dimension, chosen)
  if (category.kind === 'total') return <TotalItems builder={builder} at={at} />
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
      {condition !== null && <AcrossItems builder={builder} at={at} condition={condition} />}
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
      <MoveItem {...{ builder, at }} by={-1} />
      <MoveItem {...{ builder, at }} by={1} />
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
      <StatusItems builder={builder} variable={dimension.variable} keys={chosen.map(categoryKey)} />
      <PropertiesItem builder={builder} at={at} />
    </>
  )
}
