// What an input of an indicator is, for those that make, read and protect it. Types only.
import type { Cube } from '#shared/model/cube.ts'
import type { IndicatorDefinition, RecordInput } from '#shared/model/indicator.ts'
import type { Period } from '#shared/model/period.ts'
import type { Statistic } from '#shared/model/table.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'

export type Breakdown = IndicatorDefinition['breakdowns'][number]

export type IndicatorInput = {
  name: string
  statistic: Statistic | 'indicator'
  /** Breakdowns this input has; in the others it counts as a whole. */
  breakdowns: Breakdown[]
  /** As tabulated (or evaluated); readableCube.ts reads it. */
  cube: Cube | null
  periods: string[]
  /** The deliveries these periods are made of; absent where the input goes by another time. */
  delivered?: Period[]
  lists: CodeLists
  /** How the cube is read: one number of many categories, years as school years. */
  reading?: Pick<RecordInput, 'over' | 'prices' | 'yearAs'>
  /** Of an input that is an indicator: what it is made of. */
  made?: { definition: IndicatorDefinition; inputs: IndicatorInput[] }
}
