// Education over two school years: intake, repetition, promotion, dropout, transition, survival, internal efficiency,
// by the link of pupils with the year before. Out: entries of the library. A period is the later of the two years; the
// first year has no figure.
import type { z } from 'zod'
import type { recordInputSchema } from '#shared/model/indicator.ts'
import { b, by, field, percent } from './indicatorParts.ts'
import type { LibraryEntry } from './indicatorParts.ts'

const { ready } = field('education')
type Input = z.input<typeof recordInputSchema>
const pupil = (aggregate: string): Input => ({ dataset: 'pupil', aggregate })

const gradeCode = (g: number): string => String(g).padStart(2, '0')
const grades = (from: number, to: number): string =>
  `(${Array.from({ length: to - from + 1 }, (_, i) => `'${gradeCode(from + i)}'`).join(',')})`

/** One grade up, or the same again, from the year before: official ages are a grade's number in words of age. */
const promoted = 'official_age = pupil_before.official_age + 1'
const repeated = 'official_age = pupil_before.official_age'
const was = (from: number, to: number): string => `pupil_before.grade in ${grades(from, to)}`

const year = {
  periodKind: 'school_year',
  reference: b('30/9 của hai năm học liền nhau', '30 September of two school years in succession'),
  method: b(
    'Học sinh được nối bằng mã định danh với năm học trước; người chuyển đi nơi không có dữ liệu tính là bỏ học.',
    'Pupils are linked with the year before by their code; who moved to where no data come from counts as having left.',
  ),
} as const

const place = (inputs: Record<string, string>) => ({
  id: 'province',
  label: b('Tỉnh, thành phố', 'Province'),
  variables: inputs,
})
const sex = (inputs: Record<string, string>) => ({ id: 'sex', label: b('Giới tính', 'Sex'), variables: inputs })
const fromGrade = (now: readonly string[], before: readonly string[]) => ({
  id: 'grade',
  label: b('Khối năm trước', 'Grade of the year before'),
  variables: Object.fromEntries([...now.map((n) => [n, 'pupil_before.grade']), ...before.map((n) => [n, 'grade'])]),
})

/** Inputs of grade g: those promoted and repeating now, and those enrolled, of whom the year before is read. */
const gradeInputs = (last: number): Record<string, Input> =>
  Object.fromEntries(
    Array.from({ length: last }, (_, i) => i + 1).flatMap((g) => [
      [`up${g}`, pupil(`count() where ${promoted} and ${was(g, g)}`)],
      [`again${g}`, pupil(`count() where ${repeated} and ${was(g, g)}`)],
      [`n${g}`, pupil(`count() where grade = '${gradeCode(g)}'`)],
    ]),
  )
const rate = (name: string, g: number): string => `(${name}${g} / prev(n${g}, 1 year))`
const sumOf = (terms: readonly string[]): string => `(${terms.join(' + ')})`
const productOf = (terms: readonly string[]): string => (terms.length === 0 ? '1' : terms.join(' * '))

/**
 * Ways to repeat at most three times in all on the way through grades 1 to g: complete symmetric sums of the repetition
 * rates, by their power sums (Newton's identities).
 */
const repeating = (g: number): string => {
  const rates = Array.from({ length: g }, (_, i) => rate('again', i + 1))
  const power = (k: number): string => sumOf(rates.map((r) => Array.from({ length: k }, () => r).join(' * ')))
  const [one, two, three] = [power(1), power(2), power(3)]
  const second = `(${one} * ${one} + ${two}) / 2`
  const third = `(${one} * ${one} * ${one} + 3 * ${one} * ${two} + 2 * ${three}) / 6`
  return `(1 + ${one} + ${second} + ${third})`
}
const promotions = (to: number): string => productOf(Array.from({ length: to }, (_, i) => rate('up', i + 1)))
/** Of one pupil who begins grade 1: the part that reaches the grade after g. */
const through = (g: number): string => `${promotions(g)} * ${repeating(g)}`
/** Pupil-years that one pupil who begins grade 1 spends in grade g. */
const spentIn = (g: number): string => `${promotions(g - 1)} * ${repeating(g)}`
const primary = [1, 2, 3, 4, 5] as const

