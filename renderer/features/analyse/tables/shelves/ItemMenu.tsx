// What can be done to one item of a shelf, as a menu: the twin of every drag and of the quick ways of showing a
// measure. In: builder, item, where to open. Out: edits. Never the inspector's finer settings.
import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import type { Dimension } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { axes, innerEnd, newBlock } from '../model/edit.ts'
import type { Axis, DimensionPlace } from '../model/edit.ts'
import type { Item } from '../model/itemKeys.ts'
import { ShowAsItems } from '../ShowAsItems.tsx'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'

export type ItemMenuProps = {
  builder: Builder
  item: Item
  target: HTMLElement
  onRename: () => void
  onClose: () => void
}

export const ItemMenu = ({ builder, item, target, onRename, onClose }: ItemMenuProps) => {
  const { t } = useTexts('tables')
  const { definition, edit, select } = builder
  const dimension = item.shelf === 'measures' ? undefined : definition[item.shelf][item.index]
  const measure = item.shelf === 'measures' ? definition.measures[item.index] : undefined
  return (
    <Menu
      open
      onOpenChange={(_e, d) => {
        if (!d.open) onClose()
      }}
      positioning={{ target, position: 'below', align: 'start' }}
    >
      <MenuTrigger disableButtonEnhancement>
        <span hidden />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {dimension && item.shelf !== 'measures' && (
            <DimensionItems builder={builder} dimension={dimension} place={{ axis: item.shelf, index: item.index }} />
          )}
          {measure && <ShowAsItems builder={builder} measure={measure} />}
          <MenuDivider />
          <MenuItem secondaryContent="F2" onClick={() => setTimeout(onRename, 0)}>
            {t('rename')}
          </MenuItem>
          <MenuItem
            secondaryContent="Delete"
            onClick={() => {
              edit(
                item.shelf === 'measures'
                  ? { type: 'removeMeasure', index: item.index }
                  : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } },
              )
              select(null)
            }}
          >
            {t('removeFromTable')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

const DimensionItems = ({
  builder,
  dimension,
  place,
}: {
  builder: Builder
  dimension: Dimension
  place: DimensionPlace
}) => {
  const { t } = useTexts('tables')
  const { definition, edit, fields, change } = builder
  const field = fields.get(dimension.variable)
  const makings = field ? startVariable.makings(field) : []
  const moveTo = (axis: Axis, beside: boolean): void =>
    edit({ type: 'moveDimension', from: place, to: beside ? newBlock(definition, axis) : innerEnd(definition, axis) })
  return (
    <>
      {place.index > 0 &&
        (dimension.stack === true ? (
          <MenuItem secondaryContent=">" onClick={() => edit({ type: 'stackDimension', place, stack: false })}>
            {t('makeInside')}
          </MenuItem>
        ) : (
          <MenuItem secondaryContent="+" onClick={() => edit({ type: 'stackDimension', place, stack: true })}>
            {t('makeBeside')}
          </MenuItem>
        ))}
      {axes
        .filter((axis) => axis !== place.axis)
        .map((axis) => (
          <MenuItem key={axis} onClick={() => moveTo(axis, false)}>
            {t(`to.${axis}`)}
          </MenuItem>
        ))}
      <MenuDivider />
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem>{t('total')}</MenuItem>
        </MenuTrigger>
        <MenuPopover>
          <MenuList
            checkedValues={{ total: [dimension.total] }}
            onCheckedValueChange={(_e, d) =>
              edit({
                type: 'setDimension',
                place,
                change: { total: (d.checkedItems[0] ?? 'after') as Dimension['total'] },
              })
            }
          >
            {(['after', 'before', 'none'] as const).map((value) => (
              <MenuItemRadio key={value} name="total" value={value}>
                {t(`totalPlace.${value}`)}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem>{t('sort')}</MenuItem>
        </MenuTrigger>
        <MenuPopover>
          <MenuList
            checkedValues={{ sort: [dimension.sort] }}
            onCheckedValueChange={(_e, d) =>
              edit({
                type: 'setDimension',
                place,
                change: { sort: (d.checkedItems[0] ?? 'code') as Dimension['sort'] },
              })
            }
          >
            {(['code', 'label', 'value_descending', 'value_ascending'] as const).map((value) => (
              <MenuItemRadio key={value} name="sort" value={value}>
                {t(`sortBy.${value}`)}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {field && makings.length > 0 && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuItem>{t('makeVariable')}</MenuItem>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {makings.map((method) => (
                <MenuItem
                  key={method}
                  onClick={() => change({ editing: startVariable(builder, method, field, place), panel: 'properties' })}
                >
                  {t(`making.${method}`)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {field?.made && (
        <MenuItem
          onClick={() => {
            if (field.made)
              change({
                editing: { variable: field.made.definition, isNew: false, scope: field.made.scope, place },
                panel: 'properties',
              })
          }}
        >
          {t('editVariable')}
        </MenuItem>
      )}
    </>
  )
}
