// The four shelves above the table: rows, columns, layers, measures. Items are dragged, or moved by keys (model/itemKeys).
// In: builder. Out: edits and the selected item. Never the table itself.
import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { AddRegular, ArrowSwapRegular, DismissRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Language } from '#shared/model/text.ts'
import { useAnnounce } from '../../components/announce.tsx'
import { useTexts } from '../../i18n/index.ts'
import { dragType, useDrag } from './drag.ts'
import { dropEdit } from './model/dropPlace.ts'
import type { Dragged } from './model/dropPlace.ts'
import { axes } from './model/edit.ts'
import { itemKey } from './model/itemKeys.ts'
import type { Item } from './model/itemKeys.ts'
import { dimensionName, measureName } from './names.ts'
import type { Builder } from './useBuilder.ts'

type Shelf = Item['shelf']
const shelves: readonly Shelf[] = [...axes, 'measures']
const keyOf = (item: Item): string => `${item.shelf}:${item.index}`

export const Shelves = ({ builder }: { builder: Builder }) => {
  const { t, language } = useTexts('tables')
  const { definition, fields, session, edit, select } = builder
  const announce = useAnnounce()
  const root = useRef<HTMLDivElement>(null)
  const [renaming, setRenaming] = useState<Item | null>(null)
  const { dragged, begin, end } = useDrag()

  /** After the next drawing, when the item stands at its new place. */
  const setFocus = (item: Item): void => {
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-item="${keyOf(item)}"]`)?.focus())
  }

  const nameOf = (item: Item, lng: Language = language): string => {
    if (item.shelf === 'measures') {
      const measure = definition.measures[item.index]
      return measure ? measureName(fields, measure, (key, values) => t(key, { ...values, lng }), lng) : ''
    }
    const dimension = definition[item.shelf][item.index]
    return dimension ? dimensionName(fields, dimension, lng) : ''
  }
  const unknown = (item: Item): boolean => {
    const ref = item.shelf === 'measures' ? definition.measures[item.index]?.variable : definition[item.shelf][item.index]?.variable
    return builder.ready && ref !== undefined && !fields.has(ref)
  }
  const first = shelves.flatMap((shelf) => (definition[shelf].length > 0 ? [{ shelf, index: 0 } as Item] : []))[0]
  const tabStop = session.selected && session.selected.index < definition[session.selected.shelf].length ? session.selected : first

  const onKey = (event: KeyboardEvent, item: Item): void => {
    const action = itemKey(definition, item, { key: event.key, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey })
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    if (action.do === 'focus') setFocus(action.item)
    else if (action.do === 'rename') setRenaming(item)
    else if (action.do === 'inspect') {
      select(item)
      document.getElementById('tb-inspector')?.querySelector<HTMLElement>('select, input, textarea, button')?.focus()
    } else {
      const name = nameOf(item)
      edit(action.edit)
      if (action.focus) {
        select(action.focus)
        setFocus(action.focus)
        announce(action.edit.type.startsWith('remove') ? t('removed', { name }) : t('movedTo', { name, shelf: t(`shelf.${action.focus.shelf}`), place: action.focus.index + 1 }))
      } else {
        select(null)
        announce(t('removed', { name }))
      }
    }
  }
  const rename = (item: Item, text: string): void => {
    setRenaming(null)
    setFocus(item)
    const old = nameOf(item)
    if (text.trim() === '' || text === old) return
    // The other language keeps the name it has there.
    const both = language === 'vi' ? { vi: text, en: nameOf(item, 'en') } : { vi: nameOf(item, 'vi'), en: text }
    if (item.shelf === 'measures') edit({ type: 'setMeasure', index: item.index, change: { label: both } })
    else edit({ type: 'setDimension', place: { axis: item.shelf, index: item.index }, change: { label: both } })
  }
  const drop = (shelf: Shelf, index: number): void => {
    if (!dragged) return
    const step = dropEdit(definition, dragged, shelf === 'measures' ? { axis: 'measures', index } : { axis: shelf, index }, fields)
    end()
    if (step) edit(step)
    else announce(t('cannotDrop'))
  }
  const allowed = (shelf: Shelf, index: number): boolean =>
    dragged !== null && dropEdit(definition, dragged, shelf === 'measures' ? { axis: 'measures', index } : { axis: shelf, index }, fields) !== null
  const draggedFrom = (item: Item): Dragged => {
    if (item.shelf === 'measures') return { from: 'measures', index: item.index, ref: definition.measures[item.index]?.variable ?? null }
    const dimension = definition[item.shelf][item.index]
    return { from: item.shelf, index: item.index, ref: dimension?.variable ?? '', ...(dimension?.level === undefined ? {} : { level: dimension.level }) }
  }

  const chip = (item: Item) => {
    const name = nameOf(item)
    const selected = session.selected !== null && keyOf(session.selected) === keyOf(item)
    const dimension = item.shelf === 'measures' ? null : definition[item.shelf][item.index]
    if (renaming && keyOf(renaming) === keyOf(item)) {
      return (
        <li key={keyOf(item)} className="tb-chip">
          <Input
            size="small" autoFocus defaultValue={name} aria-label={t('renameItem', { name })} className="tb-chip__rename"
            onBlur={(event) => rename(item, event.target.value)}
            onKeyDown={(event) => {
              event.stopPropagation()
              if (event.key === 'Enter') rename(item, event.currentTarget.value)
              if (event.key === 'Escape') { setRenaming(null); setFocus(item) }
            }}
          />
        </li>
      )
    }
    return (
      <li
        key={keyOf(item)} className={`tb-chip${selected ? ' tb-chip--selected' : ''}${unknown(item) ? ' tb-chip--unknown' : ''}`} draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, name)
          event.dataTransfer.effectAllowed = 'move'
          begin(draggedFrom(item))
        }}
        onDragEnd={end}
        onDragOver={(event) => { if (allowed(item.shelf, item.index)) { event.preventDefault(); event.stopPropagation() } }}
        onDrop={(event) => {
          event.preventDefault()
          event.stopPropagation()
          const box = event.currentTarget.getBoundingClientRect()
          drop(item.shelf, event.clientX > box.left + box.width / 2 ? item.index + 1 : item.index)
        }}
      >
        <button
          type="button" data-item={keyOf(item)} className="tb-chip__main" tabIndex={tabStop && keyOf(tabStop) === keyOf(item) ? 0 : -1} aria-pressed={selected}
          title={`${name} — ${t('itemKeys')}`} onClick={() => select(selected ? null : item)} onDoubleClick={() => setRenaming(item)} onKeyDown={(event) => onKey(event, item)}
        >
          <span className="tb-chip__text">{name}</span>
          {dimension && dimension.total !== 'none' && <span className="tb-chip__mark" title={t('withTotal')}>Σ</span>}
          {dimension && dimension.sort.startsWith('value') && <span className="tb-chip__mark" aria-hidden="true">{dimension.sort === 'value_descending' ? '↓' : '↑'}</span>}
        </button>
        {!(item.shelf === 'measures' && definition.measures.length === 1) && (
          <button
            type="button" className="tb-chip__remove" tabIndex={-1} aria-label={t('removeItem', { name })}
            onClick={() => { edit(item.shelf === 'measures' ? { type: 'removeMeasure', index: item.index } : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } }); select(null) }}
          >
            <DismissRegular />
          </button>
        )}
      </li>
    )
  }

  return (
    <div ref={root} className="tb-shelves" data-dragging={dragged !== null}>
      {shelves.map((shelf) => {
        const items = definition[shelf].map((_, index) => ({ shelf, index }) as Item)
        return (
          <div
            key={shelf} className={`tb-shelf tb-shelf--${shelf}${allowed(shelf, items.length) ? ' tb-shelf--open' : ''}`}
            onDragOver={(event) => { if (allowed(shelf, items.length)) { event.preventDefault(); event.dataTransfer.dropEffect = dragged?.from === 'list' ? 'copy' : 'move' } }}
            onDrop={(event) => { event.preventDefault(); drop(shelf, items.length) }}
          >
            <span className="tb-shelf__name" id={`tb-shelf-${shelf}`}>{t(`shelf.${shelf}`)}</span>
            <ul className="tb-shelf__items" aria-labelledby={`tb-shelf-${shelf}`}>
              {items.map(chip)}
              {items.length === 0 && <li className="tb-shelf__hint">{t(`shelfHint.${shelf}`)}</li>}
            </ul>
            {shelf === 'measures' && !definition.measures.some((m) => m.statistic === 'count') && (
              <Menu>
                <MenuTrigger disableButtonEnhancement><Button size="small" appearance="subtle" icon={<AddRegular />} aria-label={t('addMeasure')} /></MenuTrigger>
                <MenuPopover><MenuList>
                  <MenuItem onClick={() => edit({ type: 'addMeasure', index: 0, measure: { statistic: 'count' } })}>{t('statistic.count')}</MenuItem>
                </MenuList></MenuPopover>
              </Menu>
            )}
            {shelf === 'columns' && (
              <Button size="small" appearance="subtle" icon={<ArrowSwapRegular />} aria-label={t('swap')} title={t('swap')} disabled={definition.rows.length + definition.columns.length === 0} onClick={() => edit({ type: 'swapRowsColumns' })} />
            )}
          </div>
        )
      })}
    </div>
  )
}
