// A pair a link found, and what a run before left behind. Types only, so that passes, model and workspace know one
// shape.
import type { LinkParameters } from '#shared/model/linkModel.ts'

/** Places of records: the left side from 0, the right side after it; within one dataset both from 0. */
export type FoundPair = {
  left: number
  right: number
  /** Id of the pass, "model", "reader", or "group" for a pair joined through its group. */
  stage: string
  weight: number | null
  probability: number | null
  linked: boolean
  /** Level of each comparison, by commas; null where the pair was not compared. */
  levels: string | null
}

export type EarlierRun = {
  pairs: FoundPair[]
  /** 1 for a record that came since, by place. */
  isNew: Uint8Array
  parameters: LinkParameters | null
  /** Version of the run that estimated the parameters. */
  modelVersion: number
}
