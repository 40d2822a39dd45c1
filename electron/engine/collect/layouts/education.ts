// The three education layouts: school, teacher, pupil, as the education ministry delivers them each school year.
// Out: three Dataset values. Class, subject, result and transfer are not in the agreed fields and so not here.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import {
  amount,
  code,
  dataset,
  hard,
  hashKey,
  identifier,
  inGroup,
  note,
  ordinal,
  reference,
  soft,
  textKey,
  units,
} from './build.ts'

const groups = {
  place: bilingual('Địa bàn', 'Territory'),
  school: bilingual('Trường', 'School'),
  rooms: bilingual('Phòng học', 'Classrooms'),
  contact: bilingual('Liên hệ', 'Contact'),
  person: bilingual('Cá nhân', 'Person'),
  study: bilingual('Học tập', 'Study'),
  work: bilingual('Chuyên môn', 'Profession'),
} as const

/** Districts ended on 30/06/2025: the column stays in the file and is empty afterwards. */
const place: Variable[] = inGroup(groups.place, [
  code('province', 'ma_tinh', 'Tỉnh, thành phố', 'Province', {
    codeList: 'province',
    normalise: 'pad',
    width: 2,
    nullable: false,
  }),
  code('district', 'ma_huyen', 'Huyện (đến 30/06/2025)', 'District (until 30/06/2025)', { normalise: 'pad', width: 3 }),
  code('commune', 'ma_xa', 'Xã, phường, đặc khu', 'Commune', { normalise: 'pad', width: 5, nullable: false }),
])

const schoolCode = (role: 'key' | 'reference'): Variable =>
  (role === 'key' ? textKey : reference)('school_code', 'ma_truong', 'Mã trường', 'School code', {
    normalise: 'pad',
    width: 8,
    nullable: false,
  })

const schoolKind: Variable[] = inGroup(groups.school, [
  code('ownership', 'loai_hinh', 'Loại hình', 'Ownership', {
    codeList: 'school_ownership',
    normalise: 'upper',
    nullable: false,
  }),
  code('school_type', 'loai_truong', 'Loại trường', 'Type of school', { codeList: 'school_type', nullable: false }),
])

/** The seven school fields repeated on every teacher and pupil row. */
const schoolBlock: Variable[] = [
  ...place,
  ...inGroup(groups.school, [note('school_name', 'ten_truong', 'Tên trường', 'School name'), schoolCode('key')]),
  ...schoolKind,
]

const placeRules = [
  soft(
    'province_known',
    'known(province)',
    'Mã tỉnh không có trong danh mục hiệu lực tại thời điểm của kỳ dữ liệu',
    'The province code is not in the list valid for the period',
  ),
  soft(
    'district_abolished',
    "district is null or left(period, 4) < '2025'",
    'Có mã huyện sau khi cấp huyện đã chấm dứt (từ 01/07/2025)',
    'A district code is given although districts ended on 01/07/2025',
  ),
]
const schoolCodeRule = hard(
  'school_code_length',
  'length(school_code) in (8, 10)',
  'Mã trường phải có 8 hoặc 10 ký tự',
  'A school code has 8 or 10 characters',
)

const schools: Dataset = dataset({
  id: 'school',
  subject: 'education',
  label: bilingual('Trường học', 'Schools'),
  recordLabel: bilingual('trường', 'school'),
  description: bilingual(
    'Cơ sở giáo dục mầm non và phổ thông tại 30/9 của năm học',
    'Preschool and general education institutions at 30 September of the school year',
  ),
  periodKind: 'school_year',
  temporality: 'stock',
  variables: [
    ...place,
    ...inGroup(groups.school, [note('school_name', 'ten_truong', 'Tên trường', 'School name'), schoolCode('key')]),
    ...inGroup(groups.contact, [
      identifier('address', 'dia_chi', 'Địa chỉ', 'Address', { sensitivity: 'confidential' }),
    ]),
    ...schoolKind,
    ...inGroup(groups.rooms, [
      amount('rooms_permanent', 'ph_kien_co', 'Phòng học kiên cố', 'Permanent classrooms', {
        unit: units.room,
        nullable: false,
      }),
      amount('rooms_semi_permanent', 'ph_ban_kien_co', 'Phòng học bán kiên cố', 'Semi-permanent classrooms', {
        unit: units.room,
        nullable: false,
      }),
      amount('rooms_temporary', 'ph_tam', 'Phòng học tạm', 'Temporary classrooms', {
        unit: units.room,
        nullable: false,
      }),
      amount('rooms_total', null, 'Tổng số phòng học', 'Classrooms, all kinds', {
        unit: units.room,
        derived: 'rooms_permanent + rooms_semi_permanent + rooms_temporary',
      }),
    ]),
    ...inGroup(groups.contact, [
      identifier('phone', 'dien_thoai', 'Điện thoại', 'Telephone', { sensitivity: 'confidential' }),
      identifier('email', 'email', 'Thư điện tử', 'E-mail', { sensitivity: 'confidential' }),
    ]),
  ],
  key: ['school_code'],
  respondent: null,
  rules: [
    schoolCodeRule,
    hard(
      'rooms_not_negative',
      'rooms_permanent >= 0 and rooms_semi_permanent >= 0 and rooms_temporary >= 0',
      'Số phòng học không thể âm',
      'A number of classrooms cannot be negative',
    ),
    ...placeRules,
    soft(
      'rooms_present',
      'rooms_permanent + rooms_semi_permanent + rooms_temporary > 0',
      'Trường không có phòng học nào',
      'The school has no classroom at all',
    ),
  ],
})

