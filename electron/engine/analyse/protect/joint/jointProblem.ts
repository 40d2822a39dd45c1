// Cells of several tables over the same records as one problem of the mathematics, for one thing that is added up. In:
// views, atoms, rules. Out: which cells of new tables must be withheld too, and what could not be proven. Cells of the
// same records are one cell.
import { fail } from '#shared/model/failure.ts'
import type { ContributionColumns } from '#engine/analyse/tabulate/types.ts'
import { problemOf } from '../cells/problemOf.ts'
import type { ProblemCell } from '../cells/problemOf.ts'
import { pooledFacts } from '../primary/pools.ts'
import { sensitivityOf } from '../primary/rules.ts'
import type { CellFacts, PrimaryRules } from '../primary/rules.ts'
import type { Pace } from '../secondary/pace.ts'
import { at, packRelations } from '../secondary/problem.ts'
import { protectProblem } from '../secondary/protectProblem.ts'
import type { Atoms } from './atoms.ts'
import { dimensionName } from './atoms.ts'
import { overlapLines } from './overlapLines.ts'
import { overlaps, pairsOf } from './partitions.ts'
import type { Partition } from './partitions.ts'
import type { Sheet, View } from './sheets.ts'

export type JointFound = {
  /** By view: names of cells to be withheld beside those it had. */
  more: ReadonlyMap<View, Set<string>>
  /** Cells whose protection is not proven, by name. */
  open: string[]
  relations: number
  cells: number
  /** Cells a new table says it withholds that were not found among the atoms: it is made of something else. */
  missing: number
}

/** Cells of all tables together beyond which nothing is proven in reasonable time. */
const mostCells = 60_000

type Cell = {
  atoms: number[]
  names: { view: View; name: string }[]
  /** Records left over between two tables: shown nowhere, but a reader subtracts. */
  between: boolean
}

const hashOf = (n: number): [number, number] => {
  let a = Math.imul(n + 1, 0x9e3779b1) >>> 0
  a = Math.imul(a ^ (a >>> 15), 0x85ebca6b) >>> 0
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35) >>> 0
  return [(a ^ (a >>> 16)) >>> 0, b]
}
const setKey = (atoms: readonly number[]): string => {
  let [x, y] = [0, 0]
  for (const atom of atoms) {
    const [a, b] = hashOf(atom)
    x = (x ^ a) >>> 0
    y = (y + b) % 2 ** 48
  }
  return `${x} ${y} ${atoms.length}`
}

/** Cells of every view by the records they hold, and each set of each view as a partition of the atoms. */
const laidOut = (sheets: readonly Sheet[], views: readonly View[], atoms: Atoms) => {
  const cells: Cell[] = []
  const known = new Map<string, number>()
  const cellAt = (own: number[]): number => {
    const key = setKey(own)
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, cells.length)
    cells.push({ atoms: own, names: [], between: false })
    return cells.length - 1
  }
  const perView = views.map((view) => {
    const sheet = sheets[view.sheet] as Sheet
    const columns = sheet.dimensions.map((d) => atoms.categories.get(dimensionName(d)) ?? { keys: [], index: [] })
    const within: number[] = []
    for (let atom = 0; atom < atoms.count; atom += 1) {
      const left = sheet.dimensions.some((d, k) => {
        const key = columns[k]?.keys[columns[k]?.index[atom] ?? 0] ?? ''
        return d.hide && (key === '#missing' || key === '#not_linked')
      })
      if (!left && atoms.meets(view.scope, atom)) within.push(atom)
    }
    const partitions = sheet.sets.map((set): Int32Array => {
      const byName = new Map<string, number[]>()
      for (const atom of within) {
        const name = columns.map((c, k) => (set.includes(k) ? (c.keys[c.index[atom] ?? 0] ?? '') : '#total')).join('|')
        const own = byName.get(name)
        if (own === undefined) byName.set(name, [atom])
        else own.push(atom)
      }
      const of = new Int32Array(atoms.count).fill(-1)
      for (const [name, own] of byName) {
        const cell = cellAt(own)
        cells[cell]?.names.push({ view, name })
        for (const atom of own) of[atom] = cell
      }
      return of
    })
    return { view, within, partitions }
  })
  return { cells, cellAt, perView }
}

/** Views of like shape over different records stand side by side as one: all provinces, each in a table of its own. */
const partitionsOf = (sheets: readonly Sheet[], perView: ReturnType<typeof laidOut>['perView']): Partition[] => {
  const families: { shape: string; used: Set<number>; members: typeof perView }[] = []
  for (const own of perView) {
    const sheet = sheets[own.view.sheet] as Sheet
    const shape = JSON.stringify([sheet.dimensions, sheet.sets])
    const family = families.find((f) => f.shape === shape && own.within.every((atom) => !f.used.has(atom)))
    if (family === undefined) families.push({ shape, used: new Set(own.within), members: [own] })
    else {
      family.members.push(own)
      for (const atom of own.within) family.used.add(atom)
    }
  }
  return families.flatMap(({ members }, sheet) =>
    (members[0]?.partitions ?? []).map((_, set): Partition => {
      const shape = sheets[members[0]?.view.sheet ?? 0]
      const over = (shape?.sets[set] ?? []).flatMap((d) => {
        const dimension = shape?.dimensions[d]
        return dimension === undefined ? [] : [dimensionName(dimension)]
      })
      const [first, ...more] = members.map((m) => m.partitions[set] as Int32Array)
      const cells = (first as Int32Array).slice()
      for (const other of more) other.forEach((cell, atom) => cell >= 0 && (cells[atom] = cell))
      return { sheet, cells, over }
    }),
  )
}

