// What is written at the lines of an axis: title of the block, categories, measure, one entry per level. In: the lines
// of an axis. Out: entries per line and the runs of lines each spans. Never a figure, never a component.
import type { Cube, CubeCategory } from '../model/cube.ts'
import type { FigureStatus } from '../model/table.ts'
import type { Bilingual } from '../model/text.ts'
import type { AxisLines } from './layoutAxis.ts'
import { figureStatusLabels } from './cell.ts'
import { headingUnit } from './measureUnits.ts'

/** A category, or a level's other entries: the title of a block, a measure, blank where a block has fewer levels. */
export type LayoutEntry = {
  code: string
  label: Bilingual
  kind: CubeCategory['kind'] | 'measure' | 'variable' | 'blank'
  version?: string
  /** Where it differs from the table's; the label says it too ("Sơ bộ 2024"). */
  status?: FigureStatus
  /** Symbols of footnotes. */
  marks?: string[]
  /** Only on measures whose unit does not stand above the table. */
  unit?: Bilingual
  /** Index of the cube's dimension and category, or of the measure. */
  dimension?: number
  category?: number
  measure?: number
}

const none: Bilingual = { vi: '', en: '' }
const blank: LayoutEntry = { code: '', label: none, kind: 'blank' }

/** The title of a block: the names of its variables. */
export const blockTitle = (cube: Cube, block: AxisLines['blocks'][number]): Bilingual => {
  const labels = block.map(({ dimension }) => cube.dimensions[dimension]?.label ?? none)
  return { vi: labels.map((l) => l.vi).join(' × '), en: labels.map((l) => l.en).join(' × ') }
}

export type AxisHeadings = {
  /** entries[line][level]; the same object for the same thing. */
  entries: LayoutEntry[][]
  /** What each level is, and the dimensions that stand on it (one block: one). */
  levels: { kind: 'variable' | 'category' | 'measure'; dimension: number | null }[]
}

export const axisHeadings = (
  cube: Cube,
  axis: AxisLines,
  unitsInHeader: boolean,
  align: 'start' | 'end',
): AxisHeadings => {
  const { blocks, tuples, lines, measureLevel } = axis
  const titled = blocks.length > 1
  const depth = Math.max(0, ...blocks.map((b) => b.length))
  const categoryEntries = cube.dimensions.map((dimension, d) =>
    dimension.categories.map((c, i): LayoutEntry => ({
      ...c,
      label: withStatus(c, dimension.time !== null),
      dimension: d,
      category: i,
    })),
  )
  const titles = blocks.map((block, b): LayoutEntry => ({
    code: String(b),
    label: blockTitle(cube, block),
    kind: 'variable',
    ...(block[0] ? { dimension: block[0].dimension } : {}),
  }))
  const measures = cube.measures.map((m, i): LayoutEntry => {
    const unit = unitsInHeader ? headingUnit(m) : null
    return { code: m.id, label: m.label, kind: 'measure', measure: i, ...(unit ? { unit } : {}) }
  })
  const entries = lines.map(({ block, tuple, measure }) => {
    const parts = blocks[block] ?? []
    const categories = (tuples[block]?.[tuple] ?? []).map(
      (c, d) => categoryEntries[parts[d]?.dimension ?? -1]?.[c] ?? blank,
    )
    const padding = Array.from({ length: depth - parts.length }, () => blank)
    const own = align === 'start' ? [...categories, ...padding] : [...padding, ...categories]
    const title = titled ? [titles[block] ?? blank] : []
    const named = measureLevel === null ? null : (measures[measure] ?? blank)
    return named && measureLevel === 'outer'
      ? [named, ...title, ...own]
      : named
        ? [...title, ...own, named]
        : [...title, ...own]
  })
  const dimensionAt = (d: number): number | null => (titled ? null : (blocks[0]?.[d]?.dimension ?? null))
  const levels: AxisHeadings['levels'] = [
    ...(titled ? [{ kind: 'variable' as const, dimension: null }] : []),
    ...Array.from({ length: depth }, (_, d) => ({ kind: 'category' as const, dimension: dimensionAt(d) })),
  ]
  if (measureLevel === 'outer') levels.unshift({ kind: 'measure', dimension: null })
  if (measureLevel === 'inner') levels.push({ kind: 'measure', dimension: null })
  return { entries, levels }
}

/** A period of another status says so in its heading, as yearbooks do: "Sơ bộ năm 2025". */
const withStatus = ({ label, status }: CubeCategory, time: boolean): Bilingual => {
  if (status === undefined) return label
  const vi = time ? label.vi.charAt(0).toLowerCase() + label.vi.slice(1) : label.vi
  return { vi: `${figureStatusLabels[status].vi} ${vi}`, en: `${figureStatusLabels[status].en} ${label.en}` }
}

/**
 * Where a new run begins on each level: breaks[line][level]. A blank runs as far as what stands beyond it in its line.
 */
export const headingBreaks = ({ entries, levels }: AxisHeadings, align: 'start' | 'end'): boolean[][] => {
  const key = (line: LayoutEntry[], level: number): LayoutEntry | undefined => {
    if (align === 'start' || line[level]?.kind !== 'blank') return line[level]
    return line.slice(level).find((entry) => entry.kind !== 'blank')
  }
  return entries.map((line, i) => {
    const before = entries[i - 1]
    let broken = before === undefined
    return levels.map((_, level) => {
      broken ||= before === undefined || key(line, level) !== key(before, level)
      return broken
    })
  })
}
