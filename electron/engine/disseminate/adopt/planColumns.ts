// Where this year's figures go: a new column (or group of columns) beside the last, in place of last year's, or in the
// last of a window of years that moves on by one. Pure. In: the sheet as read, its bindings, the period. Out: target
// columns, and the edits that make room and name the period. Never a row moved: a sheet with periods in its rows is
// filled in place or refused.
import type { AdoptMode, LabelBinding, SheetLabel, TableSheet } from '#shared/contract/adopt.ts'
import { fail } from '#shared/model/failure.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import type { TargetColumn } from './fillSheet.ts'
import type { CellEdit, CellValue, SheetEdits } from './patchSheet.ts'
import { inFont, replacePeriod, replacePeriodInRuns } from './periodText.ts'
import { cellName } from './rawSheet.ts'
import type { Merge, RawCell, RawSheet } from './rawSheet.ts'
import { legacyReader } from './legacyText.ts'
import { statusOf, statusText, unitLineOf } from './sheetText.ts'

export type ColumnPlan = {
  mode: AdoptMode
  targets: TargetColumn[]
  targetRows: Set<number> | null
  edits: CellEdit[]
  merges?: Merge[]
  widths: NonNullable<SheetEdits['widths']>
  /** Columns added at the right end. */ added: number
}
export type PlanInput = {
  raw: RawSheet
  table: TableSheet
  bindings: LabelBinding[]
  time: string | null
  period: string
  previous: string | null
  mode: AdoptMode
  status: FigureStatus
}

const copyOf = (cell: RawCell): CellValue => {
  if (cell.kind === 'number') return { kind: 'number', text: cell.text }
  if (cell.kind === 'empty' || cell.kind === 'error') return { kind: 'blank' }
  return cell.runs === '' ? { kind: 'text', text: cell.text } : { kind: 'runs', xml: cell.runs }
}

/** The heading of the new period, in the words, runs and font of the one it follows. */
const periodHeading = (cell: RawCell, text: string, from: string, { period, status, table }: PlanInput): CellValue => {
  const had = statusOf(text) ?? 'official'
  if (had === status) {
    const renamed = replacePeriod(cell.text, from, period)
    if (cell.kind === 'number') return { kind: 'number', text: renamed }
    return cell.runs === ''
      ? { kind: 'text', text: renamed }
      : { kind: 'runs', xml: replacePeriodInRuns(cell.runs, from, period) }
  }
  const words = replacePeriod(text, from, period)
    .replace(/(sơ bộ|prel\.?|preliminary|ước tính|ước|est\.?)\s*/gi, '')
    .split('\n')
    .map((line) => line.trim())
  const plain = [...new Set(words)]
  const bilingual =
    plain.length > 1 || table.title.en !== '' || table.columns.some((c) => c.path.some((l) => l.en !== ''))
  const lines =
    status === 'official'
      ? plain
      : (bilingual ? (['vi', 'en'] as const) : (['vi'] as const)).map(
          (language, l) => `${statusText(status, language)} ${plain[l] ?? plain[0] ?? ''}`,
        )
  const joined = lines.join('\n')
  return status === 'official' && /^\d{4}$/.test(joined)
    ? { kind: 'number', text: joined }
    : { kind: 'text', text: inFont(joined, cell.style.font) }
}

const reason = (vi: string, en: string) => ({ reason: vi, reason_vi: vi, reason_en: en })

