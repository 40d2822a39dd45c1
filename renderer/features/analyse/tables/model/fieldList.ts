// The variable list at the left of the builder: dataset variables by heading, then each linked dataset under its link.
// In: a dataset with its links, what is expanded, what is searched. Out: the visible lines in order. Never a component.
import { foldText } from '#shared/format/foldText.ts'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { canBeDimension, statisticsFor } from './measureChoice.ts'

export type Level = { id: string; label: Bilingual }

/** A variable as the builder names it: "province" or "customs_register.ownership". */
export type Field = {
  ref: string
  variable: Variable
  link: string | null
  linkLabel?: Bilingual
  /** Levels above the most detailed one: region for province, year for a date. */
  levels: Level[]
  /** Made on the spot: in this table alone, or saved in the workspace. */
  made?: MadeVariable
}

/** A variable made on the spot, and the type of what an expression yields where that is known. */
export type MadeVariable = { definition: DerivedVariable; scope: 'table' | 'workspace'; type?: Variable['type'] }

export type FieldLine =
  | { kind: 'heading'; key: string; depth: number; label: Bilingual; expanded: boolean; count: number }
  | {
      kind: 'link'
      key: string
      depth: number
      label: Bilingual
      expanded: boolean
      count: number
      matchRate: number
      stale: boolean
    }
  | { kind: 'field'; key: string; depth: number; label: Bilingual; field: Field; expanded: boolean | null }
  | { kind: 'level'; key: string; depth: number; label: Bilingual; field: Field; level: string }
  /** A code the search found among the values of the variable above it. */
  | { kind: 'code'; key: string; depth: number; label: Bilingual; field: Field; code: string }

const usable = (variable: Variable): boolean => canBeDimension(variable) || statisticsFor(variable).length > 0

const yearLevel: Level = { id: 'year', label: { vi: 'Năm', en: 'Year' } }
const quarterLevel: Level = { id: 'quarter', label: { vi: 'Quý', en: 'Quarter' } }
const monthLevel: Level = { id: 'month', label: { vi: 'Tháng', en: 'Month' } }

const periodLevels: Record<string, Level[]> = {
  month: [quarterLevel, yearLevel],
  quarter: [yearLevel],
  year: [],
  school_year: [],
}

const periodVariable: Variable = {
  id: periodVariableId,
  source: null,
  label: { vi: 'Kỳ', en: 'Period' },
  role: 'time',
  type: 'text',
  scale: 0,
  unit: null,
  codeList: null,
  sensitivity: 'none',
  normalise: 'trim',
  width: null,
  derived: null,
  nullable: false,
  group: null,
}

/** Every variable of the dataset and of its linked datasets that can stand in a table, by its name in definitions. */
export const fieldsOf = (detail: DatasetDetail, codeListLevels: ReadonlyMap<string, Level[]>): Map<string, Field> => {
  const levels = (variable: Variable, kind: string = detail.definition.periodKind): Level[] => {
    if (variable.id === periodVariableId) return periodLevels[kind] ?? []
    if (variable.type === 'date') return [monthLevel, quarterLevel, yearLevel]
    return variable.codeList === null ? [] : (codeListLevels.get(variable.codeList) ?? [])
  }
  const fields = new Map<string, Field>()
  fields.set(periodVariableId, {
    ref: periodVariableId,
    variable: periodVariable,
    link: null,
    levels: levels(periodVariable),
  })
  for (const variable of detail.definition.variables) {
    if (usable(variable)) fields.set(variable.id, { ref: variable.id, variable, link: null, levels: levels(variable) })
  }
  for (const link of detail.links) {
    if (link.periodKind !== null) {
      const ref = `${link.id}.${periodVariableId}`
      const found = { ref, variable: periodVariable, link: link.id, linkLabel: link.label }
      fields.set(ref, { ...found, levels: levels(periodVariable, link.periodKind) })
    }
    for (const variable of link.variables) {
      if (!usable(variable) || variable.id === periodVariableId) continue
      const ref = `${link.id}.${variable.id}`
      fields.set(ref, { ref, variable, link: link.id, linkLabel: link.label, levels: levels(variable) })
    }
  }
  return fields
}

export const madeGroup: Bilingual = { vi: 'Biến tự lập', en: 'Made variables' }

/**
 * The fields with the variables made on the spot before them; one of the table hides one of the workspace with its
 * name.
 */
export const withMade = (fields: ReadonlyMap<string, Field>, made: readonly MadeVariable[]): Map<string, Field> => {
  const all = new Map<string, Field>()
  for (const one of made) {
    const { id, label, unit, method } = one.definition
    if (fields.has(id) || all.get(id)?.made?.scope === 'table') continue
    const type = method === 'expression' ? (one.type ?? 'integer') : 'code'
    const number = method === 'expression' && (type === 'integer' || type === 'decimal')
    const base = 'of' in one.definition ? (fields.get(one.definition.of) ?? all.get(one.definition.of)) : undefined
    all.set(id, {
      ref: id,
      link: null,
      levels: type === 'date' ? [monthLevel, quarterLevel, yearLevel] : [],
      made: one,
      variable: {
        id,
        source: null,
        label,
        role: number ? 'measure' : type === 'date' ? 'time' : 'classification',
        type,
        scale: method === 'expression' ? one.definition.scale : 0,
        unit: unit ?? null,
        codeList: method === 'recode' || method === 'top' ? (base?.variable.codeList ?? null) : null,
        sensitivity: base?.variable.sensitivity ?? 'none',
        normalise: 'trim',
        width: null,
        derived: null,
        nullable: true,
        group: madeGroup,
      },
    })
  }
  return new Map([...all, ...fields])
}

