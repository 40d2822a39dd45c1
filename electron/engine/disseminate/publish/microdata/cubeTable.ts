// A protected cube as a table for Stata and SPSS: one row a cell; for each dimension a labelled number (or a period)
// and its code as text, for each measure a column of figures with every digit and a column saying what a missing figure
// means. In: a cube, a language. Out: a StatTable. A figure that a double cannot hold makes its column text: never a
// rounded digit.
import { figureStatusLabels, statusLabels } from '#shared/format/cell.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { exactNumber } from '../exactNumber.ts'
import { figureStatus, figureStatuses, fileDimensions, fileMeasures, wholeFigure } from '../fileCube.ts'
import type { FileDimension, FileMeasure, PublicStatus } from '../fileCube.ts'
import { noteLines } from '../fileNotes.ts'
import { oneLine } from '../labels.ts'
import type { PublishLanguage } from '../labels.ts'
import { periodSerial, validNames } from './statTable.ts'
import type { NameRules, StatChunk, StatColumn, StatTable, StatValue } from './statTable.ts'

/** Why there is no figure: Stata's extended missing values, and the values of the status column. */
const reasons: { status: Exclude<PublicStatus, 'value'>; letter: string; value: number }[] = [
  { status: 'not_available', letter: 'a', value: 2 },
  { status: 'suppressed', letter: 'b', value: 3 },
  { status: 'not_applicable', letter: 'c', value: 4 },
  { status: 'none', letter: 'd', value: 1 },
]
const reasonOf = (status: PublicStatus) => (status === 'value' ? undefined : reasons.find((r) => r.status === status))
const certainties = ['official', 'preliminary', 'estimate'] as const
/** Values of a labelled dimension that are no category of the list. */
const specialValues = { total: 0, missing: -1, unmapped: -2, others: -4 } as const
const notLinked = -3
const largestDouble = 8e307

type Built = { column: Omit<StatColumn, 'name'>; value: (cell: number) => StatValue }

const label = (vi: string, en: string): Bilingual => ({ vi, en })

const dimensionColumns = (cube: ProtectedCube, dimension: FileDimension, say: (text: Bilingual) => string): Built[] => {
  const at = (cell: number): number => cube.cells.coordinates[dimension.index]?.[cell] ?? 0
  const code: Built = {
    column: {
      source: `${dimension.name}_code`,
      label: `${say(dimension.label)} – ${say(label('mã', 'code'))}`,
      kind: 'text',
      level: 'nominal',
      bytes: Math.max(1, ...dimension.categories.map((c) => Buffer.byteLength(c.code))),
    },
    value: (cell) => dimension.categories[at(cell)]?.code ?? '',
  }
  const periods = dimension.categories.map((c) => (c.kind === 'value' ? parsePeriod(c.code) : null))
  const kinds = new Set(periods.flatMap((p) => (p ? [p.kind] : [])))
  const [kind] = kinds
  const regular = kinds.size === 1 && dimension.categories.every((c, i) => c.kind !== 'value' || periods[i] !== null)
  if (
    cube.dimensions[dimension.index]?.time !== null &&
    regular &&
    (kind === 'year' || kind === 'quarter' || kind === 'month')
  ) {
    const letters = { total: 't', missing: 'm', unmapped: 'u', others: 'o', value: '' } as const
    return [
      {
        column: { source: dimension.name, label: say(dimension.label), kind, level: 'ordinal' },
        value: (cell) => {
          const period = periods[at(cell)]
          return period
            ? periodSerial(kind, period.year, period.part)
            : letters[dimension.categories[at(cell)]?.kind ?? 'total']
        },
      },
      code,
    ]
  }
  let next = 0
  const values = dimension.categories.map((c) =>
    c.kind === 'value' ? (next += 1) : c.code === '_NL' ? notLinked : specialValues[c.kind],
  )
  const none = [...new Set(values)].filter((v) => v < 0 && v > specialValues.others)
  return [
    {
      column: {
        source: dimension.name,
        label: say(dimension.label),
        kind: 'integer',
        level: dimension.time === null ? 'nominal' : 'ordinal',
        valueLabels: dimension.categories.map((c, i) => ({ value: values[i] ?? 0, label: say(c.label) })),
        ...(none.length > 0 ? { userMissing: none } : {}),
      },
      value: (cell) => values[at(cell)] ?? 0,
    },
    code,
  ]
}

