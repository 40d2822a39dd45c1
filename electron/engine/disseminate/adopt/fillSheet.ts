// This year's figures for a sheet: which cells get what, and what differs. Pure. In: the sheet as read, its bindings, a
// protected cube, the period. Out: edits and differences. Never a figure protection withheld, never a figure in a place
// whose label is not bound, never last year's figure left standing under this year's heading.
import { formatCell, plainCell } from '#shared/format/cell.ts'
import type { AdoptDifference, FigureSymbol, LabelBinding, TableSheet } from '#shared/contract/adopt.ts'
import type { CellStatus, CubeMeasure, ProtectedCube } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { exactNumber } from '#engine/disseminate/publish/exactNumber.ts'
import { roundedPlain } from '#engine/disseminate/publish/roundedPlain.ts'
import { boundPlaces, dimensionName } from './bindLabels.ts'
import type { CellBinding } from './bindLabels.ts'
import type { DatedKeys } from './bindTable.ts'
import { cubeLookup } from './cubeLookup.ts'
import { placedUnits } from './fillUnits.ts'
import type { Looked } from './cubeLookup.ts'
import { legacyReader } from './legacyText.ts'
import type { CellEdit, CellValue } from './patchSheet.ts'
import { inFont } from './periodText.ts'
import { cellName } from './rawSheet.ts'
import type { RawCell, RawSheet } from './rawSheet.ts'
import { symbolOf } from './sheetText.ts'

/**
 * A column of the new sheet: its place, the column its meaning and look come from, and the period its figures are of.
 */
export type TargetColumn = { sheetColumn: number; like: number; period: string }
export type FillInput = {
  raw: RawSheet
  table: TableSheet
  bindings: LabelBinding[]
  cube: ProtectedCube
  dated: DatedKeys
  /** Dimension (name) whose categories are periods; null: the table has none. */
  time: string | null
  period: string
  /** Of the figures the sheet has, where it does not say so itself. */
  previous: string | null
  /** New figures go here; other columns are compared only. */
  targets: TargetColumn[]
  /** Rows whose period is being replaced; null: all rows. */
  targetRows: Set<number> | null
}
export type Filled = {
  edits: CellEdit[]
  differences: AdoptDifference[]
  filled: number
  blank: number
  compared: number
  agreeing: number
}

const defaultSymbols: Record<FigureSymbol, string> = { none: '-', not_available: '…', not_applicable: 'x' }

/** The sign the sheet itself uses for each meaning, most often. */
const symbolsOf = (raw: RawSheet): Record<FigureSymbol, string> => {
  const counts = new Map<string, number>()
  for (const cells of raw.cells.values())
    for (const { text } of cells)
      if (symbolOf(text) !== null) counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1)
  const most = (symbol: FigureSymbol): string =>
    [...counts].filter(([text]) => symbolOf(text) === symbol).sort((a, b) => b[1] - a[1])[0]?.[0] ??
    defaultSymbols[symbol]
  return { none: most('none'), not_available: most('not_available'), not_applicable: most('not_applicable') }
}

const symbolFor = (status: CellStatus): FigureSymbol =>
  status === 'none' ? 'none' : status === 'not_applicable' ? 'not_applicable' : 'not_available'

/** −0,05 for a published 1.234,5 and a computed 1.234,45: relative to what was published. */
const relative = (was: string, now: string): number | null => (Number(was) === 0 ? null : Number(now) / Number(was) - 1)

