import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toFailureValue } from '#shared/model/failure.ts'
import { writeDefinitionFile } from './definitionFile.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-definition-file-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

it('writes the file whole, and leaves nothing beside it', async () => {
  const path = join(base, 'định nghĩa.json')
  await writeDefinitionFile(path, '{"a":1}\n')
  await writeDefinitionFile(path, '{"a":2}\n')
  expect(readFileSync(path, 'utf8')).toBe('{"a":2}\n')
  expect(readdirSync(base)).toEqual(['định nghĩa.json'])
})

it('never writes over a file of a workspace, by name or through a link', async () => {
  const workspace = mkdtempSync(join(base, 'w-'))
  for (const name of ['workspace.json', 'catalog.sqlite']) writeFileSync(join(workspace, name), 'statdesk-workspace')
  symlinkSync(join(workspace, 'catalog.sqlite'), join(base, 'link.json'))
  for (const path of [join(workspace, 'catalog.sqlite'), join(workspace, 'new.json'), join(base, 'link.json')]) {
    const code = await writeDefinitionFile(path, 'x').then(
      () => '',
      (thrown: unknown) => toFailureValue(thrown).code,
    )
    expect(code).toBe('TARGET_IN_WORKSPACE')
  }
  expect(readFileSync(join(workspace, 'catalog.sqlite'), 'utf8')).toBe('statdesk-workspace')
})
