// The passport follows the focus; while it is not on show the grid moves without drawing the rest anew.
// In: builder, the figures shown, where the focus is. Out: how to show it, and what a moved focus does.
import { useCallback, useRef } from 'react'
import type { RefObject } from 'react'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { cellAddress } from '../../../components/cube/cellAddress.ts'
import type { GridTarget } from '../../../components/cube/gridTargets.ts'
import type { Builder } from './useBuilder.ts'

const passportMs = 120

type Shown = { cube: Cube; layout: TableLayout; layers: number[] }
type Following = { showPassport: (target: GridTarget | null) => void; focused: (target: GridTarget) => void }

export const useFollowingPassport = (
  { change, session }: Builder,
  { cube, layout, layers }: Shown,
  hereRef: RefObject<GridTarget | null>,
): Following => {
  const following = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const showPassport = useCallback(
    (target: GridTarget | null) => {
      const found = target?.part === 'cell' ? cellAddress(cube, layout, layers, target.place) : null
      change({ panel: 'passport', editing: null, ...(found ? { cell: found } : {}) })
    },
    [change, cube, layers, layout],
  )
  const focused = useCallback(
    (target: GridTarget) => {
      hereRef.current = target
      clearTimeout(following.current)
      const follows = session.panel === 'passport' && target.part === 'cell'
      if (follows) following.current = setTimeout(() => showPassport(target), passportMs)
    },
    [hereRef, session.panel, showPassport],
  )
  return { showPassport, focused }
}
