// A derived variable in words, for lists and for the passport of a table. In: a definition and the labels of what it
// reads. Out: one sentence in both languages. Never a figure.
import { bilingual as b } from '#shared/model/text.ts'
import { localiseDecimal } from '#shared/format/number.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { bandLabels, isYear } from './bandThresholds.ts'

const quoted = ({ vi, en }: Bilingual): Bilingual => b(`“${vi}”`, `“${en}”`)
const level = (name: string | undefined): Bilingual =>
  name === undefined ? b('', '') : b(` (cấp ${name})`, ` (level ${name})`)

/** More members or bands than this are counted, not listed. */
const listed = 8
const some = (items: string[], rest: (more: number) => string): string =>
  [...items.slice(0, listed), ...(items.length > listed ? [rest(items.length - listed)] : [])].join('; ')
const join = (items: Bilingual[]): Bilingual =>
  b(
    some(
      items.map((i) => i.vi),
      (n) => `và ${n} nữa`,
    ),
    some(
      items.map((i) => i.en),
      (n) => `and ${n} more`,
    ),
  )

const recode = (d: Extract<DerivedVariable, { method: 'recode' }>, of: Bilingual): Bilingual => {
  const at = level(d.level)
  const groups = join(
    d.groups.map(({ label, members }) => {
      const inside = `${members.slice(0, listed).join(', ')}${members.length > listed ? ', …' : ''}`
      return b(`${label.vi} (${inside})`, `${label.en} (${inside})`)
    }),
  )
  const others = d.othersLabel ?? b('Khác', 'Others')
  const rest =
    d.rest === 'keep'
      ? b('phần còn lại giữ nguyên', 'the rest kept as they are')
      : d.rest === 'others'
        ? b(`phần còn lại gộp thành “${others.vi}”`, `the rest put together as “${others.en}”`)
        : b('phần còn lại coi là không có thông tin', 'the rest treated as missing')
  return b(
    `${quoted(of).vi}${at.vi} gộp thành ${d.groups.length} nhóm: ${groups.vi}; ${rest.vi}.`,
    `${quoted(of).en}${at.en} in ${d.groups.length} groups: ${groups.en}; ${rest.en}.`,
  )
}

const top = (
  d: Extract<DerivedVariable, { method: 'top' }>,
  of: Bilingual,
  labelOf: (ref: string) => Bilingual,
): Bilingual => {
  const at = level(d.level)
  const by =
    d.by.statistic === 'count'
      ? b('số bản ghi', 'records')
      : b(`tổng ${quoted(labelOf(d.by.variable)).vi}`, `sum of ${quoted(labelOf(d.by.variable)).en}`)
  const rest =
    d.others === 'group'
      ? b('phần còn lại gộp thành “Khác”', 'the rest put together as “Others”')
      : b('phần còn lại coi là không có thông tin', 'the rest treated as missing')
  return b(
    `${d.count} phân loại lớn nhất của ${quoted(of).vi}${at.vi} theo ${by.vi}; ${rest.vi}.`,
    `The ${d.count} largest categories of ${quoted(of).en}${at.en} by ${by.en}; ${rest.en}.`,
  )
}

const quantile = (
  d: Extract<DerivedVariable, { method: 'quantile_bands' }>,
  of: Bilingual,
  labelOf: (ref: string) => Bilingual,
): Bilingual => {
  const weight =
    d.weight === undefined
      ? b('theo số bản ghi', 'by records')
      : b(`theo quyền số ${quoted(labelOf(d.weight)).vi}`, `weighted by ${quoted(labelOf(d.weight)).en}`)
  const filter = d.filter
    ? b(`; ngưỡng lấy từ các bản ghi có ${d.filter}`, `; cuts taken over records where ${d.filter}`)
    : b('', '')
  return b(
    `${quoted(of).vi} chia ${d.count} nhóm bằng nhau ${weight.vi}; giá trị bằng nhau không bị tách${filter.vi}.`,
    `${quoted(of).en} in ${d.count} equal groups ${weight.en}; equal values are never parted${filter.en}.`,
  )
}

export const describeVariable = (definition: DerivedVariable, labelOf: (ref: string) => Bilingual): Bilingual => {
  switch (definition.method) {
    case 'recode':
      return recode(definition, labelOf(definition.of))
    case 'top':
      return top(definition, labelOf(definition.of), labelOf)
    case 'quantile_bands':
      return quantile(definition, labelOf(definition.of), labelOf)
    case 'bands': {
      const bands = join(
        definition.labels ??
          bandLabels(definition.bounds, definition.closed, isYear(definition.of, labelOf(definition.of))),
      )
      return b(
        `${quoted(labelOf(definition.of)).vi} theo ${definition.bounds.length + 1} khoảng: ${bands.vi}.`,
        `${quoted(labelOf(definition.of)).en} in ${definition.bounds.length + 1} bands: ${bands.en}.`,
      )
    }
    case 'expression':
      return b(
        `Tính cho từng bản ghi: ${definition.expression}; số làm tròn ${localiseDecimal(String(definition.scale), 'vi')} chữ số thập phân, nửa làm tròn ra xa 0.`,
        `Computed for each record: ${definition.expression}; numbers rounded to ${definition.scale} decimals, halves away from zero.`,
      )
    default:
      return definition satisfies never
  }
}
