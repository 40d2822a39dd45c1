// The typed tree all three back ends read: every implicit step (aligning scales, dates from text) is a node of its own.
// In: made by check.ts only. Out: read by duckdb.ts, sqlite.ts and evaluate.ts. Never syntax, never SQL.
import type { Comparison } from './ast.ts'

/** integer is decimal at scale 0 with a name of its own; null is the type of the bare word null. */
export type ValueKind = 'boolean' | 'text' | 'integer' | 'decimal' | 'real' | 'date' | 'hash' | 'null'
export type ValueType = { type: ValueKind; scale: number }

/** Functions of the typed tree. `parameters` are whole numbers known when the text was written. */
export type CoreFunction =
  // exact numbers (bigint scaled): operands of add, subtract, mod, least, greatest have one scale
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'negate'
  | 'abs'
  | 'mod'
  | 'least'
  | 'greatest'
  | 'rescale' // × 10^p0
  | 'round'
  | 'floor'
  | 'ceil' // by 10^p0, leaving a whole number
  // real numbers (IEEE doubles); divide is null by zero
  | 'real' // exact of scale p0 as a double
  | 'real_add'
  | 'real_subtract'
  | 'real_multiply'
  | 'real_divide'
  | 'real_negate'
  | 'real_abs'
  | 'real_least'
  | 'real_greatest'
  | 'real_round' // to a decimal of scale p0
  | 'real_floor'
  | 'real_ceil'
  // text
  | 'left'
  | 'right'
  | 'substr'
  | 'length'
  | 'upper'
  | 'lower'
  | 'fold'
  | 'trim'
  | 'concat'
  | 'replace'
  | 'starts_with'
  | 'ends_with'
  | 'contains'
  | 'is_digits'
  | 'integer'
  | 'text'
  | 'tax_code_valid'
  // dates
  | 'year'
  | 'quarter'
  | 'month'
  | 'day'
  | 'days_between'
  | 'birthday_age'
  | 'date_least'
  | 'date_greatest'
  | 'period_year'
  | 'reference_date'
  | 'coalesce'
  // args numerator, denominator, fallback: (a × 10^p0) ÷ (b × 10^p1) rounded half away from zero while both stay below
  // 2^61, else the fallback
  | 'divide_round'
  | 'flag' // a condition as 1 and 0

export type Typed = { type: ValueType } & (
  | { op: 'constant'; value: string | bigint | boolean | null }
  | { op: 'variable'; name: string; codeList: string | null }
  | { op: 'call'; fn: CoreFunction; args: Typed[]; parameters: number[] }
  | { op: 'compare'; comparison: Comparison; left: Typed; right: Typed }
  | { op: 'in'; value: Typed; options: Typed[] }
  | { op: 'between'; value: Typed; low: Typed; high: Typed }
  | { op: 'isNull'; value: Typed }
  | { op: 'and' | 'or'; operands: Typed[] }
  | { op: 'not'; operand: Typed }
  | { op: 'case'; branches: { condition: Typed; result: Typed }[]; otherwise: Typed }
  /**
   * The band's number from 1: text from the function band(); a number, all bounds constants, where the band is a
   * variable of its own.
   */
  | { op: 'band'; value: Typed; bounds: Typed[] }
  /** Whether the code is one of a set. */
  | { op: 'member'; value: Typed; codes: ReadonlySet<string> }
  /** The code's counterpart; null where there is none. */
  | { op: 'translate'; value: Typed; pairs: ReadonlyMap<string, string> }
)

export type ScopeVariable = {
  /** As in the dataset: code and text are both text here. */
  type: 'code' | 'text' | 'integer' | 'decimal' | 'date' | 'hash'
  scale: number
  codeList: string | null
  nullable: boolean
}

/** What an expression may speak of. */
export type Scope = {
  /** By name: "province", "period", "customs_register.ownership". */
  variables: ReadonlyMap<string, ScopeVariable>
  /** A name across a link on which partners are chosen ("statements__latest.assets"): too many to be listed. */
  across?(name: string): ScopeVariable | null
  /** Code sets for known() and lookup(); without them these functions are refused with a message. */
  codeSets?: {
    /** Codes valid in the version that applies, or null when there is no such list. */
    known(list: string): ReadonlySet<string> | null
    /** Codes of other versions to codes of this one, or null when there is no such list or version. */
    lookup(list: string, toVersion: string): ReadonlyMap<string, string> | null
  }
}

/** The direct parts of a node, in order. */
export const partsOf = (node: Typed): Typed[] => {
  switch (node.op) {
    case 'constant':
    case 'variable':
      return []
    case 'call':
      return node.args
    case 'compare':
      return [node.left, node.right]
    case 'in':
      return [node.value, ...node.options]
    case 'between':
      return [node.value, node.low, node.high]
    case 'and':
    case 'or':
      return node.operands
    case 'not':
      return [node.operand]
    case 'case':
      return [...node.branches.flatMap((b) => [b.condition, b.result]), node.otherwise]
    case 'band':
      return [node.value, ...node.bounds]
    case 'isNull':
    case 'member':
    case 'translate':
      return [node.value]
    default:
      return node satisfies never
  }
}

/** Names of the variables an expression reads, each once, in order of first use. */
export const variablesOf = (node: Typed): string[] => {
  const names = new Set<string>()
  const visit = (n: Typed): void => {
    if (n.op === 'variable') names.add(n.name)
    partsOf(n).forEach(visit)
  }
  visit(node)
  return [...names]
}

/** Codes each variable is compared with by =, <>, in: what a caller must look up in a large dictionary beforehand. */
export const comparedCodes = (node: Typed): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  const note = (value: Typed, others: Typed[]): void => {
    if (value.op !== 'variable') return
    const codes = found.get(value.name) ?? new Set<string>()
    for (const other of others) if (other.op === 'constant' && typeof other.value === 'string') codes.add(other.value)
    found.set(value.name, codes)
  }
  const visit = (n: Typed): void => {
    if (n.op === 'compare') {
      note(n.left, [n.right])
      note(n.right, [n.left])
    }
    if (n.op === 'in') note(n.value, n.options)
    if (n.op === 'member' && n.value.op === 'variable')
      note(
        n.value,
        [...n.codes].map((value) => ({ op: 'constant', value, type: { type: 'text', scale: 0 } })),
      )
    partsOf(n).forEach(visit)
  }
  visit(node)
  return found
}
