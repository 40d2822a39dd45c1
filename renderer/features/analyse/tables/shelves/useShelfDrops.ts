// What is dragged over the shelves, and where it may fall. In: builder. Out: the edit of a drop, or that it cannot be.
import { useAnnounce } from '../../../../components/announce.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useDrag } from '../drag.ts'
import { placeOf } from '../model/blocks.ts'
import { dropEdit } from '../model/dropPlace.ts'
import type { Dragged, Target } from '../model/dropPlace.ts'
import { innerEnd } from '../model/edit.ts'
import type { Item } from '../model/itemKeys.ts'
import type { Builder } from '../useBuilder.ts'
import type { Shelf, ShelfItems } from './useShelfItems.ts'

export type ShelfDrops = {
  dragged: Dragged | null
  begin: (dragged: Dragged) => void
  end: () => void
  allowed: (target: Target) => boolean
  drop: (target: Target) => void
  /** What an item is while it is dragged off its shelf. */
  draggedFrom: (item: Item) => Dragged
  endOf: (shelf: Shelf) => Target
  besideItem: (item: Item, after: boolean) => Target
}

export const useShelfDrops = (builder: Builder, { refOf }: ShelfItems): ShelfDrops => {
  const { t } = useTexts('tables')
  const { definition, fields, edit } = builder
  const announce = useAnnounce()
  const { dragged, begin, end } = useDrag()
  return {
    dragged,
    begin,
    end,
    allowed: (target) => dragged !== null && dropEdit(definition, dragged, target, fields) !== null,
    drop(target) {
      if (!dragged) return
      const step = dropEdit(definition, dragged, target, fields)
      end()
      if (step) edit(step)
      else announce(t('cannotDrop'))
    },
    draggedFrom(item) {
      if (item.shelf === 'measures') return { from: 'measures', index: item.index, ref: refOf(item) }
      const dimension = definition[item.shelf][item.index]
      const level = dimension?.level === undefined ? {} : { level: dimension.level }
      return { from: item.shelf, index: item.index, ref: dimension?.variable ?? '', ...level }
    },
    endOf: (shelf) =>
      shelf === 'measures' ? { axis: 'measures', index: definition.measures.length } : innerEnd(definition, shelf),
    besideItem(item, after) {
      const past = after ? 1 : 0
      if (item.shelf === 'measures') return { axis: 'measures', index: item.index + past }
      const { block, depth } = placeOf(definition[item.shelf], item.index)
      return { axis: item.shelf, block, depth: depth + past }
    },
  }
}
