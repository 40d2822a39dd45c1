// Several tables over hierarchies as one set of cells, relations and sub-tables. Cells of different tables that stand
// for the same codes (totals left out) are one cell: tables linked by shared margins are protected together. In: tables
// of figures. Out: cells, relations, blocks. A table that does not add up, or has holes nobody can fill, is refused
// with the place named.
import { fail } from '#shared/model/failure.ts'
import type { LinearRelations } from '../secondary/problem.ts'
import type { Hierarchy } from './hierarchy.ts'

export type TableInput = {
  name: string
  dimensions: { name: string; hierarchy: Hierarchy }[]
  /** One entry a cell: a code for every dimension. */
  codes: string[][]
  values: number[]
  /** Tables of different figures share nothing. */
  figure: string
  /** Decimals the values are given with; sums may miss by their rounding. */
  decimals: number
}

export type TableCells = {
  count: number
  values: Float64Array
  /** Where each cell came from, table by table: place of the given cell, or −1. */
  cellOf: Int32Array[]
  /** The first table that gave it, and its codes: for messages. Cells nobody gave are empty or hidden. */
  names: string[]
  /** 1: given nowhere, its value follows from others. A reader does not know it. */
  hidden: Uint8Array
  relations: LinearRelations
  blocks: Int32Array[]
}

type Relation = { cells: number[]; signs: number[] }

/** A table's places as numbers of mixed base. */
type Layout = {
  sizes: number[]
  indexOf: Map<string, number>[]
  families: { parent: number; children: number[] }[][]
}

const layoutOf = (table: TableInput): Layout => {
  const indexOf = table.dimensions.map(({ hierarchy }) => new Map(hierarchy.codes.map((code, i) => [code, i])))
  return {
    sizes: table.dimensions.map(({ hierarchy }) => hierarchy.codes.length),
    indexOf,
    families: table.dimensions.map(({ hierarchy }, d) =>
      hierarchy.families.map(({ parent, children }) => ({
        parent: indexOf[d]?.get(parent) ?? 0,
        children: children.map((child) => indexOf[d]?.get(child) ?? 0),
      })),
    ),
  }
}

const combinations = (lists: number[][], visit: (chosen: number[]) => void): void => {
  const chosen = lists.map(() => 0)
  const go = (d: number): void => {
    if (d === lists.length) return visit(chosen)
    for (const value of lists[d] ?? []) {
      chosen[d] = value
      go(d + 1)
    }
  }
  go(0)
}

