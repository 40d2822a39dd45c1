// A table definition told in plain sentences, both languages, one sentence a line: what is counted, of which records,
// by what. In: a definition and the labels of datasets and variables. Out: words for the passport. Never a figure,
// never a code without its word.
import { bilingual as b } from '../model/text.ts'
import { axisBlocks } from '../model/table.ts'
import type { Dimension, TableDefinition } from '../model/table.ts'
import type { Bilingual, Language } from '../model/text.ts'
import type { DerivedVariable } from '../model/variable.ts'
import { figureStatusLabels } from './cell.ts'
import { measureInWords } from './measureInWords.ts'
import { localiseDecimal } from './number.ts'

export type DefinitionNames = {
  dataset: (id: string) => Bilingual
  variable: (ref: string) => Bilingual
  /** Label of a level of a variable's code list or of time; absent: the level's own name. */
  level?: (variable: string, level: string) => Bilingual
  /** Label of a measure without one of its own, as the table shows it. */
  measure?: (id: string) => Bilingual
}

const join = (parts: readonly Bilingual[], separator = ', ', enSeparator = separator): Bilingual =>
  b(parts.map((p) => p.vi).join(separator), parts.map((p) => p.en).join(enSeparator))
const sentence = ({ vi, en }: Bilingual): Bilingual =>
  b(/[.!?]$/.test(vi) ? vi : `${vi}.`, /[.!?]$/.test(en) ? en : `${en}.`)
const timeLevels: Record<string, Bilingual> = {
  year: b('năm', 'year'),
  quarter: b('quý', 'quarter'),
  month: b('tháng', 'month'),
  day: b('ngày', 'day'),
}

/** Labels of the variables made for this table come before those of the workspace. */
const withOwnVariables = (definition: TableDefinition, names: DefinitionNames): DefinitionNames => {
  const own = new Map(definition.variables.map((v) => [v.id, v.label]))
  const labels = new Map(definition.measures.flatMap((m) => (m.label ? [[m.id, m.label] as const] : [])))
  return {
    ...names,
    variable: (ref) => own.get(ref) ?? names.variable(ref),
    measure: (id) => labels.get(id) ?? names.measure?.(id) ?? b(id, id),
  }
}

const dimensionWords = (dimension: Dimension, names: DefinitionNames): Bilingual => {
  const label = dimension.label ?? names.variable(dimension.variable)
  if (dimension.level === undefined) return label
  const level =
    names.level?.(dimension.variable, dimension.level) ??
    timeLevels[dimension.level] ??
    b(dimension.level, dimension.level)
  return b(`${label.vi} (cấp ${level.vi})`, `${label.en} (by ${level.en})`)
}

const totalsWords = (dimension: Dimension): Bilingual =>
  dimension.total === 'none'
    ? b('không có dòng tổng', 'no total')
    : dimension.total === 'before'
      ? b('tổng đứng trước', 'total first')
      : b('', '')

const optionWords = (dimension: Dimension, names: DefinitionNames): Bilingual[] => {
  const sorted: Record<Dimension['sort'], Bilingual> = {
    code: b('', ''),
    label: b('xếp theo tên', 'in order of label'),
    manual: b('xếp bằng tay', 'in an order set by hand'),
    value_descending: b('từ lớn đến nhỏ', 'largest first'),
    value_ascending: b('từ nhỏ đến lớn', 'smallest first'),
  }
  const by =
    dimension.sortBy && dimension.sort.startsWith('value') ? names.measure?.(dimension.sortBy.measure) : undefined
  const order = by
    ? b(`${sorted[dimension.sort].vi} theo ${by.vi}`, `${sorted[dimension.sort].en} by ${by.en}`)
    : sorted[dimension.sort]
  const hidden = dimension.hidden?.length ?? 0
  const collapsed = dimension.collapsed?.length ?? 0
  return [
    totalsWords(dimension),
    order,
    hidden === 0
      ? b('', '')
      : b(
          `${hidden} nhóm không hiện, vẫn nằm trong tổng`,
          `${hidden} ${hidden === 1 ? 'category' : 'categories'} not shown but in the totals`,
        ),
    collapsed === 0
      ? b('', '')
      : b(`${collapsed} nhóm thu gọn`, `${collapsed} ${collapsed === 1 ? 'category' : 'categories'} collapsed`),
    dimension.empty === 'show' ? b('có cả nhóm không phát sinh', 'with categories that did not occur') : b('', ''),
    dimension.missing === 'hide'
      ? b('bỏ các bản ghi không rõ khỏi cả bảng', 'records not stated are left out of the whole table')
      : b('', ''),
  ].filter((o) => o.vi !== '')
}

