// The whole cube as one flat table, a figure a row: for programs and screen readers. In: a protected cube, a language.
// Out: a header and rows, streamed. Never a count of records, never a figure that protection withheld.
import { plainCell } from '#shared/format/cell.ts'
import type { CellStatus, CubeCategory, ProtectedCube } from '#shared/model/cube.ts'
import type { PublishLanguage } from './labels.ts'

/** text: escaped against formulas where a spreadsheet might read it · number: plain decimal text. */
export type TidyColumn = { name: string; kind: 'text' | 'number' }

/** SDMX's codes for what is not a code: total, unknown, unspecified. */
const specialCodes: Record<Exclude<CubeCategory['kind'], 'value'>, string> = { total: '_T', missing: '_U', unmapped: '_X' }

/** Which cells were hidden first says that few stand behind them: outside, withheld is withheld. */
const publicStatus = (status: CellStatus): CellStatus => (status === 'suppressed_secondary' ? 'suppressed' : status)

const languagesOf = (language: PublishLanguage): ('vi' | 'en')[] => (language === 'both' ? ['vi', 'en'] : [language])

const uniqueNames = (cube: ProtectedCube): string[] => {
  const seen = new Map<string, number>()
  return cube.dimensions.map(({ variable }) => {
    const times = (seen.get(variable) ?? 0) + 1
    seen.set(variable, times)
    return times === 1 ? variable : `${variable}_${times}`
  })
}

export const tidyTable = (cube: ProtectedCube, language: PublishLanguage): { columns: TidyColumn[]; rowCount: number; rows: () => Generator<string[]> } => {
  const languages = languagesOf(language)
  const suffix = (l: string) => (languages.length > 1 ? `_${l}` : '')
  const names = uniqueNames(cube)
  const versioned = cube.dimensions.map((d) => d.categories.some((c) => c.version !== undefined))
  const text = (name: string): TidyColumn => ({ name, kind: 'text' })
  const columns: TidyColumn[] = [
    ...cube.dimensions.flatMap((_, d) => {
      const name = names[d] ?? ''
      return [text(name), ...(versioned[d] ? [text(`${name}_version`)] : []), ...languages.map((l) => text(`${name}_label${suffix(l)}`))]
    }),
    text('measure'), ...languages.map((l) => text(`measure_label${suffix(l)}`)), ...languages.map((l) => text(`unit${suffix(l)}`)),
    { name: 'value', kind: 'number' }, text('status'), text('figure_status'),
  ]
  // Each category's fields are the same in every row it stands in.
  const fields = cube.dimensions.map((dimension, d) => dimension.categories.map((c) => [
    c.kind === 'value' ? c.code : specialCodes[c.kind],
    ...(versioned[d] ? [c.version ?? ''] : []),
    ...languages.map((l) => c.label[l]),
  ]))
  const measureFields = cube.measures.map((m) => [m.id, ...languages.map((l) => m.label[l]), ...languages.map((l) => m.unit[l])])
  const stored = cube.cells.records.length

  function* rows(): Generator<string[]> {
    for (let i = 0; i < stored; i += 1) {
      const place = cube.dimensions.flatMap((_, d) => fields[d]?.[cube.cells.coordinates[d]?.[i] ?? 0] ?? [])
      for (const [m, measure] of cube.measures.entries()) {
        const value = cube.cells.values[m]?.[i] ?? null
        const status = cube.cells.statuses?.[m]?.[i] ?? (value === null ? 'not_available' : 'value')
        yield [...place, ...(measureFields[m] ?? []), plainCell({ value, status }, measure) ?? '', publicStatus(status), cube.status]
      }
    }
  }
  return { columns, rowCount: stored * cube.measures.length, rows }
}
