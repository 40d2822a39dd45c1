// One item on a shelf: its name with the marks of total and order, how it joins the one before, rename in place.
// In: what it shows. Out: what the user did to it. Never an edit of its own.
import { periodVariableId } from '#shared/model/dataset.ts'
import { Input } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { KeyboardEvent } from 'react'
import { isDerivedMeasure } from '#shared/model/measure.ts'
import type { Dimension, Measure } from '#shared/model/table.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { dragType } from '../drag.ts'

export type ChipProps = {
  id: string
  name: string
  dimension: Dimension | null
  measure: Measure | null
  /** How it stands to the item before: nested in it, or beside it. */
  joint: 'inside' | 'beside' | null
  unknown: boolean
  made: boolean
  selected: boolean
  tabStop: boolean
  renaming: boolean
  removable: boolean
  accepts(after: boolean): boolean
  onDrop(after: boolean): void
  onDragStart(): void
  onDragEnd(): void
  onKey(event: KeyboardEvent<HTMLElement>): void
  onSelect(): void
  onMenu(target: HTMLElement): void
  /** Null: the name stays. */
  onRename(text: string | null): void
  onStartRename(): void
  onRemove(): void
}

const afterMiddle = (event: { clientX: number; currentTarget: HTMLElement }): boolean => {
  const box = event.currentTarget.getBoundingClientRect()
  return event.clientX > box.left + box.width / 2
}

/** A total not asked for is not told over the period: what is counted at a date has none there. */
const showsTotal = ({ total, variable }: Dimension): boolean =>
  total === 'auto' ? variable !== periodVariableId : total !== 'none'

export const Chip = (props: ChipProps) => {
  const { id, name, dimension, measure, joint, selected } = props
  const { t } = useTexts('tables')
  const marks = [
    dimension && showsTotal(dimension) ? { text: 'Σ', title: t('withTotal') } : null,
    dimension?.sort.startsWith('value')
      ? { text: dimension.sort === 'value_descending' ? '↓' : '↑', title: t(`sortBy.${dimension.sort}`) }
      : null,
    dimension?.hidden?.length
      ? { text: `−${dimension.hidden.length}`, title: t('hiddenCount', { count: dimension.hidden.length }) }
      : null,
    props.made ? { text: 'ƒ', title: t('madeVariable') } : null,
    measure && isDerivedMeasure(measure) ? { text: 'ƒ', title: t('derivedFigure') } : null,
    measure && 'filter' in measure && measure.filter !== undefined ? { text: '∇', title: measure.filter } : null,
  ].filter((mark) => mark !== null)
  return (
    <li className="tb-chip__slot">
      {joint && (
        <span
          className={`tb-joint tb-joint--${joint}`}
          title={t(joint === 'beside' ? 'stands.beside' : 'stands.inside')}
        >
          {joint === 'beside' ? '+' : '›'}
        </span>
      )}
      {props.renaming ? (
        <Input
          size="small"
          autoFocus
          defaultValue={name}
          aria-label={t('renameItem', { name })}
          className="tb-chip__rename"
          onBlur={(event) => props.onRename(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Enter') props.onRename(event.currentTarget.value)
            if (event.key === 'Escape') props.onRename(null)
          }}
        />
      ) : (
        <span
          className={`tb-chip${selected ? ' tb-chip--selected' : ''}${props.unknown ? ' tb-chip--unknown' : ''}`}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.setData(dragType, name)
            event.dataTransfer.effectAllowed = 'move'
            props.onDragStart()
          }}
          onDragEnd={props.onDragEnd}
          onDragOver={(event) => {
            if (props.accepts(afterMiddle(event))) {
              event.preventDefault()
              event.stopPropagation()
            }
          }}
          onDrop={(event) => {
            event.preventDefault()
            event.stopPropagation()
            props.onDrop(afterMiddle(event))
          }}
          onContextMenu={(event) => {
            event.preventDefault()
            props.onMenu(event.currentTarget)
          }}
        >
          <button
            type="button"
            data-item={id}
            className="tb-chip__main"
            tabIndex={props.tabStop ? 0 : -1}
            aria-pressed={selected}
            aria-haspopup="menu"
            title={`${name} — ${t('itemKeys')}`}
            onClick={props.onSelect}
            onDoubleClick={props.onStartRename}
            onKeyDown={props.onKey}
          >
            <span className="tb-chip__text">{name}</span>
            {marks.map((mark) => (
              <span key={mark.text} className="tb-chip__mark" title={mark.title}>
                {mark.text}
              </span>
            ))}
          </button>
          {props.removable && (
            <button
              type="button"
              className="tb-chip__remove"
              tabIndex={-1}
              aria-label={t('removeItem', { name })}
              onClick={props.onRemove}
            >
              <DismissRegular />
            </button>
          )}
        </span>
      )}
    </li>
  )
}
