// Education: 28 statutory indicators over schools, teachers, pupils and the population by age, or what each waits for.
// Out: entries of the library. Never a figure, never a definition saved.
import type { z } from 'zod'
import type { recordInputSchema } from '#shared/model/indicator.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { cohortIndicators } from './cohortIndicators.ts'
import { b, by, field, percent } from './indicatorParts.ts'
import type { LibraryEntry } from './indicatorParts.ts'

const { ready, waits } = field('education')
type Input = z.input<typeof recordInputSchema>

const school = (aggregate: string): Input => ({ dataset: 'school', aggregate })
const teacher = (aggregate: string): Input => ({ dataset: 'teacher', aggregate })
const pupil = (aggregate: string): Input => ({ dataset: 'pupil', aggregate })
/** Mid-year population beside the school year that begins in the year. */
const people = (where: string): Input => ({
  dataset: 'population',
  aggregate: `sum(persons) where ${where}`,
  yearAs: 'school_year',
})

const place = (...inputs: string[]) => by('province', 'Tỉnh, thành phố', 'Province', inputs)
const sex = (...inputs: string[]) => by('sex', 'Giới tính', 'Sex', inputs)
const owner = (...inputs: string[]) => by('ownership', 'Loại hình', 'Ownership', inputs)
const kind = (...inputs: string[]) => by('school_type', 'Loại trường', 'Type of school', inputs)
const grade = (...inputs: string[]) => by('grade', 'Khối', 'Grade', inputs)
const level = (...inputs: string[]) => by('level', 'Cấp học', 'Level of education', inputs, 'grade', 'education_level')

const year = { periodKind: 'school_year', reference: b('30/9 của năm học', '30 September of the school year') } as const
const withPopulation = b(
  'Dân số trung bình của năm mà năm học bắt đầu.',
  'Mean population of the year in which the school year begins.',
)

const general = "grade in ('01','02','03','04','05','06','07','08','09','10','11','12')"
const levels = [
  { code: '1', label: b('Tiểu học', 'Primary'), grades: ['01', '02', '03', '04', '05'], ages: [6, 10] },
  { code: '2', label: b('Trung học cơ sở', 'Lower secondary'), grades: ['06', '07', '08', '09'], ages: [11, 14] },
  { code: '3', label: b('Trung học phổ thông', 'Upper secondary'), grades: ['10', '11', '12'], ages: [15, 17] },
] as const
const agesOf = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

/** Levels of education on both sides: by grade where pupils are, by official age where the population is. */
const stage = (dataset: 'pupil' | 'population'): DerivedVariable => ({
  kind: 'variable',
  id: 'stage',
  dataset,
  label: b('Cấp học', 'Level of education'),
  method: 'recode',
  of: dataset === 'pupil' ? 'grade' : 'age',
  groups: levels.map(({ code, label, grades, ages }) => ({
    code,
    label,
    members: dataset === 'pupil' ? [...grades] : agesOf(ages[0], ages[1]),
  })),
  rest: 'missing',
})
const stages = [stage('pupil'), stage('population')]
const byStage = by('stage', 'Cấp học', 'Level of education', ['e', 'p'], 'stage')
const ofStage = levels
  .map(
    ({ grades, ages }) =>
      `(grade in (${grades.map((g) => `'${g}'`).join(',')}) and age between ${ages[0]} and ${ages[1]})`,
  )
  .join(' or ')

const ages = agesOf(5, 17)

