// A protected cube as JSON-stat 2.0: one crossing, row-major, figures as published. In: cube, language. Out: the file,
// streamed. A figure that a double cannot hold is refused, not rounded: JSON has no other number. Never a figure that
// protection withheld.
import { stringifyExact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Crossing } from '../crossing.ts'
import { exactNumber } from '../exactNumber.ts'
import { figureStatuses, fileDimensions, fileMeasures, publishedFigure } from '../fileCube.ts'
import type { FileMeasure, PublicStatus } from '../fileCube.ts'
import { noteLines } from '../fileNotes.ts'
import { oneLine } from '../labels.ts'
import type { PublishLanguage } from '../labels.ts'
import type { Pace } from '../pace.ts'
import { writeText } from '../textFile.ts'

/** Status of what is no plain figure; "p" and "e" stand beside figures. */
export const jsonStatStatus: Record<Exclude<PublicStatus, 'value'>, string> = {
  none: '-',
  not_available: '...',
  suppressed: 'c',
  not_applicable: 'z',
}
export const figureMarks = { preliminary: 'p', estimate: 'e', official: null } as const

export type JsonStatOptions = { language: PublishLanguage; program: string; pace: Pace }
export type JsonStatValue = { value: number | null; status: string | null }

const zeroWhenNone: readonly string[] = ['count', 'sum', 'distinct']

/** What did not occur is nought where numbers are counted or added, and no figure where they are averaged. */
const noneValue = (measure: FileMeasure): number | null => (zeroWhenNone.includes(measure.measure.statistic) ? 0 : null)

/** What stands at a place, for each measure: a function made once for the file. */
export const jsonStatValues = (
  cube: ProtectedCube,
  crossing: Crossing,
): ((place: number, measure: FileMeasure) => JsonStatValue) => {
  const certain = figureStatuses(cube, crossing.dimensions)
  return (place, measure) => {
    const cell = crossing.cells[place] ?? -1
    if (cell < 0)
      return crossing.notShown(place)
        ? { value: null, status: jsonStatStatus.not_available }
        : { value: noneValue(measure), status: jsonStatStatus.none }
    const figure = publishedFigure(cube, measure, cell)
    if (figure.status === 'none') return { value: noneValue(measure), status: jsonStatStatus.none }
    if (figure.text === null || figure.status !== 'value')
      return { value: null, status: jsonStatStatus[figure.status === 'value' ? 'not_available' : figure.status] }
    const value = exactNumber(figure.text)
    if (value === null)
      return fail('PUBLISH_DIGITS_LOST', { format: 'JSON-stat', measure: measure.id, figure: figure.text })
    return { value, status: figureMarks[certain(cell)] }
  }
}

const idOf = (base: string, taken: readonly string[]): string => {
  let name = base
  for (let n = 2; taken.includes(name); n += 1) name = `${base}_${n}`
  return name
}

/** Everything but value and status. */
export const jsonStatHead = (cube: ProtectedCube, crossing: Crossing, { language, program }: JsonStatOptions) => {
  const say = (text: Bilingual): string => oneLine(text, language)
  const measures = fileMeasures(cube)
  const names = crossing.dimensions.map((d) => d.name)
  const metric = idOf('contents', names)
  const notesOf = (variable: string, category?: string): string[] =>
    (cube.footnotes ?? [])
      .filter((n) => n.variable === variable && n.category === category && n.address === undefined)
      .map((n) => say(n.text))
  const dimension = Object.fromEntries([
    ...crossing.dimensions.map((d) => {
      const note = Object.fromEntries(
        d.categories.flatMap((c, i) => {
          const raw = cube.dimensions[d.index]?.categories[d.places[i] ?? 0]
          const words = raw ? notesOf(d.variable, categoryKey(raw)) : []
          return words.length > 0 ? [[c.code, words]] : []
        }),
      )
      const own = notesOf(d.variable)
      return [
        d.name,
        {
          label: say(d.label),
          ...(own.length > 0 ? { note: own } : {}),
          category: {
            index: d.categories.map((c) => c.code),
            label: Object.fromEntries(d.categories.map((c) => [c.code, say(c.label)])),
            ...(Object.keys(note).length > 0 ? { note } : {}),
          },
        },
      ] as const
    }),
    [
      metric,
      {
        label: say({ vi: 'Chỉ tiêu', en: 'Contents' }),
        category: {
          index: measures.map((m) => m.id),
          label: Object.fromEntries(measures.map((m) => [m.id, say(m.measure.label)])),
          unit: Object.fromEntries(
            measures.map((m) => [m.id, { label: say(m.measure.unit), decimals: m.measure.decimals }]),
          ),
        },
      },
    ] as const,
  ])
  const time = crossing.dimensions.filter((d) => d.time !== null).map((d) => d.name)
  const geo = crossing.dimensions.filter((d) => d.geographical).map((d) => d.name)
  const { definition, deliveries, engine, engineVersion, check } = cube.provenance
  return {
    version: '2.0',
    class: 'dataset',
    label: say(cube.title),
    ...(say(cube.source) === '' ? {} : { source: say(cube.source) }),
    updated: cube.provenance.ranAt,
    note:
      language === 'both'
        ? [...noteLines(cube, 'vi', program), ...noteLines(cube, 'en', program)]
        : noteLines(cube, language, program),
    id: [...names, metric],
    size: [...crossing.sizes, measures.length],
    role: { ...(time.length > 0 ? { time } : {}), ...(geo.length > 0 ? { geo } : {}), metric: [metric] },
    dimension,
    extension: {
      program,
      status: cube.status,
      symbols: {
        '-': 'did not occur',
        '...': 'not available',
        c: 'confidential',
        z: 'cannot occur',
        p: 'preliminary',
        e: 'estimate',
      },
      // Variables of the definition under the names they have here.
      names: Object.fromEntries(fileDimensions(cube).map((d) => [d.name, d.variable])),
      formulas: Object.fromEntries(
        measures.flatMap((m) => (m.measure.formula ? [[m.id, say(m.measure.formula)]] : [])),
      ),
      provenance: { definition, deliveries, engine, engineVersion, ...(check ? { check } : {}) },
    },
  }
}

export const writeJsonStat = async (
  path: string,
  cube: ProtectedCube,
  crossing: Crossing,
  options: JsonStatOptions,
): Promise<void> => {
  const measures = fileMeasures(cube)
  const valueAt = jsonStatValues(cube, crossing)
  const head = stringifyExact(jsonStatHead(cube, crossing, options))
  await writeText(path, async (write) => {
    await write(`${head.slice(0, -1)},"value":[`)
    for (let place = 0; place < crossing.count; place += 1) {
      const values = measures.map((m) => valueAt(place, m).value)
      await write(`${place > 0 ? ',' : ''}${values.map((v) => (v === null ? 'null' : String(v))).join()}`)
      await options.pace()
    }
    await write('],"status":{')
    let any = false
    for (let place = 0; place < crossing.count; place += 1) {
      for (const [m, measure] of measures.entries()) {
        const { status } = valueAt(place, measure)
        if (status === null) continue
        await write(`${any ? ',' : ''}"${place * measures.length + m}":${JSON.stringify(status)}`)
        any = true
      }
      await options.pace()
    }
    await write('}}\n')
  })
}
