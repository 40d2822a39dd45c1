// Persons with keys of their own, through the engine as a window or the command line asks it: who may what, whose leave
// is needed, what a changed header does, old workspaces, the recovery key, the lock.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import type { Engine } from '#engine/engine.ts'
import type { WorkspaceHeader } from '#engine/workspace/files/workspace.ts'
import { guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import { beginTry, endTries, forgetTold, pauseSeconds, untoldTries } from '#engine/workspace/files/wrongTries.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { Leave } from '#shared/model/person.ts'

const words = {
  lan: 'con bò lạc vào chợ phiên',
  minh: 'đồng hồ treo ngược trên tường',
  hoa: 'bảy quả bí ngô dưới ao sen',
  sealed: 'giếng làng cạn nước mùa hè',
}
const cost = { ...guessCost }
let base: string
let folder: string
let engine: Engine
const states: Record<string, { state: string; failure?: { code: string } }> = {}
const makeEngine = (user: string): Engine =>
  createEngine({
    program: 'StatDesk test',
    user,
    emit: (event, payload) => {
      if (event === 'job.changed') states[(payload as { id: string }).id] = payload as never
    },
  })
beforeEach(async () => {
  // The cost of a guess is proved elsewhere; here many are made.
  guessCost.N = 2 ** 14
  base = mkdtempSync(join(tmpdir(), 'statdesk-people-'))
  folder = join(base, 'w')
  engine = makeEngine('lan-pc')
  await engine.call('workspace.create', { path: folder, name: 'w', passphrase: words.lan, person: 'Lan' })
})
afterEach(async () => {
  guessCost.N = cost.N
  vi.useRealTimers()
  await engine.close()
  rmSync(base, { recursive: true, force: true })
})
const ask = async (method: string, request: object = {}): Promise<unknown> => {
  const answer = (await engine.call(method, request)) as { job?: string } | null
  const id = answer?.job
  if (id === undefined) return answer
  await expect.poll(() => states[id]?.state, { timeout: 20_000 }).toMatch(/done|failed/)
  return engine.call('jobs.result', { job: id })
}
const codeOf = async (method: string, request: object = {}): Promise<string> => {
  try {
    await ask(method, request)
    return ''
  } catch (thrown) {
    const { code, detail } = toFailureValue(thrown)
    return code === 'UNEXPECTED' ? `${code} ${detail}` : code
  }
}
const open = (person: string | undefined, passphrase: string): Promise<string> =>
  codeOf('workspace.open', { path: folder, passphrase, ...(person === undefined ? {} : { person }) })
const addMinhAndHoa = async (): Promise<void> => {
  await ask('people.add', { name: 'Minh', role: 'reviewer', passphrase: words.minh })
  await ask('people.add', { name: 'Hoa', role: 'analyst', passphrase: words.hoa })
}
const policy = { minimum: 5 }
const reason = 'Theo quyết định số 7'
const log = async (): Promise<{ action: string; user: string; subject: string; reason: string; records: number }[]> =>
  ((await ask('audit.list', { limit: 100 })) as { entries: never[] }).entries

describe('persons', () => {
  it('each open the workspace with a passphrase of their own, in the role of their slot, under their name in the log', async () => {
    await addMinhAndHoa()
    for (const [name, role, passphrase] of [
      ['Minh', 'reviewer', words.minh],
      ['hoa ', 'analyst', words.hoa],
      ['Lan', 'administrator', words.lan],
    ] as const) {
      expect(await open(name, passphrase)).toBe('')
      expect(await ask('workspace.status')).toMatchObject({ person: name === 'hoa ' ? 'Hoa' : name, role })
    }
    expect((await log()).map(({ action, user }) => `${user} ${action}`)).toEqual([
      'Lan open',
      'Hoa open',
      'Minh open',
      'Lan people_add',
      'Lan leave_used',
      'Lan people_add',
      'Lan leave_used',
      'Lan create',
    ])
    expect(await open(undefined, words.lan)).toBe('PERSON_NEEDED')
    expect(await open('Nam', words.lan)).toBe('PERSON_UNKNOWN')
    expect(await open('Minh', words.lan)).toBe('WORKSPACE_PASSPHRASE_WRONG')
  })

  it('are removed and added without a data file changed, and their key then opens nothing', async () => {
    await addMinhAndHoa()
    expect(await codeOf('people.add', { name: 'minh', role: 'analyst', passphrase: words.sealed })).toBe(
      'PERSON_EXISTS',
    )
    expect(await codeOf('people.add', { name: 'Nam', role: 'analyst', passphrase: 'ngắn' })).toBe('PASSPHRASE_WEAK')
    expect(await codeOf('people.remove', { name: 'Hoa', reason: 'ngắn' })).toBe('REASON_NEEDED')
    expect(await codeOf('people.remove', { name: 'Lan', reason })).toBe('PERSON_LAST_ADMINISTRATOR')
    expect(await codeOf('people.remove', { name: 'Hoa', reason })).toBe('')
    expect(await open('Hoa', words.hoa)).toBe('PERSON_UNKNOWN')
    expect(await open('Minh', words.minh)).toBe('')
  })

  it('are held to their role at the door', async () => {
    await addMinhAndHoa()
    for (const [name, passphrase] of [
      ['Minh', words.minh],
      ['Hoa', words.hoa],
    ] as const) {
      await open(name, passphrase)
      for (const [method, request] of [
        ['people.add', { name: 'Nam', role: 'administrator', passphrase: words.sealed }],
        ['people.remove', { name: 'Lan', reason }],
        ['policy.set', { policy, reason }],
        ['records.allow', { allowed: true, reason }],
      ] as const)
        expect([name, method, await codeOf(method, request)]).toEqual([name, method, 'ROLE_NEEDED'])
    }
  })

  it('change their own passphrase, proving the old one', async () => {
    expect(await codeOf('people.changePassphrase', { old: words.minh, passphrase: words.hoa })).toBe(
      'WORKSPACE_PASSPHRASE_WRONG',
    )
    expect(await codeOf('people.changePassphrase', { old: words.lan, passphrase: words.hoa })).toBe('')
    expect(await open('Lan', words.lan)).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await open('Lan', words.hoa)).toBe('')
  })
})

