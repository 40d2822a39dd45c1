// One rule of the office as SQL: which records pass, fail or cannot be told. In: a rule, its dataset, a date, code
// lists. Out: what it reads and a query of (row_id, delivery_id, verdict, weight) over plain records. Wrong rules fail
// here, before any record is read.
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import {
  checkAggregate,
  checkCondition,
  checkExpression,
  parseAggregate,
  parseExpression,
  roundedTo,
  variablesOf,
} from '#shared/expression/index.ts'
import type { Columns, Scope, ScopeVariable, Typed } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { beforeSuffix } from '#shared/model/officeRule.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { checkedCondition, conditionSql, inField, plainKind, ruleTerms } from './ruleTerms.ts'
import type { RuleTerms } from './ruleTerms.ts'

export type CompiledRule = {
  rule: OfficeRule
  /** Variables of the records it is asked of, and of those it holds them against. */
  reads: string[]
  otherReads: string[]
  /** `records` and `others`: SELECTs of plain records. */
  verdicts(records: string, others: string): string
}

export type RuleContext = {
  dataset: Dataset
  datasetOf(id: string): Dataset
  /** Reference date of the records' period. */
  date: string
  imported: ImportedClassifications
}

const q = quoteName

type Figures = {
  scope: Scope
  columns: Columns
  reads: string[]
  /** SELECT of the groups of a relation: by and figures. */
  groups(records: string): string
}

const wanted = (dataset: Dataset, id: string, field: string): Variable =>
  dataset.variables.find((v) => v.id === id) ??
  fail('RULE_VARIABLE_UNKNOWN', { field, variable: id, dataset: dataset.id })

const scopeEntry = (v: Variable): ScopeVariable => ({
  type: v.type,
  scale: v.type === 'decimal' ? v.scale : 0,
  codeList: v.codeList,
  nullable: true,
})

type FiguresRule = Extract<OfficeRule, { over: 'group' | 'previous' }>

const figureOf = (text: string, terms: RuleTerms, field: string): { sql: string; scale: number; reads: string[] } => {
  const { statistic, argument, where } = inField(field, () => checkAggregate(parseAggregate(text), terms.scope))
  if (statistic !== 'count' && statistic !== 'sum' && statistic !== 'distinct')
    return fail('RULE_FIGURE_UNUSABLE', { field, statistic })
  const kept = where === null ? 'TRUE' : `(${conditionSql(where, terms)}) IS TRUE`
  const reads = [...(argument ? variablesOf(argument) : []), ...(where ? variablesOf(where) : [])]
  if (argument === null) return { sql: `(count(*) FILTER (WHERE ${kept}))::BIGINT`, scale: 0, reads }
  const value = `CASE WHEN ${kept} THEN ${conditionSql(argument, terms)} END`
  if (statistic === 'distinct') return { sql: `count(DISTINCT ${value})::BIGINT`, scale: 0, reads }
  if (argument.type.type === 'real') return fail('RULE_FIGURE_UNUSABLE', { field, statistic: 'sum(real)' })
  // Beyond 64 bits it cannot be told: null, as everywhere in the language.
  return { sql: `TRY_CAST(sum(${value}) AS BIGINT)`, scale: argument.type.scale, reads }
}

const figuresOf = (rule: FiguresRule, dataset: Dataset, terms: RuleTerms): Figures => {
  const by = rule.by.map((id) => wanted(dataset, id, `${rule.id}.by`))
  const variables = new Map<string, ScopeVariable>(by.map((v) => [v.id, scopeEntry(v)]))
  variables.set(periodVariableId, { type: 'code', scale: 0, codeList: null, nullable: false })
  const kinds = new Map(by.map((v) => [v.id, plainKind(v)]))
  const reads = [...rule.by]
  const figures = Object.entries(rule.values).map(([name, text]) => {
    const field = `${rule.id}.values.${name}`
    if (variables.has(name) || name.endsWith(beforeSuffix)) return fail('RULE_FIGURE_NAME', { field, name })
    const figure = figureOf(text, terms, field)
    variables.set(name, { type: 'decimal', scale: figure.scale, codeList: null, nullable: true })
    if (rule.over === 'previous')
      variables.set(`${name}${beforeSuffix}`, { type: 'decimal', scale: figure.scale, codeList: null, nullable: true })
    reads.push(...figure.reads)
    return { name, ...figure }
  })
  const keys = rule.by.map(q).join(', ')
  const present = rule.by.map((id) => `${q(id)} IS NOT NULL`).join(' AND ')
  return {
    scope: { variables },
    columns: (name) => ({
      sql: q(name),
      physical: kinds.get(name) ?? (name === periodVariableId ? 'text' : 'integer'),
    }),
    reads,
    groups: (records) =>
      `SELECT ${keys}, any_value(${q(periodVariableId)}) AS ${q(periodVariableId)}, ${figures.map((f) => `${f.sql} AS ${q(f.name)}`).join(', ')} FROM (${records}) WHERE ${present} GROUP BY ${keys}`,
  }
}

