// The dimensions of an axis as blocks: those of a block nest, blocks stand beside each other. In: a flat axis and a
// place. Out: the flat axis changed, `stack` set exactly on the first of each further block. Never a definition, never
// a cube.
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension } from '#shared/model/table.ts'

/** Where a dimension goes on an axis: into a block at a depth, or as a block of its own before that block. */
export type BlockPlace = { block: number; depth: number | 'new' }

export const flattened = (blocks: readonly (readonly Dimension[])[]): Dimension[] =>
  blocks
    .filter((block) => block.length > 0)
    .flatMap((block, b) =>
      block.map(({ stack: _stack, ...dimension }, d) => (b > 0 && d === 0 ? { ...dimension, stack: true } : dimension)),
    )

/** The block and depth of a flat index; one past the end is the end of the last block. */
export const placeOf = (dimensions: readonly Dimension[], index: number): { block: number; depth: number } => {
  const blocks = axisBlocks(dimensions)
  let at = 0
  for (const [block, members] of blocks.entries()) {
    if (index < at + members.length) return { block, depth: index - at }
    at += members.length
  }
  return { block: Math.max(0, blocks.length - 1), depth: blocks.at(-1)?.length ?? 0 }
}

/** The flat index a dimension put at this place will have. */
export const indexOf = (dimensions: readonly Dimension[], place: BlockPlace): number => {
  const blocks = axisBlocks(dimensions)
  const before = blocks.slice(0, place.block).reduce((n, block) => n + block.length, 0)
  return before + (place.depth === 'new' ? 0 : Math.min(place.depth, blocks[place.block]?.length ?? 0))
}

export const inserted = (dimensions: readonly Dimension[], place: BlockPlace, dimension: Dimension): Dimension[] => {
  const blocks: Dimension[][] = axisBlocks(dimensions)
  const at = Math.max(0, Math.min(place.block, blocks.length))
  if (place.depth === 'new' || blocks[at] === undefined) blocks.splice(at, 0, [dimension])
  else blocks[at] = blocks[at].toSpliced(Math.max(0, Math.min(place.depth, blocks[at].length)), 0, dimension)
  return flattened(blocks)
}

export const removed = (dimensions: readonly Dimension[], index: number): Dimension[] => {
  const { block, depth } = placeOf(dimensions, index)
  return flattened(axisBlocks(dimensions).map((members, b) => (b === block ? members.toSpliced(depth, 1) : members)))
}

/** Begins a block at a dimension, with what nests in it, or joins its block to the one before. */
export const stacked = (dimensions: readonly Dimension[], index: number, stack: boolean): Dimension[] => {
  if (index === 0) return [...dimensions]
  return flattened(axisBlocks(dimensions.map((dimension, i) => (i === index ? { ...dimension, stack } : dimension))))
}

/** No dimension twice in a block: there it would sort the records into the same categories again. */
export const repeats = (dimensions: readonly Dimension[]): boolean =>
  axisBlocks(dimensions).some(
    (block) => new Set(block.map(({ variable, level }) => `${variable}@${level ?? ''}`)).size < block.length,
  )
