// One shelf: its name, what stands on it, where a dragged item may fall, and the button that belongs to it alone.
// In: builder, drops, the drawn chips. Out: edits. Never what a single chip does.
import { Button } from '@fluentui/react-components'
import { AddRegular, ArrowSwapRegular } from '@fluentui/react-icons'
import type { DragEvent, ReactElement, ReactNode } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import { dragType } from '../drag.ts'
import { newBlock } from '../model/edit.ts'
import { visible } from '../model/measureEdit.ts'
import type { Builder } from '../useBuilder.ts'
import type { ShelfDrops } from './useShelfDrops.ts'
import type { Shelf } from './useShelfItems.ts'

const axisOfShelf = { rows: 'row', columns: 'column', layers: 'layer', measures: null } as const

const MeasureGroup = ({ drops }: { drops: ShelfDrops }) => {
  const { t } = useTexts('tables')
  return (
    <li className="tb-chip__slot">
      <span
        className="tb-chip tb-chip--group"
        draggable
        title={t('measureGroupHint')}
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, 'measures')
          event.dataTransfer.effectAllowed = 'move'
          drops.begin({ from: 'measureGroup' })
        }}
        onDragEnd={drops.end}
      >
        Σ {t('measureGroup')}
      </span>
    </li>
  )
}

const ShelfButton = ({ builder, shelf }: { builder: Builder; shelf: Shelf }) => {
  const { t } = useTexts('tables')
  const { definition, edit } = builder
  const counted = definition.measures.some((m) => m.statistic === 'count' && m.hidden !== true)
  if (shelf === 'measures' && !counted)
    return (
      <Button
        size="small"
        appearance="subtle"
        icon={<AddRegular />}
        aria-label={t('addCount')}
        title={t('addCount')}
        onClick={() => edit({ type: 'addMeasure', index: 0, measure: { statistic: 'count' } })}
      />
    )
  if (shelf !== 'columns') return null
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<ArrowSwapRegular />}
      aria-label={t('swap')}
      title={`${t('swap')} · Ctrl+Shift+X`}
      disabled={definition.rows.length + definition.columns.length === 0}
      onClick={() => edit({ type: 'swapRowsColumns' })}
    />
  )
}

/** A new block beside those that stand: shown only while something that may go there is dragged. */
const BesidePlace = ({ builder, shelf, drops }: { builder: Builder; shelf: Shelf; drops: ShelfDrops }) => {
  const { t } = useTexts('tables')
  const { definition } = builder
  if (shelf === 'measures' || definition[shelf].length === 0) return null
  const target = newBlock(definition, shelf)
  if (!drops.allowed(target)) return null
  const take = (event: DragEvent, then?: () => void): void => {
    event.preventDefault()
    event.stopPropagation()
    then?.()
  }
  return (
    <div className="tb-shelf__beside" onDragOver={take} onDrop={(event) => take(event, () => drops.drop(target))}>
      + {t('dropBeside')}
    </div>
  )
}

type ShelfRowProps = { builder: Builder; shelf: Shelf; drops: ShelfDrops; children: ReactNode[] }

export const ShelfRow = ({ builder, shelf, drops, children }: ShelfRowProps): ReactElement => {
  const { t } = useTexts('tables')
  const { definition } = builder
  const target = drops.endOf(shelf)
  const open = drops.allowed(target)
  const several = visible(definition.measures).length > 1
  const group = several && axisOfShelf[shelf] === definition.measureAxis ? <MeasureGroup drops={drops} /> : null
  const outer = definition.measurePlace === 'outer'
  return (
    <div
      className={`tb-shelf tb-shelf--${shelf}${open ? ' tb-shelf--open' : ''}`}
      onDragOver={(event) => {
        if (!open) return
        event.preventDefault()
        event.dataTransfer.dropEffect = drops.dragged?.from === 'list' ? 'copy' : 'move'
      }}
      onDrop={(event) => {
        event.preventDefault()
        drops.drop(target)
      }}
    >
      <span className="tb-shelf__name" id={`tb-shelf-${shelf}`}>
        {t(`shelf.${shelf}`)}
      </span>
      <ul className="tb-shelf__items" aria-labelledby={`tb-shelf-${shelf}`}>
        {outer && group}
        {children}
        {!outer && group}
        {children.length === 0 && <li className="tb-shelf__hint">{t(`shelfHint.${shelf}`)}</li>}
      </ul>
      <BesidePlace builder={builder} shelf={shelf} drops={drops} />
      <ShelfButton builder={builder} shelf={shelf} />
    </div>
  )
}
