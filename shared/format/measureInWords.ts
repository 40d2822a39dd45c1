// How a figure comes about, in a sentence of each language: statistic, weight, filter, formula, base. In: a measure and
// the labels of what it reads. Out: words for headings, passports and notes. Never a figure.
import { bilingual as b } from '../model/text.ts'
import type { DerivedMeasure, Measure, PercentBase, RecordMeasure, SamplingMeasure } from '../model/measure.ts'
import { isRecordMeasure } from '../model/measure.ts'
import type { Bilingual } from '../model/text.ts'
import { periodLabel } from './time.ts'

export type MeasureNames = {
  /** Label of a measure of the same table. */
  measure: (id: string) => Bilingual
  variable: (ref: string) => Bilingual
}

const steps: Record<'month' | 'quarter' | 'year', [string, string, string]> = {
  month: ['tháng', 'month', 'months'],
  quarter: ['quý', 'quarter', 'quarters'],
  year: ['năm', 'year', 'years'],
}

/** "1 năm trước" / "1 year before". */
export const shiftInWords = (periods: number, step: 'month' | 'quarter' | 'year'): Bilingual => {
  const [vi, one, many] = steps[step]
  return b(`${periods} ${vi} trước`, `${periods} ${periods === 1 ? one : many} before`)
}

export const percentBaseInWords = (base: PercentBase, over: readonly Bilingual[] = []): Bilingual => {
  switch (base) {
    case 'row':
      return b('tổng của dòng', 'the row total')
    case 'column':
      return b('tổng của cột', 'the column total')
    case 'layer':
      return b('tổng của lớp', 'the total of the layer')
    case 'table':
      return b('tổng của cả bảng', 'the total of the whole table')
    case 'parent_row':
      return b('tổng của nhóm ngay trên ở dòng', 'the next subtotal outward on the rows')
    case 'parent_column':
      return b('tổng của nhóm ngay trên ở cột', 'the next subtotal outward on the columns')
    case 'subtotal':
      return b(`tổng theo ${over.map((o) => o.vi).join(', ')}`, `the total over ${over.map((o) => o.en).join(', ')}`)
    default:
      return base satisfies never
  }
}

/** The same for a heading, without its noun: "cơ cấu theo dòng" / "percent of row". */
export const percentBaseInShort = (base: PercentBase, over: readonly Bilingual[] = []): Bilingual => {
  switch (base) {
    case 'row':
      return b('theo dòng', 'of row')
    case 'column':
      return b('theo cột', 'of column')
    case 'layer':
      return b('theo lớp', 'of layer')
    case 'table':
      return b('trong cả bảng', 'of table')
    case 'parent_row':
      return b('trong nhóm dòng', 'of row group')
    case 'parent_column':
      return b('trong nhóm cột', 'of column group')
    case 'subtotal':
      return b(
        `trong tổng theo ${over.map((o) => o.vi).join(', ')}`,
        `of total over ${over.map((o) => o.en).join(', ')}`,
      )
    default:
      return base satisfies never
  }
}

/** "sai số chuẩn" / "standard error": which end, and of which confidence. */
export const samplingInShort = (measure: SamplingMeasure): Bilingual => {
  switch (measure.statistic) {
    case 'standard_error':
      return b('sai số chuẩn', 'standard error')
    case 'coefficient_of_variation':
      return b('hệ số biến thiên', 'coefficient of variation')
    case 'confidence_lower':
    case 'confidence_upper': {
      const percent = String(measure.confidence)
      return measure.statistic === 'confidence_lower'
        ? b(`cận dưới ${percent.replace('.', ',')} %`, `lower ${percent} % bound`)
        : b(`cận trên ${percent.replace('.', ',')} %`, `upper ${percent} % bound`)
    }
    default:
      return measure satisfies never
  }
}

/** "1 năm" / "1 year": what a change is measured against, in a heading. */
export const stepInShort = (periods: number, step: 'month' | 'quarter' | 'year'): Bilingual => {
  const [vi, one, many] = steps[step]
  return periods === 1 ? b(`${vi} trước`, `previous ${one}`) : b(`${periods} ${vi} trước`, `${periods} ${many} before`)
}

const recordWords = (measure: RecordMeasure, variable: Bilingual): Bilingual => {
  switch (measure.statistic) {
    case 'count':
      return measure.weight === undefined
        ? b('Số bản ghi', 'Number of records')
        : b('Tổng quyền số của các bản ghi', 'Sum of the weights of the records')
    case 'sum':
      return b(`Tổng của ${variable.vi}`, `Sum of ${variable.en}`)
    case 'mean':
      return b(`Bình quân của ${variable.vi}`, `Mean of ${variable.en}`)
    case 'median':
      return b(`Trung vị của ${variable.vi}`, `Median of ${variable.en}`)
    case 'percentile':
      return b(
        `Phân vị thứ ${String(measure.percentile).replace('.', ',')} của ${variable.vi}`,
        `Percentile ${measure.percentile} of ${variable.en}`,
      )
    case 'minimum':
      return b(`Giá trị nhỏ nhất của ${variable.vi}`, `Minimum of ${variable.en}`)
    case 'maximum':
      return b(`Giá trị lớn nhất của ${variable.vi}`, `Maximum of ${variable.en}`)
    case 'standard_deviation':
      return b(`Độ lệch chuẩn mẫu của ${variable.vi}`, `Sample standard deviation of ${variable.en}`)
    case 'distinct':
      return b(`Số giá trị khác nhau của ${variable.vi}`, `Number of different values of ${variable.en}`)
    default:
      return measure satisfies never
  }
}

