// A file of the user's: what is wrong with it is said with its place, never as a parser's report.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { jsonFile } from './jsonFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-json-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const schema = z.array(z.strictObject({ over: z.enum(['record', 'group']), limit: z.int() }))
const file = (text: string): string => {
  const path = join(folder, 'rules.json')
  writeFileSync(path, text)
  return path
}
const failure = (text: string): unknown => {
  try {
    return jsonFile(file(text), schema)
  } catch (thrown) {
    return (thrown as { value: unknown }).value
  }
}

test('is read with or without a mark of its encoding', () => {
  expect(jsonFile(file('\uFEFF[{"over":"record","limit":2}]'), schema)).toEqual([{ over: 'record', limit: 2 }])
})
test.each([
  ['[{"over":"records","limit":2}]', '0.over'],
  ['[{"over":"record"}]', '0.limit'],
  ['[{"over":"record","limit":2,"most":3}]', '0.most'],
  ['{}', join(folder, 'rules.json')],
  ['[{"over":', join(folder, 'rules.json')],
])('%s is wrong at %s', (text, field) => {
  const value = failure(text)
  expect(value).toMatchObject({ code: 'DEFINITION_INVALID', facts: { field } })
  expect(JSON.stringify(value)).not.toContain('\\n')
})
test('that is not there is said so', () => {
  expect(() => jsonFile(join(folder, 'none.json'), schema)).toThrow()
})