describe('a header changed from outside', () => {
  const change = (work: (header: WorkspaceHeader) => void): void => {
    const file = join(folder, 'workspace.json')
    const header = JSON.parse(readFileSync(file, 'utf8')) as WorkspaceHeader
    work(header)
    writeFileSync(file, JSON.stringify(header))
  }
  it('gives nobody another role, drops nobody, brings nobody back', async () => {
    await addMinhAndHoa()
    const before = readFileSync(join(folder, 'workspace.json'), 'utf8')
    await ask('people.remove', { name: 'Hoa', reason })
    await engine.close()
    engine = makeEngine('x')
    const after = readFileSync(join(folder, 'workspace.json'), 'utf8')
    const restore = (): void => writeFileSync(join(folder, 'workspace.json'), after)

    change((header) => header.people?.forEach((slot) => (slot.role = 'administrator')))
    expect(await open('Minh', words.minh)).toBe('WORKSPACE_DAMAGED')
    restore()
    change((header) => (header.people = header.people?.filter((slot) => slot.name !== 'Minh')))
    expect(await open('Lan', words.lan)).toBe('WORKSPACE_DAMAGED')
    writeFileSync(join(folder, 'workspace.json'), before)
    expect(await open('Lan', words.lan)).toBe('WORKSPACE_DAMAGED')
    expect(await open('Hoa', words.hoa)).toBe('WORKSPACE_DAMAGED')
    restore()
    expect(await open('Minh', words.minh)).toBe('')
  })
})

