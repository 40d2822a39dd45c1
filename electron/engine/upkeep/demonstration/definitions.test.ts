import { describe, expect, test } from 'vitest'
import { parseAggregate, parseExpression, parseFormula, scopeOf, tryCheck } from '#shared/expression/index.ts'
import { definitionSchema } from '#shared/model/definition.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { codeListVersions } from '#engine/classify/codeLists.ts'
import { builtInDataset, builtInDatasets } from '#engine/collect/layouts/index.ts'
import { demonstrationDefinitions } from './definitions.ts'

const of = <K extends (typeof demonstrationDefinitions)[number]['kind']>(kind: K) =>
  demonstrationDefinitions.filter(
    (d): d is Extract<(typeof demonstrationDefinitions)[number], { kind: K }> => d.kind === kind,
  )
const links = of('link')

/** The variable a reference means in a dataset, across a link when it has a dot; 'period' for the implicit one. */
const resolve = (dataset: string, ref: string) => {
  const [first = '', second] = ref.split('.')
  const link = second === undefined ? undefined : links.find((l) => l.id === first)
  if (second !== undefined && link?.left !== dataset) return undefined
  const name = second ?? first
  const right = second === undefined ? dataset : (link?.right ?? '')
  if (name === 'period') return 'period' as const
  return builtInDataset(right)?.variables.find((v) => v.id === name)
}

const levelExists = (dataset: string, ref: string, level: string | undefined): boolean => {
  const variable = resolve(dataset, ref)
  if (variable === undefined) return false
  if (level === undefined) return true
  if (variable === 'period') return ['year', 'quarter', 'month', 'school_year'].includes(level)
  return (
    variable.codeList !== null && codeListVersions(variable.codeList).every((v) => v.levels.some((l) => l.id === level))
  )
}

const tabulable = (dataset: string, ref: string): boolean => {
  const variable = resolve(dataset, ref)
  return variable === 'period' || (variable !== undefined && variable.role !== 'identifier' && variable.role !== 'text')
}