const factsAt = (columns: ContributionColumns | null, value: number, records: number, atom: number): CellFacts =>
  columns === null
    ? { value, frequency: records, largest: [] }
    : {
        value,
        absolute: at(columns.absolute, atom),
        frequency: at(columns.respondents, atom),
        largest: columns.largest.flatMap((c) => (at(c, atom) === 0 ? [] : [at(c, atom)])),
        respondents: columns.who.flatMap((c) => (at(c, atom) < 0 ? [] : [String(at(c, atom))])),
      }

/** How many respondents a cell has: those known by number, and never fewer than in its largest atom. */
const frequencyOf = (atoms: Atoms, own: readonly number[]): number => {
  if (atoms.respondents === null) return own.reduce((n, atom) => n + at(atoms.records, atom), 0)
  const known = new Set<number>()
  let most = 0
  for (const atom of own) {
    most = Math.max(most, at(atoms.respondents.respondents, atom))
    for (const who of atoms.respondents.who) if (at(who, atom) >= 0) known.add(at(who, atom))
  }
  return Math.max(most, known.size)
}

export const jointProblem = async (
  sheets: readonly Sheet[],
  views: readonly View[],
  atoms: Atoms,
  rules: PrimaryRules,
  pace: Pace,
): Promise<JointFound> => {
  const key = views[0]?.key ?? ''
  const column = atoms.sums.get(key)
  const { cells, cellAt, perView } = laidOut(sheets, views, atoms)
  const partitions = partitionsOf(sheets, perView)
  if (cells.length > mostCells) fail('TABLE_TOO_LARGE', { cells: cells.length, limit: mostCells })
  const valueOf = (own: readonly number[]): number =>
    own.reduce((sum, atom) => sum + (column ? at(column.values, atom) : 0), 0)
  const factsOf = (own: readonly number[]): CellFacts => {
    const value = valueOf(own)
    const frequency = frequencyOf(atoms, own)
    if (column?.facts === null || column === undefined) return { value, frequency, largest: [] }
    const pooled = pooledFacts(own.map((atom) => factsAt(column.facts, at(column.values, atom), 0, atom)))
    return { ...pooled, value, frequency, largest: pooled.largest.slice(0, 12) }
  }
  const lines: { cells: number[]; signs: number[] }[] = []
  const seen = new Set<string>()
  const enter = (left: number[], right: number[], between: { cell: number; sign: number }[]): void => {
    const both = new Set(left.filter((cell) => right.includes(cell)))
    const own = [
      ...right.filter((c) => !both.has(c)).map((cell) => ({ cell, sign: 1 })),
      ...left.filter((c) => !both.has(c)).map((cell) => ({ cell, sign: -1 })),
      ...between,
    ]
    if (own.length < 2) return
    const name = own
      .map(({ cell, sign }) => `${sign * cell}`)
      .sort()
      .join(' ')
    if (seen.has(name)) return
    seen.add(name)
    lines.push({ cells: own.map((o) => o.cell), signs: own.map((o) => o.sign) })
  }
  const between = (rest: number[]): number | null => {
    if (sensitivityOf(factsOf(rest), rules) === null) return null
    const cell = cellAt(rest)
    const known = cells[cell]
    if (known && known.names.length === 0) known.between = true
    return cell
  }
  const distinct = partitions.map((p) => new Set(p.cells.filter((c) => c >= 0)).size)
  for (const [a, b] of pairsOf(partitions)) {
    await pace.step()
    const [left, right] = [partitions[a] as Partition, partitions[b] as Partition]
    const groups = overlaps(left.cells, right.cells)
    const exact = groups.every((g) => g.onlyLeft.length === 0 && g.onlyRight.length === 0)
    // A third set that is just their common coarsening says the same.
    const said =
      exact &&
      groups.some((g) => g.left.length > 1 && g.right.length > 1) &&
      partitions.some(
        (p, m) =>
          m !== a &&
          m !== b &&
          distinct[m] === groups.length &&
          groups.every((g) => {
            const [one] = g.left
            const atom = one === undefined ? undefined : cells[one]?.atoms[0]
            return atom !== undefined && at(p.cells, atom) >= 0
          }),
      )
    if (said) continue
    for (const group of groups) {
      const [over, under] = [group.onlyLeft, group.onlyRight]
      if (over.length > 0 && under.length > 0) continue
      if (over.length === 0 && under.length === 0) {
        enter(group.left, group.right, [])
        continue
      }
      const rest = over.length > 0 ? over : under
      const cell = between(rest)
      if (cell === null) continue
      enter(group.left, group.right, [{ cell, sign: over.length > 0 ? 1 : -1 }])
    }
  }
  for (const { lines: own, rests } of overlapLines(partitions, atoms)) {
    await pace.step()
    if (!rests.some((rest) => between(rest) !== null)) continue
    for (const { whole, parts } of own) enter([cellAt(whole)], parts.map(cellAt), [])
  }
  const found = new Set(cells.flatMap((cell) => cell.names.map(({ view, name }) => `${views.indexOf(view)} ${name}`)))
  const missing = views.reduce(
    (n, view, v) => n + (view.published ? 0 : [...view.sensitive].filter((name) => !found.has(`${v} ${name}`)).length),
    0,
  )
  return { ...(await solved(cells, lines, factsOf, rules, key === '', pace)), missing }
}