/** The weight of a record in the results; NULL where the rule names none. */
const weightOf = (rule: OfficeRule, dataset: Dataset): { reads: string[]; sql(alias: string): string } => {
  const id = rule.weight ?? dataset.design?.weight ?? null
  if (id === null) return { reads: [], sql: () => 'NULL::BIGINT AS weight' }
  const variable = wanted(dataset, id, `${rule.id}.weight`)
  if (plainKind(variable) !== 'integer')
    return fail('RULE_WEIGHT_UNUSABLE', { field: `${rule.id}.weight`, variable: id })
  return { reads: [id], sql: (alias) => `${alias}.${q(id)} AS weight` }
}

const joined = (left: string, right: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([a, b]) => `${left}.${q(a)} = ${right}.${q(b)}`).join(' AND ')

const over = {
  record: (rule: Extract<OfficeRule, { over: 'record' }>, context: RuleContext, terms: RuleTerms): CompiledRule => {
    const { dataset, imported } = context
    const weight = weightOf(rule, dataset)
    const field = `${rule.id}.expression`
    const typed = inField(field, () => checkedCondition(rule.expression, dataset, imported, terms.scope))
    if (rule.repair !== null) repairValue(rule.id, rule.repair, dataset, terms)
    return {
      rule,
      reads: [...variablesOf(typed), ...weight.reads],
      otherReads: [],
      verdicts: (records) =>
        `SELECT r.row_id, r.delivery_id, (${conditionSql(typed, terms)}) AS verdict, ${weight.sql('r')} FROM (${records}) r`,
    }
  },
  unique: (rule: Extract<OfficeRule, { over: 'unique' }>, { dataset }: RuleContext): CompiledRule => {
    const weight = weightOf(rule, dataset)
    for (const id of rule.by) wanted(dataset, id, `${rule.id}.by`)
    const missing = rule.by.map((id) => `r.${q(id)} IS NULL`).join(' OR ')
    return {
      rule,
      reads: [...rule.by, ...weight.reads],
      otherReads: [],
      verdicts: (records) =>
        `SELECT r.row_id, r.delivery_id, CASE WHEN ${missing} THEN NULL ELSE row_number() OVER (PARTITION BY ${rule.by.map((id) => `r.${q(id)}`).join(', ')} ORDER BY r.row_id) = 1 END AS verdict, ${weight.sql('r')} FROM (${records}) r`,
    }
  },
  group: (rule: Extract<OfficeRule, { over: 'group' }>, { dataset }: RuleContext, terms: RuleTerms): CompiledRule => {
    const weight = weightOf(rule, dataset)
    const figures = figuresOf(rule, dataset, terms)
    const typed = inField(`${rule.id}.expression`, () =>
      checkCondition(parseExpression(rule.expression), figures.scope),
    )
    const pairs = rule.by.map((id) => [id, id] as const)
    return {
      rule,
      reads: [...figures.reads, ...weight.reads],
      otherReads: [],
      verdicts: (records) =>
        `SELECT r.row_id, r.delivery_id, g.verdict, ${weight.sql('r')} FROM (${records}) r LEFT JOIN (SELECT ${rule.by.map(q).join(', ')}, (${conditionSql(typed, figures)}) AS verdict FROM (${figures.groups(records)})) g ON ${joined('r', 'g', pairs)}`,
    }
  },
  register: (rule: Extract<OfficeRule, { over: 'register' }>, context: RuleContext): CompiledRule => {
    const { dataset, date, imported } = context
    const weight = weightOf(rule, dataset)
    const register = context.datasetOf(rule.dataset)
    const terms = ruleTerms(register, date, imported)
    const left = rule.variables.map((id) => wanted(dataset, id, `${rule.id}.variables`))
    const right = rule.keys.map((id) => wanted(register, id, `${rule.id}.keys`))
    for (const [index, variable] of left.entries())
      if (plainKind(variable) !== plainKind(right[index] ?? variable))
        return fail('RULE_KEYS_DIFFER', { field: `${rule.id}.keys`, left: variable.id, right: right[index]?.id ?? '' })
    const where = rule.where
    const typed =
      where === null
        ? null
        : inField(`${rule.id}.where`, () => checkedCondition(where, register, imported, terms.scope))
    const keys = rule.keys.map((id, index) => `${q(id)} AS ${q(`k${index}`)}`).join(', ')
    const pairs = rule.variables.map((id, index) => [id, `k${index}`] as const)
    const missing = rule.variables.map((id) => `r.${q(id)} IS NULL`).join(' OR ')
    return {
      rule,
      reads: [...rule.variables, ...weight.reads],
      otherReads: [...rule.keys, ...(typed ? variablesOf(typed) : [])],
      verdicts: (records, others) =>
        `SELECT r.row_id, r.delivery_id, CASE WHEN ${missing} THEN NULL ELSE m.found IS NOT NULL END AS verdict, ${weight.sql('r')} FROM (${records}) r LEFT JOIN (SELECT DISTINCT ${keys}, TRUE AS found FROM (${others})${typed ? ` WHERE (${conditionSql(typed, terms)}) IS TRUE` : ''}) m ON ${joined('r', 'm', pairs)}`,
    }
  },
  previous: (
    rule: Extract<OfficeRule, { over: 'previous' }>,
    { dataset }: RuleContext,
    terms: RuleTerms,
  ): CompiledRule => {
    const weight = weightOf(rule, dataset)
    const figures = figuresOf(rule, dataset, terms)
    const typed = inField(`${rule.id}.expression`, () =>
      checkCondition(parseExpression(rule.expression), figures.scope),
    )
    const pairs = rule.by.map((id) => [id, id] as const)
    const names = Object.keys(rule.values)
    const reads = figures.reads.filter((name) => name !== periodVariableId)
    return {
      rule,
      reads: [...reads, ...weight.reads],
      otherReads: reads,
      verdicts: (records, others) => {
        const before = names.map((name) => `b.${q(name)} AS ${q(`${name}${beforeSuffix}`)}`).join(', ')
        const both = `SELECT n.*, ${before} FROM (${figures.groups(records)}) n LEFT JOIN (${figures.groups(others)}) b ON ${joined('n', 'b', pairs)}`
        return `SELECT r.row_id, r.delivery_id, g.verdict, ${weight.sql('r')} FROM (${records}) r LEFT JOIN (SELECT ${rule.by.map(q).join(', ')}, (${conditionSql(typed, figures)}) AS verdict FROM (${both})) g ON ${joined('r', 'g', pairs)}`
      },
    }
  },
} as const

