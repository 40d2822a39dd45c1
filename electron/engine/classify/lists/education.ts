// Code lists of the education files: school ownership and type, sex, qualification, disability, grade with its level of
// education. Out: one version each. Grades sort from nursery to grade 12 in list order.
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { flatList, items, level, version } from './table.ts'

const grades = Array.from({ length: 12 }, (_, i) => ({
  code: String(i + 1).padStart(2, '0'),
  label: bilingual(`Lớp ${i + 1}`, `Grade ${i + 1}`),
  level: 'grade',
  parent: i < 5 ? '1' : i < 9 ? '2' : '3',
}))

export const educationLists: CodeListVersion[] = [
  version(
    'school_ownership',
    'current',
    bilingual('Loại hình trường', 'School ownership'),
    [level('school_ownership', 'Loại hình', 'Ownership'), level('school_sector', 'Khu vực', 'Sector')],
    [
      ...items(
        'school_ownership',
        `
      CL|Công lập|Public|P
      TT|Tư thục|Private|N
      DL|Dân lập|People-founded|N
    `,
      ),
      ...items(
        'school_sector',
        `
      P|Công lập|Public
      N|Ngoài công lập|Non-public
    `,
      ),
    ],
  ),
  flatList(
    'school_type',
    'Loại trường',
    'Type of school',
    `
    45|Mầm non|Preschool
    1|Tiểu học|Primary
    12|Tiểu học và THCS|Primary and lower secondary
    2|Trung học cơ sở|Lower secondary
    23|THCS và THPT|Lower and upper secondary
    3|Trung học phổ thông|Upper secondary
    123|Tiểu học, THCS và THPT|Primary, lower and upper secondary
    6|Giáo dục thường xuyên|Continuing education
  `,
  ),
  flatList(
    'sex',
    'Giới tính',
    'Sex',
    `
    1|Nam|Male
    2|Nữ|Female
  `,
  ),
  flatList(
    'teacher_qualification',
    'Trình độ đào tạo',
    'Qualification',
    `
    TC|Trung cấp|Vocational diploma
    CD|Cao đẳng|College diploma
    DH|Đại học|Bachelor
    ThS|Thạc sĩ|Master
    TS|Tiến sĩ|Doctor
  `,
  ),
  flatList(
    'disability',
    'Dạng khuyết tật',
    'Disability',
    `
    0|Không khuyết tật|None
    1|Vận động|Mobility
    2|Nghe, nói|Hearing or speech
    3|Nhìn|Visual
    4|Thần kinh, tâm thần|Psychosocial
    5|Trí tuệ|Intellectual
    6|Khác|Other
  `,
  ),
  version(
    'grade',
    'current',
    bilingual('Khối học', 'Grade'),
    [level('grade', 'Khối', 'Grade'), level('education_level', 'Cấp học', 'Level of education')],
    [
      ...items(
        'grade',
        `
      NT|Nhà trẻ|Nursery|01
      M3|Mẫu giáo 3–4 tuổi|Kindergarten, age 3–4|02
      M4|Mẫu giáo 4–5 tuổi|Kindergarten, age 4–5|02
      M5|Mẫu giáo 5–6 tuổi|Kindergarten, age 5–6|02
    `,
      ),
      ...grades,
      ...items(
        'education_level',
        `
      01|Nhà trẻ|Nursery
      02|Mẫu giáo|Kindergarten
      1|Tiểu học|Primary
      2|Trung học cơ sở|Lower secondary
      3|Trung học phổ thông|Upper secondary
    `,
      ),
    ],
  ),
]
