// The one written form of a variable's name in definitions and conditions: "province", "register.ownership" across a
// link, "register.statement.assets" across a link of what is linked, "statement__sum.assets" over all records it leads
// to. In: a name. Out: its path of links and the variable. Nobody else takes names apart.
import { z } from 'zod'
import { stepOf } from './partnerChoice.ts'

/** Links in one name at most. */
export const longestPath = 3
export const variableRefSchema = z.string().regex(new RegExp(`^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,${longestPath}}$`))
export type VariableRef = z.infer<typeof variableRefSchema>

/**
 * "register.statement": the links that lead from the table's dataset to the one the variable is of; null: it is of the
 * table's own.
 */
export const linkPathOf = (ref: string): string | null => {
  const dot = ref.lastIndexOf('.')
  return dot < 0 ? null : ref.slice(0, dot)
}
export const isLinked = (ref: string): boolean => ref.includes('.')
/** The variable in its own dataset. */
export const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('.') + 1)
export const refOf = (path: string | null, name: string): string => (path === null ? name : `${path}.${name}`)
/**
 * The steps of a path as written, from the table's dataset outward: a link, and which of its records are meant
 * (partnerChoice.ts).
 */
export const stepsOfPath = (path: string): string[] => path.split('.')
/** The links of a path, from the table's dataset outward. */
export const linksOfPath = (path: string): string[] => stepsOfPath(path).map((step) => stepOf(step).link)
/**
 * Whether a path leads to one record; else it leads to a figure over several, which has no period and no further link.
 */
export const isOneRecord = (path: string): boolean =>
  (stepOf(stepsOfPath(path).at(-1) ?? path).choice?.statistic ?? null) === null

/** Paths that some names use, each after those it leads through. */
export const linkPathsOf = (refs: readonly string[]): string[] => {
  const paths = new Set<string>()
  for (const ref of refs) {
    const path = linkPathOf(ref)
    if (path === null) continue
    const steps = stepsOfPath(path)
    steps.forEach((_, i) => paths.add(steps.slice(0, i + 1).join('.')))
  }
  return [...paths].sort()
}
