// Which columns of a file are what: as the definition says, else by the names such columns usually have. In: header,
// definition. Out: places of columns. A name that is nowhere is an error that says which field of the definition asks
// for it.
import { fail } from '#shared/model/failure.ts'
import type { ProtectionColumns, ProtectionDimension } from '#shared/model/protection.ts'

export type FoundColumns = {
  value: number | null
  frequency: number | null
  cost: number | null
  contributions: number[]
  respondents: number[]
  holding: number | null
  weight: number | null
  status: number | null
  request: number | null
  waivers: number[]
  key: number | null
  identifier: number | null
}

const usual: Record<'value' | 'frequency' | 'cost' | 'status' | 'holding' | 'weight', RegExp> = {
  value: /^(value|val|values|tot|total_value|amount|turnover|sum|magnitude|response|giatri|gia_tri)$/i,
  frequency: /^(freq|frequency|n|n_obs|nobs|count|counts|obs|ant|respondents|contributors|nb_obs|so_luong)$/i,
  cost: /^(cost|costs|weight_cost|cost_variable)$/i,
  status: /^(status|given_status|safety|sdcstatus)$/i,
  holding: /^(holding|holding_id|company|enterprise|enterprise_group|respondent|contributor)$/i,
  weight: /^(weight|weights|sampling_weight)$/i,
}
const usualContribution = [
  /^(max|max_?1|largest|largest_?1|x_?1|top_?1|contribution_?1|contributor_?1|dominant_?1)$/i,
  /^(max_?2|largest_?2|x_?2|top_?2|contribution_?2|contributor_?2|dominant_?2)$/i,
  /^(max_?3|largest_?3|x_?3|top_?3|contribution_?3|contributor_?3|dominant_?3)$/i,
]
const usualRespondent = [1, 2, 3].map(
  (i) => new RegExp(`^(holding|respondent|id|company|contributor_?id|max_?id|max${i}_?id|holding_id)_?${i}$`, 'i'),
)

export const findColumns = (
  header: readonly string[],
  asked: ProtectionColumns,
  dimensions: readonly ProtectionDimension[] | undefined,
  input: 'cells' | 'records',
  file: string,
): { columns: FoundColumns; dimensions: ProtectionDimension[] } => {
  const place = (name: string, field: string): number => {
    const exact = header.indexOf(name)
    if (exact >= 0) return exact
    const loose = header.findIndex((h) => h.toLowerCase() === name.toLowerCase())
    return loose >= 0
      ? loose
      : fail('PROTECT_COLUMN_MISSING', { file, field, column: name, columns: header.join(', ') })
  }
  const claimed = new Set<number>()
  dimensions?.forEach((d, i) => {
    claimed.add(place(d.column, `dimensions.${i}.column`))
    for (const name of d.nested?.flat() ?? []) claimed.add(place(name, `dimensions.${i}.nested`))
  })
  const guessed = (pattern: RegExp): number | null => {
    const found = header.findIndex((h, i) => !claimed.has(i) && pattern.test(h))
    if (found < 0) return null
    claimed.add(found)
    return found
  }
  const one = (field: keyof typeof usual): number | null => {
    const name = asked[field]
    if (name === undefined) return guessed(usual[field])
    const found = place(name, `columns.${field}`)
    claimed.add(found)
    return found
  }
  const many = (field: 'contributions' | 'respondents' | 'waivers', patterns: RegExp[]): number[] => {
    const names = asked[field]
    if (names !== undefined) {
      const found = names.map((name) => place(name, `columns.${field}`))
      for (const i of found) claimed.add(i)
      return found
    }
    return patterns.flatMap((pattern) => guessed(pattern) ?? [])
  }
  // What the definition names is claimed before anything is guessed.
  for (const name of Object.values(asked).flat()) {
    const at = header.findIndex((h) => h.toLowerCase() === name?.toLowerCase())
    if (at >= 0) claimed.add(at)
  }
  const columns: FoundColumns = {
    value: one('value'),
    frequency: one('frequency'),
    cost: one('cost'),
    status: one('status'),
    weight: input === 'records' ? one('weight') : null,
    contributions:
      input === 'cells' || asked.contributions !== undefined ? many('contributions', usualContribution) : [],
    respondents: input === 'cells' || asked.respondents !== undefined ? many('respondents', usualRespondent) : [],
    holding: asked.holding === undefined && (input === 'cells' || dimensions !== undefined) ? null : one('holding'),
    request: asked.request === undefined ? null : place(asked.request, 'columns.request'),
    waivers: many('waivers', []),
    key: asked.key === undefined ? null : place(asked.key, 'columns.key'),
    identifier: asked.identifier === undefined ? null : place(asked.identifier, 'columns.identifier'),
  }
  if (columns.request !== null) claimed.add(columns.request)
  if (columns.value === null && columns.frequency === null)
    fail('PROTECT_COLUMN_MISSING', { file, field: 'columns.value', column: 'value', columns: header.join(', ') })
  const rest: ProtectionDimension[] =
    dimensions?.slice() ?? header.flatMap((name, i) => (claimed.has(i) ? [] : [{ column: name }]))
  if (rest.length === 0)
    fail('PROTECT_COLUMN_MISSING', { file, field: 'dimensions', column: '', columns: header.join(', ') })
  return { columns, dimensions: rest }
}
