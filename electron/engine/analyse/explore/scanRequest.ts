// What a scan of records is asked for, whichever store answers it. Types only.
import type { Dataset } from '#shared/model/dataset.ts'
import type { ExploreFilter } from './exploreFilter.ts'

export type SortRequest = readonly { variable: string; direction: 'ascending' | 'descending' }[]

export type ScanRequest = {
  dataset: Dataset
  base: Int32Array | null
  filter: ExploreFilter | null
  sort: SortRequest
  /** No more than these come out. */ totalRows: number
}
