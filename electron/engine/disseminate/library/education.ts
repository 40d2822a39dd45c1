// Yearbook tables of education from the records of schools, teachers and pupils. Out: definitions. Never data.
import { b, units, yearbookTable } from './build.ts'
import { byPeriod, byRegion, teachers, schools } from './educationParts.ts'
import { moreEducationTables } from './educationMore.ts'

export const educationTables = [
  yearbookTable(
    'edu_schools_classrooms',
    'Số trường và số phòng học phân theo loại trường',
    'Schools and classrooms by type of school',
    {
      dataset: 'school',
      rows: [{ variable: 'school_type', total: 'before' }],
      columns: [byPeriod],
      measures: [
        schools,
        {
          id: 'classrooms',
          statistic: 'sum',
          variable: 'rooms_total',
          label: b('Số phòng học', 'Classrooms'),
          unit: units.classrooms,
        },
        {
          id: 'per_school',
          statistic: 'ratio',
          numerator: 'classrooms',
          denominator: 'schools',
          label: b('Phòng học bình quân một trường', 'Classrooms per school'),
          unit: units.classrooms,
          decimals: 1,
        },
      ],
      measurePlace: 'outer',
    },
  ),
  yearbookTable(
    'edu_classrooms_condition',
    'Phòng học phân theo tình trạng kiên cố và vùng',
    'Classrooms by condition and region',
    {
      dataset: 'school',
      rows: [byRegion],
      measures: [
        {
          id: 'total',
          statistic: 'sum',
          variable: 'rooms_total',
          label: b('Tổng số', 'Total'),
          unit: units.classrooms,
        },
        {
          id: 'permanent',
          statistic: 'sum',
          variable: 'rooms_permanent',
          label: b('Kiên cố', 'Permanent'),
          unit: units.classrooms,
        },
        {
          id: 'semi_permanent',
          statistic: 'sum',
          variable: 'rooms_semi_permanent',
          label: b('Bán kiên cố', 'Semi-permanent'),
          unit: units.classrooms,
        },
        {
          id: 'temporary',
          statistic: 'sum',
          variable: 'rooms_temporary',
          label: b('Tạm', 'Temporary'),
          unit: units.classrooms,
        },
        {
          id: 'permanent_rate',
          statistic: 'ratio',
          numerator: 'permanent',
          denominator: 'total',
          factor: 100,
          label: b('Tỷ lệ kiên cố', 'Share permanent'),
          unit: units.percent,
          decimals: 1,
        },
      ],
      filter: "period = '2025-2026'",
      classification: 'as_now',
    },
  ),
  yearbookTable(
    'edu_schools_province',
    'Số trường phân theo tỉnh, thành phố và loại trường',
    'Schools by province and type of school',
    {
      dataset: 'school',
      rows: [byRegion, { variable: 'province', total: 'before' }],
      columns: [{ variable: 'school_type', total: 'before' }],
      measures: [schools],
      filter: "period = '2025-2026'",
      classification: 'as_now',
    },
  ),
  yearbookTable(
    'edu_schools_sector',
    'Số trường phân theo loại hình và loại trường',
    'Schools by ownership and type of school',
    {
      dataset: 'school',
      rows: [
        { variable: 'school_type', total: 'before' },
        { variable: 'ownership', level: 'school_sector', total: 'before' },
      ],
      columns: [byPeriod],
      measures: [
        schools,
        {
          id: 'structure',
          statistic: 'percent',
          of: 'schools',
          base: 'parent_row',
          label: b('Cơ cấu', 'Structure'),
          unit: units.percent,
          decimals: 1,
        },
      ],
      measurePlace: 'outer',
    },
  ),
  yearbookTable(
    'edu_teachers_sex',
    'Giáo viên phân theo loại trường và giới tính',
    'Teachers by type of school and sex',
    {
      dataset: 'teacher',
      rows: [{ variable: 'school_type', total: 'before' }],
      columns: [byPeriod, { variable: 'sex', total: 'before' }],
      measures: [teachers],
    },
  ),
  yearbookTable(
    'edu_teachers_qualification',
    'Trình độ của giáo viên phân theo vùng',
    'Qualification of teachers by region',
    {
      dataset: 'teacher',
      rows: [byRegion],
      columns: [{ variable: 'qualification', total: 'before' }],
      measures: [
        teachers,
        {
          id: 'structure',
          statistic: 'percent',
          of: 'teachers',
          base: 'row',
          label: b('Cơ cấu', 'Structure'),
          unit: units.percent,
          decimals: 1,
        },
      ],
      measurePlace: 'outer',
      filter: "period = '2025-2026'",
      classification: 'as_now',
    },
  ),
  yearbookTable(
    'edu_teachers_age',
    'Giáo viên phân theo nhóm tuổi, giới tính và trình độ',
    'Teachers by age group, sex and qualification',
    {
      dataset: 'teacher',
      variables: [
        {
          kind: 'variable',
          id: 'age_group',
          dataset: 'teacher',
          label: b('Nhóm tuổi', 'Age group'),
          method: 'bands',
          of: 'age',
          bounds: ['25', '30', '35', '40', '45', '50', '55'],
          closed: 'lower',
        },
      ],
      rows: [{ variable: 'age_group', total: 'before' }],
      columns: [
        { variable: 'sex', total: 'before' },
        { variable: 'qualification', stack: true, total: 'none' },
      ],
      measures: [teachers],
      filter: "period = '2025-2026'",
    },
  ),
  ...moreEducationTables,
]
