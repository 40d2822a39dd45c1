// The engine from outside, through its one call function: validation, jobs, workspaces, backup, restore, verify.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { rawDatabase } from '#test/support/workspace/rawDatabase.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventName } from '#shared/contract/events.ts'
import { methods } from '#shared/contract/methods.ts'
import type { MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { Failure } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { createEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'

let base: string
let engine: Engine
let events: { event: EventName; payload: unknown }[]
const start = (): Engine =>
  createEngine({ program: 'StatDesk test', user: 'lan', emit: (event, payload) => events.push({ event, payload }) })
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-engine-'))
  events = []
  engine = start()
})
afterEach(async () => {
  await engine.close()
  rmSync(base, { recursive: true, force: true })
})

const call = async <M extends MethodName>(method: M, params: MethodInput<M>): Promise<MethodResponse<M>> =>
  (await engine.call(method, params)) as MethodResponse<M>
/** Runs a job method to its end and answers its result. */
const run = async <M extends MethodName>(method: M, params: MethodInput<M>): Promise<MethodResponse<M>> => {
  const { job } = (await engine.call(method, params)) as { job: string }
  for (;;) {
    const state = (await call('jobs.list', {})).find((candidate) => candidate.id === job)?.state
    if (state === 'done' || state === 'failed' || state === 'cancelled')
      return (await engine.call('jobs.result', { job })) as MethodResponse<M>
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
const failureOf = async (work: () => Promise<unknown>): Promise<Failure['value']> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Failure) return error.value
    throw error
  }
  throw new Error('nothing failed')
}

const passphrase = 'con bò lạc vào chợ phiên'
const folder = (): string => join(base, 'w')
const create = () => call('workspace.create', { path: folder(), name: 'Thử', passphrase })
/** A delivery of schools with a few rows. */
const importSchools = async (period = '2024-2025', rows = 20) => {
  const source = builtInDataset('school')?.variables.flatMap((v) => (v.source === null ? [] : [v.source])) ?? []
  const fixed: Record<string, string> = { ma_tinh: '01', ma_xa: '00001', loai_hinh: 'CL', loai_truong: '1' }
  const value = (name: string, row: number): string =>
    fixed[name] ??
    (name === 'ma_truong'
      ? `01${String(row).padStart(6, '0')}`
      : name === 'ten_truong'
        ? `Trường số ${row}`
        : name.startsWith('ph_')
          ? String(row)
          : '')
  const path = join(base, `school_${period}.csv`)
  writeFileSync(
    path,
    `${[source, ...Array.from({ length: rows }, (_, row) => source.map((name) => value(name, row + 1)))].map((fields) => fields.join(',')).join('\n')}\n`,
  )
  return run('intake.import', { path })
}

