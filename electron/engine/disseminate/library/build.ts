// Short words for writing yearbook tables. In: the parts of a definition. Out: a definition checked by its schema when
// the module loads. Never data, never a figure.
import type { z } from 'zod'
import { parseDefinition } from '#shared/model/definition.ts'
import type { tableDefinitionSchema, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

type Parts = Omit<z.input<typeof tableDefinitionSchema>, 'kind' | 'id' | 'title'>

export const b = (vi: string, en: string): Bilingual => ({ vi, en })

export const yearbookTable = (id: string, vi: string, en: string, parts: Parts): TableDefinition =>
  parseDefinition('table', { kind: 'table', id, title: b(vi, en), ...parts })

export const units = {
  schools: b('Trường', 'Schools'),
  classrooms: b('Phòng học', 'Classrooms'),
  persons: b('Người', 'Persons'),
  pupils: b('Học sinh', 'Pupils'),
  teachers: b('Giáo viên', 'Teachers'),
  enterprises: b('Doanh nghiệp', 'Enterprises'),
  percent: b('%', '%'),
  years: b('Tuổi', 'Years'),
  billionVnd: b('Tỷ đồng', 'Billion VND'),
  millionUsd: b('Triệu USD', 'Million USD'),
  lines: b('Dòng hàng', 'Lines'),
} as const
