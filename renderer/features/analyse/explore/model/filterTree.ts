// A filter as what a person puts together: conditions in groups of and/or, and parts only the language can say. In: the
// text of a filter. Out: the tree, and the text again. The text is the one truth: what is edited either way, the other
// is read from it. Never a label.
import { sqlText } from '#shared/format/sqlText.ts'
import { foldText } from '#shared/format/foldText.ts'
import { tryParse } from '#shared/expression/index.ts'
import type { Ast } from '#shared/expression/index.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Variable } from '#shared/model/dataset.ts'

export const operators = [
  'in',
  'not_in',
  'between',
  'at_least',
  'at_most',
  'more',
  'less',
  'contains',
  'starts',
  'ends',
  'missing',
  'present',
] as const
export type Operator = (typeof operators)[number]
/** Values as plain text: "1990", "2025-07-01", "12.50", "01". */
export type Condition = { kind: 'condition'; variable: string; operator: Operator; values: string[] }
export type Group = { kind: 'group'; join: 'and' | 'or'; items: Item[] }
/** A part as it was written. */
export type Written = { kind: 'written'; text: string }
export type Item = Condition | Group | Written
/** Places from the root: [1, 0] is the first item of the second. */
export type Path = readonly number[]

export const emptyGroup = (join: Group['join'] = 'and'): Group => ({ kind: 'group', join, items: [] })

/** What can be asked of a variable. */
export const operatorsOf = (variable: Pick<Variable, 'type' | 'role'>): Operator[] => {
  if (variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'date')
    return ['between', 'at_least', 'at_most', 'more', 'less', 'in', 'not_in', 'missing', 'present']
  if (variable.type === 'hash') return ['present', 'missing']
  return variable.type === 'text'
    ? ['contains', 'starts', 'ends', 'in', 'not_in', 'missing', 'present']
    : ['in', 'not_in', 'starts', 'ends', 'contains', 'missing', 'present']
}
/** How many values an operator takes: none, one, two, or any number. */
export const valuesOf = (operator: Operator): 0 | 1 | 2 | 'many' => {
  if (operator === 'missing' || operator === 'present') return 0
  if (operator === 'between') return 2
  return operator === 'in' || operator === 'not_in' ? 'many' : 1
}

const isNumeric = (variable: Pick<Variable, 'type'> | undefined): boolean =>
  variable?.type === 'integer' || variable?.type === 'decimal'
/** One literal of a variable: numbers bare, everything else quoted, so typed text is never syntax. */
export const literal = (variable: Pick<Variable, 'type'> | undefined, text: string): string =>
  isNumeric(variable) && /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/^(-?)0+(?=\d)/, '$1') : sqlText(text)

const symbols = { at_least: '>=', at_most: '<=', more: '>', less: '<' } as const
const textFunctions = { contains: 'contains', starts: 'starts_with', ends: 'ends_with' } as const

type Variables = ReadonlyMap<string, Pick<Variable, 'type'>>

/** A condition still lacks values. */
export const isComplete = ({ operator, values }: Condition): boolean => {
  const wanted = valuesOf(operator)
  const given = values.filter((v) => v !== '').length
  if (wanted === 'many') return given > 0
  return wanted === 2 ? given === 2 : given >= wanted
}

const conditionText = ({ variable, operator, values }: Condition, variables: Variables): string => {
  const one = (text: string): string => literal(variables.get(variable), text)
  const [first = '', second = ''] = values
  switch (operator) {
    case 'missing':
      return `${variable} is null`
    case 'present':
      return `${variable} is not null`
    case 'between':
      return `${variable} between ${one(first)} and ${one(second)}`
    case 'in':
      return values.length === 1 ? `${variable} = ${one(first)}` : `${variable} in (${values.map(one).join(', ')})`
    case 'not_in':
      return values.length === 1 ? `${variable} <> ${one(first)}` : `${variable} not in (${values.map(one).join(', ')})`
    // Found whatever the case and the marks.
    case 'contains':
      return `contains(fold(${variable}), ${sqlText(foldText(first))})`
    case 'starts':
    case 'ends':
      return `${textFunctions[operator]}(${variable}, ${sqlText(first)})`
    default:
      return `${variable} ${symbols[operator]} ${one(first)}`
  }
}

/** Whether a part needs brackets beside others. */
const isLoose = (text: string): boolean => {
  const parsed = tryParse(text)
  return !parsed.ok || parsed.ast.kind === 'logical'
}

/** The text of a filter; null asks nothing. Conditions without their values are left out. */
export const filterText = (root: Group, variables: Variables): string | null => {
  const textOf = (item: Item, alone: boolean): string | null => {
    if (item.kind === 'written') {
      const text = item.text.trim()
      if (text === '') return null
      return alone || !isLoose(item.text) ? text : `(${text})`
    }
    if (item.kind === 'condition') return isComplete(item) ? conditionText(item, variables) : null
    const parts = item.items.map((i) => textOf(i, item.items.length === 1 && alone)).filter((p) => p !== null)
    if (parts.length === 0) return null
    return parts.length === 1 || alone ? parts.join(` ${item.join} `) : `(${parts.join(` ${item.join} `)})`
  }
  return textOf(root, true)
}

