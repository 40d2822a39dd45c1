// How definitions of the demonstration are written: the kind, the id and where the data come from said once. Pure.
import { parseDefinition } from '#shared/model/definition.ts'
import type { Definition } from '#shared/model/definition.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { z } from 'zod'
import type { chartDefinitionSchema } from '#shared/model/chart.ts'
import type { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { linkDefinitionSchema } from '#shared/model/link.ts'
import type { reportDefinitionSchema } from '#shared/model/report.ts'
import type { tableDefinitionSchema } from '#shared/model/table.ts'

type Without<T> = Omit<T, 'kind' | 'id' | 'source'>
export const b = bilingual
export const source: Bilingual = b('Dữ liệu tổng hợp (mô phỏng)', 'Synthetic data')

export const link = (id: string, value: Omit<z.input<typeof linkDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('link', { kind: 'link', id, ...value })
export const table = (id: string, value: Without<z.input<typeof tableDefinitionSchema>>): Definition =>
  parseDefinition('table', { kind: 'table', id, source, ...value })
export const indicator = (id: string, value: Without<z.input<typeof indicatorDefinitionSchema>>): Definition =>
  parseDefinition('indicator', { kind: 'indicator', id, source, ...value })
export const chart = (id: string, value: Omit<z.input<typeof chartDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('chart', { kind: 'chart', id, ...value })
export const report = (id: string, value: Omit<z.input<typeof reportDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('report', { kind: 'report', id, ...value })
