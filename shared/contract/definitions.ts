// What is saved in the workspace and what can be asked about it: definitions with history and where-used, derived
// variables with previews. In: nothing. Out: methods and response types. Never a record.
import { z } from 'zod'
import { definitionKinds, definitionSchema } from '../model/definition.ts'
import type { Definition, DefinitionKind } from '../model/definition.ts'
import type { Bilingual } from '../model/text.ts'
import { nameSchema } from '../model/text.ts'
import { derivedVariableSchema, variableRefSchema } from '../model/variable.ts'
import type { DerivedVariable } from '../model/variable.ts'
import { command, job, query } from './define.ts'
import type { SavedDefinition } from './responses.ts'

/**
 * A definition that uses another, nearest first in `through` where it does so by way of others (report → chart →
 * table).
 */
export type DefinitionUse = {
  kind: DefinitionKind
  id: string
  title: Bilingual
  /** The field that names what is used, or names the first of `through`: "rows.0.variable". */
  field: string
  through: { kind: DefinitionKind; id: string; title: Bilingual }[]
}

/** One saved state; definition is null for a removal, or where this version cannot read what was saved. */
export type DefinitionVersion = {
  entry: number
  savedAt: string
  savedBy: string
  removed: boolean
  title: Bilingual | null
  definition: Definition | null
}

export type RemovedDefinition = {
  kind: DefinitionKind
  id: string
  title: Bilingual
  removedAt: string
  removedBy: string
  entry: number
}

export type VariableSummary = {
  id: string
  dataset: string
  label: Bilingual
  definition: DerivedVariable
  savedAt: string
  /** What a table sees; null while it cannot be used (see problem). */
  type: 'category' | 'integer' | 'decimal' | 'date' | null
  scale: number
  /** Whether sum, mean, … may measure it. */
  measurable: boolean
  /** The definition in words. */
  summary: Bilingual
  /** Stored variables it reads. */
  reads: string[]
  /** How many definitions use it, directly or by way of others. */
  uses: number
  /** Why it cannot be used now, where so: an input was removed, a link is gone. */
  problem: { code: string; facts: Record<string, string | number> } | null
}

export type PreviewCategory = { key: string; label: Bilingual; records: number }

export type VariablePreview = {
  records: number
  categories: PreviewCategory[]
  /** Recode and top: the categories before, and where each goes. */
  from: (PreviewCategory & { to: string })[] | null
  /** Quantile bands: cuts as decimal text, and the share of records (or of weight) each band holds. */
  cuts: string[] | null
  shares: number[] | null
  /**
   * Quantile bands: ties make some bands hold more or less than 1/count by a record or more (weighted: by a hundredth
   * of the whole).
   */
  uneven: boolean
}

export const bandMethods = ['equal', 'quantile', 'round'] as const
export type BandSuggestion = {
  bounds: string[]
  closed: 'lower' | 'upper'
  labels: Bilingual[]
  /** Records in each band. */
  records: number[]
  minimum: string | null
  maximum: string | null
  /** Records without a value. */
  missing: number
}

const named = z.strictObject({ kind: z.enum(definitionKinds), id: nameSchema })

export const definitionMethods = {
  'definitions.list': query<SavedDefinition[]>()(z.strictObject({ kind: z.enum(definitionKinds).optional() })),
  'definitions.get': query<Definition>()(named),
  'definitions.save': command<SavedDefinition>()(z.strictObject({ definition: definitionSchema }), [], {
    writes: true,
  }),
  /** Refused (DEFINITION_IN_USE) while others use it, unless forced. */
  'definitions.remove': command<null>()(named.extend({ force: z.boolean().default(false) }), [], { writes: true }),
  /** Where a definition, or a stored variable of a dataset, is used; deep. */
  'definitions.uses': query<DefinitionUse[]>()(
    z.strictObject({
      kind: z.enum([...definitionKinds, 'stored_variable']),
      id: nameSchema,
      /** stored_variable only. */ dataset: nameSchema.optional(),
    }),
  ),
  /** Newest first. */
  'definitions.history': query<DefinitionVersion[]>()(named),
  /** Saves an earlier state again; without an entry the last that was not a removal. */
  'definitions.restore': command<SavedDefinition>()(named.extend({ entry: z.int().optional() }), [], { writes: true }),
  'definitions.removed': query<RemovedDefinition[]>()(z.strictObject({ kind: z.enum(definitionKinds).optional() })),

  'variables.list': query<VariableSummary[]>()(z.strictObject({ dataset: nameSchema })),
  /** What a variable, saved or not, makes of the current records. `variables` are others made for the same table. */
  'variables.preview': job<VariablePreview>()(
    z.strictObject({
      variable: derivedVariableSchema,
      variables: z.array(derivedVariableSchema).max(40).default([]),
      classification: z.enum(['as_then', 'as_now']).default('as_then'),
    }),
  ),
  'variables.suggestBands': job<BandSuggestion>()(
    z.strictObject({
      dataset: nameSchema,
      variable: variableRefSchema,
      variables: z.array(derivedVariableSchema).max(40).default([]),
      method: z.enum(bandMethods),
      count: z.int().min(2).max(100),
    }),
  ),
} as const
