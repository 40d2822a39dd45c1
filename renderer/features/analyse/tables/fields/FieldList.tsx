// The variables at the left: a tree walked by arrows, searched without diacritics, dragged or sent by Enter's menu.
// In: builder. Out: edits. What is dragged off a shelf and dropped here leaves the table.
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import { useDrag } from '../drag.ts'
import { dropEdit } from '../model/dropPlace.ts'
import { axes } from '../model/edit.ts'
import { codeSearch, fieldLines } from '../model/fieldList.ts'
import type { FieldLine } from '../model/fieldList.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import { FieldMenu } from './FieldMenu.tsx'
import type { Sendable } from './FieldMenu.tsx'
import { FieldSearch } from './FieldSearch.tsx'
import { FieldTreeItem } from './FieldTreeItem.tsx'
import { lineKey } from './lineKey.ts'
import { isSendable, levelOf, useFieldSending } from './useFieldSending.ts'

export const FieldList = ({ builder }: { builder: Builder }) => {
  const { t, language, label } = useTexts('tables')
  const { detail, fields, lists, definition, session, edit, change } = builder
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ line: Sendable; target: HTMLElement } | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const { dragged, begin, end } = useDrag()
  const { send, sendNaturally, keepCode } = useFieldSending(builder)
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
  const take = (line: FieldLine): void => {
    if (isSendable(line)) sendNaturally(line)
    else if (line.kind === 'code') keepCode(line)
  }
  const open = (line: FieldLine, target: HTMLElement): void => {
    if (isSendable(line)) setMenu({ line, target })
    else if (line.kind === 'code') keepCode(line)
    else toggle(line.key)
  }
  const onKey = (event: KeyboardEvent<HTMLElement>, line: FieldLine, index: number): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const action = lineKey(lines, index, event.key)
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    if (action.do === 'focus') focusLine(action.index)
    else if (action.do === 'toggle') toggle(line.key)
    else if (action.do === 'open') open(line, event.currentTarget)
  }
  const used = (line: FieldLine): boolean =>
    isSendable(line) &&
    axes.some((axis) => definition[axis].some((d) => d.variable === line.field.ref && d.level === levelOf(line)))

  const removing = dragged !== null && dragged.from !== 'list' && dragged.from !== 'measureGroup'
  return (
    <div
      className="tb-fields"
      onDragOver={(event) => {
        if (!removing) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
      }}
      onDrop={(event) => {
        if (!dragged) return
        event.preventDefault()
        const step = dropEdit(definition, dragged, { axis: 'remove' }, fields)
        if (step) edit(step)
        end()
      }}
    >
      <FieldSearch
        definition={definition}
        query={query}
        lines={lines}
        setQuery={setQuery}
        onDown={() => focusLine(query.trim() === '' ? 0 : lines.findIndex(isSendable))}
        onTake={take}
        onSend={send}
      />
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
          <FieldTreeItem
            key={line.key}
            line={line}
            current={line.key === focusKey}
            used={used(line)}
            onCurrent={() => setCurrent(line.key)}
            onKey={(event) => onKey(event, line, index)}
            onToggle={() => toggle(line.key)}
            onTake={() => take(line)}
            onMenu={(target) => open(line, target)}
            onDrag={begin}
            onDragEnd={end}
          />
        ))}
        {lines.length === 0 && <p className="sd-muted tb-fields__none">{t('noVariable')}</p>}
      </div>
      <FieldMenu builder={builder} asked={menu} send={send} onClose={() => setMenu(null)} />
    </div>
  )
}