const measureColumns = (cube: ProtectedCube, of: FileMeasure, say: (text: Bilingual) => string): Built[] => {
  const unit = say(of.measure.unit)
  const heading = unit === '' ? say(of.measure.label) : `${say(of.measure.label)} (${unit})`
  const figure = (cell: number) => wholeFigure(cube, of, cell)
  let bytes = 0
  let lossless = true
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const { text } = figure(i)
    if (text === null) continue
    bytes = Math.max(bytes, text.length)
    // A double written out in full comes back as itself; an exact figure must not lose a digit.
    // The last doubles are how both programs write that a number is missing.
    if (of.measure.exact ? exactNumber(text) === null : Math.abs(Number(text)) > largestDouble) lossless = false
  }
  const status: Built = {
    column: {
      source: `${of.id}_status`,
      label: `${say(of.measure.label)} – ${say(label('tình trạng', 'status'))}`,
      kind: 'integer',
      level: 'nominal',
      valueLabels: [
        { value: 0, label: say(label('Có số liệu', 'Figure')) },
        ...reasons.map((r) => ({ value: r.value, label: say(statusLabels[r.status]) })),
      ],
    },
    value: (cell) => reasonOf(figureStatus(cube, of, cell))?.value ?? 0,
  }
  if (!lossless) {
    return [
      {
        column: {
          source: of.id,
          label: `${heading} – ${say(label('dạng chữ, đủ chữ số', 'as text, every digit'))}`,
          kind: 'text',
          bytes,
          level: 'nominal',
        },
        value: (cell) => figure(cell).text ?? '',
      },
      status,
    ]
  }
  return [
    {
      column: { source: of.id, label: heading, kind: 'number', decimals: of.measure.decimals, level: 'scale' },
      value: (cell) => {
        const { text, status: why } = figure(cell)
        return text === null ? (reasonOf(why)?.letter ?? null) : Number(text)
      },
    },
    status,
  ]
}

const chunkRows = 4096

export const cubeTable = (
  cube: ProtectedCube,
  language: PublishLanguage,
  program: string,
  names: NameRules,
): StatTable => {
  const say = (text: Bilingual): string => oneLine(text, language)
  const dimensions = fileDimensions(cube)
  const measures = fileMeasures(cube)
  const certainty = figureStatuses(cube, dimensions)
  const built: Built[] = [
    ...dimensions.flatMap((d) => dimensionColumns(cube, d, say)),
    ...measures.flatMap((m) => measureColumns(cube, m, say)),
    {
      column: {
        source: 'figure_status',
        label: say(label('Tình trạng số liệu', 'Status of figures')),
        kind: 'integer',
        level: 'nominal',
        valueLabels: certainties.map((s, i) => ({ value: i, label: say(figureStatusLabels[s]) })),
      },
      value: (cell) => certainties.indexOf(certainty(cell)),
    },
  ]
  const valid = validNames(
    built.map((b) => b.column.source),
    names,
  )
  const stored = cube.cells.records.length
  return {
    label: say(cube.title),
    notes: [
      say(cube.title),
      ...(say(cube.source) === '' ? [] : [say(cube.source)]),
      ...(language === 'en' ? [] : noteLines(cube, 'vi', program)),
      ...(language === 'vi' ? [] : noteLines(cube, 'en', program)),
      // Said in words, not as value labels: other programs take a labelled number for a category.
      `${say(label('Giá trị thiếu trong Stata', 'Missing values in Stata'))}: ${reasons.map((r) => `.${r.letter} ${say(statusLabels[r.status])}`).join('; ')}; .t ${say(label('tổng', 'total'))}`,
      ...measures.flatMap((m) => (m.measure.formula ? [`${m.id}: ${say(m.measure.formula)}`] : [])),
    ],
    columns: built.map((b, i) => ({ ...b.column, name: valid[i] ?? '' })),
    async *chunks(): AsyncGenerator<StatChunk> {
      for (let first = 0; first < stored; first += chunkRows) {
        const rows = Math.min(chunkRows, stored - first)
        yield { rows, columns: built.map((b) => Array.from({ length: rows }, (_, r) => b.value(first + r))) }
      }
    },
  }
}
