// The columns and rows of SDMX-CSV 1.0 and 2.0: one observation a row, one measure dimension, figures as published. In:
// a protected cube, options. Out: header and rows of fields. Every block of the cube is written: an observation is a
// set of codes. Never a count.
import { fail } from '#shared/model/failure.ts'
import { periodBounds } from '#shared/model/period.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { staleNote } from '#shared/format/staleLinks.ts'
import { figureStatuses, fileDimensions, fileMeasures, publishedFigure } from '../fileCube.ts'
import type { FileCategory, FileDimension, PublicStatus } from '../fileCube.ts'
import { oneLine } from '../labels.ts'
import type { PublishLanguage } from '../labels.ts'
import { partialNotes } from '../partialNotes.ts'
import { placeNotes, wholeNotes } from '../rowNotes.ts'

export type SdmxOptions = {
  version: '1.0' | '2.0'
  language: PublishLanguage
  /** Maintainer and id of the dataflow, and its version. */
  agency: string
  flow: string
  flowVersion: string
  /** id: codes alone · both: "code: name" in heading and cells. */
  labels: 'id' | 'both'
}

/** Code list CL_OBS_STATUS. */
export const observationStatus: Record<Exclude<PublicStatus, 'value'>, string> = {
  none: 'A',
  not_available: 'L',
  suppressed: 'Q',
  not_applicable: 'M',
}
const figureCodes = { official: 'A', preliminary: 'P', estimate: 'E' } as const
const zeroWhenNone: readonly string[] = ['count', 'sum', 'distinct']

const isId = (text: string): boolean => /^[A-Za-z0-9_@$-]+$/.test(text)

/** Codes fit for SDMX: what its pattern does not know becomes an underscore, and stays unique. */
const sdmxCodes = (dimension: FileDimension, isTime: boolean): string[] => {
  const taken = new Set<string>()
  return dimension.categories.map((category) => {
    const plain = isTime ? timePeriod(category) : category.code.replace(/[^A-Za-z0-9_@$-]/g, '_') || '_'
    let code = plain
    for (let n = 2; taken.has(code); n += 1) code = `${plain}_${n}`
    taken.add(code)
    return code
  })
}

/** 2024, 2024-Q1 and 2024-07 are SDMX's own; a school year is a time range of a year. */
const timePeriod = (category: FileCategory): string =>
  /^\d{4}-\d{4}$/.test(category.code) ? `${periodBounds(category.code)?.first ?? category.code}/P1Y` : category.code

const cubeWithholds = ({ cells }: ProtectedCube): boolean =>
  (cells.statuses ?? []).some((column) => column?.some((own) => own === 'suppressed' || own === 'suppressed_secondary'))

type Column = { id: string; label: Bilingual; dimension: FileDimension; codes: string[] }

