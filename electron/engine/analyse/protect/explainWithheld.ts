// Why a figure of a protected table is withheld, for the analyst's own screen. In: a table, the place of a cell. Out:
// the rule, how far it must stay open, how far it does, what it protects. Never in an output: a reader must not tell
// sensitive cells from the rest.
import type { WithheldReason } from '#shared/contract/protect.ts'
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { CellAddress, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { protectionPolicy } from '#engine/workspace/policy/officePolicy.ts'
import { linesOf } from './cubeLines.ts'
import { primary, shown } from './marks.ts'
import { protectedWide } from './protectCube.ts'

/** Protected cells that are named. */
const named = 5

const cellAt = (cube: Cube, address: CellAddress): number => {
  const wanted = cube.dimensions.map(({ variable, level, categories }) => {
    const part = address.find((p) => p.variable === variable && (p.level ?? '') === (level ?? ''))
    if (part === undefined || part.kind === 'total') return categories.findIndex((c) => c.kind === 'total')
    return categories.findIndex(
      (c) => c.kind === part.kind && c.code === (part.code ?? c.code) && (c.version ?? '') === (part.version ?? ''),
    )
  })
  return cube.cells.records.findIndex((_, i) => wanted.every((at, d) => cube.cells.coordinates[d]?.[i] === at))
}

const nameOf = (cube: Cube, cell: number): Bilingual => {
  const parts = cube.dimensions.flatMap((d, k) => {
    const category = d.categories[cube.cells.coordinates[k]?.[cell] ?? 0]
    return category === undefined || category.kind === 'total' ? [] : [category]
  })
  if (parts.length === 0) return { vi: 'Tổng số', en: 'Total' }
  const label = (language: 'vi' | 'en'): string => parts.map((c) => c.label[language] || categoryKey(c)).join(' · ')
  return { vi: label('vi'), en: label('en') }
}

/** Sensitive cells that stand in a sum with this one: what would follow if it were published. */
const protectedBy = (cube: Cube, cell: number, isSensitive: (other: number) => boolean): number[] => {
  const { lines } = linesOf(cube, [])
  return [
    ...new Set(
      lines.flatMap(({ cells }) => (cells.includes(cell) ? cells.filter((c) => c !== cell && isSensitive(c)) : [])),
    ),
  ]
}

export const explainWithheld = async (
  context: EngineContext,
  asked: { definition: TableDefinition; address: CellAddress; measure: string },
  job: JobContext,
): Promise<WithheldReason | null> => {
  const policy = protectionPolicy(context.workspace(), undefined)
  const { wide, patterns } = await protectedWide(context, asked.definition, { engine: 'duckdb' }, policy, job)
  const cell = cellAt(wide, asked.address)
  if (cell < 0) return null
  const own = patterns.find((p) => p.measures?.includes(asked.measure) === true) ?? patterns[0]
  const m = wide.measures.findIndex((measure) => measure.id === asked.measure)
  const measure = wide.measures[m]
  // As the table shows it: in its unit.
  const power = measure?.power ?? 0
  const shape = { scale: (measure?.exact === true ? measure.scale : 0) + power }
  const figure = m < 0 ? null : figureAt(wide.cells.values[m], cell)
  const base = {
    figure: figure === null ? null : Number(figure) / 10 ** shape.scale,
    level: null,
    interval: null,
    protects: [],
    protectsMore: 0,
    minimum: policy.minimum,
    pPercent: policy.pPercent,
  }
  const mark = own?.pattern[cell] ?? shown
  if (own === undefined || mark === shown) return { ...base, kind: 'statistic', rule: null }
  const rule = patterns.flatMap((p) => p.rule.get(cell) ?? [])[0] ?? null
  const column = own.columns.find((c) => c.measures.includes(asked.measure)) ?? own.columns[0]
  const unit = column?.counts === true ? 10 ** power : 10 ** ((measure?.scale ?? 0) + power)
  const level = column?.level[cell] ?? 0
  const [low, high] = [column?.lower[cell] ?? 0, column?.upper[cell] ?? 0]
  const open = high > low ? ([low / unit, high / unit] as [number, number]) : null
  if (mark === primary)
    return { ...base, kind: 'sensitive', rule, level: level > 0 ? level / unit : null, interval: open }
  const near = protectedBy(wide, cell, (other) => own.pattern[other] === primary)
  return {
    ...base,
    kind: 'beside',
    rule: null,
    interval: open,
    protects: near.slice(0, named).map((other) => nameOf(wide, other)),
    protectsMore: Math.max(0, near.length - named),
  }
}
