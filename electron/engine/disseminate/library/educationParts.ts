// What tables on education are made of: dimensions and measures several of them share.
import { b, units } from './build.ts'

export const byPeriod = { variable: 'period', total: 'none' } as const
export const byRegion = { variable: 'province', level: 'region', total: 'before' } as const
export const pupils = { id: 'pupils', statistic: 'count', label: b('Học sinh', 'Pupils'), unit: units.pupils } as const
export const teachers = {
  id: 'teachers',
  statistic: 'count',
  label: b('Giáo viên', 'Teachers'),
  unit: units.teachers,
} as const
export const schools = {
  id: 'schools',
  statistic: 'count',
  label: b('Số trường', 'Schools'),
  unit: units.schools,
} as const
