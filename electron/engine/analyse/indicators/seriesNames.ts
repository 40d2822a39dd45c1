// How a figure made by a step of a series is called: suffix of its title, unit, and the method named beside it. In: a
// step. Out: words.
import { bilingual as b } from '#shared/model/text.ts'
import { formatPeriodShort } from '#shared/format/time.ts'
import type { Period } from '#shared/model/period.ts'
import type { ComparisonLag, SeriesStep } from '#shared/model/seriesStep.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type StepWords = { suffix: Bilingual; method: Bilingual; unit?: Bilingual }

const compared: Record<ComparisonLag, Bilingual> = {
  year: b('so với cùng kỳ năm trước', 'on the same period a year before'),
  period: b('so với kỳ trước', 'on the period before'),
}

const baseOf = (base: Period, to: Period | undefined): Bilingual =>
  b(
    [base, ...(to === undefined ? [] : [to])].map((p) => formatPeriodShort(p, 'vi')).join('–'),
    [base, ...(to === undefined ? [] : [to])].map((p) => formatPeriodShort(p, 'en')).join('–'),
  )

const stl = (step: Extract<SeriesStep, { operation: 'seasonally_adjusted' | 'trend' }>): Bilingual => {
  const span =
    step.seasonal === 'periodic'
      ? b('mùa vụ như nhau mọi năm', 'the same seasonal pattern in every year')
      : b(`cửa sổ mùa vụ ${step.seasonal} năm`, `seasonal span of ${step.seasonal} years`)
  const tet =
    step.tet === true
      ? b(
          ', sau khi loại ảnh hưởng của Tết (10 ngày trước đến 6 ngày sau mồng một)',
          ', after taking out Tet (10 days before to 6 after the lunar new year)',
        )
      : b('', '')
  return b(
    `STL (${span.vi}${step.robust ? ', vững với giá trị bất thường' : ''})${tet.vi}`,
    `STL (${span.en}${step.robust ? ', robust' : ''})${tet.en}`,
  )
}

export const namedStep = (step: SeriesStep): StepWords => {
  switch (step.operation) {
    case 'growth':
      return {
        suffix: b(`tăng ${compared[step.lag].vi}`, `growth ${compared[step.lag].en}`),
        method: b(`Tốc độ tăng ${compared[step.lag].vi}`, `Growth ${compared[step.lag].en}`),
        unit: b('%', '%'),
      }
    case 'contribution':
      return {
        suffix: b(`đóng góp vào mức tăng ${compared[step.lag].vi}`, `contribution to growth ${compared[step.lag].en}`),
        method: b(
          `Thay đổi của từng phần chia cho tổng của kỳ gốc, ${compared[step.lag].vi}`,
          `Change of each part over the whole of the base period, ${compared[step.lag].en}`,
        ),
        unit: b('điểm phần trăm', 'percentage points'),
      }
    case 'index': {
      const base = baseOf(step.base, step.to)
      return {
        suffix: b(`chỉ số, ${base.vi} = 100`, `index, ${base.en} = 100`),
        method: b(`Chỉ số với gốc ${base.vi} = 100`, `Index with base ${base.en} = 100`),
        unit: b(`${base.vi} = 100`, `${base.en} = 100`),
      }
    }
    case 'chained': {
      const base = baseOf(step.base, undefined)
      return {
        suffix: b(`chỉ số chuỗi, ${base.vi} = 100`, `chained index, ${base.en} = 100`),
        method: b(`Chỉ số liên hoàn nhân dồn, ${base.vi} = 100`, `Links multiplied up, ${base.en} = 100`),
        unit: b(`${base.vi} = 100`, `${base.en} = 100`),
      }
    }
    case 'cumulated':
      return {
        suffix: b('cộng dồn từ đầu năm', 'year to date'),
        method: b('Cộng dồn từ kỳ đầu năm', 'Sum from the first period of the year'),
      }
    case 'moving_average':
      return {
        suffix: b(`trung bình trượt ${step.width} kỳ`, `moving average of ${step.width} periods`),
        method: b(
          `Trung bình trượt giữa ${step.width} kỳ${step.width % 2 === 0 ? ' (2 × hai đầu nửa trọng số)' : ''}`,
          `Centred moving average of ${step.width} periods${step.width % 2 === 0 ? ' (ends at half weight)' : ''}`,
        ),
      }
    case 'annualised':
      return {
        suffix: b('tăng quy năm', 'annualised growth'),
        method: b('Tốc độ tăng so với kỳ trước, quy năm', 'Growth on the period before, at an annual rate'),
        unit: b('%', '%'),
      }
    case 'seasonally_adjusted':
      return {
        suffix: b('đã điều chỉnh mùa vụ', 'seasonally adjusted'),
        method: b(`Điều chỉnh mùa vụ bằng ${stl(step).vi}`, `Seasonally adjusted by ${stl(step).en}`),
      }
    case 'trend':
      return {
        suffix: b('xu thế', 'trend'),
        method: b(`Xu thế theo ${stl(step).vi}`, `Trend by ${stl(step).en}`),
      }
    default:
      return step satisfies never
  }
}
