// Raw values of a dimension → its categories: levels of a code list, dated codes as they were then or as they are now.
// Pure. Never an engine's id, never a label (assemble.ts labels), never a guess: what has no counterpart is 'unmapped'.
import { inOrder } from '#shared/model/inOrder.ts'
import type { CodeItem, CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import { periodAtLevel } from '#shared/model/period.ts'
import type { CategoryMap, Grouping, PlainCategory, RawValue } from './types.ts'

/** The code lists of the workspace, as tabulation needs them. */
export type CodeLists = {
  /** Versions from the oldest to the newest; empty when the list is not known. */
  versions(list: string): CodeListVersion[]
  correspondence(list: string, from: string, to: string): Correspondence | null
}

type Placed = { kind: 'value'; code: string; version: string | null } | 'unmapped'

type PlacedItem = { item: CodeItem; position: number }
const itemIndex = new WeakMap<CodeListVersion, Map<string, PlacedItem>>()
const indexOf = (version: CodeListVersion): Map<string, PlacedItem> => {
  let index = itemIndex.get(version)
  if (!index)
    itemIndex.set(
      version,
      (index = new Map(version.items.map((item, position) => [`${item.level} ${item.code}`, { item, position }]))),
    )
  return index
}

/**
 * The item of a code at a level; without one, at the most detailed level that has the code. Codes are unique only
 * within a level.
 */
export const findItem = (version: CodeListVersion, code: string, level: string | null): PlacedItem | undefined => {
  const index = indexOf(version)
  if (level !== null) return index.get(`${level} ${code}`)
  for (const { id } of version.levels) {
    const found = index.get(`${id} ${code}`)
    if (found) return found
  }
  return undefined
}

const forwardPairs = new WeakMap<Correspondence, Map<string, string[]>>()
const counterparts = (correspondence: Correspondence, code: string): string[] => {
  let index = forwardPairs.get(correspondence)
  if (!index) {
    forwardPairs.set(correspondence, (index = new Map()))
    for (const pair of correspondence.pairs) {
      const known = index.get(pair.from)
      if (known) known.push(pair.to)
      else index.set(pair.from, [pair.to])
    }
  }
  return index.get(code) ?? []
}

/** A code recoded version by version up to the newest; null when a step has no counterpart, or several. */
const recodeToNow = (
  lists: CodeLists,
  list: string,
  versions: CodeListVersion[],
  version: string,
  code: string,
): string | null => {
  const last = versions.at(-1)
  let at = versions.findIndex((v) => v.version === version)
  if (!last || at < 0) return null
  const direct = lists.correspondence(list, version, last.version)
  if (at === versions.length - 1) return code
  if (direct) {
    const to = counterparts(direct, code)
    return to.length === 1 ? (to[0] ?? null) : null
  }
  let current = code
  for (; at < versions.length - 1; at++) {
    const step = lists.correspondence(list, versions[at]?.version ?? '', versions[at + 1]?.version ?? '')
    const to = step ? counterparts(step, current) : []
    if (to.length !== 1) return null
    current = to[0] ?? ''
  }
  return current
}

const climb = (version: CodeListVersion, code: string, level: string): string | null => {
  const levels = version.levels.map((l) => l.id)
  const start = findItem(version, code, null)?.item
  if (!start) return null
  let item: CodeItem | undefined = start
  for (let at = levels.indexOf(start.level); item && at <= levels.indexOf(level);) {
    if (item.level === level) return item.code
    const { parent }: CodeItem = item
    if (parent === null) return null
    item = undefined
    while (!item && ++at < levels.length) item = findItem(version, parent, levels[at] ?? '')?.item
  }
  return null
}

const placeCode = (
  lists: CodeLists,
  grouping: Extract<Grouping, { kind: 'code' }>,
  classification: 'as_then' | 'as_now',
  value: { code: string; version: string | null },
): Placed => {
  if (grouping.list === null) return { kind: 'value', code: value.code, version: null }
  const versions = lists.versions(grouping.list)
  const last = versions.at(-1)
  if (!last) return grouping.level === null ? { kind: 'value', code: value.code, version: value.version } : 'unmapped'
  const dated = versions.length > 1
  let version = versions.find((v) => v.version === value.version) ?? last
  let code = value.code
  if (dated && classification === 'as_now' && version !== last) {
    const now = recodeToNow(lists, grouping.list, versions, version.version, code)
    if (now === null) return 'unmapped'
    code = now
    version = last
  }
  // A code of another version, or of none: as a bare code it would look like a unit.
  if (dated && !findItem(version, code, null)) return 'unmapped'
  if (grouping.level !== null) {
    const up = climb(version, code, grouping.level)
    if (up === null) return 'unmapped'
    code = up
  }
  return { kind: 'value', code, version: dated ? version.version : null }
}

const place = (
  lists: CodeLists,
  grouping: Grouping,
  classification: 'as_then' | 'as_now',
  value: { code: string; version: string | null },
): Placed => {
  if (grouping.kind === 'code') return placeCode(lists, grouping, classification, value)
  if (grouping.kind === 'period') {
    const period = periodAtLevel(value.code, grouping.level)
    return period === null ? 'unmapped' : { kind: 'value', code: period, version: null }
  }
  return { kind: 'value', code: value.code, version: null }
}

export const categoryIdentity = (c: {
  kind: string
  code: string
  version?: string | null
  notLinked?: boolean
}): string => `${c.kind}|${c.version ?? ''}|${c.code}${c.notLinked ? '|not_linked' : ''}`

const ranks = { value: 0, others: 1, unmapped: 2, missing: 3 } as const
const rank = (c: PlainCategory): number => (c.notLinked && c.kind === 'missing' ? 4 : ranks[c.kind])

/**
 * Canonical order: values by version and printed order of the code list (numbers by size, unlisted codes after, by
 * code), then unmapped, missing, not linked.
 */
export const compareCategories = (
  lists: CodeLists,
  grouping: Grouping,
): ((a: PlainCategory, b: PlainCategory) => number) => {
  const versions = grouping.kind === 'code' && grouping.list !== null ? lists.versions(grouping.list) : []
  const placeOf = (c: PlainCategory): [number, number] => {
    if (grouping.kind === 'number') return [0, Number(c.code)]
    const at = c.version === null ? versions.length - 1 : versions.findIndex((v) => v.version === c.version)
    const version = versions[at]
    const item = version && grouping.kind === 'code' ? findItem(version, c.code, grouping.level) : undefined
    return [at, item?.position ?? Number.MAX_SAFE_INTEGER]
  }
  return (a, b) => {
    const [versionA, itemA] = placeOf(a)
    const [versionB, itemB] = placeOf(b)
    return rank(a) - rank(b) || versionA - versionB || itemA - itemB || inOrder(a.code, b.code)
  }
}

/** The categories a dimension has and where each raw value goes; nothing is left out yet. */
export const mapCategories = (
  lists: CodeLists,
  grouping: Grouping,
  classification: 'as_then' | 'as_now',
  values: RawValue[],
): CategoryMap => {
  const byIdentity = new Map<string, PlainCategory>()
  const placed = values.map((value): string => {
    let category: PlainCategory
    if (value.state === 'value') {
      const at = place(lists, grouping, classification, value)
      category =
        at === 'unmapped'
          ? { kind: 'unmapped', code: '', version: null, notLinked: false }
          : { ...at, notLinked: false }
    } else {
      category = { kind: 'missing', code: '', version: null, notLinked: value.state === 'not_linked' }
    }
    const identity = categoryIdentity(category)
    if (!byIdentity.has(identity)) byIdentity.set(identity, category)
    return identity
  })
  const categories = [...byIdentity.values()].sort(compareCategories(lists, grouping))
  const position = new Map(categories.map((c, i) => [categoryIdentity(c), i]))
  return { categories, map: Int32Array.from(placed, (identity) => position.get(identity) ?? -1) }
}