export const fillSheet = (input: FillInput): Filled => {
  const { raw, table, bindings, cube, dated, time, period, targets } = input
  const look = cubeLookup(cube)
  const symbols = symbolsOf(raw)
  const names = cube.dimensions.map((d) => dimensionName(d.variable, d.level ?? null))
  const places = boundPlaces(table, bindings)
  const differences: AdoptDifference[] = []
  const edits: CellEdit[] = []
  const counts = { filled: 0, blank: 0, compared: 0, agreeing: 0 }
  const units = placedUnits(table, cube)
  const shown = cube.measures.findIndex((m) => m.hidden !== true)
  const cellAt = (row: number, column: number): RawCell | undefined =>
    raw.cells.get(row)?.find((c) => c.column === column)
  const convert = legacyReader(
    [...raw.cells.values()]
      .flat()
      .filter((c) => c.kind === 'text')
      .map((c) => ({ text: c.text, font: c.style.font })),
  ).convert
  const rowText = (row: number) => table.rows[row]?.label.vi ?? ''
  const columnText = (column: number, of?: string) =>
    table.columns[column]?.path.map((l) => (of !== undefined && l.period !== null ? of : l.vi)).join(' · ') ?? ''

  const merged = (
    row: number,
    column: number,
    of: string | null,
  ): { binding: CellBinding; measure: number; period: string } | null => {
    const [left, over] = [places.rows[row], places.columns[column]]
    if (!left || !over) return null
    const categories = new Map([...left.categories, ...over.categories])
    if (time !== null && of !== null) categories.set(time, [of])
    const measure = over.measure ?? left.measure
    const index = measure === null ? shown : cube.measures.findIndex((m) => m.id === measure)
    return {
      binding: { categories, measure },
      measure: index,
      period: of ?? (time === null ? period : (categories.get(time)?.[0] ?? period)),
    }
  }
  /** The dimension whose category is of no version valid at the period. */
  const endedIn = (categories: Map<string, string[]>, of: string): { dimension: number; key: string } | null => {
    for (const [name, keys] of categories) {
      const dimension = names.indexOf(name)
      if (name !== time && dimension >= 0 && keys.length > 0 && keys.every((key) => !dated.validIn(dimension, key, of)))
        return { dimension, key: keys.at(-1) ?? '' }
    }
    return null
  }
  const valueOf = (looked: Extract<Looked, { kind: 'cell' }>, measure: CubeMeasure, font: string): CellValue => {
    const plain = plainCell(looked, measure) === null ? null : roundedPlain(looked, measure)
    if (plain === null) return { kind: 'text', text: inFont(symbols[symbolFor(looked.status)], font) }
    return exactNumber(plain) === null
      ? { kind: 'text', text: formatCell(looked, measure, 'vi') }
      : { kind: 'number', text: plain }
  }

  const endedRows = new Set<string>()
  const noTotals = new Set<number>()
  const unfilled = new Set<number>()
  for (const [r, row] of table.rows.entries()) {
    if (row.heading || (input.targetRows !== null && !input.targetRows.has(r))) continue
    for (const target of targets) {
      const column = table.columns.findIndex((c) => c.sheetColumn === target.like)
      const like = cellAt(row.sheetRow, target.like)
      const style = target.sheetColumn === target.like ? {} : { styleIndex: like?.styleIndex ?? 0 }
      const name = cellName(row.sheetRow, target.sheetColumn)
      const put = (value: CellValue) => edits.push({ row: row.sheetRow, column: target.sheetColumn, value, ...style })
      const place = merged(r, column, target.period)
      const found = place ? look(place.binding.categories, place.measure) : null
      // Records there speak louder than dates of validity.
      const ended =
        place && found?.kind === 'cell' && found.index < 0 ? endedIn(place.binding.categories, target.period) : null
      if (ended && !endedRows.has(row.label.cell)) {
        endedRows.add(row.label.cell)
        differences.push({
          kind: 'ended',
          cell: row.label.cell,
          label: row.label.vi,
          successor: dated.successor(ended.dimension, ended.key),
        })
      }
      const looked = ended ? null : found
      const measure = place ? units.measureAt(r, column, place.measure) : null
      if (looked?.kind === 'no_total') noTotals.add(looked.dimension)
      if (looked?.kind !== 'cell' || !measure) {
        put({ kind: 'blank' })
        counts.blank += 1
        if (!ended && looked?.kind !== 'no_total' && !(place && looked)) unfilled.add(r)
        continue
      }
      if (looked.status === 'suppressed' || looked.status === 'suppressed_secondary')
        differences.push({ kind: 'withheld', cell: name, row: rowText(r), column: columnText(column, target.period) })
      put(valueOf(looked, measure, like?.style.font ?? ''))
      counts.filled += 1
    }
  }
  differences.push(...units.told, ...rowsLeft(input, places, unfilled, look))
  for (const dimension of noTotals) {
    const label = cube.dimensions[dimension]?.label ?? { vi: '', en: '' }
    differences.push({
      kind: 'kept',
      cell: '',
      message: {
        vi: `Bảng không có tổng theo “${label.vi}”; các ô cần tổng này để trống.`,
        en: `The table has no total over “${label.en}”; cells that need it are left blank.`,
      },
    })
  }

  for (const figure of table.figures) {
    const of =
      time === null
        ? null
        : (places.columns[figure.column]?.categories.get(time)?.[0] ??
          places.rows[figure.row]?.categories.get(time)?.[0] ??
          input.previous)
    if ((time !== null && of === null) || (figure.value === null && figure.symbol === null) || of === period) continue
    const place = merged(figure.row, figure.column, of)
    const measure = place ? units.measureAt(figure.row, figure.column, place.measure) : null
    if (!place || !measure) continue
    // A period the data do not have cannot be compared.
    const dimension = time === null ? -1 : names.indexOf(time)
    if (dimension >= 0 && !cube.dimensions[dimension]?.categories.some((c) => categoryKey(c) === of)) continue
    const looked = look(place.binding.categories, place.measure)
    if (
      looked.kind !== 'cell' ||
      looked.status.startsWith('suppressed') ||
      (looked.index < 0 && endedIn(place.binding.categories, place.period))
    )
      continue
    counts.compared += 1
    const now = plainCell(looked, measure) === null ? null : roundedPlain(looked, measure)
    const same =
      figure.value !== null && now !== null
        ? roundedPlain(
            { value: Number(figure.value), status: 'value' },
            { ...measure, exact: false, scale: 0, power: 0 },
          ) === now
        : figure.value === null && now === null
    // A dash and a zero say the same.
    if (
      same ||
      (figure.symbol === 'none' && Number(now) === 0) ||
      (figure.value !== null && Number(figure.value) === 0 && looked.status === 'none')
    )
      counts.agreeing += 1
    else {
      const was =
        figure.value ??
        convert(
          cellAt(table.rows[figure.row]?.sheetRow ?? 0, table.columns[figure.column]?.sheetColumn ?? 0)?.text ?? '',
          '',
        )
      differences.push({
        kind: 'figure',
        cell: figure.cell,
        row: rowText(figure.row),
        column: columnText(figure.column),
        was,
        now: now ?? symbols[symbolFor(looked.status)],
        relative: figure.value !== null && now !== null ? relative(figure.value, now) : null,
      })
    }
  }
  differences.push(
    ...labelDifferences(bindings),
    ...missingCategories(input, names, places, look),
    ...extents(input, names),
  )
  return { edits, differences, ...counts }
}

