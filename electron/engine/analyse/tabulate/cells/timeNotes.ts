// What a table must say of the periods behind it: parts of periods, what is counted at a date and added up, versions
// side by side. In: the plan, the definition as asked, the dimensions of the cube. Out: bilingual notes. Pure; never a
// figure.
import { bilingual as b } from '#shared/model/text.ts'
import { formatDate, formatPeriodShort, partialInWords, periodsInWords } from '#shared/format/time.ts'
import { partialPeriod } from '#shared/model/coverage.ts'
import type { CubeDimension } from '#shared/model/cube.ts'
import { parsePeriod, periodAtLevel, shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { addsUp } from '#shared/model/totals.ts'
import type { TableModel } from '../plan/model.ts'
import { tableShape } from '../plan/tableShape.ts'
import type { Crossing } from '../plan/tableShape.ts'
import type { Plan, PlannedDimension } from '../types.ts'

const mostNamed = 12

/** "1/2025–6/2025" where nothing is missing in between, else each by name. */
const named = (periods: readonly Period[], language: Language): string => {
  const names = periods.map((p) => formatPeriodShort(p, language))
  if (names.length <= 2) return names.join(', ')
  const isRun = periods.every((p, i) => i === 0 || shiftPeriod(periods[i - 1] ?? '', 1) === p)
  if (isRun) return `${names[0]}–${names.at(-1)}`
  return names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} ${language === 'vi' ? `và ${names.length - mostNamed} kỳ khác` : `and ${names.length - mostNamed} more`}`
}

const partialNotes = (dimensions: readonly CubeDimension[]): Bilingual[] => {
  const seen = new Map<Period, Bilingual>()
  for (const { categories, delivered = [] } of dimensions)
    for (const { code, kind } of categories) {
      const partial = kind === 'value' ? partialPeriod(code, delivered) : null
      const level = parsePeriod(code)?.kind
      if (partial === null || level === undefined) continue
      const parts = delivered.filter((p) => periodAtLevel(p, level) === code)
      const words = partialInWords(partial)
      seen.set(
        code,
        b(
          `${formatPeriodShort(code, 'vi')}: ${words.vi} (${named(parts, 'vi')})`,
          `${formatPeriodShort(code, 'en')}: ${words.en} (${named(parts, 'en')})`,
        ),
      )
    }
  if (seen.size === 0) return []
  const all = [...seen].sort(([a], [c]) => (a < c ? -1 : 1)).map(([, text]) => text)
  return [
    b(
      `Kỳ chưa đủ dữ liệu: ${all.map((t) => t.vi).join('; ')}.`,
      `Periods in part: ${all.map((t) => t.en).join('; ')}.`,
    ),
  ]
}

/** absent: a crossing without the period · total: its total is shown · null: each figure is of one period. */
const addedOver = (plan: Plan, crossing: Crossing): 'absent' | 'total' | null => {
  const ofPeriod = crossing.flatMap(({ dimension, total }) => {
    const planned: PlannedDimension | undefined = plan.dimensions[dimension]
    return planned?.grouping.kind === 'period' && planned.derived === null
      ? [{ level: planned.grouping.level, total }]
      : []
  })
  const finest = ofPeriod.filter(({ level }) => {
    const coarse = new Set(plan.periods.map((p) => periodAtLevel(p, level)))
    return coarse.size === plan.periods.length
  })
  if (finest.length === 0) return ofPeriod.length > 0 ? 'total' : 'absent'
  return finest.every(({ total }) => total) ? 'total' : null
}

const stockNotes = (model: TableModel, plan: Plan, asked: TableDefinition): Bilingual[] => {
  const { temporality, periodKind, recordLabel } = model.dataset
  if (temporality !== 'stock' || plan.periods.length < 2 || !addsUp(asked.measures)) return []
  const added = new Set(tableShape(asked).crossings.map((crossing) => addedOver(plan, crossing)))
  const count = periodsInWords(plan.periods.length, periodKind)
  const [vi, en] = [named(plan.periods, 'vi'), named(plan.periods, 'en')]
  const why = b(
    `số liệu tính tại một thời điểm nên cùng một ${recordLabel.vi} được tính ở mỗi kỳ`,
    `counted at a date, so the same ${recordLabel.en} counts once in each`,
  )
  if (added.has('absent'))
    return [b(`Số liệu cộng ${count.vi} (${vi}): ${why.vi}.`, `Figures add up ${count.en} (${en}): ${why.en}.`)]
  if (added.has('total'))
    return [
      b(
        `Tổng theo thời gian cộng ${count.vi} (${vi}): ${why.vi}.`,
        `Totals over time add up ${count.en} (${en}): ${why.en}.`,
      ),
    ]
  return []
}

const versionNotes = (model: TableModel, dimensions: readonly CubeDimension[]): Bilingual[] =>
  dimensions.flatMap(({ label, codeList, categories }) => {
    const used = new Set(categories.flatMap((c) => (c.kind === 'value' && c.version !== undefined ? [c.version] : [])))
    if (codeList === null || used.size < 2) return []
    const told = (language: Language): string =>
      model.lists
        .versions(codeList)
        .filter((v) => used.has(v.version))
        .map(({ version, validFrom, validTo }) => {
          const from = validFrom === null ? '' : `${language === 'vi' ? 'từ' : 'from'} ${formatDate(validFrom)}`
          const to = validTo === null ? '' : `${language === 'vi' ? 'đến' : 'to'} ${formatDate(validTo)}`
          const when = [from, to].filter((w) => w !== '').join(' ')
          return when === '' ? version : `${version} (${when})`
        })
        .join(', ')
    return [
      b(
        `${label.vi}: nhiều phiên bản danh mục đứng cạnh nhau, không so sánh trực tiếp được: ${told('vi')}. Chọn phân loại hiện hành để so sánh.`,
        `${label.en}: several versions of the code list stand side by side and do not compare: ${told('en')}. Choose the current classification to compare.`,
      ),
    ]
  })

export const timeNotes = (
  model: TableModel,
  plan: Plan,
  asked: TableDefinition,
  dimensions: readonly CubeDimension[],
): Bilingual[] => [...partialNotes(dimensions), ...stockNotes(model, plan, asked), ...versionNotes(model, dimensions)]
