// A list of categories to choose from, search in and drag onto each other. In: categories and the chosen keys.
// Out: choices, drops, keys. Space and Ctrl choose, Shift extends, Delete and the like are the caller's.
import { foldText } from '#shared/format/foldText.ts'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { formatInteger } from '#shared/format/number.ts'
import { SearchField } from '../../../../components/SearchField.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { categoriesDrag } from '../drag.ts'
import type { ListedCategory } from '../model/categories.ts'

export type CategoryListProps = {
  label: string
  categories: readonly ListedCategory[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: Set<string>) => void
  /** Categories dropped onto another. Absent: nothing can be dragged. */
  onDropOnto?: (keys: string[], onto: string) => void
  onKey?: (event: KeyboardEvent<HTMLElement>, key: string) => boolean
  /** Beside the label: group, status, hidden. */
  renderExtra?: (category: ListedCategory) => ReactNode
  muted?: (category: ListedCategory) => boolean
  /** Height in pixels before it scrolls. */
  height?: number
}

const shownAtOnce = 400

/** Where a key leads in the list; null: nowhere. With Alt the arrows are the caller's. */
const placeOfKey = ({ key, altKey }: KeyboardEvent, at: number, last: number): number | null => {
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (altKey) return null
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  return step === undefined ? null : at + step
}

const CategoryWords = ({ category, extra }: { category: ListedCategory; extra: ReactNode }) => {
  const { language } = useTexts('tables')
  return (
    <>
      {category.code !== '' && category.code !== category.label[language] && (
        <span className="sd-code tb-category__code">{category.code}</span>
      )}
      <span className="tb-category__label" title={category.label[language]}>
        {category.label[language]}
      </span>
      {extra}
      {category.records !== null && (
        <span className="tb-category__count">{formatInteger(category.records, language)}</span>
      )}
    </>
  )
}

export const CategoryList = ({
  label,
  categories,
  chosen,
  onChoose,
  onDropOnto,
  onKey,
  renderExtra,
  muted,
  height = 220,
}: CategoryListProps) => {
  const { t } = useTexts('tables')
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => {
    const words = foldText(query).split(/\s+/).filter(Boolean)
    return words.length === 0
      ? categories
      : categories.filter((c) => words.every((w) => foldText(`${c.code} ${c.label.vi} ${c.label.en}`).includes(w)))
  }, [categories, query])
  const shown = found.slice(0, shownAtOnce)
  const focusKey = shown.some((c) => c.key === current) ? current : (shown[0]?.key ?? null)

  const range = (to: string): string[] => {
    const a = found.findIndex((c) => c.key === (anchor.current ?? to))
    const b = found.findIndex((c) => c.key === to)
    return found.slice(Math.min(a, b), Math.max(a, b) + 1).map((c) => c.key)
  }
  const choose = (key: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void => {
    if (event.shiftKey) return onChoose(new Set(range(key)))
    anchor.current = key
    if (!event.ctrlKey && !event.metaKey) return onChoose(new Set([key]))
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    onChoose(next)
  }
  const go = (index: number, extend: boolean): void => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index))]
    if (!next) return
    setCurrent(next.key)
    if (extend) onChoose(new Set(range(next.key)))
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  const take = (event: KeyboardEvent<HTMLElement>, key: string, index: number): boolean => {
    const to = placeOfKey(event, index, shown.length - 1)
    if (to !== null) go(to, event.shiftKey)
    else if (event.key === ' ') choose(key, { shiftKey: event.shiftKey, ctrlKey: true, metaKey: false })
    else if ((event.ctrlKey || event.metaKey) && event.code === 'KeyA') onChoose(new Set(found.map((c) => c.key)))
    else return onKey?.(event, key) ?? false
    return true
  }
  const keys = (event: KeyboardEvent<HTMLElement>, key: string, index: number): void => {
    if (!take(event, key, index)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="tb-categories">
      {categories.length > 8 && <SearchField label={t('searchCategories')} value={query} onChange={setQuery} />}
      <div
        ref={list}
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
        className="tb-categories__list"
        style={{ maxHeight: height }}
      >
        {shown.map((category, index) => (
          <div
            key={category.key}
            role="option"
            data-key={category.key}
            aria-selected={chosen.has(category.key)}
            tabIndex={category.key === focusKey ? 0 : -1}
            className={`tb-category${over === category.key ? ' tb-category--over' : ''}${muted?.(category) ? ' tb-category--muted' : ''}`}
            draggable={onDropOnto !== undefined}
            onClick={(event) => {
              setCurrent(category.key)
              choose(category.key, event)
            }}
            onFocus={() => setCurrent(category.key)}
            onKeyDown={(event) => keys(event, category.key, index)}
            onDragStart={(event) => {
              const dragged = chosen.has(category.key) ? [...chosen] : [category.key]
              event.dataTransfer.setData(categoriesDrag, JSON.stringify(dragged))
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={(event) => {
              if (onDropOnto && event.dataTransfer.types.includes(categoriesDrag)) {
                event.preventDefault()
                setOver(category.key)
              }
            }}
            onDragLeave={() => setOver((now) => (now === category.key ? null : now))}
            onDrop={(event) => {
              setOver(null)
              const text = event.dataTransfer.getData(categoriesDrag)
              if (!onDropOnto || text === '') return
              event.preventDefault()
              const dropped = (JSON.parse(text) as string[]).filter((key) => key !== category.key)
              if (dropped.length > 0) onDropOnto(dropped, category.key)
            }}
          >
            <CategoryWords category={category} extra={renderExtra?.(category)} />
          </div>
        ))}
        {shown.length === 0 && <p className="sd-muted tb-small">{t('noCategory')}</p>}
      </div>
      {found.length > shownAtOnce && (
        <p className="sd-muted tb-small">{t('moreCategories', { count: found.length - shownAtOnce })}</p>
      )}
    </div>
  )
}
