// Cells and passes → the cube: categories in the order asked for, labels in both languages, values with status.
// Pure. Never a formatted number; a value is an exact integer, or a double where it is a quotient.
import { formatDate, periodLabel } from '#shared/format/time.ts'
import type { Cube, CubeCategory, CubeDimension, CubeMeasure, CellStatus, Provenance } from '#shared/model/cube.ts'
import { addExact, exactToNumber } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { findItem } from './categories.ts'
import type { CodeLists } from './categories.ts'
import type { TableModel } from './model.ts'
import { densePlaces, sumAt } from './rollup.ts'
import type { CategoryMap, Cells, NonAdditive, PassResult, PlainCategory, Plan, PlannedDimension, PlannedMeasure } from './types.ts'

const b = (vi: string, en: string): Bilingual => ({ vi, en })
const totalLabel = b('Tổng số', 'Total')
const missingLabel = b('Không rõ', 'Not stated')
const notLinkedLabel = b('Không liên kết được', 'Not linked')
const unmappedLabel = b('Mã không hợp lệ / không chuyển được', 'Code not valid or not convertible')
const numberOrder = new Intl.Collator('vi')

const codeLabel = (lists: CodeLists, list: string | null, level: string | null, category: PlainCategory, severalVersions: boolean): Bilingual => {
  if (list === null) return b(category.code, category.code)
  const versions = lists.versions(list)
  const version = versions.find((v) => v.version === category.version) ?? versions.at(-1)
  const label = version ? findItem(version, category.code, level)?.item.label : undefined
  if (!label) return b(category.code, category.code)
  return severalVersions && category.version !== null ? b(`${label.vi} (${category.version})`, `${label.en} (${category.version})`) : label
}

const labelOf = (lists: CodeLists, { grouping }: PlannedDimension, category: PlainCategory, severalVersions: boolean): Bilingual => {
  if (category.kind === 'missing') return category.notLinked ? notLinkedLabel : missingLabel
  if (category.kind === 'unmapped') return unmappedLabel
  if (grouping.kind === 'period') return periodLabel(category.code)
  if (grouping.kind === 'date') return grouping.level === 'day' ? b(formatDate(category.code), formatDate(category.code)) : periodLabel(category.code)
  if (grouping.kind === 'number') return b(category.code.replace('.', ','), category.code)
  return codeLabel(lists, grouping.list, grouping.level, category, severalVersions)
}

/** A category as the cube shows it. A missing match is told from a missing value by its code. */
const cubeCategory = (lists: CodeLists, dimension: PlannedDimension, category: PlainCategory, severalVersions: boolean): CubeCategory => ({
  code: category.notLinked ? notLinkedCode : category.code,
  label: labelOf(lists, dimension, category, severalVersions),
  kind: category.kind,
  ...(category.version === null ? {} : { version: category.version }),
})
export const notLinkedCode = 'not_linked'

const levelLabel = (model: TableModel, { variable, grouping, dimension }: PlannedDimension): Bilingual => {
  if (dimension.label) return dimension.label
  if (grouping.kind === 'code' && grouping.level !== null && grouping.list !== null) {
    for (const version of model.lists.versions(grouping.list).toReversed()) {
      const level = version.levels.find((l) => l.id === grouping.level)
      if (level) return level.label
    }
  }
  return variable.label
}

const powerWords: Record<number, Bilingual> = { 3: b('nghìn', 'thousand'), 6: b('triệu', 'million'), 9: b('tỷ', 'billion'), 12: b('nghìn tỷ', 'trillion') }

const unitOf = (model: TableModel, { measure, variable }: PlannedMeasure): Bilingual => {
  if (measure.unit) return measure.unit
  const base = measure.statistic === 'count' ? model.dataset.recordLabel : measure.statistic === 'distinct' ? b('đơn vị', 'units') : (variable?.unit ?? b('', ''))
  const word = powerWords[measure.power]
  if (measure.power === 0) return base
  return word ? b(`${word} ${base.vi}`.trim(), `${word} ${base.en}`.trim()) : b(`10^${measure.power} ${base.vi}`.trim(), `10^${measure.power} ${base.en}`.trim())
}

