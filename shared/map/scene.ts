// What a map is drawn from: shapes and placed texts in pixels. In: nothing. Out: types. Never a drawing.
import type { TextShape } from '../chart/textShapes.ts'

export type SceneShape = {
  path: string
  fill: string
  stroke: string
  strokeWidth: number
  opacity?: number
  dash?: string
  /** The territory it shows, for going from map to table. */
  code?: string
  /** Under the pointer. */
  words?: string
}

export type Scene = {
  width: number
  height: number
  background: string
  shapes: SceneShape[]
  texts: TextShape[]
  /** For those who do not see the picture. */
  description: string
}
