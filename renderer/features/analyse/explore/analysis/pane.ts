// What every pane that looks into the records of a view is given.
import type { RecordBase } from '#shared/contract/explore.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'

export type PaneProps = {
  view: string
  dataset: Dataset
  variable: Variable
  /** Those that may be counted in this view, the period first. */
  variables: readonly Variable[]
  periods: readonly string[]
  /** Of the view; the records found are picked under it. */
  filter: string | null
  onTable?: (() => void) | undefined
  noTable?: string | undefined
  onClose: () => void
  /** Filters by one value of the variable. */
  onPick: (code: string) => void
  /** Shows records picked by rule; absent where the rows are those of a cell. */
  onBase: ((base: RecordBase) => void) | null
}