const statisticLabel = ({ measure, variable }: PlannedMeasure): Bilingual => {
  const name = variable?.label ?? b('', '')
  switch (measure.statistic) {
    case 'count': return b('Số lượng', 'Count')
    case 'sum': return name
    case 'mean': return b(`${name.vi} – bình quân`, `${name.en} – mean`)
    case 'median': return b(`${name.vi} – trung vị`, `${name.en} – median`)
    case 'distinct': return b(`${name.vi} – số giá trị khác nhau`, `${name.en} – distinct`)
    default: return measure.statistic satisfies never
  }
}

/** What a measure of the plan is in the cube. */
export const cubeMeasure = (model: TableModel, planned: PlannedMeasure): CubeMeasure => {
  const { measure, variable } = planned
  const scale = measure.statistic === 'sum' ? (variable?.scale ?? 0) : measure.statistic === 'median' ? (variable?.scale ?? 0) + 1 : 0
  const decimals = measure.decimals ?? (measure.statistic === 'count' || measure.statistic === 'distinct' ? 0 : measure.statistic === 'sum' ? (measure.power > 0 ? 1 : scale) : 1)
  return {
    id: measure.id, statistic: measure.statistic, label: measure.label ?? statisticLabel(planned), unit: unitOf(model, planned),
    exact: measure.statistic !== 'mean', scale, decimals, power: measure.power, additive: measure.statistic === 'count' || measure.statistic === 'sum',
  }
}

/** As Array.from with a mapping, which is several times slower on typed arrays. */
const eachOf = <T>(length: number, value: (index: number) => T): T[] => {
  const out: T[] = []
  for (let i = 0; i < length; i++) out.push(value(i))
  return out
}

export type MeasuredValues = (Exact | null)[]

/** Values of every measure over the cells, in the cells' order. */
export const measureValues = (plan: Plan, cells: Cells, passes: Map<string, PassResult[]>): MeasuredValues[] => {
  const cellAt = plan.nonAdditive.length > 0 ? cellFinder(cells) : null
  return plan.measures.map(({ measure, variable, ref }) => {
    if (measure.statistic === 'count') return eachOf(cells.count, (i) => cells.records[i] ?? 0)
    const sum = cells.sums.get(ref ?? '')
    if (measure.statistic === 'sum' && sum) return eachOf(cells.count, (i) => (sum.count[i] === 0 ? null : sumAt(sum, i)))
    if (measure.statistic === 'mean' && sum) return eachOf(cells.count, (i) => (sum.count[i] === 0 ? null : exactToNumber(sumAt(sum, i), variable?.scale ?? 0) / (sum.count[i] ?? 1)))
    const values: MeasuredValues = eachOf(cells.count, () => (measure.statistic === 'distinct' ? 0 : null))
    for (const pass of passes.get(nonAdditiveKey({ statistic: measure.statistic === 'distinct' ? 'distinct' : 'median', ref: ref ?? '' })) ?? []) {
      for (let row = 0; row < pass.rows; row++) {
        const cell = cellAt?.(pass.kept, pass.keys, row) ?? -1
        const value = pass.values[row] ?? null
        // The pass gives the sum of the two middle values: half of it, at one more decimal, is five times it.
        if (cell >= 0) values[cell] = value === null ? null : measure.statistic === 'median' ? timesFive(value) : value
      }
    }
    return values
  })
}

export const nonAdditiveKey = ({ statistic, ref }: NonAdditive): string => `${statistic} ${ref}`
const timesFive = (value: Exact): Exact => {
  const twice = addExact(value, value)
  return addExact(addExact(twice, twice), value)
}

