// A table definition as a script can say it: keys, sets of keys, measures in the order they can be computed. In:
// definition, table model, language. Out: the plan all four languages are written from. What a language cannot say is
// refused by name, never left out.
import { isLinked } from '#shared/model/variableRef.ts'
import type { RecordFormat, ScriptLanguage } from '#shared/contract/files.ts'
import { fail } from '#shared/model/failure.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { Measure, RecordMeasure } from '#shared/model/measure.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { findVariable } from '#engine/analyse/tabulate/plan/plan.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { spssNames, stataNames, validNames } from '../microdata/statTable.ts'

export type ScriptKey = {
  /** Name of the key in the result: "province", "period_year". */
  name: string
  /** Column of the records export. */
  column: string
  label: Bilingual
  kind:
    | { is: 'code' }
    /** A code list with several versions: the code alone does not say which unit it is. */
    | { is: 'dated' }
    /** Codes of one list: labelled in Stata and SPSS. */
    | { is: 'listed' }
    /** "2024-07" cut or counted to a year or quarter; `date`: from a date. */
    | { is: 'time'; date: boolean; level: 'own' | 'day' | 'month' | 'quarter' | 'year' }
    | { is: 'number'; scale: number }
  hideMissing: boolean
}
export type ScriptRecordMeasure = {
  id: string
  statistic: RecordMeasure['statistic']
  percentile: number
  column: string | null
  /** Numbers are numbers; codes are only counted apart. */ numeric: boolean
  weight: string | null
  power: number
}
export type ScriptDerived =
  | { id: string; kind: 'ratio'; numerator: string; denominator: string; factor: number; power: number }
  /** `over`: keys put to their total; `parent`: of these keys, the innermost that is no total. */
  | { id: string; kind: 'percent'; of: string; factor: 1 | 100; over: number[]; parent: number[] | null; power: number }

export type ScriptPlan = {
  definition: TableDefinition
  keys: ScriptKey[]
  /** Keys of each set of cells; all combinations of totals in each block. */
  sets: number[][]
  records: ScriptRecordMeasure[]
  derived: ScriptDerived[]
  /** Measures shown, in order. */
  shown: { id: string; power: number; label: Bilingual | null }[]
  file: { format: RecordFormat; variables: string[]; filter: string | null; name: string }
}

export const recordFileOf: Record<ScriptLanguage, RecordFormat> = {
  r: 'csv',
  stata: 'dta',
  spss: 'sav',
  sql: 'parquet',
}
const languageNames: Record<ScriptLanguage, string> = { r: 'R', stata: 'Stata', spss: 'SPSS', sql: 'SQL' }
const mostSets = 256

export const unsayable = (language: ScriptLanguage, vi: string, en: string): never =>
  fail('SCRIPT_NOT_SAYABLE', { language: languageNames[language], what: en, what_vi: vi, what_en: en })

const subsets = (of: number[]): number[][] =>
  of.reduce<number[][]>((sets, key) => [...sets.map((s) => [...s, key]), ...sets], [[]])

const keyKind = (model: TableModel, dimension: Dimension, language: ScriptLanguage): ScriptKey['kind'] => {
  const { variable: ref, level } = dimension
  const variable = findVariable(model, ref)
  if (ref === 'period')
    return {
      is: 'time',
      date: false,
      level:
        level === undefined || level === model.dataset.periodKind ? 'own' : level === 'quarter' ? 'quarter' : 'year',
    }
  if (variable.type === 'date')
    return {
      is: 'time',
      date: true,
      level: level === 'month' || level === 'quarter' || level === 'year' ? level : 'day',
    }
  if (variable.type === 'integer' || variable.type === 'decimal') return { is: 'number', scale: variable.scale }
  if (level !== undefined)
    return unsayable(
      language,
      `cấp “${level}” của danh mục (tệp bản ghi chỉ có mã chi tiết nhất)`,
      `the level “${level}” of a code list (a records file has the most detailed codes only)`,
    )
  const versions = variable.codeList === null ? 0 : model.lists.versions(variable.codeList).length
  return versions > 1 ? { is: 'dated' } : versions === 1 ? { is: 'listed' } : { is: 'code' }
}

