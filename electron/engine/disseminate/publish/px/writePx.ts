// A protected cube as a PX file (AXIS-VERSION 2013): UTF-8, one or two languages, one crossing. In: cube, languages.
// Out: the file. Figures are as published, rounded once to the decimals shown; what is no figure is a symbol that the
// file explains. Never a figure that protection withheld, never a place called zero of which nothing is known.
import { figureStatusLabels } from '#shared/format/cell.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { coordinatesAt } from '../crossing.ts'
import type { Crossing } from '../crossing.ts'
import { marksStatus, publishedFigure } from '../fileCube.ts'
import type { PublicStatus } from '../fileCube.ts'
import { noteLines } from '../fileNotes.ts'
import type { PublishLanguage } from '../labels.ts'
import type { Pace } from '../pace.ts'
import { writeText } from '../textFile.ts'
import { pxEntry, pxKey, pxLine, pxList, pxNote, pxWord } from './pxText.ts'
import { pxTable } from './pxTable.ts'
import type { PxTable, PxVariable } from './pxTable.ts'

export const pxSymbols: Record<Exclude<PublicStatus, 'value'>, string> = {
  none: '-',
  not_applicable: '.',
  not_available: '..',
  suppressed: '...',
}
const symbolTexts: [keyword: string, text: Bilingual][] = [
  ['DATASYMBOL1', { vi: 'Không thể phát sinh', en: 'Cannot occur' }],
  ['DATASYMBOL2', { vi: 'Có phát sinh nhưng không có số liệu', en: 'Not available' }],
  ['DATASYMBOL3', { vi: 'Không công bố để bảo mật thông tin', en: 'Withheld for confidentiality' }],
  ['DATASYMBOLNIL', { vi: 'Không phát sinh', en: 'Did not occur' }],
]

export const languagesOf = (language: PublishLanguage): [Language, ...Language[]] =>
  language === 'both' ? ['vi', 'en'] : [language]

const intervals: Record<PeriodKind, string> = { year: 'A1', school_year: 'A1', quarter: 'Q1', month: 'M1' }
/** 2024 · 20243 · 202407: a school year is dated by its first. */
export const timestamp = (period: string): string => {
  const parts = parsePeriod(period)
  if (!parts) return period
  const year = String(parts.year).padStart(4, '0')
  return parts.kind === 'quarter'
    ? `${year}${parts.part}`
    : parts.kind === 'month'
      ? `${year}${String(parts.part).padStart(2, '0')}`
      : year
}

/** "YYYYMMDD HH:MM" of an ISO time. */
const pxTime = (iso: string): string => `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 16)}`

export type PxOptions = {
  language: PublishLanguage
  program: string
  subject: { code: string; label: Bilingual }
  pace: Pace
}

