// The table a PX file describes, in one language after the other: variables in order, values, codes, contents. In: a
// cube, a crossing, languages. Out: names fit for PX, unique as PX needs them. Never a figure.
import type { ProtectedCube } from '#shared/model/cube.ts'
import { axesOf } from '#shared/model/cube.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { Crossing } from '../crossing.ts'
import { fileMeasures } from '../fileCube.ts'
import type { FileCategory, FileMeasure } from '../fileCube.ts'
import { pxLine } from './pxText.ts'

export type PxVariable = {
  code: string
  name: Record<Language, string>
  values: Record<Language, string[]>
  codes: string[]
  type: 'Content' | 'Time' | 'Geographical' | 'Classificatory'
  time: PeriodKind | null
  categories: FileCategory[] | null
  /** Position of the crossing's dimension; null: the contents. */
  dimension: number | null
}

export type PxTable = { stub: PxVariable[]; heading: PxVariable[]; contents: PxVariable; measures: FileMeasure[] }

/** PX tells values by their text: the same text twice gets its code behind it. */
const unique = (texts: string[], codes: string[]): string[] => {
  const named = texts.map((text, i) => (text === '' ? (codes[i] ?? '') : text))
  const repeated = new Set(named.filter((text, i) => named.indexOf(text) !== i))
  const taken = new Set<string>()
  return named.map((text, i) => {
    let name = repeated.has(text) ? `${text} (${codes[i]})` : text
    for (let n = 2; taken.has(name); n += 1) name = `${text} (${codes[i]} ${n})`
    taken.add(name)
    return name
  })
}

const inLanguage = (texts: Bilingual[], language: Language, codes: string[]): string[] =>
  unique(
    texts.map((t) => pxLine(t[language] || t.vi).trim()),
    codes,
  )

const both = (texts: Bilingual[], codes: string[]): Record<Language, string[]> => ({
  vi: inLanguage(texts, 'vi', codes),
  en: inLanguage(texts, 'en', codes),
})

const contentsLabel: Bilingual = { vi: 'Chỉ tiêu', en: 'Contents' }

export const pxTable = (cube: ProtectedCube, crossing: Crossing): PxTable => {
  const measures = fileMeasures(cube)
  const measureIds = measures.map((m) => pxLine(m.id))
  const labels = [...crossing.dimensions.map((d) => d.label), contentsLabel]
  const names = [...crossing.dimensions.map((d) => d.name), 'contents']
  const variableNames = both(labels, names)
  // One time variable at most has TIMEVAL: the table's period before other dates.
  const times = crossing.dimensions.filter((d) => d.time !== null)
  const time = times.find((d) => d.variable === 'period') ?? times[0]

  const contents: PxVariable = {
    code: 'contents',
    name: { vi: variableNames.vi.at(-1) ?? '', en: variableNames.en.at(-1) ?? '' },
    values: both(
      measures.map((m) => m.measure.label),
      measureIds,
    ),
    codes: measureIds,
    type: 'Content',
    time: null,
    categories: null,
    dimension: null,
  }
  const variables = crossing.dimensions.map((d, i): PxVariable => {
    const codes = d.categories.map((c) => pxLine(c.code))
    return {
      code: d.name,
      name: { vi: variableNames.vi[i] ?? '', en: variableNames.en[i] ?? '' },
      values: both(
        d.categories.map((c) => c.label),
        codes,
      ),
      codes,
      type: d === time ? 'Time' : d.geographical ? 'Geographical' : 'Classificatory',
      time: d === time ? d.time : null,
      categories: d.categories,
      dimension: i,
    }
  })
  const onStub = variables.filter((_, i) => crossing.dimensions[i]?.axis !== 'column')
  const onHeading = variables.filter((_, i) => crossing.dimensions[i]?.axis === 'column')
  return axesOf(cube).measureAxis === 'row'
    ? { stub: [...onStub, contents], heading: onHeading, contents, measures }
    : { stub: onStub, heading: [...onHeading, contents], contents, measures }
}
