// Finds a category in the table on screen, with or without diacritics: next and previous, and how many there are.
// In: the layout. Out: places to go to. Esc closes it and gives the focus back to the table.
import { Button, Input } from '@fluentui/react-components'
import { ChevronDownRegular, ChevronUpRegular, DismissRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { findCategory } from '#shared/format/findCategory.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { GridTarget } from '../../../components/cube/gridTargets.ts'

export const FindBar = ({
  layout,
  onGo,
  onClose,
}: {
  layout: TableLayout
  onGo: (target: GridTarget) => void
  onClose: () => void
}) => {
  const { t } = useTexts('tables')
  const [text, setText] = useState('')
  const [at, setAt] = useState(-1)
  const places = useMemo(() => findCategory(layout, text), [layout, text])
  const go = (step: 1 | -1): void => {
    if (places.length === 0) return
    const next = (at + step + places.length) % places.length
    setAt(next)
    const place = places[next]
    if (!place) return
    onGo(
      place.axis === 'row'
        ? { part: 'stub', row: place.row, level: place.column, entry: place.entry }
        : { part: 'header', level: place.level, column: place.column, entry: place.entry },
    )
  }
  return (
    <div className="tb-find" role="search">
      <Input
        size="small"
        autoFocus
        type="search"
        aria-label={t('findCategory')}
        placeholder={t('findCategory')}
        value={text}
        onChange={(_e, d) => {
          setText(d.value)
          setAt(-1)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            go(event.shiftKey ? -1 : 1)
            event.currentTarget.focus()
          }
          if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            onClose()
          }
        }}
      />
      <span className="tb-find__count" aria-live="polite">
        {text.trim() === ''
          ? ''
          : places.length === 0
            ? t('findNone')
            : t('findCount', { at: at + 1, count: places.length })}
      </span>
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronUpRegular />}
        aria-label={t('findPrevious')}
        title={`${t('findPrevious')} · Shift+Enter`}
        disabled={places.length === 0}
        onClick={() => go(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronDownRegular />}
        aria-label={t('findNext')}
        title={`${t('findNext')} · Enter`}
        disabled={places.length === 0}
        onClick={() => go(1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t('common:close')}
        onClick={onClose}
      />
    </div>
  )
}
