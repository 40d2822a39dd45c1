// The blocks of a report in order: walked by arrows, moved by Alt+arrows, removed by Delete, inserted by "/" or the
// button. In: the report. Out: a changed report, the selected block. Dragging does the same as Alt+arrows.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { AddRegular, ArrowDownRegular, ArrowUpRegular, DeleteRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { blockIcons } from './blockIcons.tsx'
import { blockTypes, insertBlock, moveBlock, newBlock, removeBlock } from './model/blocks.ts'
import type { BlockType } from './model/blocks.ts'

export type OutlineProps = {
  /** What headings and paragraphs say once their figures are filled in, by block. */
  words?: ReadonlyMap<number, Bilingual>
  value: ReportDefinition
  selected: number | null
  onSelect: (index: number | null) => void
  onChange: (value: ReportDefinition, mergeKey?: string | null) => void
}

export const Outline = ({ value, selected, words, onSelect, onChange }: OutlineProps) => {
  const { t, label } = useTexts('reports')
  const announce = useAnnounce()
  const definitions = useDefinitions()
  const [adding, setAdding] = useState(false)
  const [dragged, setDragged] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const saved = definitions.data ?? []
  const sources = {
    tables: saved.flatMap((d) => (d.kind === 'table' || d.kind === 'indicator' ? [{ from: d.kind, id: d.id }] : [])),
    charts: saved.flatMap((d) => (d.kind === 'chart' ? [d.id] : [])),
    maps: saved.flatMap((d) => (d.kind === 'map' ? [d.id] : [])),
  }
  /** After the next drawing, when the block stands at its new place. */
  const setFocus = (index: number): void => {
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-block="${index}"]`)?.focus())
  }

  const textOf = (block: ReportBlock, index: number): string => {
    if (block.type === 'heading' || block.type === 'paragraph')
      return label(words?.get(index) ?? block.text) || t(`block.${block.type}`)
    if (block.type === 'panel') return block.items.map((item) => label(item.label)).join(' · ')
    if (block.type === 'contents') return t(`contents.${block.of}`)
    if (block.type === 'section') return `${t('block.section')}: ${t(`orientations.${block.orientation}`)}`
    if (block.type === 'page_break') return t('block.page_break')
    const [kind, id] = block.type === 'table' ? [block.source.from, block.source.id] : [block.type, block.id]
    const found = saved.find((d) => d.kind === kind && d.id === id)
    return `${block.number ? `${block.number}. ` : ''}${found ? label(found.title) : definitions.data ? t('gone', { id }) : id}`
  }
  const current = selected ?? 0
  const add = (type: BlockType): void => {
    const block = newBlock(type, sources)
    if (!block) return
    const index = selected === null ? value.blocks.length : selected + 1
    onChange(insertBlock(value, index, block))
    onSelect(index)
    setFocus(index)
  }
  const move = (from: number, to: number): void => {
    const next = moveBlock(value, from, to)
    if (next === value) return
    onChange(next)
    onSelect(to)
    setFocus(to)
    announce(t('movedTo', { place: to + 1, count: value.blocks.length }))
  }
  const remove = (index: number): void => {
    const next = removeBlock(value, index)
    if (next === value) return announce(t('lastBlock'))
    onChange(next)
    const left = Math.min(index, next.blocks.length - 1)
    onSelect(left)
    setFocus(left)
  }
  const onKey = (event: KeyboardEvent, index: number): void => {
    if (event.ctrlKey || event.metaKey) return
    const handled = ((): boolean => {
      if (event.altKey) {
        if (event.key === 'ArrowUp') {
          move(index, index - 1)
          return true
        }
        if (event.key === 'ArrowDown') {
          move(index, index + 1)
          return true
        }
        return false
      }
      switch (event.key) {
        case 'ArrowDown': {
          const next = Math.min(value.blocks.length - 1, index + 1)
          onSelect(next)
          setFocus(next)
          return true
        }
        case 'ArrowUp': {
          const next = Math.max(0, index - 1)
          onSelect(next)
          setFocus(next)
          return true
        }
        case 'Home':
          onSelect(0)
          setFocus(0)
          return true
        case 'End':
          onSelect(value.blocks.length - 1)
          setFocus(value.blocks.length - 1)
          return true
        case 'Delete':
          remove(index)
          return true
        case '/':
        case 'Insert':
          setAdding(true)
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
  return (
    <div className="rp-outline">
      <div className="rp-outline__head">
        <Menu open={adding} onOpenChange={(_e, d) => setAdding(d.open)}>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<AddRegular />}>
              {t('add')}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {blockTypes.map((type) => (
                <MenuItem
                  key={type}
                  icon={blockIcons[type]}
                  disabled={
                    ((type === 'table' || type === 'panel') && sources.tables.length === 0) ||
                    (type === 'chart' && sources.charts.length === 0) ||
                    (type === 'map' && sources.maps.length === 0)
                  }
                  onClick={() => add(type)}
                >
                  {t(`block.${type}`)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <span className="rp-outline__space" />
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowUpRegular />}
          aria-label={t('up')}
          title={`${t('up')} · Alt+↑`}
          disabled={selected === null || selected === 0}
          onClick={() => selected !== null && move(selected, selected - 1)}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownRegular />}
          aria-label={t('down')}
          title={`${t('down')} · Alt+↓`}
          disabled={selected === null || selected === value.blocks.length - 1}
          onClick={() => selected !== null && move(selected, selected + 1)}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={t('remove')}
          title={`${t('remove')} · Delete`}
          disabled={selected === null || value.blocks.length === 1}
          onClick={() => selected !== null && remove(selected)}
        />
      </div>
      <ul ref={list} className="rp-blocks" aria-label={t('outline')}>
        {value.blocks.map((block, index) => (
          <li
            key={index}
            draggable
            className={dragged === index ? 'rp-dragged' : ''}
            onDragStart={(event) => {
              event.dataTransfer.setData('application/x-statdesk-block', String(index))
              setDragged(index)
            }}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged !== null && dragged !== index) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) move(dragged, index)
              setDragged(null)
            }}
          >
            <button
              type="button"
              data-block={index}
              className={`rp-block${selected === index ? ' rp-block--selected' : ''}`}
              tabIndex={index === current ? 0 : -1}
              aria-pressed={selected === index}
              title={textOf(block, index)}
              onClick={() => onSelect(selected === index ? null : index)}
              onKeyDown={(event) => onKey(event, index)}
            >
              <span className="rp-block__icon" aria-hidden="true">
                {blockIcons[block.type]}
              </span>
              <span className="sd-visually-hidden">{t(`block.${block.type}`)}: </span>
              <span className="rp-block__text">{textOf(block, index)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
