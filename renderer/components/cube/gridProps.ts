// What a grid of a cube is given and what it tells: the one contract of tables, indicators, charts and reports with it.
import type { Ref } from 'react'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Block } from '../selection/areas.ts'
import type { GridPlace } from './cellAddress.ts'
import type { SelectionFacts } from './facts.ts'
import type { GridTarget, HeaderTarget } from './gridTargets.ts'

/** What is on show and what is selected in it. */
export type GridScene = { layout: TableLayout; areas: readonly Block[] }
export type GridHandle = { copyAll(): void; goTo(target: GridTarget): void; focus(): void }

export type CubeGridProps = {
  cube: Cube
  layers: number[]
  /** Laid out already by the caller. */
  layout?: TableLayout
  /** The measure on show where measures are layers. */
  layerMeasure?: number
  label: string
  handle?: Ref<GridHandle>
  onOpenCell?: (place: GridPlace, layout: TableLayout) => void
  onSelection?: (facts: SelectionFacts | null) => void
  /** The focus came to a place. */
  onFocus?: (target: GridTarget, scene: GridScene) => void
  /** A key at a place; true: it meant something. */
  onKey?: (event: KeyboardEvent, target: GridTarget, scene: GridScene) => boolean
  onMenu?: (target: GridTarget, scene: GridScene, at: { x: number; y: number }) => void
  onHeaderClick?: (target: HeaderTarget, scene: GridScene) => void
  onFold?: (target: GridTarget, scene: GridScene) => void
  fold?: (entry: LayoutEntry, layout: TableLayout) => 'open' | 'closed' | null
  sorted?: (column: number, layout: TableLayout) => 'value_descending' | 'value_ascending' | null
}