const statusOf = (cell: Cell, isSensitive: () => boolean): ProblemCell['status'] => {
  if (cell.between) return 'sensitive'
  const has = (of: 'sensitive' | 'withheld', published: boolean, stricter: boolean): boolean =>
    cell.names.some(
      ({ view, name }) => view.published === published && view.stricter === stricter && view[of].has(name),
    )
  const known = cell.names.some(({ view, name }) => view.published && !view.withheld.has(name))
  if (known) return 'published'
  if (has('sensitive', false, false) || has('sensitive', true, false)) return 'sensitive'
  if (has('sensitive', true, true) && isSensitive()) return 'sensitive'
  if (has('withheld', false, false) || has('withheld', true, false)) return 'withheld'
  // What stricter rules withheld and a new table shows may be shown, where the rest stays safe.
  return cell.names.some(({ view }) => !view.published) ? null : 'withheld'
}

const solved = async (
  cells: readonly Cell[],
  lines: { cells: number[]; signs: number[] }[],
  factsOf: (own: readonly number[]) => CellFacts,
  rules: PrimaryRules,
  counts: boolean,
  pace: Pace,
): Promise<Omit<JointFound, 'missing'>> => {
  const more = new Map<View, Set<string>>()
  const statuses = cells.map((cell) => statusOf(cell, () => sensitivityOf(factsOf(cell.atoms), rules) !== null))
  if (!statuses.includes('sensitive')) return { more, open: [], relations: lines.length, cells: cells.length }
  const given = cells.map((cell, i): ProblemCell => ({
    facts: {
      ...factsOf(cell.atoms),
      ...(cell.names.some(({ view, name }) => view.changed.has(name)) ? { changed: true } : {}),
    },
    // Caught by itself or not: what was withheld as sensitive is, what was not is by its own table's exact facts.
    status: statuses[i] ?? null,
    cost: 1 + Math.log1p(cell.atoms.length) / 4,
  }))
  const whole = Int32Array.from(lines.keys())
  const { problem } = problemOf(
    {
      count: cells.length,
      values: Float64Array.from(given, ({ facts }) => facts.value),
      cellOf: [],
      names: [],
      hidden: new Uint8Array(cells.length),
      relations: packRelations(lines),
      blocks: [whole],
    },
    given.map((cell) =>
      cell.status === null ? { ...cell, facts: { ...cell.facts, frequency: null, largest: [] } } : cell,
    ),
    { rules: { ...rules, zeros: 'safe' }, cost: 'given', pools: true, knownWithin: null, counts },
  )
  for (let i = 0; i < cells.length; i += 1) problem.frozen[i] = statuses[i] === 'published' ? 1 : 0
  const protection = await protectProblem(problem, pace, {
    exactCells: 0,
    gaussCells: 0,
    intervals: 'proven',
    search: false,
  })
  const touched = new Set<number>()
  cells.forEach((cell, i) => {
    if (at(protection.withheld, i) === 0) return
    for (const { view, name } of cell.names) {
      if (view.published || view.withheld.has(name)) continue
      touched.add(i)
      more.set(view, (more.get(view) ?? new Set()).add(name))
    }
  })
  // What earlier tables left open by themselves is no matter of the new one.
  const near = nearNew(cells, lines)
  const open = protection.open.filter(({ cell }) => cell >= cells.length || near.has(cell))
  return {
    more,
    open: [...new Set(open.map(({ cell }) => nameOf(cells[cell])))],
    relations: lines.length,
    cells: cells.length,
  }
}

const nameOf = (cell: Cell | undefined): string => {
  const [first] = cell?.names ?? []
  return first === undefined ? 'Δ' : `${first.view.key === '' ? 'n' : first.view.key} ${first.name}`
}

/** Cells that stand in a sum with a cell of a new table, over any number of sums. */
const nearNew = (cells: readonly Cell[], lines: readonly { cells: number[] }[]): Set<number> => {
  const near = new Set(cells.flatMap((cell, i) => (cell.names.some(({ view }) => !view.published) ? [i] : [])))
  for (let grown = true; grown;) {
    grown = false
    for (const { cells: own } of lines) {
      if (!own.some((c) => near.has(c)) || own.every((c) => near.has(c))) continue
      for (const c of own) near.add(c)
      grown = true
    }
  }
  return near
}
