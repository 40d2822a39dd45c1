// What was altered between two definitions of a table, in words of both languages. In: two definitions, names of
// variables. Out: one sentence for each alteration, marked where it only changes the look. Pure.
import type { DifferenceReport } from '#shared/contract/production.ts'
import { isDerivedMeasure } from '#shared/model/measure.ts'
import type { Dimension, Measure, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

type Change = DifferenceReport['definitionChanges'][number]
export type Names = (ref: string) => Bilingual

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const axes = {
  rows: { vi: 'dòng', en: 'rows' },
  columns: { vi: 'cột', en: 'columns' },
  layers: { vi: 'lớp', en: 'layers' },
} as const
const statusWords = {
  estimate: { vi: 'ước tính', en: 'estimate' },
  preliminary: { vi: 'sơ bộ', en: 'preliminary' },
  official: { vi: 'chính thức', en: 'official' },
} as const
const idOf = ({ variable, level }: Dimension): string => `${variable}@${level ?? ''}`
const quoted = (text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? '–' : `“${text}”`

/** Everything of a measure that decides its figures. */
const counted = (measure: Measure): unknown => {
  const {
    label: _label,
    unit: _unit,
    decimals: _decimals,
    power: _power,
    inTotals: _inTotals,
    hidden: _hidden,
    ...rest
  } = measure
  return rest
}

export const definitionChanges = (before: TableDefinition, after: TableDefinition, names: Names): Change[] => {
  const changes: Change[] = []
  const say = (vi: string, en: string, display = false): void => {
    changes.push({ text: { vi, en }, display })
  }
  const name = (dimension: Dimension): Bilingual => {
    const label = names(dimension.variable)
    return dimension.level === undefined
      ? label
      : { vi: `${label.vi} (${dimension.level})`, en: `${label.en} (${dimension.level})` }
  }

  if (before.dataset !== after.dataset)
    say(`Bộ dữ liệu: ${before.dataset} → ${after.dataset}`, `Dataset: ${before.dataset} → ${after.dataset}`)
  const placed = (definition: TableDefinition): Map<string, { dimension: Dimension; axis: keyof typeof axes }> =>
    new Map(
      (['rows', 'columns', 'layers'] as const).flatMap((axis) =>
        definition[axis].map((dimension) => [idOf(dimension), { dimension, axis }] as const),
      ),
    )
  const [old, now] = [placed(before), placed(after)]
  for (const [id, { dimension }] of old)
    if (!now.has(id)) say(`Bỏ phân tổ ${name(dimension).vi}`, `Dimension ${name(dimension).en} left out`)
  for (const [id, { dimension, axis }] of now) {
    const earlier = old.get(id)
    const label = name(dimension)
    if (!earlier) {
      say(`Thêm phân tổ ${label.vi} vào ${axes[axis].vi}`, `Dimension ${label.en} added to the ${axes[axis].en}`)
      continue
    }
    if (earlier.axis !== axis)
      say(
        `${label.vi}: từ ${axes[earlier.axis].vi} sang ${axes[axis].vi}`,
        `${label.en}: from ${axes[earlier.axis].en} to ${axes[axis].en}`,
        true,
      )
    if ((earlier.dimension.missing ?? before.missing) !== (dimension.missing ?? after.missing)) {
      const hidden = (dimension.missing ?? after.missing) === 'hide'
      say(
        `${label.vi}: bản ghi thiếu giá trị ${hidden ? 'bị loại khỏi bảng' : 'được tính'}`,
        `${label.en}: records without a value are ${hidden ? 'left out' : 'counted'}`,
      )
    }
    const look = ({ sort, sortBy, order, hidden, collapsed, total, empty, stack }: Dimension): unknown => ({
      sort,
      sortBy,
      order,
      hidden,
      collapsed,
      total,
      empty,
      stack,
    })
    if (!same(look(earlier.dimension), look(dimension)))
      say(
        `${label.vi}: đổi thứ tự, tổng hoặc nhóm hiển thị`,
        `${label.en}: order, totals or shown categories changed`,
        true,
      )
  }

  const measures = new Map(before.measures.map((m) => [m.id, m]))
  for (const measure of after.measures) {
    const earlier = measures.get(measure.id)
    const vi = measure.label?.vi ?? measure.id
    const en = measure.label?.en ?? measure.id
    if (!earlier) say(`Thêm chỉ tiêu đo ${vi}`, `Measure ${en} added`, true)
    else if (!same(counted(earlier), counted(measure)))
      say(
        `Chỉ tiêu đo ${vi} tính khác đi: ${JSON.stringify(counted(earlier))} → ${JSON.stringify(counted(measure))}`,
        `Measure ${en} is computed differently: ${JSON.stringify(counted(earlier))} → ${JSON.stringify(counted(measure))}`,
        isDerivedMeasure(measure),
      )
    else if (!same(earlier, measure))
      say(`Chỉ tiêu đo ${vi}: đổi tên, đơn vị hoặc số chữ số`, `Measure ${en}: name, unit or decimals changed`, true)
    measures.delete(measure.id)
  }
  for (const measure of measures.values())
    say(
      `Bỏ chỉ tiêu đo ${measure.label?.vi ?? measure.id}`,
      `Measure ${measure.label?.en ?? measure.id} left out`,
      true,
    )

  if (before.filter !== after.filter)
    say(
      `Lọc: ${quoted(before.filter)} → ${quoted(after.filter)}`,
      `Filter: ${quoted(before.filter)} → ${quoted(after.filter)}`,
    )
  if (before.classification !== after.classification) {
    const now = after.classification === 'as_now'
    say(
      `Danh mục: ${now ? 'chuyển sang phiên bản hiện hành' : 'theo phiên bản khi nhận'}`,
      `Classification: ${now ? 'recoded to the version valid now' : 'as it was then'}`,
    )
  }
  const variables = new Map(before.variables.map((v) => [v.id, v]))
  for (const variable of after.variables) {
    const earlier = variables.get(variable.id)
    if (!earlier) say(`Thêm biến tạo thêm ${variable.label.vi}`, `Variable ${variable.label.en} added`)
    else if (!same(earlier, variable))
      say(
        `Biến tạo thêm ${variable.label.vi} định nghĩa khác đi`,
        `Variable ${variable.label.en} is defined differently`,
      )
    variables.delete(variable.id)
  }
  for (const variable of variables.values())
    say(`Bỏ biến tạo thêm ${variable.label.vi}`, `Variable ${variable.label.en} left out`)
  if (before.status !== after.status)
    say(
      `Trạng thái: ${statusWords[before.status].vi} → ${statusWords[after.status].vi}`,
      `Status: ${statusWords[before.status].en} → ${statusWords[after.status].en}`,
      true,
    )
  if (!same(before.title, after.title))
    say(
      `Tên bảng: ${quoted(before.title.vi)} → ${quoted(after.title.vi)}`,
      `Title: ${quoted(before.title.en)} → ${quoted(after.title.en)}`,
      true,
    )
  return changes
}

/** Whether the two count differently: another title or order of rows is the same definition here. */
export const countsDifferently = (changes: readonly Change[]): boolean => changes.some(({ display }) => !display)