export const sdmxTable = (
  cube: ProtectedCube,
  options: SdmxOptions,
): { header: string[]; rows: () => Generator<string[]>; rowCount: number } => {
  for (const [field, value] of [
    ['agency', options.agency],
    ['flow', options.flow],
  ] as const) {
    if (!isId(value.replaceAll('.', '_'))) return fail('PUBLISH_NAME_INVALID', { field, name: value, format: 'SDMX' })
  }
  if (!/^\d+(\.\d+){0,2}$/.test(options.flowVersion))
    return fail('PUBLISH_NAME_INVALID', { field: 'version', name: options.flowVersion, format: 'SDMX' })

  const say = (text: Bilingual): string => oneLine(text, options.language)
  const all = fileDimensions(cube)
  const times = all.filter((d) => d.time !== null)
  const time = times.find((d) => d.variable === 'period') ?? times[0]
  const columns = [...all.filter((d) => d !== time), ...(time ? [time] : [])].map((dimension): Column => ({
    id: dimension === time ? 'TIME_PERIOD' : dimension.name.toUpperCase(),
    label: dimension.label,
    dimension,
    codes: sdmxCodes(dimension, dimension === time),
  }))
  const measures = fileMeasures(cube)
  const named = options.labels === 'both'
  const head = (id: string, label: Bilingual): string => (named ? `${id}: ${say(label)}` : id)
  const cell = (id: string, label: Bilingual): string => (named ? `${id}: ${say(label)}` : id)
  const localised = options.version === '2.0' && options.language === 'both'
  const unitOf = (unit: Bilingual): string =>
    localised ? `vi:${unit.vi.replaceAll(';', ',')};en:${unit.en.replaceAll(';', ',')}` : say(unit)
  const identifier = `${options.agency}:${options.flow}(${options.flowVersion})`
  const flow = cell(identifier, cube.title)
  const lead =
    options.version === '1.0'
      ? ['DATAFLOW']
      : [localised ? 'STRUCTURE[;]' : 'STRUCTURE', 'STRUCTURE_ID', ...(named ? ['STRUCTURE_NAME'] : []), 'ACTION']
  const leadFields =
    options.version === '1.0' ? [flow] : ['dataflow', identifier, ...(named ? [say(cube.title)] : []), 'I']
  const parts = partialNotes(cube)
  const footnoted = placeNotes(cube)
  const stale = staleNote(cube.provenance)
  const whole = wholeNotes(cube)
  const commented = parts !== null || footnoted !== null || stale !== null
  // A figure withheld says so by a code of its own: nobody takes it for one that was never there.
  const confidential = cubeWithholds(cube)
  const noteHead = (id: string, label: Bilingual): string => `${head(id, label)}${localised ? '[vi;en]' : ''}`
  const header = [
    ...lead,
    ...columns.slice(0, time ? -1 : undefined).map((c) => head(c.id, c.label)),
    head('INDICATOR', { vi: 'Chỉ tiêu', en: 'Indicator' }),
    ...(time ? [head('TIME_PERIOD', time.label)] : []),
    head('OBS_VALUE', { vi: 'Giá trị', en: 'Observation value' }),
    head('OBS_STATUS', { vi: 'Tình trạng', en: 'Observation status' }),
    head('UNIT_MULT', { vi: 'Số mũ đơn vị', en: 'Unit multiplier' }),
    head('DECIMALS', { vi: 'Số chữ số thập phân', en: 'Decimals' }),
    localised ? `${head('UNIT', { vi: 'Đơn vị', en: 'Unit' })}[vi;en]` : head('UNIT', { vi: 'Đơn vị', en: 'Unit' }),
    ...(confidential ? [head('CONF_STATUS', { vi: 'Mức bảo mật', en: 'Confidentiality status' })] : []),
    ...(commented ? [noteHead('COMMENT_OBS', { vi: 'Ghi chú', en: 'Comment' })] : []),
    ...(whole === null ? [] : [noteHead('COMMENT_DSET', { vi: 'Ghi chú của bảng', en: 'Comment on the dataset' })]),
  ]
  const fields = columns.map((c) =>
    c.dimension.categories.map((category, i) =>
      c.dimension === time ? (c.codes[i] ?? '') : cell(c.codes[i] ?? '', category.label),
    ),
  )
  const comment = (texts: readonly (Bilingual | null)[]): string => {
    const said = texts.flatMap((own) => own ?? [])
    if (said.length === 0) return ''
    return unitOf({ vi: said.map(({ vi }) => vi).join(' '), en: said.map(({ vi, en }) => en || vi).join(' ') })
  }
  const stored = cube.cells.records.length
  const certainty = figureStatuses(cube, all)

  function* rows(): Generator<string[]> {
    for (let i = 0; i < stored; i += 1) {
      const place = columns.map((c, k) => fields[k]?.[cube.cells.coordinates[c.dimension.index]?.[i] ?? 0] ?? '')
      const period = time ? [place.pop() ?? ''] : []
      const certain = figureCodes[certainty(i)]
      const part = parts?.(i) ?? null
      for (const of of measures) {
        const figure = publishedFigure(cube, of, i)
        // One flag only: what is missing says more than how certain the table is.
        const zero = figure.status === 'none' && zeroWhenNone.includes(of.measure.statistic)
        const told = figure.status === 'none' && !zero ? 'not_applicable' : figure.status
        const status = told === 'value' ? certain : observationStatus[told]
        yield [
          ...leadFields,
          ...place,
          cell(of.id.toUpperCase(), of.measure.label),
          ...period,
          figure.text ?? (zero ? '0' : ''),
          status,
          String(of.measure.power),
          String(of.measure.decimals),
          unitOf(of.measure.unit),
          ...(confidential ? [figure.status === 'suppressed' ? 'C' : 'F'] : []),
          ...(commented ? [comment([part, stale, ...(footnoted?.(i, of.id) ?? [])])] : []),
          ...(whole === null ? [] : [unitOf(whole)]),
        ]
      }
    }
  }
  return { header, rows, rowCount: stored * measures.length }
}