const literalOf = (ast: Ast): string | null => {
  if (ast.kind === 'text') return ast.value
  if (ast.kind === 'number') return exactToDecimal(ast.digits, ast.scale)
  if (ast.kind === 'negate' && ast.operand.kind === 'number')
    return exactToDecimal(-ast.operand.digits, ast.operand.scale)
  return null
}
const literals = (asts: readonly Ast[]): string[] | null => {
  const values = asts.map(literalOf)
  return values.every((v) => v !== null) ? values : null
}

const conditionOf = (ast: Ast): Condition | null => {
  const condition = (value: Ast, operator: Operator, values: readonly Ast[]): Condition | null => {
    const texts = literals(values)
    return value.kind === 'name' && texts ? { kind: 'condition', variable: value.name, operator, values: texts } : null
  }
  switch (ast.kind) {
    case 'isNull':
      return condition(ast.value, ast.negated ? 'present' : 'missing', [])
    case 'in':
      return condition(ast.value, ast.negated ? 'not_in' : 'in', ast.options)
    case 'between':
      return ast.negated ? null : condition(ast.value, 'between', [ast.low, ast.high])
    case 'compare': {
      const operator = (
        { '=': 'in', '<>': 'not_in', '>=': 'at_least', '<=': 'at_most', '>': 'more', '<': 'less' } as const
      )[ast.comparison]
      return condition(ast.left, operator, [ast.right])
    }
    case 'call': {
      const [value, sought] = ast.args
      if (!value || !sought || ast.args.length !== 2) return null
      if (ast.name === 'starts_with') return condition(value, 'starts', [sought])
      if (ast.name === 'ends_with') return condition(value, 'ends', [sought])
      const [inner] = value.kind === 'call' && value.name === 'fold' ? value.args : []
      return ast.name === 'contains' && inner ? condition(inner, 'contains', [sought]) : null
    }
    default:
      return null
  }
}

/** The tree of a filter's text; a text that is no expression stands as written. */
export const filterTree = (text: string | null): Group => {
  if (text === null || text.trim() === '') return emptyGroup()
  const parsed = tryParse(text)
  if (!parsed.ok) return { ...emptyGroup(), items: [{ kind: 'written', text }] }
  const itemOf = (ast: Ast): Item => {
    if (ast.kind === 'logical') return { kind: 'group', join: ast.operator, items: ast.operands.map(itemOf) }
    return conditionOf(ast) ?? { kind: 'written', text: text.slice(ast.span.start, ast.span.end) }
  }
  const root = itemOf(parsed.ast)
  return root.kind === 'group' ? root : { ...emptyGroup(), items: [root] }
}

/** The item at a place changed, or taken away by null. Groups left empty go with it. */
export const changeItem = (root: Group, path: Path, change: (item: Item) => Item | null): Group => {
  const [first, ...rest] = path
  if (first === undefined) {
    const changed = change(root)
    return changed?.kind === 'group' ? changed : emptyGroup(root.join)
  }
  const items = root.items.flatMap((item, i): Item[] => {
    if (i !== first) return [item]
    if (rest.length === 0 || item.kind !== 'group') return [change(item) ?? []].flat()
    const inner = changeItem(item, rest, change)
    return inner.items.length === 0 && item.items.length > 0 ? [] : [inner]
  })
  return { ...root, items }
}

/**
 * The text of the other conditions of the one at a place: those that hold whatever it says. Its alternatives in an "or"
 * go with it.
 */
export const otherConditions = (root: Group, path: Path, variables: Variables): string | null => {
  const [first, ...rest] = path
  if (first === undefined || root.join === 'or') return null
  const others = root.items.flatMap((item, i): Item[] => {
    if (i !== first) return [item]
    if (item.kind !== 'group' || item.join === 'or') return []
    const text = otherConditions(item, rest, variables)
    return text === null ? [] : [{ kind: 'written', text }]
  })
  return filterText({ ...root, items: others }, variables)
}

/**
 * Conditions that all must hold: of them one of a variable, replaced, added or (null) removed. Another root stands as a
 * part of its own.
 */
export const withCondition = (
  root: Group,
  variable: string,
  kinds: readonly Operator[],
  condition: Condition | null,
): Group => {
  const all: Group =
    root.join === 'and' || root.items.length <= 1
      ? { ...root, join: 'and' }
      : { kind: 'group', join: 'and', items: [root] }
  const index = all.items.findIndex(
    (i) => i.kind === 'condition' && i.variable === variable && kinds.includes(i.operator),
  )
  if (index < 0) return condition ? { ...all, items: [...all.items, condition] } : all
  const instead = condition ? [condition] : []
  return { ...all, items: all.items.flatMap((item, i) => (i === index ? instead : [item])) }
}

export const conditionOn = (root: Group, variable: string, kinds: readonly Operator[]): Condition | null =>
  root.join === 'or' && root.items.length > 1
    ? null
    : (root.items.find(
        (i): i is Condition => i.kind === 'condition' && i.variable === variable && kinds.includes(i.operator),
      ) ?? null)

/** Adds or takes away one picked value of a variable. */
export const toggleValue = (root: Group, variable: string, value: string): Group => {
  const values = conditionOn(root, variable, ['in'])?.values ?? []
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return withCondition(
    root,
    variable,
    ['in'],
    next.length === 0 ? null : { kind: 'condition', variable, operator: 'in', values: next },
  )
}
