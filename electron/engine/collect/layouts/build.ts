// Small builders with which the layouts are written. In: the facts of one variable or dataset. Out: the model's values,
// checked by their schemas when the module loads. Never a file, never a row.
import { datasetSchema, variableSchema } from '#shared/model/dataset.ts'
import type { Dataset, EditRule, Variable } from '#shared/model/dataset.ts'
import { withIntakeRules } from './intakeRules.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { z } from 'zod'

type VariableInput = z.input<typeof variableSchema>
type Extra = Partial<Omit<VariableInput, 'id' | 'source' | 'label' | 'role' | 'type'>>

const variable =
  (role: Variable['role'], type: Variable['type']) =>
  (id: string, source: string | null, vi: string, en: string, extra: Extra = {}): Variable =>
    variableSchema.parse({ id, source, label: bilingual(vi, en), role, type, ...extra })

export const units = {
  room: bilingual('phòng', 'rooms'),
  person: bilingual('người', 'persons'),
  year: bilingual('năm', 'years'),
  vnd: bilingual('đồng', 'VND'),
  usd: bilingual('đô la Mỹ', 'USD'),
  kilogram: bilingual('kg', 'kg'),
  percent: bilingual('%', '%'),
  rate: bilingual('đồng/đơn vị ngoại tệ', 'VND per currency unit'),
} as const

/** A direct identifier: masked everywhere, never in column sets. */
export const identifier = (id: string, source: string, vi: string, en: string, extra: Extra = {}): Variable =>
  variable('identifier', 'text')(id, source, vi, en, { sensitivity: 'personal', ...extra })

export const textKey = variable('key', 'code')
export const hashKey = (id: string, source: string, vi: string, en: string, extra: Extra = {}): Variable =>
  variable('key', 'hash')(id, source, vi, en, {
    normalise: 'person_hash',
    sensitivity: 'personal',
    nullable: false,
    ...extra,
  })
/** A code kept for the row and its key, not for tables: it would have nearly as many values as there are rows. */
export const reference = variable('text', 'code')
export const note = variable('text', 'text')
export const code = variable('classification', 'code')
/** A whole number used to group rather than to add up: a birth year, an age. */
export const ordinal = variable('classification', 'integer')
export const amount = variable('measure', 'integer')
export const decimal = variable('measure', 'decimal')
export const day = variable('time', 'date')

export const money = (id: string, source: string, vi: string, en: string, extra: Extra = {}): Variable =>
  amount(id, source, vi, en, { unit: units.vnd, sensitivity: 'confidential', ...extra })

export const inGroup = (group: Bilingual, variables: Variable[]): Variable[] => variables.map((v) => ({ ...v, group }))

const rule =
  (severity: EditRule['severity']) =>
  (id: string, expression: string, vi: string, en: string): EditRule => ({
    id,
    severity,
    expression,
    message: bilingual(vi, en),
  })
export const hard = rule('hard')
export const soft = rule('soft')

export const dataset = (value: z.input<typeof datasetSchema>): Dataset => withIntakeRules(datasetSchema.parse(value))
