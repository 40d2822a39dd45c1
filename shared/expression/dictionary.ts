// Conditions on one dictionary-coded variable: answered once per code here, so the engine only compares small integers.
// In: a boolean node and how the variable is held. Out: SQL over ids, or null when this does not apply. Never code text
// in SQL.
import type { Columns, CompiledColumn, Dialect } from './dialect.ts'
import { evaluateExpression } from './evaluate.ts'
import { variablesOf } from './typed.ts'
import type { Typed } from './typed.ts'

const unknownOr = (column: string, answer: string): string =>
  `(CASE WHEN ${column} IS NULL THEN NULL ELSE ${answer} END)`

/** Longer lists of ids are slower for each record than looking the answer up, where the column can (perEntry). */
const longestList = 32
const isLong = (ids: number, column: CompiledColumn): boolean => ids > longestList && column.perEntry !== undefined

const fromEntries = (node: Typed, name: string, column: CompiledColumn, dialect: Dialect): string | null => {
  const ids: Record<'true' | 'false' | 'null', number[]> = { true: [], false: [], null: [] }
  for (const { id, code } of column.entries?.() ?? [])
    ids[String(evaluateExpression(node, { [name]: code })) as 'true'].push(id)
  if (isLong(Math.min(ids.true.length, ids.false.length + ids.null.length), column)) return null
  const ofNull = evaluateExpression(node, { [name]: null })
  const held = column.sql
  const list = (some: number[]): string => some.join(', ')
  let answer: string
  if (ids.true.length === 0) answer = dialect.false
  else if (ids.false.length === 0) answer = dialect.true
  else
    answer =
      ids.true.length <= ids.false.length
        ? `${held} IN (${list(ids.true)})`
        : `${held} NOT IN (${list([...ids.false, ...ids.null])})`
  const constantAnswer = answer === dialect.true || answer === dialect.false
  if (ids.null.length === 0) {
    if (ofNull === null) return constantAnswer ? unknownOr(held, answer) : `(${answer})`
    if (ofNull === true && answer === dialect.false) return `(${held} IS NULL)`
    if (ofNull === false && answer === dialect.true) return `(${held} IS NOT NULL)`
  }
  const nullIds = ids.null.length > 0 ? `WHEN ${held} IN (${list(ids.null)}) THEN NULL ` : ''
  const missing = ofNull === null ? 'NULL' : ofNull ? dialect.true : dialect.false
  return `(CASE WHEN ${held} IS NULL THEN ${missing} ${nullIds}ELSE ${answer} END)`
}

const writtenCodes = (options: Typed[]): string[] | null => {
  const codes = options.map((o) => (o.op === 'constant' && typeof o.value === 'string' ? o.value : null))
  return codes.includes(null) ? null : (codes as string[])
}

/** For =, <> and in with codes written out: the variable and the codes. */
const equality = (node: Typed): { codes: string[]; negated: boolean } | null => {
  if (node.op === 'compare' && (node.comparison === '=' || node.comparison === '<>')) {
    const codes = node.left.op === 'variable' ? writtenCodes([node.right]) : writtenCodes([node.left])
    return codes && { codes, negated: node.comparison === '<>' }
  }
  if (node.op === 'in' && node.value.op === 'variable') {
    const codes = writtenCodes(node.options)
    return codes && { codes, negated: false }
  }
  if (node.op === 'member' && node.value.op === 'variable') return { codes: [...node.codes], negated: false }
  return null
}

export const overDictionary = (node: Typed, columns: Columns, dialect: Dialect): string | null => {
  if (node.type.type !== 'boolean') return null
  const names = variablesOf(node)
  const [name] = names
  if (names.length !== 1 || name === undefined) return null
  const column = columns(name)
  if (column.physical !== 'dictionary') return null
  if (column.entries) return fromEntries(node, name, column, dialect)
  if (node.op === 'isNull' && node.value.op === 'variable') return `(${column.sql} IS NULL)`
  const asked = equality(node)
  if (!asked || !column.decode) return null
  const ids = column.decode(asked.codes)
  if (isLong(ids.length, column)) return null
  if (ids.length === 0) return unknownOr(column.sql, asked.negated ? dialect.true : dialect.false)
  return `(${column.sql} ${asked.negated ? 'NOT ' : ''}IN (${ids.join(', ')}))`
}