/** What a repair puts there, fitting the variable it is put in. */
export const repairValue = (
  id: string,
  repair: { variable: string; value: string },
  dataset: Dataset,
  terms: RuleTerms,
): { variable: Variable; typed: Typed } => {
  const variable = wanted(dataset, repair.variable, `${id}.repair`)
  // A derived variable is worked out from the others, a keyed hash cannot be written by hand, a key would become
  // another record's.
  if (variable.source === null || variable.type === 'hash' || dataset.key.includes(variable.id))
    return fail('RULE_REPAIR_UNUSABLE', { field: `${id}.repair`, variable: variable.id })
  const typed = inField(`${id}.repair`, () => checkExpression(parseExpression(repair.value), terms.scope))
  const { type, scale } = typed.type
  const wantedScale = variable.type === 'decimal' ? variable.scale : 0
  const fits =
    plainKind(variable) === 'text'
      ? type === 'text'
      : variable.type === 'date'
        ? type === 'date'
        : (type === 'integer' || type === 'decimal') && scale <= wantedScale
  if (!fits)
    return fail('RULE_REPAIR_TYPE', {
      field: `${id}.repair`,
      variable: variable.id,
      found: type,
      wanted: variable.type,
    })
  // Fewer decimals are filled with zeros; more are not rounded without a word.
  const isNumber = type === 'integer' || type === 'decimal'
  return { variable, typed: isNumber && scale < wantedScale ? roundedTo(typed, wantedScale) : typed }
}

export const compileRule = (rule: OfficeRule, context: RuleContext): CompiledRule => {
  const terms = ruleTerms(context.dataset, context.date, context.imported)
  switch (rule.over) {
    case 'record':
      return over.record(rule, context, terms)
    case 'unique':
      return over.unique(rule, context)
    case 'group':
      return over.group(rule, context, terms)
    case 'register':
      return over.register(rule, context)
    case 'previous':
      return over.previous(rule, context, terms)
    default:
      return rule satisfies never
  }
}