const header = (
  cube: ProtectedCube,
  crossing: Crossing,
  table: PxTable,
  { language, program, subject }: PxOptions,
): string => {
  const languages = languagesOf(language)
  const [first] = languages
  const variables = [...table.stub, ...table.heading]
  const { contents, measures } = table
  const decimals = measures.map((m) => m.measure.decimals)
  const id =
    'id' in cube.provenance.definition && typeof cube.provenance.definition.id === 'string'
      ? cube.provenance.definition.id
      : 'table'
  const lines: string[] = []
  const mark = (l: Language): Language | null => (l === first ? null : l)
  const text = (keyword: string, of: (l: Language) => string, names: (l: Language) => string[] = () => []): void => {
    for (const l of languages) {
      const value = of(l)
      if (value !== '') lines.push(pxEntry(pxKey(keyword, mark(l), names(l)), value))
    }
  }
  const list = (keyword: string, of: (l: Language) => string[], names: (l: Language) => string[] = () => []): void => {
    for (const l of languages) if (of(l).length > 0) lines.push(pxList(pxKey(keyword, mark(l), names(l)), of(l)))
  }
  const say = (b: Bilingual) => (l: Language) => pxLine(b[l] || b.vi)
  const units = [...new Set(measures.map((m) => m.measure.unit.vi))]

  lines.push(
    pxEntry('CHARSET', 'ANSI'),
    pxEntry('AXIS-VERSION', '2013'),
    pxEntry('CODEPAGE', 'UTF-8'),
    pxEntry('LANGUAGE', first),
  )
  if (languages.length > 1) lines.push(pxList('LANGUAGES', languages))
  lines.push(
    pxEntry('CREATION-DATE', pxTime(cube.provenance.ranAt)),
    pxWord('DECIMALS', Math.max(...decimals)),
    pxWord('SHOWDECIMALS', Math.min(...decimals)),
  )
  lines.push(pxEntry('MATRIX', pxLine(id).toUpperCase().slice(0, 20)), pxEntry('TABLEID', pxLine(id)))
  lines.push(pxWord('AGGREGALLOWED', measures.every((m) => m.measure.additive) ? 'YES' : 'NO'))
  lines.push(pxEntry('SUBJECT-CODE', pxLine(subject.code).slice(0, 20)))
  text('SUBJECT-AREA', say(subject.label))
  text('DESCRIPTION', say(cube.title))
  text('TITLE', say(cube.title))
  text('CONTENTS', (l) =>
    measures.length === 1 ? say(measures[0]?.measure.label ?? cube.title)(l) : say(cube.title)(l),
  )
  text('UNITS', (l) =>
    units.length === 1
      ? say(measures[0]?.measure.unit ?? { vi: '', en: '' })(l) || '-'
      : say({ vi: 'Theo từng chỉ tiêu', en: 'By contents' })(l),
  )
  list('STUB', (l) => table.stub.map((v) => v.name[l]))
  list('HEADING', (l) => table.heading.map((v) => v.name[l]))
  text('CONTVARIABLE', (l) => contents.name[l])
  for (const v of variables)
    list(
      'VALUES',
      (l) => v.values[l],
      (l) => [v.name[l]],
    )
  for (const v of variables) {
    const kind = v.time
    if (kind !== null)
      for (const l of languages)
        lines.push(pxList(pxKey('TIMEVAL', mark(l), [v.name[l]]), v.codes.map(timestamp), `TLIST(${intervals[kind]})`))
  }
  for (const v of variables)
    list(
      'CODES',
      () => v.codes,
      (l) => [v.name[l]],
    )
  for (const v of variables)
    text(
      'VARIABLECODE',
      () => v.code,
      (l) => [v.name[l]],
    )
  for (const v of variables)
    text(
      'VARIABLE-TYPE',
      () => v.type,
      (l) => [v.name[l]],
    )
  for (const v of variables) {
    const total = v.categories?.findIndex((c) => c.kind === 'total') ?? -1
    if (total >= 0)
      text(
        'ELIMINATION',
        (l) => v.values[l][total] ?? '',
        (l) => [v.name[l]],
      )
  }
  for (const [m, { measure }] of measures.entries()) {
    if (measure.decimals > 0)
      for (const l of languages)
        lines.push(
          pxWord(pxKey('PRECISION', mark(l), [contents.name[l], contents.values[l][m] ?? '']), measure.decimals),
        )
  }
  lines.push(pxEntry('LAST-UPDATED', pxTime(cube.provenance.ranAt)))
  // Named by the value alone: so PC-Axis and PxWeb read keywords of contents.
  for (const m of measures.keys())
    text(
      'LAST-UPDATED',
      () => pxTime(cube.provenance.ranAt),
      (l) => [contents.values[l][m] ?? ''],
    )
  for (const [m, { measure }] of measures.entries())
    text(
      'UNITS',
      (l) => say(measure.unit)(l) || '-',
      (l) => [contents.values[l][m] ?? ''],
    )
  text('SOURCE', say(cube.source))
  for (const [keyword, symbol] of symbolTexts) text(keyword, say(symbol))
  text('NOTE', (l) => pxNote(noteLines(cube, l, program).join('\n')))
  notes(cube, table, crossing, text)
  return lines.join('')
}

