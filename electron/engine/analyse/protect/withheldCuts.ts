// The cut of a quantile band is the figure of one respondent. In: a wide cube. Out: the cube with bands named by their
// number and no cut in labels or provenance. Bands with bounds an analyst wrote keep them. Pure.
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'

export const withoutCuts = (cube: Cube, definition: TableDefinition): Cube => {
  const { quantileCuts, ...provenance } = cube.provenance
  if (quantileCuts === undefined) return cube
  const counts = new Map<string, number>(
    definition.variables.flatMap((v) => (v.method === 'quantile_bands' ? [[v.id, v.count] as const] : [])),
  )
  const withoutAfterColon = (label: { vi: string; en: string }): { vi: string; en: string } => ({
    vi: label.vi.split(': ')[0] ?? label.vi,
    en: label.en.split(': ')[0] ?? label.en,
  })
  return {
    ...cube,
    dimensions: cube.dimensions.map((d) => {
      if (!Object.hasOwn(quantileCuts, d.variable) && !counts.has(d.variable)) return d
      return {
        ...d,
        categories: d.categories.map((c) => (c.kind === 'value' ? { ...c, label: withoutAfterColon(c.label) } : c)),
      }
    }),
    provenance,
  }
}
