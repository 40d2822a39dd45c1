import { existsSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileHandlers } from '../methods.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { visitWorkspace } from '#test/support/publish/visits.ts'
import type { VisitWorkspace } from '#test/support/publish/visits.ts'

let at: VisitWorkspace
beforeAll(async () => {
  at = await visitWorkspace()
}, 60_000)
afterAll(() => at.close())

const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'visits_table',
  title: { vi: 'Lượt khám', en: 'Visits' },
  dataset: 'visit',
  rows: [{ variable: 'province' }],
  measures: [{ id: 'n', statistic: 'count' }],
})

it('writes the very text that is shown, with its size and hash', async () => {
  const path = join(at.folder, 'kịch bản.R')
  const { text } = await fileHandlers['table.script'](at.context, { definition, language: 'r' })
  const written = await fileHandlers['table.saveScript'](at.context, { definition, language: 'r', path })
  expect(readFileSync(path, 'utf8')).toBe(text)
  expect(written).toMatchObject({
    path,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  })
})

it('refuses what the language cannot say and leaves no file', async () => {
  const path = join(at.folder, 'none.do')
  const grouped = tableDefinitionSchema.parse({ ...definition, rows: [{ variable: 'province', level: 'region' }] })
  await expect(
    Promise.resolve().then(() =>
      fileHandlers['table.saveScript'](at.context, { definition: grouped, language: 'stata', path }),
    ),
  ).rejects.toMatchObject({ value: { code: 'SCRIPT_NOT_SAYABLE' } })
  expect(existsSync(path)).toBe(false)
})
