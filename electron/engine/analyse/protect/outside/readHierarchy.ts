// A hierarchy of a definition → families of codes. In: the definition's part, a reader of files beside it, the codes
// the data has. Out: the hierarchy. Files: columns from coarse to fine, child and parent, or a .hrc of indented codes.
import { fail } from '#shared/model/failure.ts'
import type { ProtectionDefinition, ProtectionDimension } from '#shared/model/protection.ts'
import { flatHierarchy, hierarchyOfParents, linksOfNested } from '../cells/hierarchy.ts'
import type { Hierarchy } from '../cells/hierarchy.ts'
import { readCsvRows } from './csvRows.ts'

const usualTotals = ['Total', 'total', 'TOTAL', 'Tổng số', 'Tổng', '_T', 'ALL', 'All', 'all', 'Ensemble', 'TOT']

export const totalAmong = (codes: ReadonlySet<string>): string =>
  usualTotals.find((total) => codes.has(total)) ?? 'Total'

/** Depth by a leading sign repeated: "A", "@A1", "@@A11". */
export const linksOfHrc = (text: string, sign: string, total: string): [string, string][] => {
  const path: string[] = []
  const links: [string, string][] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.trim() === '') continue
    let depth = 0
    while (line[depth] === sign) depth += 1
    const code = line.slice(depth).trim()
    path.length = depth
    links.push([code, path[depth - 1] ?? total])
    path[depth] = code
  }
  return links
}

type ReadFile = (name: string) => string

const linksOf = (
  id: string,
  hierarchies: ProtectionDefinition['hierarchies'],
  total: string,
  readFile: ReadFile,
): [string, string][] => {
  const given = hierarchies[id]
  if (given === undefined)
    return fail('PROTECT_HIERARCHY_INVALID', { hierarchy: id, code: '', reason: `hierarchies.${id}: missing` })
  if ('parents' in given) return given.parents.map(([child, parent]): [string, string] => [child, parent])
  if ('children' in given)
    return Object.entries(given.children).flatMap(([parent, children]) =>
      children.map((child): [string, string] => [child, parent]),
    )
  const text = readFile(given.file)
  if (/\.hrc$/i.test(given.file)) return linksOfHrc(text, given.sign ?? '@', total)
  const { header, lines } = readCsvRows(text, given.file)
  const place = (name: string): number => {
    const found = header.indexOf(name)
    if (found >= 0) return found
    const facts = { file: given.file, field: `hierarchies.${id}`, column: name, columns: header.join(', ') }
    return fail('PROTECT_COLUMN_MISSING', facts)
  }
  if (given.child !== undefined && given.parent !== undefined) {
    const [child, parent] = [place(given.child), place(given.parent)]
    return lines.flatMap((line): [string, string][] => {
      const pair: [string, string] = [line[child] ?? '', line[parent] ?? '']
      return pair[1] === '' ? [] : [pair]
    })
  }
  const places = (given.columns ?? header).map(place)
  return linksOfNested(lines.map((line) => places.map((p) => line[p] ?? ''))).map(([c, p]) => [c, p])
}

export const readHierarchy = (
  dimension: ProtectionDimension,
  definition: Pick<ProtectionDefinition, 'hierarchies'>,
  codes: ReadonlySet<string>,
  nestedLines: readonly (readonly (readonly string[])[])[],
  readFile: ReadFile,
): Hierarchy => {
  const given = dimension.hierarchy === undefined ? undefined : definition.hierarchies[dimension.hierarchy]
  const total = dimension.total ?? given?.total ?? totalAmong(codes)
  const name = dimension.name ?? dimension.column
  if (dimension.nested !== undefined) {
    const links = nestedLines.flatMap((lines) => linksOfNested(lines))
    return hierarchyOfParents(links, total, name)
  }
  if (dimension.hierarchy === undefined) {
    return flatHierarchy([...codes], total)
  }
  const links = linksOf(dimension.hierarchy, definition.hierarchies, total, readFile)
  const known = new Set(links.flat())
  // The hierarchy's own single top is the total where the data has no other.
  const children = new Set(links.map(([child]) => child))
  const tops = [...known].filter((code) => !children.has(code))
  const named = dimension.total ?? given?.total
  const top = named === undefined && tops.length === 1 && !codes.has(total) ? (tops[0] ?? total) : total
  const hierarchy = hierarchyOfParents(
    links.filter(([child]) => child !== top),
    top,
    name,
  )
  const strange = [...codes].filter((code) => !known.has(code) && code !== top)
  if (strange.length > 0)
    fail('PROTECT_HIERARCHY_INVALID', {
      hierarchy: dimension.hierarchy,
      code: strange.slice(0, 5).join(', '),
      reason: 'codes of the data that the hierarchy does not have',
    })
  return hierarchy
}
