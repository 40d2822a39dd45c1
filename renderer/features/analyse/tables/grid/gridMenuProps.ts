// What the menu of a place in the table is given: where it was asked for, and what the table itself must do.
import type { GridPlace } from '../../../../components/cube/cellAddress.ts'
import type { GridScene } from '../../../../components/cube/gridProps.ts'
import type { GridTarget, HeaderTarget } from '../../../../components/cube/gridTargets.ts'
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'

export type MenuRequest = { target: GridTarget; scene: GridScene; at: { x: number; y: number } }
export type GridMenuProps = {
  builder: Builder
  answer: TableAnswer
  request: MenuRequest
  layers: readonly number[]
  onRecords: (place: GridPlace) => void
  onPassport: (target: GridTarget) => void
  onSort: (target: HeaderTarget, scene: GridScene) => void
  onCopy: () => void
  onClose: () => void
}