/** Finds the cell of a pass's row: kept dimensions at their category, the others at their total. */
const cellFinder = (cells: Cells): ((kept: number[], keys: Int32Array[], row: number) => number) => {
  const radix = cells.sizes.map((s) => s + 1)
  const index = new Map<number, number>()
  for (let i = 0; i < cells.count; i++) {
    let place = 0
    for (let d = 0; d < radix.length; d++) place = place * (radix[d] ?? 1) + (cells.coordinates[d]?.[i] ?? 0)
    index.set(place, i)
  }
  return (kept, keys, row) => {
    let place = 0
    for (let d = 0; d < radix.length; d++) {
      const k = kept.indexOf(d)
      const category = k < 0 ? (cells.sizes[d] ?? 0) : (keys[k]?.[row] ?? -1)
      if (category < 0) return -1
      place = place * (radix[d] ?? 1) + category
    }
    return index.get(place) ?? -1
  }
}

/** Canonical category indexes in display order; the total, where shown, is index `size`. Unmapped and missing stay last, in their own order. */
const displayOrder = (dimension: PlannedDimension, { categories }: CategoryMap, labels: Bilingual[], marginal: ((category: number) => Exact | null) | null): number[] => {
  const order = categories.map((_, i) => i)
  const tail = (i: number): number => (categories[i]?.kind === 'value' ? -1 : i)
  const { sort, total } = dimension.dimension
  if (sort === 'label') order.sort((x, y) => tail(x) - tail(y) || numberOrder.compare(labels[x]?.vi ?? '', labels[y]?.vi ?? '') || x - y)
  if ((sort === 'value_descending' || sort === 'value_ascending') && marginal) {
    const sign = sort === 'value_descending' ? -1 : 1
    const compare = (x: number, y: number): number => {
      const [p, q] = [marginal(x), marginal(y)]
      if (p === null || q === null) return p === q ? 0 : p === null ? 1 : -1
      return p < q ? -sign : p > q ? sign : 0
    }
    order.sort((x, y) => tail(x) - tail(y) || compare(x, y) || x - y)
  }
  const size = categories.length
  return total === 'none' ? order : total === 'before' ? [size, ...order] : [...order, size]
}

/** Whether the order of some categories needs their marginal values. */
export const sortsByValue = (plan: Plan): boolean => plan.dimensions.some((d) => d.dimension.sort === 'value_descending' || d.dimension.sort === 'value_ascending')

/** The cube of cells in canonical places; cells of totals nobody asked for are left out here. */
export const assembleCube = (model: TableModel, plan: Plan, maps: CategoryMap[], cells: Cells, values: MeasuredValues[], provenance: Provenance): Cube => {
  const { definition } = plan
  const marginals = sortsByValue(plan) ? marginalFinder(cells, values[0] ?? []) : null
  const used = usedCategories(plan, cells)
  const dimensions: CubeDimension[] = []
  const positions: Int32Array[] = []
  for (const [d, dimension] of plan.dimensions.entries()) {
    const map = maps[d] ?? { categories: [], map: new Int32Array() }
    const severalVersions = new Set(map.categories.filter((_, i) => used[d]?.[i]).map((c) => c.version).filter((v) => v !== null)).size > 1
    const shown = map.categories.map((c) => cubeCategory(model.lists, dimension, c, severalVersions))
    const order = displayOrder(dimension, map, shown.map((c) => c.label), marginals ? (c) => marginals(d, c) : null).filter((i) => used[d]?.[i])
    const position = new Int32Array(map.categories.length + 1).fill(-1)
    order.forEach((canonical, display) => (position[canonical] = display))
    positions.push(position)
    const { grouping } = dimension
    dimensions.push({
      variable: dimension.ref, axis: dimension.axis, label: levelLabel(model, dimension),
      categories: order.map((i): CubeCategory => shown[i] ?? { code: '', label: totalLabel, kind: 'total' }),
      time: grouping.kind === 'period' ? grouping.level : grouping.kind === 'date' && grouping.level !== 'day' ? grouping.level : null,
      codeList: grouping.kind === 'code' ? grouping.list : null,
    })
  }
  const order = displayCells(cells, positions, dimensions.map((d) => d.categories.length))
  const pick = <T>(from: ArrayLike<T>): T[] => eachOf(order.length, (i) => from[order[i] ?? 0] as T)
  const sorted = values.map((column) => pick(column))
  const statuses = sorted.map((column) => (column.includes(null) ? column.map((v): CellStatus => (v === null ? 'not_available' : 'value')) : null))
  return {
    title: definition.title, dimensions, measures: plan.measures.map((m) => cubeMeasure(model, m)),
    cells: {
      coordinates: dimensions.map((_, d) => {
        const [position, column] = [positions[d] ?? new Int32Array(), cells.coordinates[d] ?? new Int32Array()]
        return eachOf(order.length, (i) => position[column[order[i] ?? 0] ?? 0] ?? 0)
      }),
      records: pick(cells.records), values: sorted, ...(statuses.some((s) => s !== null) ? { statuses } : {}),
    },
    status: definition.status, source: definition.source ?? b(`Bộ dữ liệu: ${model.dataset.label.vi}`, `Dataset: ${model.dataset.label.en}`), notes: definition.notes, provenance,
  }
}

