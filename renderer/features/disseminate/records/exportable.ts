// Which variables of a dataset may leave it in an export of records, and why the others never do. In: a dataset's
// detail. Out: groups by where they come from. The engine refuses the same ones; here they are only shown as what they
// are. Pure.
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { periodVariableId, variableSchema } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { isFollowingCode } from '#shared/model/exportCodes.ts'
import type { OfficePolicy } from '#shared/model/officePolicy.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type Withheld = 'identifier' | 'text' | 'code'
export type ExportVariable = {
  ref: string
  label: Bilingual
  withheld: Withheld | null
  role: Variable['role']
  sensitivity: Variable['sensitivity']
}
/** `link` null: the dataset's own. */
export type ExportGroup = { link: string | null; label: Bilingual | null; variables: ExportVariable[] }

const withheld = (variable: Variable, codes: OfficePolicy['exportCodes']): Withheld | null => {
  if (variable.role === 'identifier') return 'identifier'
  if (variable.role === 'text' || variable.type === 'text') return 'text'
  return codes === 'withheld' && isFollowingCode(variable) ? 'code' : null
}

const period = variableSchema.parse({
  id: periodVariableId,
  source: null,
  label: { vi: 'Kỳ', en: 'Period' },
  role: 'time',
  type: 'code',
})

const described = (
  variables: readonly Variable[],
  prefix: string,
  codes: OfficePolicy['exportCodes'],
): ExportVariable[] =>
  variables.map((v) => ({
    ref: `${prefix}${v.id}`,
    label: v.label,
    withheld: withheld(v, codes),
    role: v.role,
    sensitivity: v.sensitivity,
  }))

export const exportGroups = (
  { definition, links }: Pick<DatasetDetail, 'definition' | 'links'>,
  codes: OfficePolicy['exportCodes'],
): ExportGroup[] => [
  { link: null, label: null, variables: described([period, ...definition.variables], '', codes) },
  ...links.map((link) => ({
    link: link.id,
    label: link.label,
    variables: described([...(link.periodKind === null ? [] : [period]), ...link.variables], `${link.id}.`, codes),
  })),
]

/** No more than needed leaves unasked: neither keys (a hashed code still follows one person) nor what is sensitive. */
export const tickedFirst = (groups: readonly ExportGroup[]): string[] =>
  groups.flatMap((g) =>
    g.link === null
      ? g.variables.filter((v) => v.withheld === null && v.role !== 'key' && v.sensitivity === 'none').map((v) => v.ref)
      : [],
  )

export const withVariable = (chosen: readonly string[], ref: string, on: boolean): string[] => {
  if (!on) return chosen.filter((c) => c !== ref)
  return chosen.includes(ref) ? [...chosen] : [...chosen, ref]
}

/** In the order of the lists, whatever order they were ticked in. */
export const inOrder = (groups: readonly ExportGroup[], chosen: readonly string[]): string[] =>
  groups.flatMap((g) => g.variables).flatMap((v) => (v.withheld === null && chosen.includes(v.ref) ? [v.ref] : []))
