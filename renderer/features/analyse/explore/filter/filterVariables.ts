// What a filter can speak of: the variables of the dataset, then those of each dataset it is linked to. In: a dataset's
// detail. Out: names as the expression language writes them, with their headings. Never an identifier across a link.
import { periodVariable } from '../periodVariable.ts'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type FilterVariable = {
  ref: string
  variable: Variable
  /** The link's name; null: of the dataset itself. */ link: Bilingual | null
  /** False: made for one table, so that its values cannot be counted beforehand and are typed. */ listed?: false
}

export const filterVariables = (own: readonly Variable[], links: DatasetDetail['links']): FilterVariable[] => [
  ...own.map((variable) => ({ ref: variable.id, variable, link: null })),
  ...links.flatMap((link) =>
    [...(link.periodKind === null ? [] : [periodVariable]), ...link.variables]
      .filter((v) => v.role !== 'identifier' && v.type !== 'text')
      .map((variable) => ({ ref: `${link.id}.${variable.id}`, variable, link: link.label })),
  ),
]