describe('leave', () => {
  it('is not asked of one alone, and the log says that it was done alone', async () => {
    expect(await codeOf('policy.set', { policy, reason })).toBe('')
    expect((await log()).map(({ action, subject }) => `${action} ${subject}`)).toContain('leave_used policy.set alone')
    const request = { dataset: 'x', variables: ['a'], format: 'csv', reason, path: join(base, 'x') }
    expect(await codeOf('records.export', request)).toBe('RECORDS_EXPORT_REFUSED')
    expect(await codeOf('records.allow', { allowed: true, reason })).toBe('')
    expect(await codeOf('records.export', request)).toBe('LEAVE_NOBODY')
  })

  it('is given by another person for one act, once, with their signature', async () => {
    await addMinhAndHoa()
    expect(await codeOf('policy.set', { policy, reason })).toBe('LEAVE_NEEDED')
    const asked = (await ask('leaves.ask', { method: 'policy.set', request: { policy }, reason })) as Leave
    expect(asked).toMatchObject({ state: 'asked', askedBy: 'Lan', mayDecide: false })
    expect(await codeOf('leaves.decide', { leave: asked.id, grant: true, note: reason })).toBe('LEAVE_OWN')
    await open('Hoa', words.hoa)
    expect(await codeOf('leaves.decide', { leave: asked.id, grant: true, note: reason })).toBe('LEAVE_ROLE')
    await open('Minh', words.minh)
    expect(await ask('leaves.list', {})).toMatchObject([{ id: asked.id, mayDecide: true }])
    expect(await codeOf('leaves.decide', { leave: asked.id, grant: true, note: 'ừ' })).toBe('REASON_NEEDED')
    expect(await codeOf('leaves.decide', { leave: asked.id, grant: true, note: reason })).toBe('')
    expect(await codeOf('leaves.decide', { leave: asked.id, grant: true, note: reason })).toBe('LEAVE_UNKNOWN')
    await open('Lan', words.lan)
    expect(await codeOf('policy.set', { policy: { minimum: 4 }, reason })).toBe('LEAVE_NEEDED')
    expect(await codeOf('policy.set', { policy, reason })).toBe('')
    expect(await codeOf('policy.set', { policy, reason })).toBe('LEAVE_NEEDED')
    const told = (await log()).map(({ action, user }) => `${user} ${action}`)
    expect(told.filter((entry) => entry.includes('leave') || entry.includes('policy')).slice(0, 4)).toEqual([
      'Lan policy',
      'Lan leave_used',
      'Minh leave_grant',
      'Lan leave_ask',
    ])
  })

  it('can be given at the same desk with the other’s passphrase, and is worth nothing once its giver is gone', async () => {
    await addMinhAndHoa()
    const by = { person: 'Minh', passphrase: words.minh }
    const grant = async (method: string, request: object): Promise<string> => {
      const { id } = (await ask('leaves.ask', { method, request, reason })) as Leave
      return codeOf('leaves.decide', { leave: id, grant: true, note: reason, by })
    }
    expect(await grant('records.allow', { allowed: true })).toBe('')
    expect(await grant('policy.set', { policy })).toBe('')
    expect(await codeOf('records.allow', { allowed: true, reason })).toBe('')
    // Removing Minh takes an administrator's leave: with one administrator it is done alone.
    expect(await codeOf('people.remove', { name: 'Minh', reason })).toBe('')
    await ask('people.add', { name: 'Nam', role: 'reviewer', passphrase: words.sealed })
    expect(await codeOf('policy.set', { policy, reason })).toBe('LEAVE_NEEDED')
  })
})

describe('a workspace of before', () => {
  it('opens with its one passphrase, which becomes the key of its first administrator', async () => {
    await ask('workspace.close')
    const { scryptSync, createCipheriv, randomBytes } = await import('node:crypto')
    const old = join(base, 'old')
    const file = join(old, 'workspace.json')
    // As the program before made them: the data key wrapped by scrypt of the passphrase, bound to the id.
    await ask('workspace.create', { path: old, name: 'old', passphrase: words.lan, person: 'Lan' })
    await ask('workspace.close')
    const header = JSON.parse(readFileSync(file, 'utf8')) as WorkspaceHeader
    const { openSlot } = await import('#engine/workspace/files/personKeys.ts')
    const [slot] = header.people ?? []
    if (slot === undefined) throw new Error('no slot')
    const { dataKey } = await openSlot(header.id, slot, words.lan)
    const salt = randomBytes(16)
    const [N, r, p] = [2 ** 14, 8, 1]
    const nonce = randomBytes(12)
    const cipher = createCipheriv(
      'aes-256-gcm',
      scryptSync('chung một mật khẩu'.normalize('NFC'), salt, 32, { N, r, p }),
      nonce,
    )
    cipher.setAAD(Buffer.from(header.id))
    const wrappedKey = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]).toString(
      'base64',
    )
    delete header.people
    delete header.peopleMac
    Object.assign(header, { encryption: { kdf: 'scrypt', salt: salt.toString('base64'), N, r, p, wrappedKey } })
    writeFileSync(file, JSON.stringify(header))
    const { openDatabase } = await import('#engine/workspace/files/openDatabase.ts')
    const { fileKey } = await import('#engine/workspace/files/workspaceKeys.ts')
    const catalog = openDatabase(join(old, 'catalog.sqlite'), {
      keyHex: fileKey(dataKey, header.id, 'catalog.sqlite'),
      readOnly: false,
      journal: 'wal',
      cacheMb: 8,
    })
    catalog.exec("DELETE FROM setting WHERE key = 'people.mac'")
    catalog.close()

    const openOld = (request: object): Promise<string> => codeOf('workspace.open', { path: old, ...request })
    expect(await openOld({ passphrase: 'sai mật khẩu rồi' })).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await openOld({ passphrase: 'chung một mật khẩu', readOnly: true })).toBe('')
    expect((JSON.parse(readFileSync(file, 'utf8')) as WorkspaceHeader).people).toBeUndefined()
    expect(await openOld({ passphrase: 'chung một mật khẩu' })).toBe('')
    expect(await ask('workspace.status')).toMatchObject({ person: 'lan-pc', role: 'administrator', encrypted: true })
    const migrated = JSON.parse(readFileSync(file, 'utf8')) as WorkspaceHeader
    expect([migrated.encryption, migrated.people?.length]).toEqual([null, 1])
    await ask('workspace.close')
    expect(await openOld({ passphrase: 'chung một mật khẩu' })).toBe('')
    expect(await ask('people.add', { name: 'Minh', role: 'reviewer', passphrase: words.minh })).toMatchObject({
      second: true,
    })
  })
})

