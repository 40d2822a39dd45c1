// A drive pulled out, a folder that is a file, links in a circle: each is told in words of ours, and closing still
// works.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import type { Engine } from '#engine/engine.ts'
import { toFailureValue } from '#shared/model/failure.ts'

let base: string
let engine: Engine
const states: Record<string, { state: string; failure?: { code: string } }> = {}
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-gone-'))
  engine = createEngine({
    program: 'StatDesk test',
    user: 'lan',
    emit: (event, payload) => {
      if (event === 'job.changed') states[(payload as { id: string }).id] = payload as never
    },
  })
  await engine.call('workspace.create', { path: join(base, 'w'), name: 'w', passphrase: null, demonstration: true })
})
afterEach(async () => {
  await engine.close()
  rmSync(base, { recursive: true, force: true })
})
const codeOf = async (method: string, request: object): Promise<string> => {
  try {
    const answer = (await engine.call(method, request)) as { job?: string } | null
    if (answer?.job === undefined) return ''
    await expect.poll(() => states[answer.job ?? '']?.state, { timeout: 10_000 }).toMatch(/done|failed/)
    return states[answer.job]?.failure?.code ?? ''
  } catch (thrown) {
    return toFailureValue(thrown).code
  }
}

it('a workspace whose folder vanished is told as that, and can be closed and opened again', async () => {
  renameSync(join(base, 'w'), join(base, 'gone'))
  expect(await codeOf('workspace.status', {})).toBe('WORKSPACE_GONE')
  expect(await codeOf('workspace.backup', { path: join(base, 'b') })).toBe('WORKSPACE_GONE')
  expect(await codeOf('workspace.close', {})).toBe('')
  expect(await codeOf('workspace.open', { path: join(base, 'w') })).toBe('WORKSPACE_NOT_FOUND')
  renameSync(join(base, 'gone'), join(base, 'w'))
  expect(await codeOf('workspace.open', { path: join(base, 'w') })).toBe('')
})

it.skipIf(process.platform === 'win32')(
  'links in a circle, folders and files in the wrong place are told',
  async () => {
    symlinkSync(join(base, 'two'), join(base, 'one'))
    symlinkSync(join(base, 'one'), join(base, 'two'))
    mkdirSync(join(base, 'folder'))
    writeFileSync(join(base, 'file'), 'x')
    const taken: Record<string, string> = {}
    for (const place of ['one', 'folder', 'file', 'absent/deep'])
      for (const [method, request] of [
        ['workspace.open', { path: join(base, place) }],
        ['workspace.backup', { path: join(base, place) }],
        ['workspace.restore', { backup: join(base, place), path: join(base, 'r') }],
        ['workspace.restore', { backup: join(base, 'file'), path: join(base, place, 'r') }],
        ['workspace.create', { path: join(base, place, 'w'), name: 'x', passphrase: null, demonstration: true }],
        ['intake.preview', { path: join(base, place) }],
        ['audit.export', { path: join(base, place) }],
      ] as const)
        taken[`${method} ${place}`] = await codeOf(method, request)
    expect(Object.entries(taken).filter(([, code]) => code === 'UNEXPECTED')).toEqual([])
  },
)
