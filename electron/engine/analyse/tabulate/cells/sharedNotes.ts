// Figures that meet one linked record again and again, said. In: a model, a plan. Out: a note for each such measure.
// A sum over lines of what stands once in a register is no sum of the register.
import { formatDouble } from '#shared/format/number.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { linkPathsOf } from '#shared/model/variableRef.ts'
import type { TableModel } from '../plan/model.ts'
import type { Plan, PlannedMeasure } from '../types.ts'

/** Statistics that a value met twice changes. */
const weighs = new Set<PlannedMeasure['measure']['statistic']>([
  'sum',
  'mean',
  'median',
  'percentile',
  'standard_deviation',
])

const times = (shared: number, language: Language): string => formatDouble(shared, { decimals: 1, power: 0 }, language)

export const sharedNotes = (
  model: TableModel,
  { measures }: Plan,
  readsOf: (ref: string) => readonly string[],
): Bilingual[] =>
  measures.flatMap(({ measure, column }): Bilingual[] => {
    if (column === null || !column.linked || !weighs.has(measure.statistic)) return []
    const path = linkPathsOf(readsOf(column.ref)).at(-1)
    const link = path === undefined ? null : model.link(path)
    if (link === null || link.shared < 1.0005) return []
    const name = measure.label ?? column.label
    return [
      {
        vi: `${name.vi}: mỗi bản ghi của “${link.label.vi}” được tính một lần cho mỗi bản ghi trỏ tới nó (bình quân ${times(link.shared, 'vi')} lần), không phải một lần.`,
        en: `${name.en}: each record of “${link.label.en}” counts once for every record that points to it (${times(link.shared, 'en')} on average), not once.`,
      },
    ]
  })
