// Bilingual text: every label a user can read exists in Vietnamese and in English.
// Never a label in one language only; never formatting of numbers or dates (see shared/format).
import { z } from 'zod'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

export const bilingualSchema = z.strictObject({ vi: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingualSchema>

export const bilingual = (vi: string, en: string): Bilingual => ({ vi, en })

/** Identifier of a dataset, variable, link, measure or definition: lower-case ASCII, safe to quote anywhere. */
export const nameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)
