// The four shelves above the table: rows, columns, layers, measures. Items are dragged, or moved by keys
// (model/itemKeys). In: builder. Out: edits and the selected item. Never the table itself.
import { useRef, useState } from 'react'
import type { Item } from '../model/itemKeys.ts'
import { visible } from '../model/measureEdit.ts'
import type { Builder } from '../useBuilder.ts'
import { Chip } from './Chip.tsx'
import { ItemMenu } from './ItemMenu.tsx'
import { ShelfRow } from './ShelfRow.tsx'
import { useShelfDrops } from './useShelfDrops.ts'
import { useShelfEdits } from './useShelfEdits.ts'
import { itemsOf, keyOf, shelves, useShelfItems } from './useShelfItems.ts'

const same = (a: Item | null | undefined, b: Item): boolean => !!a && keyOf(a) === keyOf(b)

const jointOf = (item: Item, stacked: boolean): 'beside' | 'inside' | null => {
  if (item.shelf === 'measures' || item.index === 0) return null
  return stacked ? 'beside' : 'inside'
}

export const Shelves = ({ builder }: { builder: Builder }) => {
  const { definition, fields, session, select } = builder
  const root = useRef<HTMLDivElement>(null)
  const [renaming, setRenaming] = useState<Item | null>(null)
  const [menu, setMenu] = useState<{ item: Item; target: HTMLElement } | null>(null)

  /** After the next drawing, when the item stands at its new place. */
  const setFocus = (item: Item): void => {
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-item="${keyOf(item)}"]`)?.focus())
  }
  const openMenu = (item: Item, target: HTMLElement): void => setMenu({ item, target })
  const items = useShelfItems(builder)
  const drops = useShelfDrops(builder, items)
  const edits = useShelfEdits(builder, items, { setFocus, startRename: setRenaming, openMenu })

  const endRename = (item: Item, text: string | null): void => {
    setRenaming(null)
    setFocus(item)
    if (text !== null) edits.rename(item, text)
  }
  const chip = (item: Item) => {
    const dimension = item.shelf === 'measures' ? null : (definition[item.shelf][item.index] ?? null)
    const measure = item.shelf === 'measures' ? (definition.measures[item.index] ?? null) : null
    const lastCount = visible(definition.measures).length === 1 && measure?.statistic === 'count'
    return (
      <Chip
        key={keyOf(item)}
        id={keyOf(item)}
        name={items.nameOf(item)}
        dimension={dimension}
        measure={measure}
        unknown={items.unknown(item)}
        made={fields.get(items.refOf(item) ?? '')?.made !== undefined}
        joint={jointOf(item, dimension?.stack === true)}
        selected={same(session.selected, item)}
        tabStop={same(items.tabStop, item)}
        renaming={same(renaming, item)}
        removable={!lastCount}
        accepts={(after) => drops.allowed(drops.besideItem(item, after))}
        onDrop={(after) => drops.drop(drops.besideItem(item, after))}
        onDragStart={() => drops.begin(drops.draggedFrom(item))}
        onDragEnd={drops.end}
        onKey={(event) => edits.onKey(event, item)}
        onSelect={() => select(same(session.selected, item) ? null : item)}
        onMenu={(target) => {
          select(item)
          openMenu(item, target)
        }}
        onRename={(text) => endRename(item, text)}
        onStartRename={() => setRenaming(item)}
        onRemove={() => edits.remove(item)}
      />
    )
  }
  return (
    <div ref={root} className="tb-shelves" data-dragging={drops.dragged !== null}>
      {shelves.map((shelf) => (
        <ShelfRow key={shelf} builder={builder} shelf={shelf} drops={drops}>
          {itemsOf(definition, shelf).map(chip)}
        </ShelfRow>
      ))}
      {menu && (
        <ItemMenu
          builder={builder}
          item={menu.item}
          target={menu.target}
          onRename={() => setRenaming(menu.item)}
          onClose={() => {
            setMenu(null)
            setFocus(menu.item)
          }}
        />
      )}
    </div>
  )
}