export const planColumns = (input: PlanInput): ColumnPlan => {
  const { raw, table, bindings, time, period, previous } = input
  const cellAt = (row: number, column: number): RawCell | undefined =>
    raw.cells.get(row)?.find((c) => c.column === column)
  const named = (label: SheetLabel): RawCell | undefined =>
    [...raw.cells.values()].flat().find((c) => cellName(c.row, c.column) === label.cell)
  const texts = legacyReader(
    [...raw.cells.values()]
      .flat()
      .filter((c) => c.kind === 'text')
      .map((c) => ({ text: c.text, font: c.style.font })),
  )
  const isPeriod = (axis: 'row' | 'column', label: SheetLabel): boolean =>
    label.period !== null &&
    bindings.some(
      (b) =>
        b.axis === axis &&
        b.label.cell === label.cell &&
        b.target?.kind === 'category' &&
        b.target.keys[0] === label.period,
    )
  const columnPeriods = table.columns.map((c) => c.path.find((label) => isPeriod('column', label)) ?? null)
  const rowPeriods = table.rows.map((r) => (isPeriod('row', r.label) ? r.label : null))
  const inPlace = (columns: TableSheet['columns'], from: string | null): TargetColumn[] =>
    columns.map((c) => ({ sheetColumn: c.sheetColumn, like: c.sheetColumn, period: from ?? period }))
  const rename = (label: SheetLabel): CellEdit[] => {
    const cell = named(label)
    return cell && label.period !== null
      ? [
          {
            row: cell.row,
            column: cell.column,
            value: periodHeading(cell, texts.convert(cell.text, cell.style.font), label.period, input),
          },
        ]
      : []
  }
  const unchanged = { targetRows: null, edits: [], widths: [], added: 0 }

  if (columnPeriods.some((label) => label !== null)) {
    const existing = table.columns.filter((_, c) => columnPeriods[c]?.period === period)
    if (existing.length > 0) return { mode: 'replace', targets: inPlace(existing, null), ...unchanged }
    const latest = columnPeriods.reduce<string>(
      (last, label) => (label?.period && label.period > last ? label.period : last),
      '',
    )
    const group = table.columns.filter((_, c) => columnPeriods[c]?.period === latest)
    if (input.mode === 'roll') return rollColumns(input, latest, columnPeriods, { cellAt, convert: texts.convert })
    if (input.mode === 'replace') {
      const labels = [
        ...new Map(
          table.columns
            .flatMap((_, c) => (columnPeriods[c]?.period === latest ? [columnPeriods[c]] : []))
            .filter((l) => l !== null)
            .map((l) => [l.cell, l]),
        ).values(),
      ]
      return { mode: 'replace', targets: inPlace(group, null), ...unchanged, edits: labels.flatMap(rename) }
    }
    return addColumns(input, group, latest, columnPeriods, { cellAt, convert: texts.convert })
  }
  if (rowPeriods.some((label) => label !== null)) {
    const rowsOf = (of: string) =>
      new Set(table.rows.flatMap((_, r) => (pathPeriod(table, rowPeriods, r) === of ? [r] : [])))
    const targets = inPlace(table.columns, null)
    if (rowPeriods.some((label) => label?.period === period))
      return { mode: 'replace', ...unchanged, targets, targetRows: rowsOf(period) }
    if (input.mode === 'add')
      return fail('ADOPT_CANNOT_ADD', {
        period,
        ...reason('các kỳ nằm ở dòng của biểu', 'the periods stand in the rows of the sheet'),
      })
    const latest = rowPeriods.reduce<string>(
      (last, label) => (label?.period && label.period > last ? label.period : last),
      '',
    )
    return {
      mode: 'replace',
      ...unchanged,
      targets,
      targetRows: rowsOf(latest),
      edits: rowPeriods.flatMap((label) => (label?.period === latest ? rename(label) : [])),
    }
  }
  // The period is told in the title only.
  const edits: CellEdit[] = []
  if (previous !== null) {
    for (const [row, cells] of raw.cells) {
      if (row >= table.headRows.first) continue
      for (const cell of cells) {
        const renamed = replacePeriod(cell.text, previous, period)
        if (cell.kind === 'text' && renamed !== cell.text)
          edits.push({
            row,
            column: cell.column,
            value:
              cell.runs === ''
                ? { kind: 'text', text: renamed }
                : { kind: 'runs', xml: replacePeriodInRuns(cell.runs, previous, period) },
          })
      }
    }
  }
  return { mode: 'replace', ...unchanged, targets: inPlace(table.columns, time === null ? null : period), edits }
}

const pathPeriod = (table: TableSheet, periods: (SheetLabel | null)[], row: number): string | null => {
  for (let at: number | null = row; at !== null; at = table.rows[at]?.parent ?? null) {
    const found = periods[at]?.period
    if (found) return found
  }
  return null
}

type Cells = {
  cellAt: (row: number, column: number) => RawCell | undefined
  convert: (text: string, font: string) => string
}

