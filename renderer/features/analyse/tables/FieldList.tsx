// The variables at the left: a tree walked by arrows, searched without diacritics, dragged or sent by Enter's menu.
// In: builder. Out: edits. What is dragged off a shelf and dropped here leaves the table.
import { Button, Input } from '@fluentui/react-components'
import {
  AddRegular,
  BranchRegular,
  CalendarLtrRegular,
  ChevronDownRegular,
  ChevronRightRegular,
  FilterRegular,
  KeyRegular,
  MathFormulaRegular,
  NumberSymbolRegular,
  SearchRegular,
  TagRegular,
} from '@fluentui/react-icons'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { foldText } from '#shared/format/foldText.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { formatPercent } from '#shared/format/number.ts'
import { useTexts } from '../../../i18n/index.ts'
import { dragType, useDrag } from './drag.ts'
import { dropEdit } from './model/dropPlace.ts'
import { axes, innerEnd, newBlock } from './model/edit.ts'
import { codeSearch, fieldLines } from './model/fieldList.ts'
import type { Field, FieldLine } from './model/fieldList.ts'
import { canBeDimension, naturalPlace, recordMeasure, statisticsFor } from './model/measureChoice.ts'
import type { Builder } from './useBuilder.ts'
import { conditionOf, joinConditions } from './model/conditions.ts'
import { FieldMenu } from './FieldMenu.tsx'
import type { Sendable } from './FieldMenu.tsx'
import { startVariable } from './variables/startVariable.ts'

const roleIcon = (field: Field): ReactElement => {
  const { role, type } = field.variable
  if (field.made) return <MathFormulaRegular />
  if (role === 'time' || type === 'date') return <CalendarLtrRegular />
  if (role === 'measure') return <NumberSymbolRegular />
  if (role === 'key' || type === 'hash') return <KeyRegular />
  return <TagRegular />
}

const isSendable = (line: FieldLine | undefined): line is Sendable => line?.kind === 'field' || line?.kind === 'level'
/** A new table, where the first thing is a variable. */
const untouched = ({ rows, columns, layers }: TableDefinition): boolean =>
  rows.length + columns.filter((d) => d.variable !== periodVariableId).length + layers.length === 0
const says = (query: string, name: string): boolean => foldText(name).includes(foldText(query).trim())
const levelOf = (line: Sendable): string | undefined => (line.kind === 'level' ? line.level : undefined)