const ofOneYear: readonly LibraryEntry[] = [
  ready('E01', 'e01_schools', 'Số trường', 'Schools', {
    says: ['Số trường có hoạt động tại ngày 30/9.', 'Schools in operation at 30 September.'],
    unit: b('Trường', 'Schools'),
    decimals: 0,
    inputs: { n: school('count()') },
    breakdowns: [place('n'), kind('n'), owner('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...year,
  }),
  ready('E02', 'e02_classrooms', 'Số phòng học', 'Classrooms', {
    says: ['Phòng kiên cố, bán kiên cố và tạm cộng lại.', 'Permanent, semi-permanent and temporary rooms together.'],
    unit: b('Phòng', 'Rooms'),
    decimals: 0,
    inputs: { n: school('sum(rooms_total)') },
    breakdowns: [place('n'), kind('n'), owner('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...year,
  }),
  ready('E03', 'e03_permanent_rooms', 'Tỷ lệ phòng học kiên cố', 'Share of permanent classrooms', {
    says: ['Phòng kiên cố trong tổng số phòng học.', 'Permanent rooms in all classrooms.'],
    unit: percent,
    inputs: { solid: school('sum(rooms_permanent)'), n: school('sum(rooms_total)') },
    breakdowns: [place('solid', 'n'), kind('solid', 'n'), owner('solid', 'n')],
    formula: '100 * solid / n',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E04', 'e04_teachers', 'Số giáo viên', 'Teachers', {
    says: ['Giáo viên đang giảng dạy tại ngày 30/9.', 'Teachers teaching at 30 September.'],
    unit: b('Người', 'Persons'),
    decimals: 0,
    inputs: { n: teacher('count()') },
    breakdowns: [place('n'), sex('n'), by('qualification', 'Trình độ', 'Qualification', ['n']), kind('n'), owner('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...year,
  }),
  ready('E05', 'e05_qualified_teachers', 'Tỷ lệ giáo viên đạt chuẩn trở lên', 'Qualified teachers', {
    says: [
      'Mầm non: từ cao đẳng; phổ thông: từ đại học; trong số giáo viên có ghi trình độ.',
      'College diploma or more in preschools, bachelor or more in other schools, among teachers whose qualification is told.',
    ],
    unit: percent,
    inputs: {
      good: teacher(
        "count() where (school_type = '45' and qualification in ('CD','DH','ThS','TS')) or (school_type <> '45' and qualification in ('DH','ThS','TS'))",
      ),
      n: teacher('count() where qualification is not null'),
    },
    breakdowns: [place('good', 'n'), sex('good', 'n'), kind('good', 'n')],
    formula: '100 * good / n',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E06', 'e06_pupils', 'Số học sinh', 'Enrolment', {
    says: [
      'Trẻ mầm non và học sinh đang học tại ngày 30/9.',
      'Preschool children and pupils enrolled at 30 September.',
    ],
    unit: b('Học sinh', 'Pupils'),
    decimals: 0,
    inputs: { n: pupil('count()') },
    breakdowns: [place('n'), level('n'), sex('n'), by('ethnicity', 'Dân tộc', 'Ethnic group', ['n']), owner('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...year,
  }),
  ready('E07', 'e07_pupil_teacher_ratio', 'Số học sinh bình quân một giáo viên', 'Pupil–teacher ratio', {
    says: ['Học sinh chia cho giáo viên cùng năm học.', 'Pupils over teachers of the same school year.'],
    unit: b('Học sinh/giáo viên', 'Pupils per teacher'),
    inputs: { pupils: pupil('count()'), teachers: teacher('count()') },
    breakdowns: [place('pupils', 'teachers'), kind('pupils', 'teachers'), owner('pupils', 'teachers')],
    formula: 'pupils / teachers',
    ...year,
  }),
  waits(
    'E08',
    'e08_pupils_per_class',
    'Số học sinh bình quân một lớp',
    'Pupils per class',
    'số lớp theo cấp học (báo cáo đầu năm của ngành giáo dục)',
    'the number of classes by level (start-of-year report of education)',
  ),
  ready('E09', 'e09_gross_enrolment', 'Tỷ lệ học sinh đi học chung', 'Gross enrolment ratio', {
    says: [
      'Học sinh phổ thông mọi độ tuổi chia cho dân số ở độ tuổi quy định của cấp học.',
      'General education pupils of any age over the population of the official ages of the level.',
    ],
    unit: percent,
    variables: stages,
    inputs: { e: pupil(`count() where ${general}`), p: people('age between 6 and 17') },
    breakdowns: [byStage, sex('e', 'p'), place('e', 'p')],
    formula: '100 * e / p',
    method: withPopulation,
    ...year,
  }),
  ready('E10', 'e10_net_enrolment', 'Tỷ lệ học sinh đi học đúng tuổi', 'Net enrolment rate', {
    says: [
      'Học sinh ở độ tuổi quy định của cấp đang học chia cho dân số ở độ tuổi đó.',
      'Pupils of the official ages of the level they attend over the population of these ages.',
    ],
    unit: percent,
    variables: stages,
    inputs: { e: pupil(`count() where ${ofStage}`), p: people('age between 6 and 17') },
    breakdowns: [byStage, sex('e', 'p'), place('e', 'p')],
    formula: '100 * e / p',
    method: withPopulation,
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E11', 'e11_age_specific_enrolment', 'Tỷ lệ nhập học đặc trưng theo tuổi', 'Age-specific enrolment rate', {
    says: [
      'Người đi học ở một tuổi chia cho dân số tuổi đó.',
      'Children of an age at school over the population of that age.',
    ],
    unit: percent,
    inputs: { e: pupil('count() where age between 3 and 17'), p: people('age between 3 and 17') },
    breakdowns: [by('age', 'Tuổi', 'Age', ['e', 'p']), sex('e', 'p')],
    formula: '100 * e / p',
    method: withPopulation,
    ...year,
  }),
  ready('E12', 'e12_kindergarten', 'Tỷ lệ huy động trẻ 3–5 tuổi đi mẫu giáo', 'Kindergarten enrolment, ages 3–5', {
    says: [
      'Trẻ 3–5 tuổi đi mẫu giáo chia cho trẻ 3–5 tuổi.',
      'Children of 3 to 5 in kindergarten over all of these ages.',
    ],
    unit: percent,
    inputs: {
      e: pupil("count() where age between 3 and 5 and grade in ('M3','M4','M5')"),
      p: people('age between 3 and 5'),
    },
    breakdowns: [by('age', 'Tuổi', 'Age', ['e', 'p']), sex('e', 'p'), place('e', 'p')],
    formula: '100 * e / p',
    method: withPopulation,
    ...year,
  }),
  ready(
    'E14',
    'e14_gender_parity',
    'Chỉ số bình đẳng giới trong đi học chung',
    'Gender parity index of gross enrolment',
    {
      says: ['Tỷ lệ đi học chung của nữ chia cho của nam.', 'Gross enrolment ratio of girls over that of boys.'],
      unit: b('lần', 'ratio'),
      decimals: 2,
      variables: stages,
      inputs: {
        ef: pupil(`count() where sex = '2' and ${general}`),
        pf: people("sex = '2' and age between 6 and 17"),
        em: pupil(`count() where sex = '1' and ${general}`),
        pm: people("sex = '1' and age between 6 and 17"),
      },
      breakdowns: [
        by('stage', 'Cấp học', 'Level of education', ['ef', 'pf', 'em', 'pm'], 'stage'),
        place('ef', 'pf', 'em', 'pm'),
      ],
      formula: '(ef / pf) / (em / pm)',
      method: withPopulation,
      ...year,
    },
  ),
  waits(
    'E21',
    'e21_completion',
    'Tỷ lệ hoàn thành cấp học',
    'Completion rate',
    'kết quả tốt nghiệp của học sinh lớp cuối cấp',
    'results of graduation of the last grade',
  ),
  ready('E23', 'e23_out_of_school', 'Tỷ lệ trẻ em ngoài nhà trường', 'Out-of-school rate', {
    says: [
      'Trẻ 6–17 tuổi không đi học trong dân số 6–17 tuổi.',
      'Children of 6 to 17 not at school in the population of these ages.',
    ],
    unit: percent,
    inputs: { e: pupil('count() where age between 6 and 17'), p: people('age between 6 and 17') },
    breakdowns: [by('age', 'Tuổi', 'Age', ['e', 'p']), sex('e', 'p'), place('e', 'p')],
    formula: '100 * (p - e) / p',
    method: withPopulation,
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E24', 'e24_over_age', 'Tỷ lệ học sinh quá tuổi từ 2 năm', 'Over-age by two years or more', {
    says: [
      'Học sinh phổ thông lớn hơn tuổi quy định của khối từ 2 tuổi.',
      'General education pupils older than the official age of their grade by two years or more.',
    ],
    unit: percent,
    inputs: { old: pupil(`count() where over_age = '1' and ${general}`), n: pupil(`count() where ${general}`) },
    breakdowns: [grade('old', 'n'), sex('old', 'n'), place('old', 'n')],
    formula: '100 * old / n',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E25', 'e25_minority', 'Tỷ lệ học sinh dân tộc thiểu số', 'Share of ethnic minority pupils', {
    says: [
      'Học sinh không phải dân tộc Kinh trong số học sinh có ghi dân tộc.',
      'Pupils not of the Kinh among those whose ethnic group is told.',
    ],
    unit: percent,
    inputs: { few: pupil("count() where ethnicity <> '01'"), n: pupil('count() where ethnicity is not null') },
    breakdowns: [level('few', 'n'), place('few', 'n')],
    formula: '100 * few / n',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E26', 'e26_disability', 'Tỷ lệ học sinh khuyết tật học hòa nhập', 'Pupils with a disability', {
    says: ['Học sinh có dạng khuyết tật trong tổng số học sinh.', 'Pupils with some disability in all pupils.'],
    unit: percent,
    decimals: 2,
    inputs: { some: pupil("count() where disability in ('1','2','3','4','5','6')"), n: pupil('count()') },
    breakdowns: [level('some', 'n'), place('some', 'n')],
    formula: '100 * some / n',
    checks: { minimum: 0, maximum: 100 },
    ...year,
  }),
  ready('E27', 'e27_school_life', 'Số năm đi học kỳ vọng (5–17 tuổi)', 'School life expectancy, ages 5–17', {
    says: ['Cộng tỷ lệ đi học theo từng tuổi từ 5 đến 17.', 'The sum of age-specific enrolment rates from 5 to 17.'],
    unit: b('năm', 'years'),
    inputs: Object.fromEntries(
      ages.flatMap((age) => [
        [`e${age}`, pupil(`count() where age = ${age}`)],
        [`p${age}`, people(`age = ${age}`)],
      ]),
    ),
    breakdowns: [sex(...ages.flatMap((age) => [`e${age}`, `p${age}`]))],
    formula: ages.map((age) => `e${age} / p${age}`).join(' + '),
    method: withPopulation,
    ...year,
  }),
]

export const educationIndicators: readonly LibraryEntry[] = [...ofOneYear, ...cohortIndicators].toSorted((a, c) =>
  a.code < c.code ? -1 : 1,
)