it('the recovery key needs its file and its passphrase, and gives a new administrator', async () => {
  const path = join(base, 'recovery.json')
  await ask('people.recovery', { path, passphrase: words.sealed })
  await engine.close()
  engine = makeEngine('it')
  const request = { path: folder, recovery: path, sealing: words.sealed, name: 'Giám đốc', passphrase: words.minh }
  expect(await codeOf('people.recover', { ...request, sealing: words.hoa })).toBe('RECOVERY_INVALID')
  expect(await codeOf('people.recover', { ...request, passphrase: 'ngắn' })).toBe('PASSPHRASE_WEAK')
  expect(await codeOf('people.recover', request)).toBe('')
  expect(await ask('workspace.status')).toMatchObject({ person: 'Giám đốc', role: 'administrator' })
  expect((await log()).map(({ action }) => action)).toContain('people_recover')
})

it('while it is locked nothing is answered, until the same person’s passphrase', async () => {
  await addMinhAndHoa()
  expect(await ask('workspace.lock')).toMatchObject({ locked: true })
  for (const method of ['datasets.list', 'audit.list', 'people.list', 'definitions.list'])
    expect(await codeOf(method, method === 'definitions.list' ? { kind: 'table' } : {})).toBe('WORKSPACE_IS_LOCKED')
  expect(await codeOf('workspace.unlock', { passphrase: words.minh })).toBe('WORKSPACE_PASSPHRASE_WRONG')
  expect(await ask('workspace.unlock', { passphrase: words.lan })).toMatchObject({ locked: false })
  expect(await codeOf('datasets.list')).toBe('')
})

describe('wrong passphrases', () => {
  it('are counted, hold up after five, and are told in the log', async () => {
    await engine.close()
    engine = makeEngine('x')
    for (let n = 0; n < 5; n += 1) expect(await open('Lan', `sai ${n}`)).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await open('Lan', words.lan)).toBe('PASSPHRASE_PAUSE')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect(await open('Lan', words.lan)).toBe('')
    expect((await log()).find(({ action }) => action === 'wrong_passphrase')).toMatchObject({ records: 5 })
  })
  it('pause longer each time, at most an hour; a clock set back gives nothing', () => {
    expect([0, 4, 5, 6, 10, 50].map(pauseSeconds)).toEqual([0, 0, 60, 120, 1920, 3600])
    const at = Date.now()
    for (let n = 0; n < 5; n += 1) beginTry(base, 'a', at)
    expect(() => beginTry(base, 'a', at - 1e9)).toThrow('PASSPHRASE_PAUSE')
    expect(() => beginTry(base, 'b', at)).not.toThrow()
    beginTry(base, 'a', at + 60_001)
    endTries(base, 'a')
    expect(untoldTries(base)).toEqual([{ slot: 'a', tries: 5 }])
    forgetTold(base, 'a')
    expect(untoldTries(base)).toEqual([])
    expect(() => beginTry(base, 'a', at)).not.toThrow()
  })
})