describe('definitions of the demonstration', () => {
  test('follow their schemas, have different ids, and say in both languages what they are', () => {
    for (const definition of demonstrationDefinitions) {
      expect(definitionSchema.safeParse(definition).error, definition.id).toBeUndefined()
      const title = 'title' in definition ? definition.title : definition.label
      expect(title.vi.length * title.en.length, definition.id).toBeGreaterThan(0)
    }
    const ids = demonstrationDefinitions.map((d) => `${d.kind}/${d.id}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('figures are marked as synthetic', () => {
    for (const definition of [...of('table'), ...of('indicator')])
      expect(definition.source?.en, definition.id).toContain('Synthetic')
    for (const definition of of('chart')) expect(definition.title.en).toContain('synthetic')
  })

  test.each(of('link').map((l) => [l.id, l] as const))('link %s joins keys that exist', (_id, link) => {
    for (const key of link.keys) {
      expect(resolve(link.left, key.left), key.left).toBeDefined()
      expect(resolve(link.right, key.right), key.right).toBeDefined()
    }
  })

  test.each(of('table').map((t) => [t.id, t] as const))(
    'table %s uses variables and levels that exist',
    (_id, table: TableDefinition) => {
      const made = new Map(
        [...table.variables, ...of('variable').filter((v) => v.dataset === table.dataset)].map((v) => [v.id, v]),
      )
      for (const dimension of [...table.rows, ...table.columns, ...table.layers]) {
        if (made.has(dimension.variable)) continue
        expect(
          levelExists(table.dataset, dimension.variable, dimension.level),
          `${dimension.variable} ${dimension.level}`,
        ).toBe(true)
        expect(tabulable(table.dataset, dimension.variable), dimension.variable).toBe(true)
      }
      for (const variable of made.values())
        if ('of' in variable) expect(tabulable(table.dataset, variable.of), variable.of).toBe(true)
      for (const measure of table.measures) {
        const measured = measuredVariable(measure)
        if (measured !== null && !made.has(measured)) expect(tabulable(table.dataset, measured), measured).toBe(true)
      }
      if (table.filter !== null)
        expect(
          tryCheck(table.filter, scopeOf(builtInDataset(table.dataset)!.variables), 'condition').ok,
          table.filter,
        ).toBe(true)
    },
  )

  test.each(of('indicator').map((i) => [i.id, i] as const))(
    'indicator %s speaks of inputs and breakdowns that exist',
    (_id, indicator: IndicatorDefinition) => {
      for (const [name, input] of Object.entries(indicator.inputs)) {
        expect(indicator.formula).toContain(name)
        if (!isRecordInput(input)) {
          expect(of('indicator').some((i) => i.id === input.indicator)).toBe(true)
          continue
        }
        expect(builtInDataset(input.dataset), name).toBeDefined()
        expect(() => parseAggregate(input.aggregate), input.aggregate).not.toThrow()
      }
      expect(() => parseFormula(indicator.formula, Object.keys(indicator.inputs))).not.toThrow()
      for (const breakdown of indicator.breakdowns) {
        for (const [name, ref] of Object.entries(breakdown.variables)) {
          const input = indicator.inputs[name]!
          if (isRecordInput(input)) expect(levelExists(input.dataset, ref, breakdown.level), ref).toBe(true)
        }
      }
    },
  )

  test('charts and report name what is there', () => {
    for (const { source } of of('chart'))
      expect(
        demonstrationDefinitions.some((d) => d.kind === source.from && d.id === source.id),
        source.id,
      ).toBe(true)
    for (const report of of('report')) {
      for (const block of report.blocks) {
        if (block.type === 'table')
          expect(demonstrationDefinitions.some((d) => d.kind === block.source.from && d.id === block.source.id)).toBe(
            true,
          )
        if (block.type === 'chart') expect(of('chart').some((c) => c.id === block.id)).toBe(true)
      }
    }
  })
})

describe('layouts', () => {
  test.each(builtInDatasets.map((d) => [d.id, d] as const))(
    '%s: derived variables and rules are right expressions',
    (_id, dataset) => {
      const scope = scopeOf(dataset.variables)
      for (const variable of dataset.variables) {
        if (variable.derived !== null)
          expect(tryCheck(variable.derived, scope, 'any'), variable.id).toMatchObject({ ok: true })
      }
      for (const rule of dataset.rules) {
        expect(() => parseExpression(rule.expression), rule.id).not.toThrow()
        const checked = tryCheck(rule.expression, scope, 'condition')
        // known() needs the code sets of a delivery's period, which come with an import.
        if (!rule.expression.includes('known(')) expect(checked, rule.id).toMatchObject({ ok: true })
      }
    },
  )

  test.each(builtInDatasets.map((d) => [d.id, d] as const))(
    '%s: names are unique, keys exist, every rule has a name of its own',
    (_id, dataset) => {
      const ids = dataset.variables.map((v) => v.id)
      const sources = dataset.variables.flatMap((v) => (v.source === null ? [] : [v.source]))
      expect(new Set(ids).size).toBe(ids.length)
      expect(new Set(sources).size).toBe(sources.length)
      expect(new Set(dataset.rules.map((r) => r.id)).size).toBe(dataset.rules.length)
      for (const name of [
        ...dataset.key,
        ...(dataset.latestBy === null ? [] : [dataset.latestBy]),
        ...(dataset.respondent === null ? [] : [dataset.respondent]),
      ])
        expect(ids).toContain(name)
      for (const v of dataset.variables) expect((v.source === null) === (v.derived !== null), v.id).toBe(true)
    },
  )

  test('direct identifiers are told as such, sensitive data marked', () => {
    for (const dataset of builtInDatasets) {
      for (const v of dataset.variables) {
        if (/_name$|^address$|^phone$|^email$/.test(v.id) && v.id !== 'school_name')
          expect(v.role, `${dataset.id}.${v.id}`).toBe('identifier')
        if (v.id === 'ethnicity' || v.id === 'disability') expect(v.sensitivity).toBe('sensitive')
      }
    }
  })
})
