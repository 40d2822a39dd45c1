// Boundaries of places, as a workspace keeps them and a map is drawn on them: a code, a name, rings of degrees. Types
// only.
import type { Bilingual } from './text.ts'

export type Ring = readonly number[]

/**
 * Rings are flat: longitude, latitude, longitude, latitude, …; holes lie inside and are filled by the even-odd rule.
 */
export type Feature = { code: string; name: string; rings: Ring[] }

export type BoundarySet = { id: string; title: Bilingual; features: Feature[] }
