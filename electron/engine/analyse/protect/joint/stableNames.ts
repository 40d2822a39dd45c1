// A definition by which a table can be laid beside others: saved variables written into it, and made variables called
// by what they are, so that one name never means two things, nor two names one. In: a definition, the saved variables.
// Out: the definition. Pure.
import { createHash } from 'node:crypto'
import { maximumLength, tokenize } from '#shared/expression/lexer.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { frozenDefinition } from '#engine/analyse/tabulate/plan/frozenDefinition.ts'

type Rename = (name: string) => string

const renamedText = (text: string, rename: Rename): string => {
  let [done, at] = ['', 0]
  for (const token of tokenize(text)) {
    if (token.kind !== 'name') continue
    done += text.slice(at, token.span.start) + rename(token.name)
    at = token.span.end
  }
  return done + text.slice(at)
}

/** Fields that name a variable, and fields that hold an expression over several. */
const references: readonly string[] = ['variable', 'weight', 'along']
/** In a variable; in a measure `of` is another measure. */
const ofVariables: readonly string[] = [...references, 'of']
const texts: readonly string[] = ['filter', 'expression']

const renamedIn = <T>(value: T, rename: Rename, refers = references): T => {
  if (Array.isArray(value)) return value.map((each: unknown) => renamedIn(each, rename, refers)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, own]: [string, unknown]) => {
      if (typeof own !== 'string') {
        const listed = key === 'over' && Array.isArray(own) ? own.map((name) => rename(String(name))) : null
        return [key, listed ?? renamedIn(own, rename, refers)]
      }
      if (refers.includes(key)) return [key, rename(own)]
      return [key, texts.includes(key) ? renamedText(own, rename) : own]
    }),
  ) as T
}

const contentName = (variable: DerivedVariable): string =>
  `made_${createHash('sha256')
    .update(JSON.stringify({ ...variable, id: '', label: '' }))
    .digest('hex')
    .slice(0, 16)}`

export const stableNames = (asked: TableDefinition, saved: readonly DerivedVariable[]): TableDefinition => {
  const definition = frozenDefinition(asked, saved)
  // A text too long to read keeps its names: tables that mean another thing by them are refused, not compared.
  const long = JSON.stringify(definition.variables).length + (definition.filter?.length ?? 0) > maximumLength
  return long ? definition : named(definition)
}

const named = (definition: TableDefinition): TableDefinition => {
  const made = new Map(definition.variables.map((v) => [v.id, v]))
  const known = new Map<string, DerivedVariable>()
  const stable = (id: string): DerivedVariable | null => {
    const variable = made.get(id)
    if (variable === undefined) return null
    const before = known.get(id)
    if (before !== undefined) return before
    // While its own parts are looked at, so that one that names itself ends.
    known.set(id, variable)
    const own = renamedIn(variable, (name) => stable(name)?.id ?? name, ofVariables)
    const called = { ...own, id: contentName(own) }
    known.set(id, called)
    return called
  }
  const rename: Rename = (name) => stable(name)?.id ?? name
  const { variables, ...rest } = definition
  const called = new Map(variables.flatMap((v) => stable(v.id) ?? []).map((v) => [v.id, v]))
  return { ...renamedIn(rest, rename), variables: [...called.values()] }
}
