// The same cube with both languages in each Vietnamese label, for charts of a bilingual page: "Tiểu học – Primary".
// In: a protected cube. Out: a protected cube that differs in labels only. Never a figure touched.
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'

const joined = (text: Bilingual): Bilingual =>
  text.vi === text.en || text.en === '' || text.vi === '' ? text : { vi: `${text.vi} – ${text.en}`, en: text.en }

/** Long axes keep Vietnamese only: doubled labels would leave no room for the bars. */
const mostDoubled = 12

export const bilingualCube = (cube: ProtectedCube): ProtectedCube => ({
  ...cube,
  dimensions: cube.dimensions.map((dimension) =>
    dimension.categories.length > mostDoubled
      ? dimension
      : { ...dimension, categories: dimension.categories.map((c) => ({ ...c, label: joined(c.label) })) },
  ),
  measures: cube.measures.map((measure) => ({ ...measure, unit: joined(measure.unit), label: joined(measure.label) })),
})