export const cohortIndicators: readonly LibraryEntry[] = [
  ready('E13', 'e13_gross_intake', 'Tỷ lệ nhập học thô lớp 1', 'Gross intake ratio to grade 1', {
    says: [
      'Học sinh mới vào lớp 1 (không phải lưu ban) chia cho dân số 6 tuổi.',
      'New entrants to grade 1 (not repeating it) over the population of age 6.',
    ],
    unit: percent,
    inputs: {
      entrants: pupil("count() where grade = '01' and (pupil_before.grade is null or pupil_before.grade <> '01')"),
      first: pupil("count() where grade = '01'"),
      p: { dataset: 'population', aggregate: 'sum(persons) where age = 6', yearAs: 'school_year' },
    },
    breakdowns: [
      sex({ entrants: 'sex', first: 'sex', p: 'sex' }),
      place({ entrants: 'province', first: 'province', p: 'province' }),
    ],
    // Without the year before nobody is known to repeat: then there is no figure.
    formula: '100 * entrants / p + 0 * prev(first, 1 year)',
    ...year,
  }),
  ready('E15', 'e15_repeaters', 'Tỷ lệ lưu ban', 'Repetition rate', {
    says: [
      'Học sinh lớp 1–12 học lại khối của năm trước, trong số học sinh năm trước.',
      'Pupils of grades 1 to 12 in the grade of the year before, in the pupils of that year.',
    ],
    unit: percent,
    decimals: 2,
    inputs: {
      again: pupil(`count() where ${repeated} and ${was(1, 12)}`),
      n: pupil(`count() where grade in ${grades(1, 12)}`),
    },
    breakdowns: [fromGrade(['again'], ['n']), sex({ again: 'sex', n: 'sex' })],
    formula: '100 * again / prev(n, 1 year)',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E16', 'e16_dropout', 'Tỷ lệ bỏ học', 'Dropout rate', {
    says: [
      'Học sinh lớp 1–11 của năm trước không còn học năm nay, trong số học sinh đó.',
      'Pupils of grades 1 to 11 of the year before who are not enrolled now, in those pupils.',
    ],
    unit: percent,
    decimals: 2,
    inputs: {
      found: pupil(`count() where ${was(1, 11)}`),
      n: pupil(`count() where grade in ${grades(1, 11)}`),
    },
    breakdowns: [fromGrade(['found'], ['n']), sex({ found: 'sex', n: 'sex' })],
    formula: '100 * (prev(n, 1 year) - found) / prev(n, 1 year)',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E17', 'e17_promotion_by_grade', 'Tỷ lệ lên lớp theo khối', 'Promotion rate by grade', {
    says: [
      'Học sinh lên khối tiếp theo, trong số học sinh của khối năm trước (lớp 1–11).',
      'Pupils who went up a grade, in those of the grade the year before (grades 1 to 11).',
    ],
    unit: percent,
    decimals: 2,
    inputs: {
      up: pupil(`count() where ${promoted} and ${was(1, 11)}`),
      n: pupil(`count() where grade in ${grades(1, 11)}`),
    },
    breakdowns: [fromGrade(['up'], ['n']), sex({ up: 'sex', n: 'sex' })],
    formula: '100 * up / prev(n, 1 year)',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E18', 'e18_repetition_by_grade', 'Tỷ lệ lưu ban theo khối', 'Repetition rate by grade', {
    says: [
      'Học sinh học lại khối, trong số học sinh của khối năm trước (lớp 1–11).',
      'Pupils in the same grade again, in those of the grade the year before (grades 1 to 11).',
    ],
    unit: percent,
    decimals: 2,
    inputs: {
      again: pupil(`count() where ${repeated} and ${was(1, 11)}`),
      n: pupil(`count() where grade in ${grades(1, 11)}`),
    },
    breakdowns: [fromGrade(['again'], ['n']), sex({ again: 'sex', n: 'sex' })],
    formula: '100 * again / prev(n, 1 year)',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E19', 'e19_dropout_by_grade', 'Tỷ lệ bỏ học theo khối', 'Dropout rate by grade', {
    says: [
      '100 trừ tỷ lệ lên lớp và tỷ lệ lưu ban của khối.',
      'What promotion and repetition of the grade leave of 100.',
    ],
    unit: percent,
    decimals: 2,
    inputs: { up: { indicator: 'e17_promotion_by_grade' }, again: { indicator: 'e18_repetition_by_grade' } },
    breakdowns: [
      by('grade', 'Khối năm trước', 'Grade of the year before', ['up', 'again']),
      by('sex', 'Giới tính', 'Sex', ['up', 'again']),
    ],
    formula: '100 - up - again',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E20', 'e20_survival_grade5', 'Tỷ lệ học đến lớp 5', 'Survival rate to grade 5', {
    says: [
      'Phần của một lứa vào lớp 1 sẽ học đến lớp 5 nếu tỷ lệ lên lớp và lưu ban của hai năm giữ nguyên, lưu ban nhiều nhất ba lần.',
      'The part of a cohort entering grade 1 that reaches grade 5 at the promotion and repetition rates of the two years, with at most three repetitions.',
    ],
    unit: percent,
    inputs: gradeInputs(4),
    breakdowns: [sex(Object.fromEntries(Object.keys(gradeInputs(4)).map((name) => [name, 'sex'])))],
    formula: `100 * ${through(4)}`,
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E22', 'e22_transition', 'Tỷ lệ chuyển cấp', 'Transition rate', {
    says: [
      'Học sinh lớp 5 và lớp 9 năm trước nay học lớp 6 và lớp 10, trong số học sinh lớp 5 và lớp 9 năm trước.',
      'Pupils of grades 5 and 9 of the year before who are in grades 6 and 10 now, in the pupils of those grades.',
    ],
    unit: percent,
    inputs: {
      up: pupil(`count() where ${promoted} and pupil_before.grade in ('05','09')`),
      n: pupil("count() where grade in ('05','09')"),
    },
    breakdowns: [fromGrade(['up'], ['n']), sex({ up: 'sex', n: 'sex' })],
    formula: '100 * up / prev(n, 1 year)',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready(
    'E28',
    'e28_internal_efficiency',
    'Hệ số hiệu quả nội tại cấp tiểu học',
    'Internal efficiency of primary education',
    {
      says: [
        'Số năm học cần nếu không lưu ban, bỏ học, so với số năm học thực tế của một lứa tái tạo, tính cho mỗi học sinh lên lớp 6.',
        'Pupil-years needed without repetition and dropout, over those a reconstructed cohort spends, for each pupil who enters grade 6.',
      ],
      unit: percent,
      inputs: gradeInputs(5),
      breakdowns: [sex(Object.fromEntries(Object.keys(gradeInputs(5)).map((name) => [name, 'sex'])))],
      formula: `100 * 5 * ${through(5)} / ${sumOf(primary.map(spentIn))}`,
      checks: { minimum: 0, maximum: 100 },
      ...year,
    },
  ),
]
