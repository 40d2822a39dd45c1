// Keys at a place of the table: close and open, hide, move, group, go down a level, passport. In: builder, cube on
// screen. Out: whether a key meant something, after doing it. Every one of them stands in the menu too.
import { useCallback } from 'react'
import type { Cube } from '#shared/model/cube.ts'
import { useAnnounce } from '../../../../components/announce.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { GridScene } from '../../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../../components/cube/gridTargets.ts'
import { hide, moveCategory } from '../model/categoryEdits.ts'
import { drillDown, isCollapsed, setCollapsed } from '../model/drillDown.ts'
import type { GridPlace } from '../../../../components/cube/cellAddress.ts'
import type { Builder } from '../useBuilder.ts'
import { categoryAt, chosenCategories, entryOf } from './gridActions.ts'
import { groupingOf } from './groupingOf.ts'

type Options = {
  builder: Builder
  cube: Cube
  showPassport: (target: GridTarget | null) => void
  openCell: (place: GridPlace) => void
}

export const useGridKeys = ({ builder, cube, showPassport }: Options) => {
  const { t, label } = useTexts('tables')
  const announce = useAnnounce()
  const { definition, fields, edit, change } = builder

  const onFold = useCallback(
    (target: GridTarget): boolean => {
      const at = categoryAt(cube, definition, entryOf(target))
      if (!at) return false
      const old = definition[at.place.axis][at.place.index]
      const next = definition[at.place.axis][at.place.index + 1]
      const closed = isCollapsed(old, at.category)
      const step = next && next.stack !== true ? setCollapsed(definition, at.place, at.category, !closed) : null
      if (!step) return false
      edit(step)
      announce(t(closed ? 'expanded' : 'collapsed', { name: label(at.category.label) }))
      return true
    },
    [announce, cube, definition, edit, label, t],
  )

  const onKey = useCallback(
    (event: KeyboardEvent, target: GridTarget, scene: GridScene): boolean => {
      if (event.altKey && event.key === 'Enter') {
        showPassport(target)
        return true
      }
      if (target.part === 'cell' || event.ctrlKey || event.metaKey) return false
      const at = categoryAt(cube, definition, entryOf(target))
      if (!at) return false
      const chosen = chosenCategories(cube, scene, target)
      const step = (() => {
        switch (event.key) {
          case 'Enter': {
            const field = fields.get(at.dimension.variable)
            return field ? drillDown(definition, at.place, field, at.dimension, at.category) : null
          }
          case 'Delete':
            return hide(definition, at.place, chosen)
          case 'ArrowUp':
          case 'ArrowDown':
            return event.altKey
              ? moveCategory(definition, at.place, at.dimension, at.category, event.key === 'ArrowUp' ? -1 : 1)
              : undefined
          default:
            return undefined
        }
      })()
      if (step) {
        edit(step)
        return true
      }
      if (step === null) return event.key !== 'Enter' || onFold(target)
      const closed = isCollapsed(definition[at.place.axis][at.place.index], at.category)
      if (event.key === ' ' || (event.key === '+' && closed) || ((event.key === '-' || event.key === '−') && !closed))
        return onFold(target) || event.key === ' '
      if (event.key.toLowerCase() === 'g') {
        const editing = groupingOf(builder, at, chosen)
        if (editing) change({ editing, panel: 'properties' })
        return editing !== null
      }
      return false
    },
    [builder, change, cube, definition, edit, fields, onFold, showPassport],
  )
  return { onKey, onFold }
}
