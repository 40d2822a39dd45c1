// Where outputs may go, and what is left of those that were cut off: nothing of a workspace is ever overwritten,
// nothing of the user's is ever removed, and what a kill left is swept and told.
import { fork } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf, testJob } from '#test/support/intake/importTest.ts'
import { createEngine } from '#engine/engine.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { backUpWorkspace } from '#engine/workspace/files/backUpWorkspace.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { restoreWorkspace } from '#engine/workspace/files/restoreWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { Failure } from '#shared/model/failure.ts'
import { createDemonstration } from './demonstration/createDemonstration.ts'
import { writeDemonstration } from './demonstration/writeDemonstration.ts'

let base: string
let folder: string
let workspace: Workspace
const options = { name: 'w', passphrase: null, demonstration: true, user: 'lan' }
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-outputs-'))
  folder = join(base, 'w')
  workspace = await createWorkspace(folder, options)
})
afterEach(async () => {
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )
const write = (path: string): Promise<unknown> =>
  writeFileTarget(path, async (temporary) => writeFileSync(temporary, 'x'))

describe('an output', () => {
  it('never lands in a workspace: by its name, through a linked folder, through a linked file', async () => {
    symlinkSync(folder, join(base, 'door'))
    symlinkSync(join(folder, 'catalog.sqlite'), join(base, 'table.csv'))
    mkdirSync(join(folder, 'deep'))
    const before = readFileSync(join(folder, 'workspace.json'))
    for (const path of ['w/catalog.sqlite', 'w/new.csv', 'w/deep/new.csv', 'door/workspace.json', 'table.csv'])
      expect([path, await codeOf(write(join(base, path)))]).toEqual([path, 'TARGET_IN_WORKSPACE'])
    for (const path of ['w/backup.sdb', 'door/backup.sdb'])
      expect(await codeOf(backUpWorkspace(workspace, join(base, path), 'test', testJob()))).toBe('TARGET_IN_WORKSPACE')
    expect(await codeOf(writeDemonstration(join(base, 'door', 'new'), { scale: 0.0002, seed: 1 }))).toBe(
      'TARGET_IN_WORKSPACE',
    )
    expect(await codeOf(createWorkspace(join(folder, 'inner'), options))).toBe('TARGET_IN_WORKSPACE')
    expect(readFileSync(join(folder, 'workspace.json'))).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('says what is in the way: a folder, a circle of links, a folder that is gone, a pipe', async () => {
    mkdirSync(join(base, 'a folder'))
    symlinkSync(join(base, 'one'), join(base, 'two'))
    symlinkSync(join(base, 'two'), join(base, 'one'))
    const reasonOf = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'done',
        (thrown: unknown) => (thrown instanceof Failure ? `${thrown.value.code} ${thrown.value.facts['reason']}` : '?'),
      )
    expect(await reasonOf(write(join(base, 'a folder')))).toContain('FILE_UNWRITABLE đây là một thư mục')
    expect(await reasonOf(backUpWorkspace(workspace, join(base, 'a folder'), 'test', testJob()))).toContain(
      'FILE_UNWRITABLE đây là một thư mục',
    )
    expect(await reasonOf(write(join(base, 'one')))).toContain('vòng')
    expect(await reasonOf(write(join(base, 'one', 'x.csv')))).toContain('vòng')
    expect(await codeOf(write(join(base, 'gone', 'x.csv')))).toBe('FILE_NOT_FOUND')
    expect(await codeOf(backUpWorkspace(workspace, join(base, 'gone', 'x.sdb'), 'test', testJob()))).toBe(
      'FILE_NOT_FOUND',
    )
    if (process.platform !== 'win32') expect(await reasonOf(write('/dev/null'))).toContain('ordinary')
  })

  it('follows a link to a file of the user, and keeps the link', async () => {
    writeFileSync(join(base, 'real.csv'), 'old')
    symlinkSync(join(base, 'real.csv'), join(base, 'link.csv'))
    await write(join(base, 'link.csv'))
    expect(readFileSync(join(base, 'real.csv'), 'utf8')).toBe('x')
  })
})

describe('folders of the user', () => {
  it('beside a backup or a restore are never touched', async () => {
    const backup = join(base, 'b.sdb')
    for (const name of ['b.sdb.writing', 'r.restoring']) {
      mkdirSync(join(base, name))
      writeFileSync(join(base, name, 'mine.txt'), 'mine')
    }
    await backUpWorkspace(workspace, backup, 'test', testJob())
    const restored = await restoreWorkspace({ backup, path: join(base, 'r'), passphrase: null, user: 'lan' }, testJob())
    await restored.close()
    for (const name of ['b.sdb.writing', 'r.restoring'])
      expect(readFileSync(join(base, name, 'mine.txt'), 'utf8')).toBe('mine')
    expect(readdirSync(base).sort()).toEqual(['b.sdb', 'b.sdb.writing', 'r', 'r.restoring', 'w'])
  })

  it('hold one workspace when two make one in it at once, and it is whole', async () => {
    for (let round = 0; round < 12; round += 1) {
      const place = join(base, `both${round}`)
      if (round % 2 === 0) mkdirSync(place)
      const answers = await Promise.allSettled(
        ['a', 'b', 'c'].map(async (user) => createWorkspace(place, { ...options, user })),
      )
      const made = answers.flatMap((a) => (a.status === 'fulfilled' ? [a.value] : []))
      expect(made).toHaveLength(1)
      await made[0]?.close()
      const opened = await openWorkspace(place, { passphrase: null, readOnly: true, user: 'x' })
      expect(opened.header.id).toBe(made[0]?.header.id)
      await opened.close()
    }
  })

  it('get no demonstration files among others', async () => {
    mkdirSync(join(base, 'mine'))
    writeFileSync(join(base, 'mine', 'truth.json'), 'mine')
    expect(await codeOf(writeDemonstration(join(base, 'mine'), { scale: 0.0002, seed: 1 }))).toBe('FILE_UNWRITABLE')
    expect(readFileSync(join(base, 'mine', 'truth.json'), 'utf8')).toBe('mine')
  })

  it('hold a demonstration only when it is complete', async () => {
    const place = join(base, 'demo')
    const job = testJob()
    const seen: string[] = []
    const making = createDemonstration(
      contextOf(workspace),
      { path: place, scale: 0.0002, seed: 1 },
      {
        ...job,
        progress: ({ phase }) => {
          if (phase !== undefined) seen.push(phase)
          expect(existsSync(join(place, 'workspace.json'))).toBe(false)
          if (seen.includes('loading')) job.abort()
        },
      },
    )
    expect(await codeOf(making)).toBe('CANCELLED')
    expect(readdirSync(base)).toEqual(['w'])
  })
})

it('sweeps and tells what a killed export left, its side files too', async () => {
  await workspace.close()
  const target = join(base, 'records.csv')
  const child = fork(join(import.meta.dirname, '../../../test/support/upkeep/outputChild.ts'), [folder, target])
  await new Promise((resolve) => {
    child.once('exit', resolve)
  })
  expect(readdirSync(base).filter((name) => name.includes('.part')).length).toBeGreaterThan(1)
  // A reader changes nothing; the next writer sweeps.
  await (await openWorkspace(folder, { passphrase: null, readOnly: true, user: 'reader' })).close()
  expect(readdirSync(base).filter((name) => name.includes('.part')).length).toBeGreaterThan(1)
  workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'lan' })
  expect(readdirSync(base)).toEqual(['w'])
  expect(listAudit(workspace, 1)[0]).toMatchObject({ action: 'export_interrupted', subject: target })
})

it('lets nothing leave a workspace that is open read-only, since it could not be logged', async () => {
  await workspace.close()
  const engine = createEngine({ program: 'test', user: 'reader', emit: () => undefined })
  await engine.call('workspace.open', { path: folder, passphrase: null, readOnly: true })
  expect(await codeOf(write(join(base, 'out.csv')))).toBe('LEAVES_READ_ONLY')
  expect(existsSync(join(base, 'out.csv'))).toBe(false)
  await engine.close()
})