const derivedWords = (measure: DerivedMeasure, names: MeasureNames): Bilingual => {
  const of = 'of' in measure ? names.measure(measure.of) : b('', '')
  switch (measure.statistic) {
    case 'ratio': {
      const [numerator, denominator] = [names.measure(measure.numerator), names.measure(measure.denominator)]
      const factor = measure.factor === 1 ? '' : ` × ${measure.factor}`
      return b(
        `(${numerator.vi}) ÷ (${denominator.vi})${factor}, tính lại ở mọi ô và mọi tổng`,
        `(${numerator.en}) ÷ (${denominator.en})${factor}, recomputed in every cell and total`,
      )
    }
    case 'percent':
    case 'share': {
      const base = percentBaseInWords(measure.base, (measure.over ?? []).map(names.variable))
      const factor = measure.statistic === 'percent' ? ' × 100' : ''
      return b(`(${of.vi}) ÷ ${base.vi}${factor}`, `(${of.en}) ÷ ${base.en}${factor}`)
    }
    case 'rank': {
      const along = measure.along === undefined ? null : names.variable(measure.along)
      const among = along
        ? b(` trong các nhóm của ${along.vi}`, ` among the categories of ${along.en}`)
        : b(' trong các nhóm của biến dòng trong cùng', ' among the categories of the innermost row variable')
      return b(
        `Thứ hạng của ${of.vi}${among.vi}, 1 là ${measure.direction === 'descending' ? 'lớn' : 'nhỏ'} nhất; bằng nhau thì cùng hạng`,
        `Rank of ${of.en}${among.en}, 1 is the ${measure.direction === 'descending' ? 'largest' : 'smallest'}; ties share the better rank`,
      )
    }
    case 'difference': {
      const before = shiftInWords(measure.periods, measure.step)
      return b(`${of.vi}: kỳ này trừ ${before.vi}`, `${of.en}: this period minus ${before.en}`)
    }
    case 'growth': {
      const before = shiftInWords(measure.periods, measure.step)
      return b(
        `${of.vi}: (kỳ này − ${before.vi}) ÷ ${before.vi} × 100`,
        `${of.en}: (this period − ${before.en}) ÷ ${before.en} × 100`,
      )
    }
    case 'index': {
      const base =
        measure.basePeriod === undefined ? shiftInWords(measure.periods, measure.step) : periodLabel(measure.basePeriod)
      return b(`${of.vi}: kỳ này ÷ ${base.vi} × 100`, `${of.en}: this period ÷ ${base.en} × 100`)
    }
    case 'cumulative':
      return b(
        `${of.vi}: cộng dồn theo thời gian; bắt đầu lại ở mỗi nhóm thời gian bên ngoài`,
        `${of.en}: running sum over time; begins anew in each outer category of time`,
      )
    case 'standard_error':
    case 'coefficient_of_variation':
    case 'confidence_lower':
    case 'confidence_upper': {
      const what = samplingInShort(measure)
      return b(`${of.vi}: ${what.vi} theo thiết kế mẫu`, `${of.en}: ${what.en} by the design of the sample`)
    }
    default:
      return measure satisfies never
  }
}

export const measureInWords = (measure: Measure, names: MeasureNames): Bilingual => {
  if (!isRecordMeasure(measure)) return derivedWords(measure, names)
  const words = recordWords(measure, 'variable' in measure ? names.variable(measure.variable) : b('', ''))
  const weight =
    'weight' in measure && measure.weight !== undefined && measure.statistic !== 'count'
      ? names.variable(measure.weight)
      : null
  const countWeight =
    measure.statistic === 'count' && measure.weight !== undefined ? names.variable(measure.weight) : null
  const weighted = weight
    ? b(`, quyền số ${weight.vi}`, `, weighted by ${weight.en}`)
    : countWeight
      ? b(` (${countWeight.vi})`, ` (${countWeight.en})`)
      : b('', '')
  const filter = measure.filter ?? null
  const filtered = filter === null ? b('', '') : b(`, chỉ các bản ghi có ${filter}`, `, only records with ${filter}`)
  return b(words.vi + weighted.vi + filtered.vi, words.en + weighted.en + filtered.en)
}