const personBlock = (label: { vi: string; en: string }, personCode: string, source: string): Variable[] =>
  inGroup(groups.person, [
    hashKey(personCode, source, label.vi, label.en),
    ordinal('birth_year', 'nam_sinh', 'Năm sinh', 'Year of birth', { nullable: false, sensitivity: 'personal' }),
    ordinal('age', null, 'Tuổi', 'Age', {
      unit: units.year,
      derived: 'year(period) - birth_year',
      sensitivity: 'personal',
    }),
    code('sex', 'gioi_tinh', 'Giới tính', 'Sex', { codeList: 'sex', nullable: false }),
    code('ethnicity', 'dan_toc', 'Dân tộc', 'Ethnic group', {
      codeList: 'ethnic_group',
      normalise: 'pad',
      width: 2,
      sensitivity: 'sensitive',
    }),
  ])

const ethnicityRule = soft(
  'ethnicity_known',
  'known(ethnicity)',
  'Mã dân tộc không có trong danh mục',
  'The ethnic group code is not in the list',
)

const teachers: Dataset = dataset({
  id: 'teacher',
  subject: 'education',
  label: bilingual('Giáo viên', 'Teachers'),
  recordLabel: bilingual('giáo viên', 'teacher'),
  description: bilingual(
    'Giáo viên đang giảng dạy tại 30/9 của năm học',
    'Teachers teaching at 30 September of the school year',
  ),
  periodKind: 'school_year',
  temporality: 'stock',
  variables: [
    ...schoolBlock,
    ...personBlock(bilingual('Mã giáo viên (băm)', 'Teacher code (hashed)'), 'teacher_code', 'ma_gv'),
    ...inGroup(groups.work, [
      code('qualification', 'trinh_do', 'Trình độ đào tạo', 'Qualification', { codeList: 'teacher_qualification' }),
    ]),
  ],
  key: ['teacher_code'],
  respondent: null,
  rules: [
    schoolCodeRule,
    hard(
      'birth_year_possible',
      'birth_year between 1950 and 2006',
      'Năm sinh của giáo viên không thể có',
      'The teacher’s year of birth is impossible',
    ),
    ...placeRules,
    ethnicityRule,
    soft(
      'qualification_known',
      'known(qualification)',
      'Mã trình độ không có trong danh mục',
      'The qualification code is not in the list',
    ),
  ],
})

/** Official age of each grade at the start of the school year. */
const officialAge =
  `case when grade = 'NT' then 2 when grade = 'M3' then 3 when grade = 'M4' then 4 when grade = 'M5' then 5 ` +
  Array.from({ length: 12 }, (_, i) => `when grade = '${String(i + 1).padStart(2, '0')}' then ${i + 6}`).join(' ') +
  ' else null end'

const pupils: Dataset = dataset({
  id: 'pupil',
  subject: 'education',
  label: bilingual('Học sinh', 'Pupils'),
  recordLabel: bilingual('học sinh', 'pupil'),
  description: bilingual(
    'Trẻ em mầm non và học sinh phổ thông tại 30/9 của năm học',
    'Preschool children and general education pupils at 30 September of the school year',
  ),
  periodKind: 'school_year',
  temporality: 'stock',
  variables: [
    ...schoolBlock,
    ...personBlock(bilingual('Mã học sinh (băm)', 'Pupil code (hashed)'), 'pupil_code', 'ma_hs'),
    ...inGroup(groups.person, [
      code('disability', 'khuyet_tat', 'Khuyết tật', 'Disability', {
        codeList: 'disability',
        sensitivity: 'sensitive',
      }),
    ]),
    ...inGroup(groups.study, [
      code('grade', 'khoi', 'Khối', 'Grade', { codeList: 'grade', normalise: 'pad', width: 2, nullable: false }),
      ordinal('official_age', null, 'Tuổi đúng của khối', 'Official age of the grade', {
        unit: units.year,
        derived: officialAge,
      }),
      code('over_age', null, 'Quá tuổi từ 2 năm', 'Over-age by two years or more', {
        codeList: 'yes_no',
        derived: "case when age - official_age >= 2 then '1' else '0' end",
      }),
    ]),
  ],
  key: ['pupil_code'],
  respondent: null,
  rules: [
    schoolCodeRule,
    hard(
      'birth_year_possible',
      'birth_year between 1990 and 2025',
      'Năm sinh của học sinh không thể có',
      'The pupil’s year of birth is impossible',
    ),
    ...placeRules,
    ethnicityRule,
    soft('grade_known', 'known(grade)', 'Mã khối không có trong danh mục', 'The grade code is not in the list'),
    soft(
      'age_fits_grade',
      'age - official_age between -3 and 9',
      'Tuổi không phù hợp với khối học',
      'The age does not fit the grade',
    ),
  ],
})

export const educationDatasets: Dataset[] = [schools, teachers, pupils]
