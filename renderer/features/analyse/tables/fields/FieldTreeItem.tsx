// One line of the variables' tree: a heading, a variable, a level, a link or a code. In: the line and what may be done
// with it. Out: what was asked. Never an edit of its own.
import {
  BranchRegular,
  CalendarLtrRegular,
  ChevronDownRegular,
  ChevronRightRegular,
  FilterRegular,
  KeyRegular,
  MathFormulaRegular,
  NumberSymbolRegular,
  TagRegular,
} from '@fluentui/react-icons'
import type { KeyboardEvent, ReactElement } from 'react'
import { formatPercent } from '#shared/format/number.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { dragType } from '../drag.ts'
import type { Dragged } from '../model/dropPlace.ts'
import type { Field, FieldLine } from '../model/fieldList.ts'
import { isSendable, levelOf } from './useFieldSending.ts'

const roleIcon = (field: Field): ReactElement => {
  const { role, type } = field.variable
  if (field.made) return <MathFormulaRegular />
  if (role === 'time' || type === 'date') return <CalendarLtrRegular />
  if (role === 'measure') return <NumberSymbolRegular />
  if (role === 'key' || type === 'hash') return <KeyRegular />
  return <TagRegular />
}

export type FieldTreeItemProps = {
  line: FieldLine
  /** Tab comes here. */
  current: boolean
  /** Stands in the table already. */
  used: boolean
  onCurrent: () => void
  onKey: (event: KeyboardEvent<HTMLElement>) => void
  onToggle: () => void
  /** Taken where it belongs. */
  onTake: () => void
  onMenu: (target: HTMLElement) => void
  onDrag: (dragged: Dragged) => void
  onDragEnd: () => void
}

const LineContent = ({ line, used }: { line: FieldLine; used: boolean }) => {
  const { t, language, label } = useTexts('tables')
  return (
    <>
      {line.kind === 'link' && <BranchRegular aria-hidden="true" />}
      {line.kind === 'field' && (
        <span className="tb-line__icon" aria-hidden="true">
          {roleIcon(line.field)}
        </span>
      )}
      <span className="tb-line__label">{label(line.label)}</span>
      {line.kind === 'code' && (
        <>
          <span className="sd-code">{line.code}</span>
          <FilterRegular aria-hidden="true" />
        </>
      )}
      {line.kind === 'link' && (
        <span className="tb-line__rate" title={line.stale ? t('linkStale') : t('matchRate')}>
          {formatPercent(line.matchRate, 1, language)}
          {line.stale ? ' !' : ''}
        </span>
      )}
      {used && (
        <span className="tb-line__used" title={t('inTable')}>
          •
        </span>
      )}
    </>
  )
}

const Twist = ({ line, onToggle }: Pick<FieldTreeItemProps, 'line' | 'onToggle'>) => (
  <span
    className="tb-line__twist"
    aria-hidden="true"
    onClick={(event) => {
      if (line.kind !== 'field' || line.expanded === null) return
      event.stopPropagation()
      onToggle()
    }}
  >
    {'expanded' in line && line.expanded === true && <ChevronDownRegular />}
    {'expanded' in line && line.expanded === false && <ChevronRightRegular />}
  </span>
)

const draggedOf = (line: FieldLine): Dragged | null => {
  if (!isSendable(line)) return null
  const level = levelOf(line)
  return { from: 'list', ref: line.field.ref, ...(level === undefined ? {} : { level }) }
}

export const FieldTreeItem = (props: FieldTreeItemProps) => {
  const { line, current, used } = props
  const { label } = useTexts('tables')
  const sendable = isSendable(line)
  const expanded = 'expanded' in line ? line.expanded : null
  const address = sendable ? ` (${line.field.ref}${line.kind === 'level' ? `, ${line.level}` : ''})` : ''
  return (
    <div
      role="treeitem"
      data-line={line.key}
      aria-level={line.depth + 1}
      tabIndex={current ? 0 : -1}
      {...(expanded === null ? {} : { 'aria-expanded': expanded })}
      {...(sendable ? { 'aria-haspopup': 'menu' as const, draggable: true } : {})}
      aria-selected={current}
      className={`tb-line tb-line--${line.kind}`}
      style={{ paddingInlineStart: 4 + line.depth * 14 }}
      title={`${label(line.label)}${address}`}
      onFocus={props.onCurrent}
      onKeyDown={props.onKey}
      onClick={() => {
        props.onCurrent()
        if (line.kind === 'heading' || line.kind === 'link') props.onToggle()
      }}
      onDoubleClick={props.onTake}
      onContextMenu={(event) => {
        if (!sendable) return
        event.preventDefault()
        props.onMenu(event.currentTarget)
      }}
      onDragStart={(event) => {
        const dragged = draggedOf(line)
        if (!dragged || !sendable) return
        event.dataTransfer.setData(dragType, line.field.ref)
        event.dataTransfer.effectAllowed = 'copyMove'
        props.onDrag(dragged)
      }}
      onDragEnd={props.onDragEnd}
    >
      <Twist line={line} onToggle={props.onToggle} />
      <LineContent line={line} used={used} />
    </div>
  )
}