/**
 * Rows of the sheet that got nothing although their own label is bound, or that have figures now and had none before.
 */
const rowsLeft = (
  { table, bindings, time, period, cube }: FillInput,
  places: ReturnType<typeof boundPlaces>,
  unfilled: ReadonlySet<number>,
  look: ReturnType<typeof cubeLookup>,
): AdoptDifference[] => {
  const bound = new Map(bindings.filter((b) => b.axis === 'row').map((b) => [b.label.cell, b.target]))
  const shown = Math.max(
    0,
    cube.measures.findIndex((m) => m.hidden !== true),
  )
  return table.rows.flatMap(({ label, heading }, r): AdoptDifference[] => {
    const target = bound.get(label.cell) ?? null
    const left = (message: Bilingual): AdoptDifference[] => [{ kind: 'kept', cell: label.cell, message }]
    // A label that is not bound is told as such.
    if (unfilled.has(r) && target !== null)
      return left({
        vi: `Dòng “${label.vi}” không được điền: nhãn phía trên hoặc tiêu đề cột chưa khớp.`,
        en: `The row “${label.vi}” was not filled: a label above it or a column heading is not bound.`,
      })
    if (!heading || target?.kind !== 'category') return []
    const looked = look(
      new Map([
        ...(places.rows[r]?.categories ?? []),
        ...(time === null ? [] : [[time, [period]] as [string, string[]]]),
      ]),
      places.rows[r]?.measure === null || places.rows[r] === null
        ? shown
        : Math.max(
            shown,
            cube.measures.findIndex((m) => m.id === places.rows[r]?.measure),
          ),
    )
    return looked.kind === 'cell' && looked.index >= 0
      ? left({
          vi: `Dòng “${label.vi}” không có số ở các kỳ trước nên không được điền.`,
          en: `The row “${label.vi}” has no figures of earlier periods and was not filled.`,
        })
      : []
  })
}