const says = (words: readonly string[], text: string): boolean => {
  const folded = foldText(text)
  return words.every((word) => folded.includes(word))
}
const names = ({ vi, en }: Bilingual): string => `${vi} ${en}`

/**
 * How near a variable is to what is typed: its name from the start, its name, a level of it, a code of it; 0: not at
 * all.
 */
const nearness = (words: readonly string[], field: Field, language: Language, codes: CodeSearch): number => {
  const [name, query] = [foldText(field.variable.label[language]), words.join(' ')]
  if (name === query || field.ref === query) return 6
  if (name.startsWith(query)) return 5
  if (field.levels.some((level) => foldText(level.label[language]).startsWith(query))) return 4
  if (says(words, `${names(field.variable.label)} ${field.ref}`)) return 3
  if (field.levels.some((level) => says(words, names(level.label)))) return 2
  return codes(field).length > 0 ? 1 : 0
}

export type FoundCode = { code: string; label: Bilingual }
/** The values of a variable that what is typed names. */
export type CodeSearch = (field: Field) => readonly FoundCode[]
const noCodes: CodeSearch = () => []
const fewestLetters = 3
const mostCodes = 5

/** Codes and labels of the lists that begin with, or in labels hold, what is typed. */
export const codeSearch = (lists: ReadonlyMap<string, readonly CodeListVersion[]>, query: string): CodeSearch => {
  const wanted = foldText(query).trim()
  if (wanted.length < fewestLetters && !/^\d{2,}$/.test(wanted)) return noCodes
  const found = new Map<string, FoundCode[]>()
  for (const [list, versions] of lists) {
    const items = versions.flatMap((v) => v.items)
    const hits = items.filter(
      ({ code, label }) => code.toLowerCase().startsWith(wanted) || foldText(names(label)).includes(wanted),
    )
    const exact = hits.toSorted(
      (a, b) => Number(b.code.toLowerCase() === wanted) - Number(a.code.toLowerCase() === wanted),
    )
    found.set(
      list,
      [...new Map(exact.map(({ code, label }) => [`${code} ${label.vi}`, { code, label }])).values()].slice(
        0,
        mostCodes,
      ),
    )
  }
  return (field) => (field.variable.codeList === null ? [] : (found.get(field.variable.codeList) ?? []))
}

/**
 * Headings start open, links and levels start closed; `toggled` holds the keys the user turned over. A search opens
 * all.
 */
export const fieldLines = (
  detail: DatasetDetail,
  fields: ReadonlyMap<string, Field>,
  state: { toggled: ReadonlySet<string>; query: string; language: Language; codes?: CodeSearch },
): FieldLine[] => {
  const words = foldText(state.query).split(/\s+/).filter(Boolean)
  const searching = words.length > 0
  const codes = searching ? (state.codes ?? noCodes) : noCodes
  const near = new Map([...fields.values()].map((field) => [field, nearness(words, field, state.language, codes)]))
  // The best match first, so that Enter takes it; otherwise in the order of the dataset.
  const found = searching
    ? [...fields.values()].filter((f) => near.get(f) !== 0).toSorted((a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0))
    : [...fields.values()]
  const lines: FieldLine[] = []

  const pushField = (field: Field, depth: number) => {
    const key = `field:${field.ref}`
    const levelFound = searching && field.levels.some((level) => says(words, names(level.label)))
    const expanded = field.levels.length > 0 ? levelFound || state.toggled.has(key) : null
    lines.push({ kind: 'field', key, depth, label: field.variable.label, field, expanded })
    if (expanded)
      for (const level of field.levels)
        lines.push({
          kind: 'level',
          key: `${key}:${level.id}`,
          depth: depth + 1,
          label: level.label,
          field,
          level: level.id,
        })
    for (const { code, label } of codes(field))
      lines.push({ kind: 'code', key: `${key}=${code} ${label.vi}`, depth: depth + 1, label, field, code })
  }

  const own = found.filter((field) => field.link === null)
  const groups = new Map<string, { label: Bilingual | null; fields: Field[] }>()
  for (const field of own) {
    const key = field.variable.group?.vi ?? ''
    const group = groups.get(key) ?? { label: field.variable.group, fields: [] }
    group.fields.push(field)
    groups.set(key, group)
  }
  for (const field of groups.get('')?.fields ?? []) pushField(field, 0)
  for (const [name, group] of groups) {
    if (group.label === null || name === '') continue
    const key = `heading:${name}`
    const expanded = searching || !state.toggled.has(key)
    lines.push({ kind: 'heading', key, depth: 0, label: group.label, expanded, count: group.fields.length })
    if (expanded) for (const field of group.fields) pushField(field, 1)
  }
  /** The ways to choose among several matches stand inside their link, after its variables. */
  const pushLink = (link: DatasetDetail['links'][number], depth: number): void => {
    const inLink = found.filter((field) => field.link === link.id)
    const ways = detail.links.filter(({ chosenOf }) => chosenOf === link.id)
    const waysFound = ways.filter((way) => found.some((field) => field.link === way.id))
    if (inLink.length === 0 && waysFound.length === 0) return
    const key = `link:${link.id}`
    // What is typed names a variable, and is shown at its plainest; the other ways to it stay folded.
    const expanded = searching ? depth === 0 : state.toggled.has(key)
    const { matchRate, stale } = link
    const label = link.way ?? link.label
    lines.push({ kind: 'link', key, depth, label, expanded, count: inLink.length, matchRate, stale })
    if (!expanded) return
    for (const field of inLink) pushField(field, depth + 1)
    for (const way of waysFound) pushLink(way, depth + 1)
  }
  for (const link of detail.links) if (link.chosenOf === undefined) pushLink(link, 0)
  return lines
}