export const tableCells = (tables: readonly TableInput[]): TableCells => {
  const cellByKey = new Map<string, number>()
  const values: number[] = []
  const names: string[] = []
  const given: boolean[] = []
  const tolerances: number[] = []
  const cellOf = tables.map((table) => new Int32Array(table.values.length).fill(-1))
  const relations: Relation[] = []
  const blocks: number[][] = []

  const nameOf = (table: TableInput, codes: readonly string[]): string =>
    table.dimensions.map(({ name }, d) => `${name}=${codes[d] ?? ''}`).join(', ')
  const keyOf = (table: TableInput, codes: readonly string[]): string => {
    const parts = table.dimensions.flatMap(({ name, hierarchy }, d) =>
      codes[d] === hierarchy.total ? [] : [`${name}\u0001${codes[d] ?? ''}`],
    )
    return [table.figure, ...parts.toSorted()].join('\u0000')
  }

  const layouts = tables.map(layoutOf)
  const places = tables.map(() => new Map<number, number>())
  tables.forEach((table, t) => {
    const { sizes, indexOf } = layouts[t] ?? { sizes: [], indexOf: [] }
    table.codes.forEach((codes, i) => {
      let place = 0
      codes.forEach((code, d) => {
        const index = indexOf[d]?.get(code)
        if (index === undefined)
          fail('PROTECT_CODE_UNKNOWN', { table: table.name, field: table.dimensions[d]?.name ?? '', code, line: i + 2 })
        place = place * (sizes[d] ?? 1) + (index ?? 0)
      })
      if (places[t]?.has(place))
        fail('PROTECT_CELL_TWICE', { table: table.name, cell: nameOf(table, codes), line: i + 2 })
      const key = keyOf(table, codes)
      const half = 0.5 * 10 ** -table.decimals
      let cell = cellByKey.get(key)
      if (cell === undefined) {
        cell = values.length
        cellByKey.set(key, cell)
        values.push(table.values[i] ?? 0)
        names.push(nameOf(table, codes))
        given.push(true)
        tolerances.push(half)
      } else if (
        Math.abs((values[cell] ?? 0) - (table.values[i] ?? 0)) >
        2.01 * half + 1e-9 * Math.abs(values[cell] ?? 0)
      )
        fail('PROTECT_TABLES_DISAGREE', {
          cell: nameOf(table, codes),
          table: table.name,
          first: String(values[cell] ?? 0),
          second: String(table.values[i] ?? 0),
        })
      places[t]?.set(place, cell)
      const own = cellOf[t]
      if (own !== undefined) own[i] = cell
    })
  })

  tables.forEach((table, t) => {
    const { sizes, families } = layouts[t] ?? { sizes: [], families: [] }
    const own = places[t] ?? new Map<number, number>()
    const codesAt = (place: number): string[] => {
      const codes: string[] = []
      let rest = place
      for (let d = sizes.length - 1; d >= 0; d -= 1) {
        const size = sizes[d] ?? 1
        codes[d] = table.dimensions[d]?.hierarchy.codes[rest % size] ?? ''
        rest = Math.floor(rest / size)
      }
      return codes
    }
    const hiddenCell = (place: number, value: number): number => {
      const codes = codesAt(place)
      const key = keyOf(table, codes)
      const known = cellByKey.get(key)
      if (known !== undefined) return known
      const cell = values.length
      cellByKey.set(key, cell)
      values.push(value)
      names.push(nameOf(table, codes))
      given.push(false)
      tolerances.push(0.5 * 10 ** -table.decimals)
      return cell
    }
    // Linked cells given by another table fill holes here.
    const find = (place: number): number | undefined => {
      const direct = own.get(place)
      if (direct !== undefined || tables.length === 1) return direct
      const known = cellByKey.get(keyOf(table, codesAt(place)))
      if (known !== undefined) own.set(place, known)
      return known
    }
    type Line = { parent: number; children: number[] }
    const lines: Line[] = []
    const lineOf = new Map<string, number>()
    const blockLines: number[][] = []
    const choices = families.map((list) => (list.length === 0 ? [-1] : list.map((_, i) => i)))
    combinations(choices, (chosen) => {
      const block: number[] = []
      chosen.forEach((f, d) => {
        if (f < 0) return
        const family = families[d]?.[f]
        if (family === undefined) return
        const others = chosen.map((g, e) => {
          if (e === d) return [0]
          const other = g < 0 ? undefined : families[e]?.[g]
          return other === undefined ? [0] : [other.parent, ...other.children]
        })
        combinations(others, (codes) => {
          const placeWith = (code: number): number =>
            sizes.reduce((place, size, e) => place * size + (e === d ? code : (codes[e] ?? 0)), 0)
          const parent = placeWith(family.parent)
          const key = `${d} ${f} ${parent}`
          let line = lineOf.get(key)
          if (line === undefined) {
            line = lines.length
            lineOf.set(key, line)
            lines.push({ parent, children: family.children.map(placeWith) })
          }
          block.push(line)
        })
      })
      blockLines.push(block)
    })
    const numberOf = lines.map(() => -1)
    const settled = lines.map(() => false)
    /** Holes that follow from a relation are filled until nothing follows any more. */
    const settle = (line: Line, last: boolean): 'later' | 'nothing' | Relation => {
      const parent = find(line.parent)
      const present: number[] = []
      const missing: number[] = []
      for (const place of line.children) {
        const cell = find(place)
        if (cell === undefined) missing.push(place)
        else present.push(cell)
      }
      const sum = present.reduce((total, cell) => total + (values[cell] ?? 0), 0)
      const size = present.reduce((total, cell) => total + Math.abs(values[cell] ?? 0), 0)
      if (parent === undefined) {
        if (present.length === 0) return last ? 'nothing' : 'later'
        if (!last && missing.length > 0) return 'later'
        const cell = hiddenCell(line.parent, sum)
        own.set(line.parent, cell)
        return { cells: [cell, ...present], signs: [-1, ...present.map(() => 1)] }
      }
      const rest = (values[parent] ?? 0) - sum
      const half = present.reduce((total, cell) => total + (tolerances[cell] ?? 0), tolerances[parent] ?? 0)
      const slack = half * 1.01 + 1e-9 * size
      if (Math.abs(rest) <= slack)
        return present.length === 0 ? 'nothing' : { cells: [parent, ...present], signs: [-1, ...present.map(() => 1)] }
      const names = { table: table.name, cell: nameOf(table, codesAt(line.parent)) }
      const amounts = { total: String(values[parent] ?? 0), sum: String(Number(sum.toPrecision(15))) }
      if (missing.length === 0) fail('PROTECT_NOT_ADDITIVE', { ...names, ...amounts })
      const [only] = missing
      if (missing.length === 1 && only !== undefined) {
        const cell = hiddenCell(only, rest)
        own.set(only, cell)
        return { cells: [parent, ...present, cell], signs: [-1, ...present.map(() => 1), 1] }
      }
      if (!last) return 'later'
      const absent = missing.slice(0, 5).map((place) => codesAt(place).join('/'))
      return fail('PROTECT_HOLES', { ...names, ...amounts, missing: absent.join('; ') })
    }
    for (let round = 0, changed = true; changed || round < 2; round += 1) {
      changed = false
      const last = round > 0
      lines.forEach((line, l) => {
        if (settled[l]) return
        const outcome = settle(line, last)
        if (outcome === 'later') return
        settled[l] = true
        changed = true
        if (outcome === 'nothing') return
        numberOf[l] = relations.length
        relations.push(outcome)
      })
      if (round > 50) break
    }
    for (const block of blockLines) {
      const numbers = block.map((l) => numberOf[l] ?? -1).filter((n) => n >= 0)
      if (numbers.length > 0) blocks.push(numbers)
    }
  })

  const starts = new Int32Array(relations.length + 1)
  relations.forEach((relation, r) => {
    starts[r + 1] = (starts[r] ?? 0) + relation.cells.length
  })
  const cells = new Int32Array(starts[relations.length] ?? 0)
  const signs = new Float64Array(cells.length)
  relations.forEach((relation, r) => {
    cells.set(relation.cells, starts[r] ?? 0)
    signs.set(relation.signs, starts[r] ?? 0)
  })
  return {
    count: values.length,
    values: Float64Array.from(values),
    cellOf,
    names,
    hidden: Uint8Array.from(given, (isGiven) => (isGiven ? 0 : 1)),
    relations: { starts, cells, signs },
    blocks: blocks.map((block) => Int32Array.from(block)),
  }
}
