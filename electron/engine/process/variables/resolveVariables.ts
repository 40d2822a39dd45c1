// Definitions of derived variables → what tabulation groups, measures and labels by. In: what the catalog knows, the
// variables made for one table, the names it uses. Out: a VariableSet. Pure; unknown inputs, cycles and wrong types
// fail here, before any record is read.
import { checkCondition, checkExpression, flagOf, parseExpression, roundedTo } from '#shared/expression/index.ts'
import type { Typed } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { VariableRef } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { bandThresholds, isYear } from './bandThresholds.ts'
import { checkVariable } from './checkVariable.ts'
import { bandCategories, computedLabels, transformedLabels } from './labels.ts'
import { canBeGrouped, dateLevels, expressionScope, isNumber, levelsOf, plainVariable } from './plainInput.ts'
import { sourceExpression } from './sourceExpression.ts'
import type { SourceExpression } from './sourceExpression.ts'
import { recodeTransform, topTransform } from './transforms.ts'
import type { ComputedColumn, Cuts, QuantileRequest, ResolveVariables, VariableContext } from './types.ts'
import { wanted, exact, hashOf, unique, bandOf, withField, worstOf, sidesOf, asVariable } from './resolveParts.ts'
import type { Resolved } from './resolveParts.ts'

const resolver = (context: VariableContext, inline: readonly DerivedVariable[]) => {
  const definitions = new Map([...context.saved, ...inline].map((d) => [d.id, d]))
  const done = new Map<string, Resolved>()

  const unknown = (by: DerivedVariable, field: string, of: VariableRef): never =>
    fail('VARIABLE_INPUT_UNKNOWN', { variable: by.id, field, of, dataset: context.dataset.id })
  const notFitting = (by: DerivedVariable, field: string, of: string, what: keyof typeof wanted): never =>
    fail('VARIABLE_TYPE', { variable: by.id, field, of, ...wanted[what] })

  const yearOf = (ref: VariableRef): boolean => {
    const label = plainVariable(context, ref)?.label ?? definitions.get(ref)?.label
    return label !== undefined && isYear(ref, label)
  }

  /** A number as typed: stored, or the result of an expression variable. */
  const numberOf = (by: DerivedVariable, field: string, ref: VariableRef, path: string[]): Typed => {
    const plain = plainVariable(context, ref)
    if (plain)
      return isNumber(plain)
        ? { op: 'variable', name: ref, codeList: null, type: exact(plain.scale) }
        : notFitting(by, field, ref, 'number')
    const inner = definitions.has(ref) ? resolve(ref, path) : unknown(by, field, ref)
    return inner.typed && inner.measurable ? inner.typed : notFitting(by, field, ref, 'number')
  }

  const computed = (
    by: DerivedVariable,
    type: Variable['type'],
    scale: number,
    physical: ComputedColumn['physical'],
    reads: VariableRef[],
    identity: unknown,
    sql: ComputedColumn['sql'],
    value: ComputedColumn['value'],
  ): ComputedColumn => ({
    ref: by.id,
    identity: `${by.id}#${hashOf(identity)}`,
    variable: asVariable(context, by, type, scale, reads),
    physical,
    reads,
    sides: sidesOf(reads),
    sql,
    value,
  })

  const ofColumn = (by: DerivedVariable, column: ComputedColumn, more: Partial<Resolved>): Resolved => ({
    definition: by,
    label: by.label,
    unit: by.unit ?? null,
    base: { ref: column.ref, level: null, computed: column },
    transforms: [],
    reads: column.reads,
    sensitivity: column.variable.sensitivity,
    measurable: null,
    levels: [],
    labelOf: () => null,
    declared: null,
    typed: null,
    quantiles: [],
    columns: [column],
    ...more,
  })

  const bands = (by: Extract<DerivedVariable, { method: 'bands' }>, path: string[]): Resolved => {
    const value = numberOf(by, 'of', by.of, path)
    const expression = sourceExpression(bandOf(value, bandThresholds(by.bounds, by.closed, value.type.scale)))
    const column = computed(
      by,
      'integer',
      0,
      'integer',
      expression.reads,
      [by, value],
      (source) => expression.sql(source),
      expression.value,
    )
    return ofColumn(by, column, {
      declared: bandCategories(by.bounds.length + 1),
      labelOf: computedLabels(by, { scale: value.type.scale, year: yearOf(by.of) }),
    })
  }

  const quantileBands = (by: Extract<DerivedVariable, { method: 'quantile_bands' }>, path: string[]): Resolved => {
    const value = numberOf(by, 'of', by.of, path)
    const weight = by.weight === undefined ? null : numberOf(by, 'weight', by.weight, path)
    const filter =
      by.filter === null || by.filter.trim() === ''
        ? null
        : withField(by.id, 'filter', () =>
            sourceExpression(checkCondition(parseExpression(by.filter ?? ''), expressionScope(context))),
          )
    const read = sourceExpression(value)
    const weighed = weight && sourceExpression(weight)
    const needed = unique([...read.reads, ...(weighed?.reads ?? []), ...(filter?.reads ?? [])])
    const banded = (cuts: Cuts): SourceExpression =>
      sourceExpression(
        bandOf(
          value,
          (cuts.get(by.id)?.cuts ?? []).map((cut) => cut + 1n),
        ),
      )
    // What the cuts are taken from decides the bands as much as the value does: the key across a link reads them all.
    const column = computed(
      by,
      'integer',
      0,
      'integer',
      read.reads,
      [by, value, weight],
      (source, cuts) => banded(cuts).sql(source),
      (record, cuts) => banded(cuts).value(record),
    )
    const part = (expression: SourceExpression) => ({
      sql: (source: Parameters<SourceExpression['sql']>[0]) => expression.sql(source),
      value: (record: Parameters<SourceExpression['value']>[0]) => {
        const v = expression.value(record)
        return typeof v === 'bigint' ? v : null
      },
    })
    const request: QuantileRequest = {
      ref: by.id,
      identity: column.identity,
      count: by.count,
      scale: value.type.scale,
      reads: needed,
      value: part(read),
      weight: weighed && part(weighed),
      filter: filter && { sql: (source) => filter.sql(source), accepts: (record) => filter.value(record) === 1n },
    }
    return ofColumn(by, column, {
      reads: needed,
      declared: bandCategories(by.count),
      labelOf: computedLabels(by, { scale: value.type.scale, year: yearOf(by.of) }),
      quantiles: [request],
      sensitivity: worstOf(context, needed),
    })
  }

  const expression = (by: Extract<DerivedVariable, { method: 'expression' }>): Resolved => {
    const checked = withField(by.id, 'expression', () =>
      checkExpression(parseExpression(by.expression), expressionScope(context)),
    )
    const kind = checked.type.type
    if (kind === 'hash' || kind === 'null') return notFitting(by, 'expression', by.id, 'value')
    const numeric = kind === 'integer' || kind === 'decimal' || kind === 'real'
    const plain = kind === 'boolean' ? flagOf(checked) : checked
    const typed = numeric ? withField(by.id, 'scale', () => roundedTo(checked, by.scale)) : plain
    const inner = sourceExpression(typed)
    const column =
      kind === 'text'
        ? // Nothing written is nothing known: an empty text is missing.
          computed(
            by,
            'code',
            0,
            'text',
            inner.reads,
            by,
            async (source) => `nullif(${await inner.sql(source)}, '')`,
            (record) => inner.value(record) || null,
          )
        : computed(
            by,
            kind === 'date' ? 'date' : numeric && by.scale > 0 ? 'decimal' : 'integer',
            numeric ? by.scale : 0,
            kind === 'date' ? 'date' : 'integer',
            inner.reads,
            by,
            (source) => inner.sql(source),
            inner.value,
          )
    return ofColumn(by, column, {
      typed: numeric ? typed : null,
      measurable: numeric ? { type: by.scale === 0 ? 'integer' : 'decimal', scale: by.scale } : null,
      levels: kind === 'date' ? dateLevels : [],
      ...(kind === 'boolean' ? { labelOf: computedLabels(by), declared: bandCategories(2, 0) } : {}),
    })
  }

  /** What is recoded or ranked: a stored variable at a level, or another derived one. */
  const categoriesOf = (by: Extract<DerivedVariable, { method: 'recode' | 'top' }>, path: string[]): Resolved => {
    const level = by.level ?? null
    const plain = plainVariable(context, by.of)
    if (plain) {
      if (!canBeGrouped(plain)) return notFitting(by, 'of', by.of, 'category')
      if (level !== null && !levelsOf(context, by.of, plain).includes(level))
        return fail('LEVEL_UNKNOWN', { variable: by.of, level })
      return {
        definition: by,
        label: by.label,
        unit: by.unit ?? plain.unit,
        base: { ref: by.of, level, computed: null },
        transforms: [],
        reads: [by.of],
        sensitivity: plain.sensitivity,
        measurable: null,
        levels: [],
        labelOf: () => null,
        declared: null,
        typed: null,
        quantiles: [],
        columns: [],
      }
    }
    const inner = definitions.has(by.of) ? resolve(by.of, path) : unknown(by, 'of', by.of)
    if (level !== null && !inner.levels.includes(level)) return fail('LEVEL_UNKNOWN', { variable: by.of, level })
    return { ...inner, base: { ...inner.base, level: level ?? inner.base.level } }
  }

  const recode = (by: Extract<DerivedVariable, { method: 'recode' }>, path: string[]): Resolved => {
    const inner = categoriesOf(by, path)
    const transform = recodeTransform(by)
    const own = by.groups.map(({ code }) => ({ kind: 'value' as const, code, version: null, notLinked: false }))
    const kept =
      inner.declared && transform.kind === 'recode'
        ? transform.apply({ categories: inner.declared, map: new Int32Array() }).categories
        : null
    const declared = by.rest === 'keep' ? kept : own
    return {
      ...inner,
      definition: by,
      label: by.label,
      unit: by.unit ?? null,
      transforms: [...inner.transforms, transform],
      declared,
      labelOf: transformedLabels(by, inner.labelOf),
      measurable: null,
      levels: [],
      typed: null,
    }
  }

  const top = (by: Extract<DerivedVariable, { method: 'top' }>, path: string[]): Resolved => {
    const inner = categoriesOf(by, path)
    const changed = {
      ...inner,
      definition: by,
      label: by.label,
      unit: by.unit ?? null,
      declared: null,
      labelOf: transformedLabels(by, inner.labelOf),
      measurable: null,
      levels: [],
      typed: null,
    }
    if (by.by.statistic === 'count')
      return { ...changed, transforms: [...inner.transforms, topTransform(by, { statistic: 'count' })] }
    const ref = by.by.variable
    const measured = numberOf(by, 'by.variable', ref, path)
    const reads = unique([...inner.reads, ...sourceExpression(measured).reads])
    return {
      ...changed,
      transforms: [...inner.transforms, topTransform(by, { statistic: 'sum', ref })],
      reads,
      sensitivity: worstOf(context, reads),
      columns: [...inner.columns, ...(definitions.has(ref) ? resolve(ref, path).columns : [])],
    }
  }

  const build = (by: DerivedVariable, path: string[]): Resolved => {
    switch (by.method) {
      case 'bands':
        return bands(by, path)
      case 'quantile_bands':
        return quantileBands(by, path)
      case 'expression':
        return expression(by)
      case 'recode':
        return recode(by, path)
      case 'top':
        return top(by, path)
      default:
        return by satisfies never
    }
  }

  const resolve = (id: string, path: string[]): Resolved => {
    const known = done.get(id)
    if (known) return known
    if (path.includes(id))
      return fail('VARIABLE_CYCLE', { variable: id, path: [...path.slice(path.indexOf(id)), id].join(' → ') })
    const by = definitions.get(id)
    if (!by) return fail('VARIABLE_UNKNOWN', { variable: id, dataset: context.dataset.id })
    if (by.dataset !== context.dataset.id)
      return fail('VARIABLE_DATASET', { variable: id, of: by.dataset, dataset: context.dataset.id })
    if (plainVariable(context, id)) return fail('VARIABLE_NAME_TAKEN', { variable: id, dataset: context.dataset.id })
    checkVariable(by)
    const resolved = build(by, [...path, id])
    done.set(id, resolved)
    return resolved
  }
  return { resolve, has: (id: string) => definitions.has(id) }
}

/** Names that are no derived variable are left to the caller: they are stored variables, or unknown. */
export const resolveVariables: ResolveVariables = (context, inline, refs) => {
  const seen = new Set<string>()
  inline.forEach(({ id }, i) => {
    if (seen.has(id)) fail('DEFINITION_INVALID', { field: `variables.${i}.id`, reason: id })
    seen.add(id)
  })
  const { resolve, has } = resolver(context, inline)
  // Those made for the table are looked at even where it does not use them: a mistake shows at once.
  for (const { id } of inline) resolve(id, [])
  const used = unique([...refs])
    .filter((ref) => has(ref) && !plainVariable(context, ref))
    .map((ref) => resolve(ref, []))
  const byRef = new Map(used.map((resolved) => [resolved.definition.id, resolved]))
  return {
    find: (ref) => byRef.get(ref) ?? null,
    used,
    computed: [...new Map(used.flatMap((r) => r.columns).map((c) => [c.ref, c])).values()],
    quantiles: [...new Map(used.flatMap((r) => r.quantiles).map((q) => [q.ref, q])).values()],
  }
}