describe('the engine', () => {
  it('has a handler for every method of the contract and no other', async () => {
    const without: string[] = []
    for (const method of Object.keys(methods)) {
      // Wrong params: a method with a handler says so, one without says METHOD_UNKNOWN.
      const failure = await failureOf(() => engine.call(method, 'not an object'))
      if (failure.code !== 'REQUEST_INVALID') without.push(method)
    }
    expect(without).toEqual([])
    for (const method of ['nope', 'toString', '__proto__', 'constructor'])
      expect((await failureOf(() => engine.call(method, {}))).code).toBe('METHOD_UNKNOWN')
  })

  it('names the field of a request that is not valid', async () => {
    expect(
      await failureOf(() => engine.call('workspace.create', { path: 'x', name: 'x', passphrase: '' })),
    ).toMatchObject({ code: 'REQUEST_INVALID', facts: { method: 'workspace.create', field: 'passphrase' } })
    expect(await failureOf(() => engine.call('deliveries.rejects', { delivery: 1, offset: -1 }))).toMatchObject({
      facts: { field: 'offset' },
    })
    expect(await failureOf(() => engine.call('workspace.status', { extra: 1 }))).toMatchObject({
      code: 'REQUEST_INVALID',
    })
  })

  it('asks for a workspace, and for one that can be written', async () => {
    expect((await failureOf(() => call('definitions.list', {}))).code).toBe('WORKSPACE_NONE')
    await create()
    await call('workspace.close', {})
    expect(await call('workspace.open', { path: folder(), passphrase, readOnly: true })).toMatchObject({
      state: 'open',
      readOnly: true,
      encrypted: true,
      demonstration: false,
    })
    const definition = {
      kind: 'chart',
      id: 'c',
      title: { vi: 'x', en: 'x' },
      source: { from: 'table', id: 't' },
      chart: 'bar',
    } as const
    expect((await failureOf(() => call('definitions.save', { definition }))).code).toBe('WORKSPACE_READ_ONLY')
  })

  it('keeps the open workspace when another does not open', async () => {
    await create()
    expect((await failureOf(() => call('workspace.open', { path: join(base, 'nowhere') }))).code).toBe(
      'WORKSPACE_NOT_FOUND',
    )
    expect((await failureOf(() => call('workspace.open', { path: folder(), passphrase: 'wrong one' }))).code).toBe(
      'WORKSPACE_PASSPHRASE_WRONG',
    )
    expect(await call('workspace.status', {})).toMatchObject({ state: 'open', path: folder() })
    // The same folder again, with the right one: closed and reopened.
    expect(await call('workspace.open', { path: folder(), passphrase })).toMatchObject({
      state: 'open',
      readOnly: false,
    })
  })

  it('saves, lists, reads and removes definitions and tells that it did', async () => {
    await create()
    const definition = {
      kind: 'chart',
      id: 'c',
      title: { vi: 'Biểu đồ', en: 'Chart' },
      source: { from: 'table', id: 't' },
      chart: 'bar',
    } as const
    expect(await call('definitions.save', { definition })).toMatchObject({
      kind: 'chart',
      id: 'c',
      title: { vi: 'Biểu đồ', en: 'Chart' },
    })
    expect(events).toContainEqual({ event: 'data.changed', payload: { what: 'definitions' } })
    expect((await call('definitions.list', { kind: 'chart' })).map((saved) => saved.id)).toEqual(['c'])
    expect(await call('definitions.list', { kind: 'table' })).toEqual([])
    expect(await call('definitions.get', { kind: 'chart', id: 'c' })).toMatchObject({ chart: 'bar', widthMm: 160 })
    await call('definitions.remove', { kind: 'chart', id: 'c' })
    expect((await failureOf(() => call('definitions.get', { kind: 'chart', id: 'c' }))).code).toBe('DEFINITION_UNKNOWN')
    expect((await failureOf(() => call('definitions.remove', { kind: 'chart', id: 'c' }))).code).toBe(
      'DEFINITION_UNKNOWN',
    )
  })

  it('answers a job method with a handle, and tells its states', async () => {
    await create()
    const { delivery } = await importSchools()
    expect(delivery).toMatchObject({ dataset: 'school', rowsAccepted: 20 })
    const states = events.flatMap(({ event, payload }) => (event === 'job.changed' ? [payload as JobState] : []))
    expect(states[0]).toMatchObject({ method: 'intake.import', state: 'running', subject: 'school_2024-2025.csv' })
    expect(states.at(-1)).toMatchObject({ state: 'done', failure: null })
    expect((await call('audit.list', {})).intact).toBe(true)
  })
})