/** Notes of variables, values and cells, each said through `text`. */
const notes = (
  cube: ProtectedCube,
  { stub, heading, contents, measures }: PxTable,
  crossing: Crossing,
  text: (keyword: string, of: (l: Language) => string, names: (l: Language) => string[]) => void,
): void => {
  const variables = [...stub, ...heading]
  const cell = (at: Map<PxVariable, number>, words: Bilingual): void =>
    text(
      'CELLNOTE',
      (l) => pxNote(words[l] || words.vi),
      (l) => variables.map((v) => (at.has(v) ? (v.values[l][at.get(v) ?? 0] ?? '*') : '*')),
    )
  const byVariable = new Map<PxVariable, Bilingual[]>()
  const byValue = new Map<string, { variable: PxVariable; at: number; words: Bilingual[] }>()
  const put = (variable: PxVariable, at: number, words: Bilingual): void => {
    const key = `${variables.indexOf(variable)} ${at}`
    const known = byValue.get(key)
    if (known) known.words.push(words)
    else byValue.set(key, { variable, at, words: [words] })
  }
  for (const [m, { measure }] of measures.entries()) if (measure.formula) put(contents, m, measure.formula)
  for (const note of cube.footnotes ?? []) {
    const measure = note.measure === undefined ? -1 : measures.findIndex((m) => m.id === note.measure)
    if (note.address) {
      const at = new Map<PxVariable, number>()
      if (measure >= 0) at.set(contents, measure)
      let found = true
      for (const v of variables) {
        if (v.dimension === null) continue
        const dimension = cube.dimensions[crossing.dimensions[v.dimension]?.index ?? -1]
        const asked = note.address.find(
          (a) => a.variable === dimension?.variable && (a.level === undefined || a.level === dimension.level),
        )
        const place = (v.categories ?? []).findIndex((c) =>
          asked === undefined
            ? c.kind === 'total'
            : c.kind === asked.kind &&
              (c.kind === 'total' || sameCategory(cube, crossing, v.dimension ?? 0, c.code, asked)),
        )
        if (place < 0) found = false
        else at.set(v, place)
      }
      if (found && (note.measure === undefined || measure >= 0)) cell(at, note.text)
    } else if (note.variable !== undefined) {
      for (const v of variables) {
        if (v.dimension === null || crossing.dimensions[v.dimension]?.variable !== note.variable) continue
        if (note.category === undefined) byVariable.set(v, [...(byVariable.get(v) ?? []), note.text])
        else {
          const dimension = crossing.dimensions[v.dimension]
          const at =
            dimension?.places.findIndex((p) => {
              const c = cube.dimensions[dimension.index]?.categories[p]
              return c !== undefined && categoryKey(c) === note.category
            }) ?? -1
          if (at >= 0) put(v, at, note.text)
        }
      }
    } else if (measure >= 0) put(contents, measure, note.text)
  }
  const joined =
    (words: Bilingual[]) =>
    (l: Language): string =>
      words.map((w) => pxNote(w[l] || w.vi)).join('##')
  for (const [v, words] of byVariable) text('NOTE', joined(words), (l) => [v.name[l]])
  for (const { variable, at, words } of byValue.values())
    text('VALUENOTE', joined(words), (l) => [variable.name[l], variable.values[l][at] ?? ''])
  for (const v of variables)
    v.categories?.forEach((c, at) => {
      if (marksStatus(cube, c)) cell(new Map([[v, at]]), figureStatusLabels[c.status])
    })
}

const sameCategory = (
  cube: ProtectedCube,
  crossing: Crossing,
  d: number,
  code: string,
  asked: { code: string | null; version?: string | undefined },
): boolean => {
  const dimension = crossing.dimensions[d]
  const place = dimension?.places[dimension.categories.findIndex((c) => c.code === code)]
  const category = place === undefined ? undefined : cube.dimensions[dimension?.index ?? 0]?.categories[place]
  return (
    category !== undefined &&
    category.code === (asked.code ?? '') &&
    (asked.version === undefined || asked.version === category.version)
  )
}

/** The place in the crossing and the measure of each figure of DATA, row by row. */
export const dataOrder = ({ stub, heading }: PxTable, crossing: Crossing) => {
  const variables = [...stub, ...heading]
  const sizes = variables.map((v) => v.codes.length)
  const strides = crossing.sizes.map((_, d) => crossing.sizes.slice(d + 1).reduce((n, s) => n * s, 1))
  const columns = heading.reduce((n, v) => n * v.codes.length, 1)
  const total = sizes.reduce((n, s) => n * s, 1)
  const at = (position: number): { place: number; measure: number } => {
    let place = 0
    let measure = 0
    coordinatesAt(sizes, position).forEach((coordinate, v) => {
      const dimension = variables[v]?.dimension ?? null
      if (dimension === null) measure = coordinate
      else place += coordinate * (strides[dimension] ?? 1)
    })
    return { place, measure }
  }
  return { columns, total, at }
}

export const writePx = async (
  path: string,
  cube: ProtectedCube,
  crossing: Crossing,
  options: PxOptions,
): Promise<void> => {
  const table = pxTable(cube, crossing)
  const { columns, total, at } = dataOrder(table, crossing)
  await writeText(path, async (write) => {
    await write(header(cube, crossing, table, options))
    await write('DATA=\r\n')
    let row: string[] = []
    for (let position = 0; position < total; position += 1) {
      const { place, measure } = at(position)
      const cell = crossing.cells[place] ?? -1
      const of = table.measures[measure]
      const figure =
        cell < 0 || !of
          ? { text: null, status: crossing.notShown(place) ? ('not_available' as const) : ('none' as const) }
          : publishedFigure(cube, of, cell)
      row.push(figure.text ?? `"${pxSymbols[figure.status === 'value' ? 'not_available' : figure.status]}"`)
      if (row.length === columns) {
        // A space also ends the line: between two rows there is one separator, as between two figures.
        await write(`${row.join(' ')}${position === total - 1 ? ';' : ' '}\r\n`)
        row = []
        await options.pace()
      }
    }
  })
}