/** Categories and totals that some cell shown lies on: a category whose records are all hidden by another dimension is none. */
const usedCategories = (plan: Plan, cells: Cells): Uint8Array[] => {
  const used = cells.sizes.map((size) => new Uint8Array(size + 1))
  const hidden = plan.dimensions.map((d, i) => (d.dimension.total === 'none' ? (cells.sizes[i] ?? 0) : -1))
  for (let i = 0; i < cells.count; i++) {
    if (hidden.some((at, d) => at >= 0 && cells.coordinates[d]?.[i] === at)) continue
    for (let d = 0; d < used.length; d++) {
      const column = used[d]
      if (column) column[cells.coordinates[d]?.[i] ?? 0] = 1
    }
  }
  return used
}

/** Indexes of the cells shown, in order of display coordinates. */
const displayCells = (cells: Cells, positions: Int32Array[], sizes: number[]): Int32Array => {
  const places = new Float64Array(cells.count)
  let shown = 0
  const order = new Int32Array(cells.count)
  for (let i = 0; i < cells.count; i++) {
    let place = 0
    for (let d = 0; d < sizes.length; d++) {
      const at = positions[d]?.[cells.coordinates[d]?.[i] ?? 0] ?? -1
      place = at < 0 || place < 0 ? -1 : place * (sizes[d] ?? 1) + at
    }
    places[i] = place
    if (place >= 0) order[shown++] = i
  }
  const all = sizes.reduce((n, size) => n * size, 1)
  if (all > Math.max(densePlaces, shown * 8)) return order.subarray(0, shown).sort((x, y) => (places[x] ?? 0) - (places[y] ?? 0))
  // Each place holds one cell at most: laying them out is faster than sorting them.
  const byPlace = new Int32Array(all)
  for (let i = 0; i < shown; i++) byPlace[places[order[i] ?? 0] ?? 0] = (order[i] ?? 0) + 1
  let next = 0
  for (let place = 0; place < all; place++) {
    const cell = byPlace[place] ?? 0
    if (cell > 0) order[next++] = cell - 1
  }
  return order.subarray(0, shown)
}

const marginalFinder = (cells: Cells, values: MeasuredValues): ((dimension: number, category: number) => Exact | null) => {
  const found = cells.sizes.map((size) => Array.from<Exact | null>({ length: size }).fill(null))
  for (let i = 0; i < cells.count; i++) {
    let only = -1
    let others = 0
    for (let d = 0; d < cells.sizes.length; d++) {
      if (cells.coordinates[d]?.[i] === cells.sizes[d]) continue
      others++
      only = d
    }
    const column = found[only]
    if (others === 1 && column) column[cells.coordinates[only]?.[i] ?? 0] = values[i] ?? null
  }
  return (d, c) => found[d]?.[c] ?? null
}