const axisWords = (title: Bilingual, dimensions: readonly Dimension[], names: DefinitionNames): Bilingual[] => {
  if (dimensions.length === 0) return []
  const blocks = axisBlocks(dimensions).map((block) =>
    join(
      block.map((dimension) => {
        const options = join(optionWords(dimension, names), '; ')
        const words = dimensionWords(dimension, names)
        return options.vi === '' ? words : b(`${words.vi} [${options.vi}]`, `${words.en} [${options.en}]`)
      }),
      ', trong đó ',
      ', within it ',
    ),
  )
  const all = join(blocks, '; cạnh đó là ', '; beside it ')
  return [b(`${title.vi}: ${all.vi}`, `${title.en}: ${all.en}`)]
}

const measureLines = (definition: TableDefinition, names: DefinitionNames): Bilingual[] =>
  definition.measures.map((measure) => {
    const words = measureInWords(measure, {
      measure: (id) => names.measure?.(id) ?? b(id, id),
      variable: names.variable,
    })
    const label = names.measure?.(measure.id) ?? b(measure.id, measure.id)
    const more = [
      ...(measure.power > 0
        ? [b(`chia cho 10^${measure.power} khi hiện`, `divided by 10^${measure.power} when shown`)]
        : []),
      ...(measure.inTotals === undefined
        ? []
        : [
            b(
              `ở tổng ghi ${names.measure?.(measure.inTotals).vi ?? measure.inTotals}`,
              `totals show ${names.measure?.(measure.inTotals).en ?? measure.inTotals}`,
            ),
          ]),
      ...(measure.hidden === true ? [b('chỉ dùng để tính, không hiện', 'only used by others, not shown')] : []),
    ]
    const tail = more.length === 0 ? b('', '') : b(` (${join(more, '; ').vi})`, ` (${join(more, '; ').en})`)
    const head = label.vi === words.vi ? b('', '') : b(`${label.vi}: `, `${label.en}: `)
    return b(`Đo ${head.vi}${words.vi}${tail.vi}`, `Measured: ${head.en}${words.en}${tail.en}`)
  })

