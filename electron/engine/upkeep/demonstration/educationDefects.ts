// The defects of the education files, each with what it must come to. In: the file's columns. Out: lists for the
// planter.
import { spoil } from './defects.ts'
import type { Defect } from './defects.ts'
import { abolishedProvinceCodes, provinces } from './territory.ts'

/** Columns of the school block. */
const province = 0
const district = 1
const schoolCode = 4

const oldCode = (old: string, abolished: number): string | null => {
  const before = provinces.filter((p) => p.new === old && abolishedProvinceCodes.includes(p.old))
  return before.length === 0 ? null : (before[abolished % before.length]?.old ?? null)
}

const place = (year: 0 | 1): Defect[] => [
  spoil.lostZero('province_lost_zero', province),
  // A ten-character code that lost its zero cannot be told from a wrong one, so only the shorter kind is damaged so.
  spoil.normalised('school_code_lost_zero', schoolCode, (code) => (/^0\d{7}$/.test(code) ? code.slice(1) : null)),
  ...(year === 1
    ? [
        spoil.flagged('province_before_merger', ['province_known'], province, (code, random) =>
          oldCode(code, random.below(4)),
        ),
        spoil.flagged('district_after_abolition', ['district_abolished'], district, (_old, random) =>
          String(1 + random.below(970)).padStart(3, '0'),
        ),
      ]
    : []),
  spoil.columnTooFew,
  spoil.columnTooMany,
  spoil.missing('school_code', schoolCode),
  spoil.rejected('school_code_length', schoolCode, (code) => (code.length === 8 ? `${code}9` : null)),
]

export const schoolDefects = (year: 0 | 1): Defect[] => [
  ...place(year),
  spoil.duplicate(),
  spoil.badType('rooms_temporary', 10, ['không', '3 phòng']),
  spoil.rejected('rooms_not_negative', 10, () => '-1'),
  {
    id: 'rooms_present',
    effect: { flagged: ['rooms_present'] },
    apply: (f) => f.with(8, '0').with(9, '0').with(10, '0'),
  },
]

const unknownSchool: Defect = {
  id: 'unknown_school',
  effect: { unlinked: 'unknown_school' },
  apply: (f) => f.with(schoolCode, `${(f[schoolCode] ?? '').slice(0, 2)}999${(f[schoolCode] ?? '').slice(5)}`),
}

const ethnicity = (column: number): Defect[] => [
  spoil.lostZero('ethnicity_lost_zero', column),
  spoil.flagged('ethnicity_unknown', ['ethnicity_known'], column, () => '77'),
]

/** `elsewhere`: the school fields of another school, where the person is counted a second time. */
export const teacherDefects = (year: 0 | 1, elsewhere: string[]): Defect[] => [
  ...place(year),
  unknownSchool,
  spoil.duplicate((f) => [...elsewhere, ...f.slice(7)]),
  spoil.missing('teacher_code', 7),
  spoil.rejected('birth_year_possible', 8, (_old, random) => String(1890 + random.below(20))),
  spoil.badType('birth_year', 8, ['198x', 'không rõ']),
  ...ethnicity(10),
  spoil.flagged('qualification_unknown', ['qualification_known'], 11, () => 'KHAC'),
]

export const pupilDefects = (year: 0 | 1, elsewhere: string[]): Defect[] => [
  ...place(year),
  unknownSchool,
  spoil.duplicate((f) => [...elsewhere, ...f.slice(7)]),
  spoil.missing('pupil_code', 7),
  spoil.rejected('birth_year_possible', 8, (_old, random) => String(2101 + random.below(90))),
  spoil.badType('birth_year', 8, ['20l4', '12/2012']),
  ...ethnicity(10),
  spoil.flagged('age_off', ['age_fits_grade'], 8, (_old, _random, f) =>
    ['1', '2', '3'].includes(f[12] ?? '') ? '1996' : null,
  ),
  spoil.flagged('grade_unknown', ['grade_known'], 12, () => '13'),
]