const labelDifferences = (bindings: LabelBinding[]): AdoptDifference[] =>
  bindings
    .filter((b) => b.target === null)
    .map((b): AdoptDifference =>
      b.how === 'former'
        ? { kind: 'ended', cell: b.label.cell, label: b.label.vi, successor: b.suggestions[0]?.label ?? null }
        : {
            kind: 'label',
            cell: b.label.cell,
            label: b.label.text,
            suggestions: b.suggestions.map(({ key, label }) => ({ key, label })),
          },
    )

/** Categories with records at the period that no row or column of the sheet speaks of. */
const missingCategories = (
  { bindings, cube, time, period }: FillInput,
  names: string[],
  places: ReturnType<typeof boundPlaces>,
  look: ReturnType<typeof cubeLookup>,
): AdoptDifference[] => {
  const used = new Map<string, { keys: Set<string>; axis: 'row' | 'column' }>()
  for (const { target, axis } of bindings) {
    if (target?.kind !== 'category') continue
    const name = dimensionName(target.variable, target.level)
    const known = used.get(name) ?? { keys: new Set(), axis }
    for (const key of target.keys) known.keys.add(key)
    used.set(name, known)
  }
  const shown = Math.max(
    0,
    cube.measures.findIndex((m) => m.hidden !== true),
  )
  const measure = cube.measures[shown]
  const wanted = places.columns.find((c) => c?.measure)?.measure
  const at = Math.max(
    shown,
    cube.measures.findIndex((m) => m.id === wanted),
  )
  return cube.dimensions.flatMap((dimension, d) => {
    const name = names[d] ?? ''
    const known = used.get(name)
    if (!known || name === time || !measure) return []
    return dimension.categories
      .filter((c) => c.kind !== 'total' && !known.keys.has(categoryKey(c)))
      .flatMap((c): AdoptDifference[] => {
        const looked = look(
          new Map([[name, [categoryKey(c)]], ...(time === null ? [] : [[time, [period]] as [string, string[]]])]),
          at,
        )
        if (looked.kind !== 'cell' || looked.index < 0) return []
        return [
          {
            kind: 'missing',
            variable: dimension.variable,
            key: categoryKey(c),
            label: c.label,
            axis: known.axis,
            now: formatCell(looked, cube.measures[at] ?? measure, 'vi'),
          },
        ]
      })
  })
}

/** Units that took in others since the sheet's figures: the same words, more ground. */
const extents = ({ bindings, dated, period, previous, table }: FillInput, names: string[]): AdoptDifference[] => {
  const earlier =
    previous ??
    table.columns.flatMap((c) => c.path.map((l) => l.period)).find((p) => p !== null && p !== period) ??
    null
  return bindings.flatMap(({ target, label }): AdoptDifference[] => {
    if (target?.kind !== 'category' || earlier === null) return []
    const dimension = names.indexOf(dimensionName(target.variable, target.level))
    const now = target.keys.find((key) => dated.validIn(dimension, key, period))
    const before: Bilingual[] = now === undefined || dimension < 0 ? [] : dated.predecessors(dimension, now)
    const grown = before.length > 1 && dated.changedBetween(dimension, now ?? '', earlier, period)
    return grown ? [{ kind: 'extent', cell: label.cell, label: label.vi, before }] : []
  })
}
