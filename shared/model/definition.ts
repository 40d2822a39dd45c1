// The kinds of definition a user saves, as one union with one parser that names the offending field.
import { z } from 'zod'
import { chartDefinitionSchema, chartThemeSchema } from './chart.ts'
import { fail } from './failure.ts'
import { indicatorDefinitionSchema } from './indicator.ts'
import { linkDefinitionSchema } from './link.ts'
import { mapDefinitionSchema } from './map.ts'
import { reportDefinitionSchema } from './report.ts'
import { tableDefinitionSchema } from './table.ts'
import { derivedVariableSchema } from './variable.ts'

export const definitionKinds = [
  'table',
  'link',
  'indicator',
  'chart',
  'report',
  'variable',
  'map',
  'chart_theme',
] as const
export type DefinitionKind = (typeof definitionKinds)[number]

export const definitionSchema = z.discriminatedUnion('kind', [
  tableDefinitionSchema,
  linkDefinitionSchema,
  indicatorDefinitionSchema,
  chartDefinitionSchema,
  reportDefinitionSchema,
  derivedVariableSchema,
  mapDefinitionSchema,
  chartThemeSchema,
])
export type Definition = z.infer<typeof definitionSchema>
export type DefinitionOf<K extends DefinitionKind> = Extract<Definition, { kind: K }>

/** The definition, or DEFINITION_INVALID naming the first offending field ("rows.0.variable") and why. */
export const parseDefinition = <K extends DefinitionKind>(kind: K, value: unknown): DefinitionOf<K> => {
  const parsed = definitionSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail('DEFINITION_INVALID', { field: issue?.path.join('.') || '(root)', reason: issue?.message ?? '' })
  }
  if (parsed.data.kind !== kind)
    return fail('DEFINITION_INVALID', { field: 'kind', reason: `${parsed.data.kind} ≠ ${kind}` })
  return parsed.data as DefinitionOf<K>
}