describe('backup and restore', () => {
  it('brings the same workspace back, verified', async () => {
    await create()
    await importSchools('2024-2025', 30)
    await importSchools('2025-2026', 25)
    await run('links.run', {
      definition: {
        kind: 'link',
        id: 'school_school',
        label: { vi: 'x', en: 'x' },
        left: 'school',
        right: 'school',
        keys: [{ left: 'school_code', right: 'school_code' }],
      },
    })
    const before = {
      deliveries: await call('deliveries.list', {}),
      links: await call('links.list', {}),
      datasets: await call('datasets.list', {}),
    }
    expect(before.links[0]?.matchedRows).toBe(55)
    const target = join(base, 'b.statdesk-backup')
    const result = await run('workspace.backup', { path: target })
    expect(result.bytes).toBe(readFileSync(target).length)
    expect(readFileSync(target).includes(Buffer.from('Trường số'))).toBe(false)
    const damaged = await run('workspace.verify', {})
    expect(damaged.checks.filter((check) => !check.ok)).toEqual([])

    expect(await run('workspace.restore', { backup: target, path: join(base, 'again'), passphrase })).toMatchObject({
      state: 'open',
      path: join(base, 'again'),
      name: 'Thử',
    })
    expect(await call('deliveries.list', {})).toEqual(before.deliveries)
    expect(await call('datasets.list', {})).toEqual(before.datasets)
    expect((await call('links.list', {})).map(({ runAt: _at, seconds: _s, ...rest }) => rest)).toEqual(
      before.links.map(({ runAt: _at, seconds: _s, ...rest }) => rest),
    )
    const verified = await run('workspace.verify', {})
    expect(verified.checks.filter((check) => !check.ok)).toEqual([])
    expect(verified.checks.map((check) => check.id)).toEqual(
      expect.arrayContaining(['integrity', 'rows', 'link_pairs', 'link_table', 'audit']),
    )
    // The original is there as well, unchanged.
    expect(await call('workspace.open', { path: folder(), passphrase })).toMatchObject({ state: 'open' })
    expect(await call('deliveries.list', {})).toEqual(before.deliveries)
  }, 60_000)

  it('refuses what is no backup, or was changed or cut, before it touches anything', async () => {
    await create()
    await importSchools()
    const target = join(base, 'b.statdesk-backup')
    await run('workspace.backup', { path: target })
    const bytes = readFileSync(target)
    const changed = Buffer.from(bytes)
    changed[Math.floor(bytes.length / 2)]! ^= 1
    const cases: [string, Buffer][] = [
      ['changed', changed],
      ['cut', bytes.subarray(0, bytes.length - 5)],
      ['shorter', bytes.subarray(0, bytes.length >> 1)],
      ['empty', Buffer.alloc(0)],
      ['text', Buffer.from('xin chào')],
      [
        'moved',
        Buffer.from(
          bytes
            .toString('latin1')
            .replace('"name":"tax.sqlite"', '"name":"xxx.sqlite"')
            .replace('"name":"workspace.json"', '"name":"../../evil.json"'),
          'latin1',
        ),
      ],
    ]
    for (const [name, content] of cases) {
      writeFileSync(join(base, name), content)
      const failure = await failureOf(() =>
        run('workspace.restore', { backup: join(base, name), path: join(base, 'target'), passphrase }),
      )
      expect(failure.code, name).toBe('BACKUP_INVALID')
      expect(readdirSync(base).filter((entry) => entry.startsWith('target'))).toEqual([])
    }
    expect(
      (
        await failureOf(() =>
          run('workspace.restore', { backup: join(base, 'none'), path: join(base, 'target'), passphrase }),
        )
      ).code,
    ).toBe('FILE_NOT_FOUND')
    expect(
      (
        await failureOf(() =>
          run('workspace.restore', { backup: target, path: join(base, 'target'), passphrase: 'wrong one' }),
        )
      ).code,
    ).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect((await failureOf(() => run('workspace.restore', { backup: target, path: folder(), passphrase }))).code).toBe(
      'WORKSPACE_EXISTS',
    )
    mkdirSync(join(base, 'full'))
    writeFileSync(join(base, 'full', 'x'), 'x')
    expect(
      (await failureOf(() => run('workspace.restore', { backup: target, path: join(base, 'full'), passphrase }))).code,
    ).toBe('WORKSPACE_EXISTS')
    expect(readdirSync(base).filter((entry) => entry.startsWith('target'))).toEqual([])
    expect(await call('workspace.status', {})).toMatchObject({ state: 'open', path: folder() })
    expect((await failureOf(() => run('workspace.backup', { path: join(base, 'no such folder', 'b') }))).code).toMatch(
      /FILE_UNWRITABLE|FILE_NOT_FOUND/,
    )
    expect((await failureOf(() => run('workspace.backup', { path: join(folder(), 'b') }))).code).toBe(
      'TARGET_IN_WORKSPACE',
    )
  }, 60_000)
})

describe('verify', () => {
  const failing = async (): Promise<string[]> =>
    (await run('workspace.verify', {})).checks.filter((check) => !check.ok).map((check) => check.id)

  it('finds what was changed behind the program’s back', async () => {
    const demonstration = join(base, 'plain')
    const { createWorkspace } = await import('#engine/workspace/files/createWorkspace.ts')
    await (
      await createWorkspace(demonstration, { name: 'x', passphrase: null, demonstration: true, user: 'lan' })
    ).close()
    await call('workspace.open', { path: demonstration })
    await importSchools()
    expect(await failing()).toEqual([])
    await call('workspace.close', {})

    const education = join(demonstration, 'education.sqlite')
    copyFileSync(education, join(base, 'education.copy'))
    const tamper = async (file: string, sql: string): Promise<string[]> => {
      const db = rawDatabase(demonstration, file)
      db.exec(sql)
      db.close()
      await call('workspace.open', { path: demonstration })
      const found = await failing()
      await call('workspace.close', {})
      return found
    }
    expect(await tamper('education.sqlite', 'DELETE FROM r_school WHERE row_id = 3')).toContain('rows')
    copyFileSync(join(base, 'education.copy'), education)
    const wrong = await tamper(
      'education.sqlite',
      'UPDATE r_school SET rooms_permanent = rooms_permanent + 1 WHERE row_id = 5',
    )
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong).not.toContain('rows')
    copyFileSync(join(base, 'education.copy'), education)
    expect(
      await tamper('catalog.sqlite', "DROP TRIGGER audit_never_changed; UPDATE audit SET user = 'ai đó' WHERE id = 1"),
    ).toEqual(['audit'])
    expect(existsSync(education)).toBe(true)
  }, 60_000)
})