export const FieldList = ({ builder }: { builder: Builder }) => {
  const { t, language, label } = useTexts('tables')
  const { detail, fields, lists, definition, session, edit, change } = builder
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ line: Sendable; target: HTMLElement } | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const { dragged, begin, end } = useDrag()
  const codes = useMemo(() => codeSearch(lists, query), [lists, query])
  const lines = useMemo(
    () => (detail ? fieldLines(detail, fields, { toggled: session.toggled, query, language, codes }) : []),
    [codes, detail, fields, session.toggled, query, language],
  )
  const focusKey = lines.some((l) => l.key === current) ? current : (lines[0]?.key ?? null)

  const toggle = (key: string): void => {
    const toggled = new Set(session.toggled)
    if (!toggled.delete(key)) toggled.add(key)
    change({ toggled })
  }
  const focusLine = (index: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))]
    if (!line) return
    setCurrent(line.key)
    tree.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line.key)}"]`)?.focus()
  }
  const send = (line: Sendable, axis: (typeof axes)[number], beside = false): void => {
    const level = levelOf(line)
    edit({
      type: 'addDimension',
      to: beside ? newBlock(definition, axis) : innerEnd(definition, axis),
      variable: line.field.ref,
      ...(level === undefined ? {} : { level }),
    })
  }
  /** A code found by searching: the table keeps its records. */
  const keepCode = (line: FieldLine & { kind: 'code' }): void =>
    edit({
      type: 'setFilter',
      filter: joinConditions(definition.filter ?? '', conditionOf(line.field.ref, [line.code])),
    })
  /** Enter in the search takes the best match: to its natural place, with Shift to the columns, with Ctrl to the layers. */
  const takeFirst = (event: KeyboardEvent): void => {
    const first = lines.find((line) => isSendable(line) || line.kind === 'code')
    // Of a variable found by one of its levels, that level is meant.
    const named = lines.find((line) => line.kind === 'level' && says(query, label(line.label)))
    const line = first && first.kind !== 'code' && !says(query, label(first.label)) ? (named ?? first) : first
    if (!line) return
    if (line.kind === 'code') keepCode(line)
    else if (isSendable(line)) {
      if (event.shiftKey && canBeDimension(line.field.variable)) send(line, 'columns')
      else if ((event.ctrlKey || event.metaKey) && canBeDimension(line.field.variable)) send(line, 'layers')
      else sendNaturally(line)
    }
    setQuery('')
  }
  const sendNaturally = (line: Sendable): void => {
    const statistic = statisticsFor(line.field.variable)[0]
    if (line.kind === 'field' && naturalPlace(line.field.variable) === 'measure' && statistic) {
      edit({ type: 'addMeasure', index: definition.measures.length, measure: recordMeasure(statistic, line.field.ref) })
    } else if (canBeDimension(line.field.variable)) send(line, 'rows')
  }

  const onKey = (event: KeyboardEvent<HTMLElement>, line: FieldLine, index: number): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const expandable = 'expanded' in line && line.expanded !== null
    const expanded = 'expanded' in line && line.expanded === true
    const handled = ((): boolean => {
      switch (event.key) {
        case 'ArrowDown':
          focusLine(index + 1)
          return true
        case 'ArrowUp':
          focusLine(index - 1)
          return true
        case 'Home':
          focusLine(0)
          return true
        case 'End':
          focusLine(lines.length - 1)
          return true
        case 'ArrowRight':
          if (expandable && !expanded) toggle(line.key)
          else focusLine(index + 1)
          return true
        case 'ArrowLeft':
          if (expandable && expanded) toggle(line.key)
          else focusLine(lines.findLastIndex((l, i) => i < index && l.depth < line.depth))
          return true
        case ' ':
          if (expandable) toggle(line.key)
          return true
        case 'Enter':
        case 'ContextMenu':
          if (isSendable(line)) setMenu({ line, target: event.currentTarget })
          else if (line.kind === 'code') keepCode(line)
          else toggle(line.key)
          return true
        default:
          return false
      }
    })()
    if (handled) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  const removing = dragged !== null && dragged.from !== 'list' && dragged.from !== 'measureGroup'
  return (
    <div
      className="tb-fields"
      onDragOver={(event) => {
        if (removing) {
          event.preventDefault()
          event.dataTransfer.dropEffect = 'move'
        }
      }}
      onDrop={(event) => {
        if (!dragged) return
        event.preventDefault()
        const step = dropEdit(definition, dragged, { axis: 'remove' }, fields)
        if (step) edit(step)
        end()
      }}
    >
      <div className="tb-fields__head">
        <Input
          size="small"
          type="search"
          contentBefore={<SearchRegular />}
          className="tb-fields__search"
          aria-label={t('searchVariables')}
          placeholder={t('searchVariables')}
          value={query}
          autoFocus={untouched(definition)}
          onChange={(_e, d) => setQuery(d.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault()
              focusLine(query.trim() === '' ? 0 : lines.findIndex(isSendable))
            } else if (event.key === 'Enter' && query.trim() !== '') {
              event.preventDefault()
              event.stopPropagation()
              takeFirst(event)
            }
          }}
        />
      </div>
      <div className="tb-fields__make">
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          onClick={() => change({ editing: startVariable(builder, 'expression', null, null), panel: 'properties' })}
        >
          {t('newExpression')}
        </Button>
      </div>
      {removing && (
        <div className="tb-fields__remove" aria-hidden="true">
          {t('dropToRemove')}
        </div>
      )}
      <div ref={tree} role="tree" aria-label={t('variablesOf', { dataset: label(detail?.label) })} className="tb-tree">
        {lines.map((line, index) => (
          <div
            key={line.key}
            role="treeitem"
            data-line={line.key}
            aria-level={line.depth + 1}
            tabIndex={line.key === focusKey ? 0 : -1}
            {...('expanded' in line && line.expanded !== null ? { 'aria-expanded': line.expanded } : {})}
            {...(isSendable(line) ? { 'aria-haspopup': 'menu' as const, draggable: true } : {})}
            aria-selected={line.key === focusKey}
            className={`tb-line tb-line--${line.kind}`}
            style={{ paddingInlineStart: 4 + line.depth * 14 }}
            title={
              isSendable(line)
                ? `${label(line.label)} (${line.field.ref}${line.kind === 'level' ? `, ${line.level}` : ''})`
                : label(line.label)
            }
            onFocus={() => setCurrent(line.key)}
            onKeyDown={(event) => onKey(event, line, index)}
            onClick={() => {
              setCurrent(line.key)
              if (line.kind === 'heading' || line.kind === 'link') toggle(line.key)
            }}
            onDoubleClick={() => {
              if (isSendable(line)) sendNaturally(line)
              else if (line.kind === 'code') keepCode(line)
            }}
            onContextMenu={(event) => {
              if (isSendable(line)) {
                event.preventDefault()
                setMenu({ line, target: event.currentTarget })
              }
            }}
            onDragStart={(event) => {
              if (!isSendable(line)) return
              event.dataTransfer.setData(dragType, line.field.ref)
              event.dataTransfer.effectAllowed = 'copyMove'
              const level = levelOf(line)
              begin({ from: 'list', ref: line.field.ref, ...(level === undefined ? {} : { level }) })
            }}
            onDragEnd={end}
          >
            <span
              className="tb-line__twist"
              aria-hidden="true"
              onClick={(event) => {
                if (line.kind === 'field' && line.expanded !== null) {
                  event.stopPropagation()
                  toggle(line.key)
                }
              }}
            >
              {'expanded' in line && line.expanded === true && <ChevronDownRegular />}
              {'expanded' in line && line.expanded === false && <ChevronRightRegular />}
            </span>
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
            {isSendable(line) &&
              axes.some((a) =>
                definition[a].some((d) => d.variable === line.field.ref && d.level === levelOf(line)),
              ) && (
                <span className="tb-line__used" title={t('inTable')}>
                  •
                </span>
              )}
          </div>
        ))}
        {lines.length === 0 && <p className="sd-muted tb-fields__none">{t('noVariable')}</p>}
      </div>
      <FieldMenu builder={builder} asked={menu} send={send} onClose={() => setMenu(null)} />
    </div>
  )
}
