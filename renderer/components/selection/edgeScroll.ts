// While a drag is held at the edge of the figures the grid scrolls on, and the selection with it. In: where the pointer
// is. Out: scrolls, and the spot that came under the pointer. Never a scroll after stop().
import type { GridApi } from 'ag-grid-community'
import type { RefObject } from 'react'
import type { GridSpot } from './areas.ts'

const edgeStep = 24
const edgeMs = 40

type Grid = { boxRef: RefObject<HTMLElement | null>; apiRef: RefObject<GridApi | null> }

export const scrollAtEdge = (
  { boxRef, apiRef }: Grid,
  spotAt: (element: Element) => GridSpot | null,
  extendTo: (spot: GridSpot) => void,
) => {
  let timer: ReturnType<typeof setInterval> | null = null
  let by = { x: 0, y: 0 }
  let pointer = { x: 0, y: 0 }
  const stop = (): void => {
    if (timer) clearInterval(timer)
    timer = null
  }
  const viewport = (): Element | null => boxRef.current?.querySelector('.ag-grid-viewport') ?? null
  const step = (): void => {
    viewport()?.scrollBy({ left: by.x, top: by.y })
    const beneath = document.elementFromPoint(pointer.x, pointer.y)
    const spot = beneath ? spotAt(beneath) : null
    if (spot) extendTo(spot)
  }
  return {
    stop,
    at(x: number, y: number): void {
      const frame = viewport()?.getBoundingClientRect()
      if (!frame) return
      const frozen = (apiRef.current?.getDisplayedLeftColumns() ?? []).reduce((sum, c) => sum + c.getActualWidth(), 0)
      const heads = boxRef.current?.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? frame.top
      const [left, top] = [frame.left + frozen, Math.max(frame.top, heads)]
      const beyond = (at: number, low: number, high: number): number =>
        at < low ? -edgeStep : at > high - edgeStep / 2 ? edgeStep : 0
      by = { x: x < frame.left ? -edgeStep : beyond(x, frame.left, frame.right), y: beyond(y, top, frame.bottom) }
      pointer = {
        x: Math.min(Math.max(x, left + 2), frame.right - 2),
        y: Math.min(Math.max(y, top + 2), frame.bottom - 2),
      }
      if (by.x === 0 && by.y === 0) stop()
      else timer ??= setInterval(step, edgeMs)
    },
  }
}
