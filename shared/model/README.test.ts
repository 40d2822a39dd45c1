// The examples of README.md are definitions the program accepts, one of each kind, and what they name exists.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { parseAggregate, parseExpression, parseFormula } from '#shared/expression/index.ts'
import { definitionKinds, parseDefinition } from './definition.ts'
import type { DefinitionKind } from './definition.ts'
import type { RecordInput } from './indicator.ts'
import { Failure } from './failure.ts'
import { measuredVariable } from './measure.ts'

const blocks = [...readFileSync(new URL('README.md', import.meta.url), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(
  (m) => JSON.parse(m[1]!) as { kind: DefinitionKind },
)
const variable = (dataset: string, id: string) =>
  id === 'period' || builtInDatasets.find((d) => d.id === dataset)?.variables.some((v) => v.id === id)

describe('the examples of the model', () => {
  it('hold one definition of each kind', () => {
    expect(blocks.map((b) => b.kind).sort()).toEqual([...definitionKinds].sort())
  })

  it.each(blocks)('$kind is valid', (block) => {
    expect(parseDefinition(block.kind, block)).toMatchObject(block)
  })

  it('name variables that exist, in expressions that parse', () => {
    for (const block of blocks) {
      const definition = parseDefinition(block.kind, block)
      if (definition.kind === 'table') {
        const link = blocks.map((b) => parseDefinition(b.kind, b)).find((d) => d.kind === 'link')!
        const known = (ref: string) =>
          ref.includes('.') ? variable(link.right, ref.split('.')[1]!) : variable(definition.dataset, ref)
        const made = new Set(definition.variables.map((v) => v.id))
        const named = [...definition.rows, ...definition.columns].map((d) => d.variable).filter((ref) => !made.has(ref))
        for (const ref of [
          ...named,
          ...definition.measures.flatMap((m) => measuredVariable(m) ?? []),
          ...definition.variables.flatMap((v) => ('of' in v ? v.of : [])),
        ])
          expect(known(ref), ref).toBe(true)
        for (const measure of definition.measures)
          if ('filter' in measure && measure.filter !== undefined) parseExpression(measure.filter)
        parseExpression(definition.filter!)
      }
      if (definition.kind === 'variable')
        expect('of' in definition && variable(definition.dataset, definition.of)).toBe(true)
      if (definition.kind === 'link')
        for (const key of definition.keys)
          expect(variable(definition.left, key.left) && variable(definition.right, key.right)).toBe(true)
      if (definition.kind === 'indicator') {
        const inputs = Object.entries(definition.inputs).filter(
          (entry): entry is [string, RecordInput] => 'dataset' in entry[1],
        )
        for (const [name, input] of inputs) {
          parseAggregate(input.aggregate)
          for (const breakdown of definition.breakdowns)
            expect(variable(input.dataset, breakdown.variables[name] ?? ''), name).toBe(true)
        }
        parseFormula(definition.formula, Object.keys(definition.inputs))
      }
    }
  })

  it('are refused with the field named when one is wrong', () => {
    const table = { ...blocks.find((b) => b.kind === 'table')!, rows: [{ variable: 'Province!' }] }
    expect(() => parseDefinition('table', table)).toThrow(Failure)
    try {
      parseDefinition('table', table)
    } catch (thrown) {
      expect((thrown as Failure).value).toMatchObject({
        code: 'DEFINITION_INVALID',
        facts: { field: 'rows.0.variable' },
      })
    }
  })
})