const addColumns = (
  input: PlanInput,
  group: TableSheet['columns'],
  latest: string,
  columnPeriods: (SheetLabel | null)[],
  { cellAt, convert }: Cells,
): ColumnPlan => {
  const { raw, table, period } = input
  const last = table.columns.at(-1)?.sheetColumn ?? 0
  const first = group[0]?.sheetColumn ?? last
  const size = last - first + 1
  if (latest > period)
    return fail('ADOPT_CANNOT_ADD', {
      period,
      ...reason(`biểu đã có kỳ ${latest} muộn hơn`, `the sheet already has the later period ${latest}`),
    })
  if (group.at(-1)?.sheetColumn !== last || group.length !== size)
    return fail('ADOPT_CANNOT_ADD', {
      period,
      ...reason(
        `cột ${cellName(table.headRows.first, last)} đứng sau kỳ ${latest}`,
        `the column ${cellName(table.headRows.first, last)} follows the period ${latest}`,
      ),
    })
  for (let row = table.headRows.first; row <= table.bodyRows.last; row += 1) {
    const behind = raw.cells.get(row)?.find((c) => c.column > last && c.kind !== 'empty')
    if (behind)
      return fail('ADOPT_CANNOT_ADD', {
        period,
        ...reason(
          `bên phải biểu có nội dung (${cellName(behind.row, behind.column)})`,
          `there is something to the right of the table (${cellName(behind.row, behind.column)})`,
        ),
      })
  }
  const edits: CellEdit[] = []
  for (let row = table.headRows.first; row <= table.bodyRows.last; row += 1) {
    for (let column = first; column <= last; column += 1) {
      const cell = cellAt(row, column)
      if (!cell) continue
      const heading = columnPeriods.find((label) => label?.cell === cellName(row, column))
      const number = row === table.numberRow ? /\d+/.exec(cell.text)?.[0] : undefined
      const above = (): CellValue => {
        if (number !== undefined) return shifted(cell, number, size)
        return heading ? periodHeading(cell, convert(cell.text, cell.style.font), latest, input) : copyOf(cell)
      }
      const value: CellValue = row >= table.bodyRows.first ? { kind: 'blank' } : above()
      edits.push({ row, column: column + size, value, styleIndex: cell.styleIndex })
    }
  }
  for (const [row, cells] of raw.cells) {
    const unit =
      row < table.headRows.first
        ? cells.find(
            (c) => c.column === last && c.kind === 'text' && unitLineOf(convert(c.text, c.style.font)) !== null,
          )
        : undefined
    if (!unit || raw.merges.some((m) => m.top <= row && row <= m.bottom && m.left <= last && last <= m.right)) continue
    edits.push(
      { row, column: last + size, value: copyOf(unit), styleIndex: unit.styleIndex },
      { row, column: last, value: { kind: 'blank' } },
    )
  }
  const merges = raw.merges.flatMap((m): Merge[] => {
    const inTable = m.top >= table.headRows.first && m.bottom <= table.bodyRows.last
    if (inTable && m.left >= first && m.right <= last) return [m, { ...m, left: m.left + size, right: m.right + size }]
    return m.right === last && m.left < first ? [{ ...m, right: m.right + size }] : [m]
  })
  const widths = Array.from({ length: size }, (_, i) => ({ column: last + 1 + i, like: first + i }))
  return {
    mode: 'add',
    targets: group.map((c) => ({ sheetColumn: c.sheetColumn + size, like: c.sheetColumn, period })),
    targetRows: null,
    edits,
    merges,
    widths,
    added: size,
  }
}

/**
 * Yearbooks keep five years: each year takes the place of the one before it, the oldest goes, the new one stands last.
 */
const rollColumns = (
  input: PlanInput,
  latest: string,
  columnPeriods: (SheetLabel | null)[],
  { cellAt, convert }: Cells,
): ColumnPlan => {
  const { raw, table, period } = input
  const groups = [
    ...Map.groupBy(
      table.columns.map((_, c) => c).filter((c) => columnPeriods[c] !== null),
      (c) => columnPeriods[c]?.period ?? '',
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, columns]) => columns)
  const parts = (columns: number[]) =>
    columns
      .map((c) =>
        table.columns[c]?.path
          .filter((l) => l.period === null)
          .map((l) => l.text)
          .join('|'),
      )
      .join('||')
  const [first = []] = groups
  if (latest > period || groups.some((group) => parts(group) !== parts(first)))
    return fail('ADOPT_CANNOT_ADD', {
      period,
      ...reason('các kỳ trong biểu không có cùng các cột', 'the periods of the sheet do not have the same columns'),
    })
  const sheetColumn = (c: number) => table.columns[c]?.sheetColumn ?? 0
  const headings = new Set(columnPeriods.flatMap((label) => (label ? [label.cell] : [])))
  const edits: CellEdit[] = []
  groups.forEach((group, g) =>
    group.forEach((c, i) => {
      const next = groups[g + 1]?.[i]
      for (let row = table.headRows.first; row <= table.bodyRows.last; row += 1) {
        const place = cellAt(row, sheetColumn(c))
        const isHeading = place !== undefined && headings.has(cellName(row, sheetColumn(c)))
        if (!place || row === table.numberRow || (row < table.bodyRows.first && !isHeading)) continue
        const from = next === undefined ? undefined : cellAt(row, sheetColumn(next))
        if (next !== undefined)
          edits.push({ row, column: place.column, value: from ? copyOf(from) : { kind: 'blank' } })
        else if (isHeading)
          edits.push({
            row,
            column: place.column,
            value: periodHeading(place, convert(place.text, place.style.font), latest, input),
          })
      }
    }),
  )
  const last = groups.at(-1) ?? []
  const targets = last.map((c) => ({ sheetColumn: sheetColumn(c), like: sheetColumn(c), period }))
  return {
    mode: 'roll',
    targets,
    targetRows: null,
    edits,
    widths: [],
    added: 0,
    ...(raw.merges.length === 0 ? {} : { merges: raw.merges }),
  }
}

/** The next numbers of the A | 1 | 2 row. */
const shifted = (cell: RawCell, digits: string, by: number): CellValue => {
  const next = String(Number(digits) + by)
  return cell.kind === 'number'
    ? { kind: 'number', text: next }
    : { kind: 'text', text: cell.text.replace(digits, next) }
}