/** A variable made on the spot, in words. */
export const variableInWords = (variable: DerivedVariable, names: Pick<DefinitionNames, 'variable'>): Bilingual => {
  const of = 'of' in variable ? names.variable(variable.of) : b('', '')
  const number = (text: string, language: Language) => localiseDecimal(text, language)
  switch (variable.method) {
    case 'recode': {
      const groups = join(
        variable.groups.map((g) =>
          b(`${g.label.vi} = {${g.members.join(', ')}}`, `${g.label.en} = {${g.members.join(', ')}}`),
        ),
        '; ',
      )
      const rest = {
        keep: b('giữ nguyên', 'kept as they are'),
        others: b('gộp thành nhóm khác', 'put together as others'),
        missing: b('coi là không rõ', 'treated as missing'),
      }[variable.rest]
      return b(
        `${variable.label.vi}: gộp nhóm của ${of.vi}: ${groups.vi}; các mã còn lại ${rest.vi}`,
        `${variable.label.en}: categories of ${of.en} put together: ${groups.en}; the rest ${rest.en}`,
      )
    }
    case 'bands': {
      const closed =
        variable.closed === 'lower'
          ? b('gồm cận dưới', 'lower bound included')
          : b('gồm cận trên', 'upper bound included')
      return b(
        `${variable.label.vi}: khoảng của ${of.vi} với các cận ${variable.bounds.map((x) => number(x, 'vi')).join('; ')} (${closed.vi})`,
        `${variable.label.en}: bands of ${of.en} at ${variable.bounds.map((x) => number(x, 'en')).join('; ')} (${closed.en})`,
      )
    }
    case 'quantile_bands': {
      const weight =
        variable.weight === undefined
          ? b('bản ghi', 'records')
          : b(`quyền số ${names.variable(variable.weight).vi}`, `weight ${names.variable(variable.weight).en}`)
      const filter =
        variable.filter === null
          ? b('', '')
          : b(`, trên các bản ghi có ${variable.filter}`, `, over records with ${variable.filter}`)
      return b(
        `${variable.label.vi}: ${variable.count} khoảng của ${of.vi} có số ${weight.vi} bằng nhau${filter.vi}; giá trị bằng nhau không bị tách`,
        `${variable.label.en}: ${variable.count} bands of ${of.en} with equal numbers of ${weight.en}${filter.en}; ties are never parted`,
      )
    }
    case 'top': {
      const by =
        variable.by.statistic === 'count'
          ? b('số bản ghi', 'number of records')
          : b(`tổng ${names.variable(variable.by.variable).vi}`, `sum of ${names.variable(variable.by.variable).en}`)
      const others =
        variable.others === 'group'
          ? b('còn lại gộp thành nhóm khác', 'the others together')
          : b('còn lại coi là không rõ', 'the others treated as missing')
      return b(
        `${variable.label.vi}: ${variable.count} nhóm lớn nhất của ${of.vi} theo ${by.vi}; ${others.vi}`,
        `${variable.label.en}: the ${variable.count} largest categories of ${of.en} by ${by.en}; ${others.en}`,
      )
    }
    case 'expression':
      return b(
        `${variable.label.vi}: tính cho từng bản ghi bằng ${variable.expression}`,
        `${variable.label.en}: computed for each record as ${variable.expression}`,
      )
    default:
      return variable satisfies never
  }
}

export const definitionInWords = (definition: TableDefinition, given: DefinitionNames): Bilingual => {
  const names = withOwnVariables(definition, given)
  const dataset = names.dataset(definition.dataset)
  const lines: Bilingual[] = [
    b(`Bảng tính từ các bản ghi của ${dataset.vi}`, `The table is computed from the records of ${dataset.en}`),
    ...(definition.filter === null
      ? []
      : [b(`Chỉ các bản ghi thỏa điều kiện: ${definition.filter}`, `Only records that satisfy: ${definition.filter}`)]),
    ...measureLines(definition, names),
    ...axisWords(b('Dòng', 'Rows'), definition.rows, names),
    ...axisWords(b('Cột', 'Columns'), definition.columns, names),
    ...axisWords(b('Lớp', 'Layers'), definition.layers, names),
    ...definition.variables.map((variable) => variableInWords(variable, names)),
    definition.classification === 'as_then'
      ? b(
          'Danh mục có thời hạn hiệu lực được đọc như khi bản ghi phát sinh',
          'Dated classifications are read as they were when the record came',
        )
      : b(
          'Danh mục có thời hạn hiệu lực được chuyển sang phiên bản hiện hành',
          'Dated classifications are recoded to the version valid now',
        ),
    definition.missing === 'hide'
      ? b(
          'Bản ghi không rõ ở một phân tổ bất kỳ bị bỏ khỏi cả bảng',
          'Records not stated in any classification are left out of the whole table',
        )
      : b('Bản ghi không rõ được giữ thành nhóm riêng', 'Records not stated are kept as a category'),
    b(
      `Tổng được tính từ bản ghi, không cộng từ các ô. Số liệu: ${figureStatusLabels[definition.status].vi}`,
      `Totals are computed from records, not added from cells. Figures: ${figureStatusLabels[definition.status].en}`,
    ),
  ]
  return join(lines.map(sentence), '\n')
}
