// A dimension as a reader knows it: codes, and every sum that holds among them. In: parent lists, nested columns or
// nothing but a total. Out: families (a parent and the children that add up to it). A code may have parents of several
// kinds. Pure.
import { fail } from '#shared/model/failure.ts'

export type Family = { parent: string; children: string[] }
export type Hierarchy = { codes: string[]; total: string; families: Family[] }

type Link = readonly [child: string, parent: string]

/**
 * In a parent list two kinds of parents over the same children (county and trade region of a place) are families side
 * by side.
 */
export const hierarchyOfParents = (links: readonly Link[], total: string, name: string): Hierarchy => {
  const children = new Map<string, string[]>()
  const codes = new Set<string>([total])
  const hasParent = new Set<string>()
  for (const [child, parent] of links) {
    if (child === parent) fail('PROTECT_HIERARCHY_INVALID', { hierarchy: name, code: child, reason: 'own parent' })
    codes.add(child)
    codes.add(parent)
    hasParent.add(child)
    const own = children.get(parent) ?? []
    children.set(parent, own)
    if (!own.includes(child)) own.push(child)
  }
  const tops = [...codes].filter((code) => code !== total && !hasParent.has(code))
  const families: Family[] = [...children].map(([parent, own]) => ({ parent, children: own }))
  const leavesOf = (code: string, path: Set<string>): Set<string> => {
    if (path.has(code)) fail('PROTECT_HIERARCHY_INVALID', { hierarchy: name, code, reason: 'a circle' })
    const own = children.get(code)
    if (own === undefined) return new Set([code])
    const further = new Set([...path, code])
    return new Set(own.flatMap((child) => [...leavesOf(child, further)]))
  }
  // Tops that do not share a leaf add up to the total together; tops over the same leaves are kinds of their own.
  const kinds: { leaves: Set<string>; tops: string[] }[] = []
  for (const top of tops) {
    const leaves = leavesOf(top, new Set())
    const kind = kinds.find((k) => [...leaves].every((leaf) => !k.leaves.has(leaf)))
    if (kind === undefined) kinds.push({ leaves, tops: [top] })
    else {
      kind.tops.push(top)
      for (const leaf of leaves) kind.leaves.add(leaf)
    }
  }
  const stated = children.get(total) ?? []
  for (const code of stated) leavesOf(code, new Set([total]))
  const missing = stated.length > 0 ? kinds.filter((k) => k.tops.some((t) => !stated.includes(t))) : kinds
  for (const kind of missing) {
    const whole = new Set(kinds.flatMap((k) => [...k.leaves]))
    // A kind that leaves some leaf out (a grouping of a part only) does not add up to the total by itself.
    const lacking = [...whole].filter((leaf) => !kind.leaves.has(leaf))
    families.push({ parent: total, children: [...kind.tops, ...lacking] })
  }
  return { codes: [...codes], total, families }
}

/** Columns from coarse to fine, one line a finest code; each column after another, or several ladders of columns. */
export const linksOfNested = (lines: readonly (readonly string[])[]): Link[] => {
  const seen = new Set<string>()
  const links: Link[] = []
  for (const line of lines) {
    const codes = line.filter((code) => code !== '')
    for (let i = 1; i < codes.length; i += 1) {
      const [parent, child] = [codes[i - 1] ?? '', codes[i] ?? '']
      if (parent === child || seen.has(`${child}\u0000${parent}`)) continue
      seen.add(`${child}\u0000${parent}`)
      links.push([child, parent])
    }
  }
  return links
}

export const flatHierarchy = (codes: readonly string[], total: string): Hierarchy => {
  const inner = [...new Set(codes)].filter((code) => code !== total)
  return { codes: [total, ...inner], total, families: inner.length === 0 ? [] : [{ parent: total, children: inner }] }
}
