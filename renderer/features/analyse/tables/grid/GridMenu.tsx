// The menu of a place in the table: what can be done to a category, a measure heading or a cell. In: builder, answer,
// place. Out: edits, records, passport. Each item has its key; nothing here that the keyboard cannot do.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { useTexts } from '../../../../i18n/index.ts'
import { ShowAsItems } from '../ShowAsItems.tsx'
import { CategoryItems } from './CategoryItems.tsx'
import { CellItems } from './CellItems.tsx'
import { categoryAt, entryOf } from './gridActions.ts'
import type { GridMenuProps } from './gridMenuProps.ts'

export const GridMenu = (props: GridMenuProps) => {
  const { builder, answer, request, onCopy, onClose } = props
  const { t, label } = useTexts('tables')
  const { target, scene, at } = request
  const { definition, select, change } = builder
  const { cube } = answer
  const category = categoryAt(cube, definition, entryOf(target))
  const entry = entryOf(target)
  const cell = target.part === 'cell' ? scene.layout.rows[target.place.row]?.cells[target.place.column] : undefined
  const shown = cube.measures[(entry?.kind === 'measure' ? entry.measure : cell?.measure) ?? -1]
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
          {category && <CategoryItems builder={builder} cube={cube} scene={scene} target={target} at={category} />}
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
