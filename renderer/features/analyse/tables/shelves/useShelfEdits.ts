// What keys, a new name and the cross do to an item on a shelf. In: builder, and how to move the focus. Out: edits,
// said aloud.
import type { KeyboardEvent } from 'react'
import { useAnnounce } from '../../../../components/announce.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { itemKey } from '../model/itemKeys.ts'
import type { Item, ItemAction } from '../model/itemKeys.ts'
import type { Builder } from '../useBuilder.ts'
import type { ShelfItems } from './useShelfItems.ts'

const shelfOfAxis = { row: 'rows', column: 'columns', layer: 'layers' } as const
const openInspector = (): void => {
  const first = '#tb-inspector .sd-panel__body :is(select, input, textarea, button)'
  requestAnimationFrame(() => document.querySelector<HTMLElement>(first)?.focus())
}

export type ShelfEdits = {
  onKey: (event: KeyboardEvent<HTMLElement>, item: Item) => void
  rename: (item: Item, text: string) => void
  remove: (item: Item) => void
}
type Asks = {
  setFocus: (item: Item) => void
  startRename: (item: Item) => void
  openMenu: (item: Item, target: HTMLElement) => void
}

export const useShelfEdits = (builder: Builder, { nameOf }: ShelfItems, asks: Asks): ShelfEdits => {
  const { t, language } = useTexts('tables')
  const { definition, edit, select } = builder
  const announce = useAnnounce()

  const saidOf = ({ edit: done, focus }: ItemAction & { do: 'edit' }, name: string): string => {
    if (!focus || done.type.startsWith('remove')) return t('removed', { name })
    if (done.type === 'setOptions')
      return t('measuresOn', { axis: t(`shelf.${shelfOfAxis[done.change.measureAxis ?? 'column']}`) })
    if (done.type === 'stackDimension') return t(done.stack ? 'nowBeside' : 'nowInside', { name })
    return t('movedTo', { name, shelf: t(`shelf.${focus.shelf}`), place: focus.index + 1 })
  }
  const take = (action: ItemAction & { do: 'edit' }, name: string): void => {
    edit(action.edit)
    select(action.focus)
    if (action.focus) asks.setFocus(action.focus)
    announce(saidOf(action, name))
  }
  return {
    onKey(event, item) {
      const press = {
        key: event.key,
        alt: event.altKey,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
      }
      const action = itemKey(definition, item, press)
      if (!action) return
      event.preventDefault()
      event.stopPropagation()
      if (action.do === 'focus') asks.setFocus(action.item)
      else if (action.do === 'rename') asks.startRename(item)
      else if (action.do === 'menu') asks.openMenu(item, event.currentTarget)
      else if (action.do === 'edit') take(action, nameOf(item))
      else {
        select(item)
        openInspector()
      }
    },
    rename(item, text) {
      const old = nameOf(item)
      if (text.trim() === '' || text === old) return
      // The other language keeps the name it has there.
      const label = language === 'vi' ? { vi: text, en: nameOf(item, 'en') } : { vi: nameOf(item, 'vi'), en: text }
      if (item.shelf === 'measures') edit({ type: 'setMeasure', index: item.index, change: { label } })
      else edit({ type: 'setDimension', place: { axis: item.shelf, index: item.index }, change: { label } })
    },
    remove(item) {
      edit(
        item.shelf === 'measures'
          ? { type: 'removeMeasure', index: item.index }
          : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } },
      )
      select(null)
    },
  }
}
