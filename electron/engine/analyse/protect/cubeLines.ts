// Every sum of cells that a reader of a cube can form, and sub-tables of them for the search. In: a wide cube, sums
// between levels. Out: lines, each a total and its parts, in blocks. Pure; rules and patterns are not known here.
import type { Cube } from '#shared/model/cube.ts'
import { membersOf, relationsOf } from './relations.ts'

/** total = Σ parts, cells of the cube. */
export type LevelRelation = { total: number; parts: number[] }

/** Up to so many cells a table is one sub-table; beyond, every two dimensions are. */
const wholeCells = 2_000

export type Line = { cells: number[]; signs: number[]; key: string }

export const totalsOf = (cube: Cube): number[] =>
  cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))

/** Along which dimension a line runs, and what its other coordinates are. */
export const linesOf = (cube: Cube, levels: readonly LevelRelation[]): { lines: Line[]; blocks: number[][] } => {
  const { coordinates, records } = cube.cells
  const relations = relationsOf(coordinates, totalsOf(cube), records.length)
  const lines: Line[] = []
  const blocks = new Map<string, number[]>()
  const enter = (key: string, line: number): void => {
    const own = blocks.get(key)
    if (own === undefined) blocks.set(key, [line])
    else own.push(line)
  }
  const whole = records.length <= wholeCells
  for (let r = 0; r < relations.count; r += 1) {
    const members = Array.from(membersOf(relations, r))
    const total = members.pop() ?? -1
    const line = lines.length
    lines.push({ cells: [total, ...members], signs: [-1, ...members.map(() => 1)], key: '' })
    if (whole) {
      enter('', line)
      continue
    }
    const part = members[0] ?? total
    const along = coordinates.findIndex((column) => column[part] !== column[total])
    coordinates.forEach((_, other) => {
      if (other === along && coordinates.length > 1) return
      const fixed = coordinates.map((column, d) => (d === along || d === other ? '*' : String(column[total] ?? 0)))
      enter(fixed.join(' '), line)
    })
  }
  for (const { total, parts } of levels) {
    const line = lines.length
    lines.push({ cells: [total, ...parts], signs: [-1, ...parts.map(() => 1)], key: '' })
    enter(whole ? '' : `level ${parts[0] ?? 0}`, line)
  }
  // A level's sums belong with everything its cells stand in, else nothing near could help.
  if (!whole) {
    const blockOf = new Map<number, string[]>()
    for (const [key, own] of blocks)
      for (const line of own)
        for (const cell of lines[line]?.cells ?? []) blockOf.set(cell, [...(blockOf.get(cell) ?? []), key])
    levels.forEach((level, i) => {
      const line = lines.length - levels.length + i
      for (const key of new Set(blockOf.get(level.total) ?? [])) if (!key.startsWith('level')) enter(key, line)
    })
  }
  return { lines, blocks: [...blocks.values()] }
}
