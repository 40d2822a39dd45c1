// The four shelves above the table: rows, columns, layers, measures. Items are dragged, or moved by keys (model/itemKeys).
// In: builder. Out: edits and the selected item. Never the table itself.
import { Button } from '@fluentui/react-components'
import { AddRegular, ArrowSwapRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Language } from '#shared/model/text.ts'
import { useAnnounce } from '../../../../components/announce.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { dragType, useDrag } from '../drag.ts'
import { placeOf } from '../model/blocks.ts'
import { dropEdit } from '../model/dropPlace.ts'
import type { Dragged, Target } from '../model/dropPlace.ts'
import { axes, innerEnd, newBlock } from '../model/edit.ts'
import type { Axis } from '../model/edit.ts'
import { itemKey, shelfItems } from '../model/itemKeys.ts'
import type { Item } from '../model/itemKeys.ts'
import { visible } from '../model/measureEdit.ts'
import { dimensionName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'
import { Chip } from './Chip.tsx'
import { ItemMenu } from './ItemMenu.tsx'
import { measuredVariable } from '#shared/model/measure.ts'

type Shelf = Item['shelf']
const shelves: readonly Shelf[] = [...axes, 'measures']
const shelfOfAxis = { row: 'rows', column: 'columns', layer: 'layers' } as const
export const keyOf = (item: Item): string => `${item.shelf}:${item.index}`

export const Shelves = ({ builder }: { builder: Builder }) => {
  const { t, language } = useTexts('tables')
  const { definition, fields, session, edit, select } = builder
  const announce = useAnnounce()
  const root = useRef<HTMLDivElement>(null)
  const [renaming, setRenaming] = useState<Item | null>(null)
  const [menu, setMenu] = useState<{ item: Item; target: HTMLElement } | null>(null)
  const { dragged, begin, end } = useDrag()

  /** After the next drawing, when the item stands at its new place. */
  const setFocus = (item: Item): void => {
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-item="${keyOf(item)}"]`)?.focus())
  }
  const nameOf = (item: Item, lng: Language = language): string => {
    if (item.shelf === 'measures') {
      const measure = definition.measures[item.index]
      return measure
        ? measureName(fields, measure, definition.measures, (key, values) => t(key, { ...values, lng }), lng)
        : ''
    }
    const dimension = definition[item.shelf][item.index]
    return dimension ? dimensionName(fields, dimension, lng) : ''
  }
  const refOf = (item: Item): string | null => {
    if (item.shelf !== 'measures') return definition[item.shelf][item.index]?.variable ?? null
    const measure = definition.measures[item.index]
    return measure ? measuredVariable(measure) : null
  }
  const unknown = (item: Item): boolean => {
    const ref = refOf(item)
    return builder.ready && ref !== null && !fields.has(ref)
  }
  const first = shelves.flatMap((shelf) =>
    shelfItems(definition, shelf)
      .slice(0, 1)
      .map((index) => ({ shelf, index }) as Item),
  )[0]
  const tabStop =
    session.selected && shelfItems(definition, session.selected.shelf).includes(session.selected.index)
      ? session.selected
      : first

  const onKey = (event: KeyboardEvent<HTMLElement>, item: Item): void => {
    const action = itemKey(definition, item, {
      key: event.key,
      alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
    })
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    if (action.do === 'focus') setFocus(action.item)
    else if (action.do === 'rename') setRenaming(item)
    else if (action.do === 'menu') setMenu({ item, target: event.currentTarget })
    else if (action.do === 'inspect') {
      select(item)
      requestAnimationFrame(() =>
        document
          .querySelector<HTMLElement>('#tb-inspector .sd-panel__body :is(select, input, textarea, button)')
          ?.focus(),
      )
    } else {
      const name = nameOf(item)
      edit(action.edit)
      if (!action.focus) {
        select(null)
        return announce(t('removed', { name }))
      }
      select(action.focus)
      setFocus(action.focus)
      announce(
        action.edit.type.startsWith('remove')
          ? t('removed', { name })
          : action.edit.type === 'setOptions'
            ? t('measuresOn', { axis: t(`shelf.${shelfOfAxis[action.edit.change.measureAxis ?? 'column']}`) })
            : action.edit.type === 'stackDimension'
              ? t(action.edit.stack ? 'nowBeside' : 'nowInside', { name })
              : t('movedTo', { name, shelf: t(`shelf.${action.focus.shelf}`), place: action.focus.index + 1 }),
      )
    }
  }
  const rename = (item: Item, text: string): void => {
    setRenaming(null)
    setFocus(item)
    const old = nameOf(item)
    if (text.trim() === '' || text === old) return
    // The other language keeps the name it has there.
    const label = language === 'vi' ? { vi: text, en: nameOf(item, 'en') } : { vi: nameOf(item, 'vi'), en: text }
    if (item.shelf === 'measures') edit({ type: 'setMeasure', index: item.index, change: { label } })
    else edit({ type: 'setDimension', place: { axis: item.shelf, index: item.index }, change: { label } })
  }
  const allowed = (target: Target): boolean =>
    dragged !== null && dropEdit(definition, dragged, target, fields) !== null
  const drop = (target: Target): void => {
    if (!dragged) return
    const step = dropEdit(definition, dragged, target, fields)
    end()
    if (step) edit(step)
    else announce(t('cannotDrop'))
  }
  const endOf = (shelf: Shelf): Target =>
    shelf === 'measures' ? { axis: 'measures', index: definition.measures.length } : innerEnd(definition, shelf)
  const draggedFrom = (item: Item): Dragged => {
    if (item.shelf === 'measures') return { from: 'measures', index: item.index, ref: refOf(item) }
    const dimension = definition[item.shelf][item.index]
    return {
      from: item.shelf,
      index: item.index,
      ref: dimension?.variable ?? '',
      ...(dimension?.level === undefined ? {} : { level: dimension.level }),
    }
  }
  const besideItem = (item: Item, after: boolean): Target => {
    if (item.shelf === 'measures') return { axis: 'measures', index: item.index + (after ? 1 : 0) }
    const { block, depth } = placeOf(definition[item.shelf], item.index)
    return { axis: item.shelf, block, depth: depth + (after ? 1 : 0) }
  }
  const remove = (item: Item): void => {
    edit(
      item.shelf === 'measures'
        ? { type: 'removeMeasure', index: item.index }
        : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } },
    )
    select(null)
  }

  const chip = (item: Item) => {
    const dimension = item.shelf === 'measures' ? null : (definition[item.shelf][item.index] ?? null)
    const measure = item.shelf === 'measures' ? (definition.measures[item.index] ?? null) : null
    return (
      <Chip
        key={keyOf(item)}
        id={keyOf(item)}
        name={nameOf(item)}
        dimension={dimension}
        measure={measure}
        unknown={unknown(item)}
        made={fields.get(refOf(item) ?? '')?.made !== undefined}
        joint={item.shelf === 'measures' || item.index === 0 ? null : dimension?.stack === true ? 'beside' : 'inside'}
        selected={session.selected !== null && keyOf(session.selected) === keyOf(item)}
        tabStop={tabStop !== undefined && keyOf(tabStop) === keyOf(item)}
        renaming={renaming !== null && keyOf(renaming) === keyOf(item)}
        removable={
          !(item.shelf === 'measures' && visible(definition.measures).length === 1 && measure?.statistic === 'count')
        }
        accepts={(after) => allowed(besideItem(item, after))}
        onDrop={(after) => drop(besideItem(item, after))}
        onDragStart={() => begin(draggedFrom(item))}
        onDragEnd={end}
        onKey={(event) => onKey(event, item)}
        onSelect={() => select(session.selected && keyOf(session.selected) === keyOf(item) ? null : item)}
        onMenu={(target) => {
          select(item)
          setMenu({ item, target })
        }}
        onRename={(text) => (text === null ? (setRenaming(null), setFocus(item)) : rename(item, text))}
        onStartRename={() => setRenaming(item)}
        onRemove={() => remove(item)}
      />
    )
  }
  const several = visible(definition.measures).length > 1
  const group = (axis: Axis) =>
    several &&
    shelfOfAxis[definition.measureAxis] === axis && (
      <li key="group" className="tb-chip__slot">
        <span
          className="tb-chip tb-chip--group"
          draggable
          title={t('measureGroupHint')}
          onDragStart={(event) => {
            event.dataTransfer.setData(dragType, 'measures')
            event.dataTransfer.effectAllowed = 'move'
            begin({ from: 'measureGroup' })
          }}
          onDragEnd={end}
        >
          Σ {t('measureGroup')}
        </span>
      </li>
    )

  return (
    <div ref={root} className="tb-shelves" data-dragging={dragged !== null}>
      {shelves.map((shelf) => {
        const items = shelfItems(definition, shelf).map((index) => ({ shelf, index }) as Item)
        const target = endOf(shelf)
        const beside = shelf !== 'measures' && items.length > 0 ? newBlock(definition, shelf) : null
        const outer = shelf !== 'measures' && definition.measurePlace === 'outer'
        return (
          <div
            key={shelf}
            className={`tb-shelf tb-shelf--${shelf}${allowed(target) ? ' tb-shelf--open' : ''}`}
            onDragOver={(event) => {
              if (allowed(target)) {
                event.preventDefault()
                event.dataTransfer.dropEffect = dragged?.from === 'list' ? 'copy' : 'move'
              }
            }}
            onDrop={(event) => {
              event.preventDefault()
              drop(target)
            }}
          >
            <span className="tb-shelf__name" id={`tb-shelf-${shelf}`}>
              {t(`shelf.${shelf}`)}
            </span>
            <ul className="tb-shelf__items" aria-labelledby={`tb-shelf-${shelf}`}>
              {shelf !== 'measures' && outer && group(shelf)}
              {items.map(chip)}
              {shelf !== 'measures' && !outer && group(shelf)}
              {items.length === 0 && <li className="tb-shelf__hint">{t(`shelfHint.${shelf}`)}</li>}
            </ul>
            {beside && dragged && allowed(beside) && (
              <div
                className="tb-shelf__beside"
                onDragOver={(event) => {
                  event.preventDefault()
                  event.stopPropagation()
                }}
                onDrop={(event) => {
                  event.preventDefault()
                  event.stopPropagation()
                  drop(beside)
                }}
              >
                + {t('dropBeside')}
              </div>
            )}
            {shelf === 'measures' && !definition.measures.some((m) => m.statistic === 'count' && m.hidden !== true) && (
              <Button
                size="small"
                appearance="subtle"
                icon={<AddRegular />}
                aria-label={t('addCount')}
                title={t('addCount')}
                onClick={() => edit({ type: 'addMeasure', index: 0, measure: { statistic: 'count' } })}
              />
            )}
            {shelf === 'columns' && (
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowSwapRegular />}
                aria-label={t('swap')}
                title={`${t('swap')} · Ctrl+Shift+X`}
                disabled={definition.rows.length + definition.columns.length === 0}
                onClick={() => edit({ type: 'swapRowsColumns' })}
              />
            )}
          </div>
        )
      })}
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
