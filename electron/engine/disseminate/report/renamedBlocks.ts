// Blocks that stand twice in a document, once for each of two languages apart, under names of their own. In: blocks.
// Out: the same blocks whose targets and lists lead to themselves. Pure.
import type { ComposedBlock } from './composeReport.ts'

/** The same blocks under other names, for the second of two languages that stand apart. */
export const renamed = (blocks: readonly ComposedBlock[], prefix: string): ComposedBlock[] =>
  blocks.map((block) => {
    if (block.type === 'contents')
      return { ...block, entries: block.entries.map((entry) => ({ ...entry, target: prefix + entry.target })) }
    return 'target' in block ? { ...block, target: prefix + block.target } : block
  })