export const scriptPlan = (
  definition: TableDefinition,
  model: TableModel,
  language: ScriptLanguage,
  fileName?: string,
): ScriptPlan => {
  const all = [...definition.layers, ...definition.rows, ...definition.columns]
  const own = new Set(definition.variables.map((v) => v.id))
  const made = (ref: string): boolean =>
    own.has(ref) || (!isLinked(ref) && ref !== 'period' && !model.dataset.variables.some((v) => v.id === ref))
  const derivedUse = [
    ...all.map((d) => d.variable),
    ...definition.measures.flatMap((m) => measuredVariable(m) ?? []),
  ].find(made)
  if (derivedUse !== undefined)
    return unsayable(language, `biến tạo thêm “${derivedUse}”`, `the derived variable “${derivedUse}”`)

  // The same variable at the same level in two blocks of an axis is one key.
  const keys: ScriptKey[] = []
  const keyOf = new Map<string, number>()
  const axes = {
    row: axisBlocks(definition.rows),
    column: axisBlocks(definition.columns),
    layer: axisBlocks(definition.layers),
  }
  const indexOf = (axis: keyof typeof axes, dimension: Dimension): number => {
    const identity = `${axis} ${dimension.variable} ${dimension.level ?? ''}`
    const known = keyOf.get(identity)
    if (known !== undefined) return known
    const column = dimension.variable.replace('.', '_')
    const plain = dimension.level === undefined ? column : `${column}_${dimension.level}`
    let name = plain
    for (let n = 2; keys.some((k) => k.name === name); n += 1) name = `${plain}_${n}`
    keys.push({
      name,
      column,
      label: dimension.label ?? findVariable(model, dimension.variable).label,
      kind: keyKind(model, dimension, language),
      hideMissing: (dimension.missing ?? definition.missing) === 'hide',
    })
    keyOf.set(identity, keys.length - 1)
    return keys.length - 1
  }
  const blocks = {
    layer: axes.layer.map((b) => b.map((d) => indexOf('layer', d))),
    row: axes.row.map((b) => b.map((d) => indexOf('row', d))),
    column: axes.column.map((b) => b.map((d) => indexOf('column', d))),
  }
  const orOne = (b: number[][]): number[][] => (b.length === 0 ? [[]] : b)
  const crossings = orOne(blocks.layer).flatMap((l) =>
    orOne(blocks.row).flatMap((r) => orOne(blocks.column).map((c) => [...l, ...r, ...c])),
  )
  const sets = [
    ...new Map(
      crossings.flatMap(subsets).map((s) => [s.toSorted((a, b) => a - b).join(), s.toSorted((a, b) => a - b)]),
    ).values(),
  ].sort((a, b) => b.length - a.length || a.join().localeCompare(b.join()))
  if (sets.length > mostSets)
    return unsayable(
      language,
      `${sets.length} tổ hợp tổng số (tối đa ${mostSets})`,
      `${sets.length} combinations of totals (at most ${mostSets})`,
    )
  if (definition.classification === 'as_now' && keys.some((k) => k.kind.is === 'dated')) {
    return unsayable(language, 'chuyển mã cũ sang danh mục hiện hành', 'recoding old codes to the code list valid now')
  }

  const byId = new Map(definition.measures.map((m) => [m.id, m]))
  const records: ScriptRecordMeasure[] = []
  const derived: ScriptDerived[] = []
  const placed = new Set<string>()
  const place = (measure: Measure, path: string[]): void => {
    if (placed.has(measure.id)) return
    if (path.includes(measure.id))
      return fail('DEFINITION_INVALID', { field: `measures.${measure.id}`, reason: path.join(' → ') })
    const input = (id: string): void =>
      place(byId.get(id) ?? fail('DEFINITION_INVALID', { field: `measures.${measure.id}`, reason: id }), [
        ...path,
        measure.id,
      ])
    if (isRecordMeasure(measure)) {
      if (measure.filter !== undefined)
        return unsayable(
          language,
          `điều kiện riêng của chỉ tiêu “${measure.id}”`,
          `the filter of the measure “${measure.id}”`,
        )
      const ref = measuredVariable(measure)
      const type = ref === null ? null : findVariable(model, ref).type
      records.push({
        id: measure.id,
        statistic: measure.statistic,
        percentile: measure.statistic === 'percentile' ? measure.percentile : 50,
        column: ref?.replace('.', '_') ?? null,
        numeric: type === 'integer' || type === 'decimal',
        weight: 'weight' in measure && measure.weight !== undefined ? measure.weight.replace('.', '_') : null,
        power: measure.power,
      })
    } else if (measure.statistic === 'ratio') {
      input(measure.numerator)
      input(measure.denominator)
      derived.push({
        id: measure.id,
        kind: 'ratio',
        numerator: measure.numerator,
        denominator: measure.denominator,
        factor: measure.factor,
        power: measure.power,
      })
    } else if (measure.statistic === 'percent' || measure.statistic === 'share') {
      input(measure.of)
      const rows = [...new Set(blocks.row.flat())]
      const columns = [...new Set(blocks.column.flat())]
      const named = (measure.over ?? []).flatMap((ref) =>
        keys.flatMap((k, i) => (k.column === ref.replace('.', '_') ? [i] : [])),
      )
      const over = {
        row: columns,
        column: rows,
        layer: [...rows, ...columns],
        table: keys.map((_, i) => i),
        parent_row: [],
        parent_column: [],
        subtotal: named,
      }[measure.base]
      const parent = measure.base === 'parent_row' ? rows : measure.base === 'parent_column' ? columns : null
      if (parent !== null && language !== 'r')
        return unsayable(
          language,
          'phần trăm của cấp trên (chỉ viết được bằng R)',
          'percent of the parent (R can say it)',
        )
      derived.push({
        id: measure.id,
        kind: 'percent',
        of: measure.of,
        factor: measure.statistic === 'percent' ? 100 : 1,
        over,
        parent,
        power: measure.power,
      })
    } else
      return unsayable(
        language,
        `chỉ tiêu “${measure.id}” (${measure.statistic})`,
        `the measure “${measure.id}” (${measure.statistic})`,
      )
    placed.add(measure.id)
  }
  for (const measure of definition.measures) place(measure, [])

  const variables = [
    ...new Set([
      ...all.map((d) => d.variable),
      ...definition.measures.flatMap((m) => [
        ...(measuredVariable(m) === null ? [] : [measuredVariable(m) ?? '']),
        ...('weight' in m && m.weight !== undefined ? [m.weight] : []),
      ]),
    ]),
  ]
  const format = recordFileOf[language]
  // Stata and SPSS have names of their own for what is long or reserved.
  const columns = variables.map((v) => v.replace('.', '_'))
  const fileNames =
    language === 'stata'
      ? validNames(columns, stataNames)
      : language === 'spss'
        ? validNames(columns, spssNames)
        : columns
  const inFile = (column: string): string => fileNames[columns.indexOf(column)] ?? column
  return {
    definition,
    sets,
    keys: keys.map((k) => ({ ...k, column: inFile(k.column) })),
    records: records.map((r) => ({
      ...r,
      column: r.column === null ? null : inFile(r.column),
      weight: r.weight === null ? null : inFile(r.weight),
    })),
    derived,
    shown: definition.measures
      .filter((m) => m.hidden !== true)
      .map((m) => ({ id: m.id, power: m.power, label: m.label ?? null })),
    file: {
      format,
      variables: variables.length > 0 ? variables : [model.dataset.key[0] ?? 'period'],
      filter: definition.filter,
      name: fileName ?? `${definition.dataset}.${format}`,
    },
  }
}

/** The lines every script begins with. */
export const headLines = ({ definition, file, keys }: ScriptPlan): string[] =>
  [
    definition.title.vi,
    definition.title.en,
    '',
    `Reads ${file.name}: the records export (${file.format}) of dataset ${definition.dataset} with the variables`,
    `  ${file.variables.join(', ')}`,
    `and the filter: ${file.filter ?? '(none)'}`,
    `A total is written #total, an empty field #missing${keys.some((k) => k.kind.is === 'dated') ? ', a code its list does not have #unmapped' : ''}.`,
    'Protection is not repeated here: what this script makes may not leave the office without it.',
  ].map((line) => line.replace(/\p{Cc}+/gu, ' '))
