// What acts on persons do to one another when they run at once, and who may make a key of nobody. Each guess here takes
// long enough for another act to end meanwhile.
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import { passphrases, personsEngine, writtenReason } from '#test/support/workspace/persons.ts'
import type { PersonsEngine } from '#test/support/workspace/persons.ts'

let at: PersonsEngine
beforeEach(async () => {
  at = await personsEngine()
})
afterEach(() => at.close())

const addMinh = (role = 'administrator') => ({ name: 'Minh', role, passphrase: passphrases.minh })
/** The first act waits for its guess while the second ends. */
const together = async (first: Promise<unknown>, second: () => Promise<unknown>): Promise<unknown[]> =>
  Promise.all([first, new Promise((resolve) => setTimeout(resolve, 20)).then(second)])
const slowGuesses = (): void => void (guessCost.N = 2 ** 17)

describe('a new key for the workspace', () => {
  it('and a person added meanwhile: everybody opens it', async () => {
    slowGuesses()
    expect(await together(at.codeOf('people.add', addMinh()), () => at.codeOf('workspace.rotateKey'))).toEqual(['', ''])
    expect(await at.open('Minh', passphrases.minh)).toBe('')
    expect(await at.open('Lan', passphrases.lan)).toBe('')
  })

  it('and a passphrase changed meanwhile: the new one opens it', async () => {
    slowGuesses()
    const change = { old: passphrases.lan, passphrase: passphrases.hoa }
    expect(
      await together(at.codeOf('people.changePassphrase', change), () => at.codeOf('workspace.rotateKey')),
    ).toEqual(['', ''])
    expect(await at.open('Lan', passphrases.lan)).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.open('Lan', passphrases.hoa)).toBe('')
  })

  it('and a recovery key made meanwhile: the file opens it', async () => {
    const path = join(at.base, 'recovery.json')
    slowGuesses()
    expect(
      await together(at.codeOf('people.recovery', { path, passphrase: passphrases.sealed }), () =>
        at.codeOf('workspace.rotateKey'),
      ),
    ).toEqual(['', ''])
    await at.ask('workspace.close')
    const recovered = { path: at.folder, recovery: path, sealing: passphrases.sealed, ...addMinh() }
    const { role: _role, ...request } = recovered
    expect(await at.codeOf('people.recover', request)).toBe('')
    expect(await at.open('Lan', passphrases.lan)).toBe('')
  })
})

describe('two acts at once', () => {
  it('do not add one name twice', async () => {
    slowGuesses()
    const codes = await together(at.codeOf('people.add', addMinh('analyst')), () =>
      at.codeOf('people.add', addMinh('analyst')),
    )
    expect(codes.toSorted()).toEqual(['', 'PERSON_EXISTS'])
  })

  it('do not bring back who was removed', async () => {
    await at.ask('people.add', addMinh('analyst'))
    slowGuesses()
    const hoa = { name: 'Hoa', role: 'analyst', passphrase: passphrases.hoa }
    const gone = () => at.codeOf('people.remove', { name: 'Minh', reason: writtenReason })
    expect(await together(at.codeOf('people.add', hoa), gone)).toEqual(['', ''])
    const { persons } = (await at.ask('people.list')) as { persons: { name: string }[] }
    expect(persons.map(({ name }) => name)).toEqual(['Lan', 'Hoa'])
    expect(await at.open('Minh', passphrases.minh)).toBe('PERSON_UNKNOWN')
  })
})

describe('the recovery key', () => {
  const path = () => join(at.base, 'recovery.json')
  const request = () => ({ path: path(), passphrase: passphrases.sealed })

  it('is made with the leave of another administrator, once', async () => {
    await at.ask('people.add', addMinh())
    expect(await at.codeOf('people.recovery', request())).toBe('LEAVE_NEEDED')
    expect(await at.give('people.recovery', {}, 'Lan', passphrases.lan)).toBe('LEAVE_OWN')
    expect(await at.give('people.recovery', {}, 'Minh', passphrases.minh)).toBe('')
    expect(await at.codeOf('people.recovery', request())).toBe('')
    expect(await at.codeOf('people.recovery', request())).toBe('LEAVE_NEEDED')
  })

  it('used, is told to each of the others at their next opening, and once', async () => {
    await at.ask('people.recovery', request())
    await at.ask('people.add', addMinh('analyst'))
    await at.ask('workspace.close')
    const giam = {
      path: at.folder,
      recovery: path(),
      sealing: passphrases.sealed,
      name: 'Giám',
      passphrase: passphrases.hoa,
    }
    expect(await at.codeOf('people.recover', giam)).toBe('')
    const notices = async () =>
      ((await at.ask('workspace.status')) as { notices: { code: string; facts: object }[] }).notices
        .filter(({ code }) => code === 'PEOPLE_RECOVERED')
        .map(({ facts }) => facts)
    expect(await notices()).toEqual([])
    for (const [name, words] of [
      ['Lan', passphrases.lan],
      ['Minh', passphrases.minh],
    ] as const) {
      expect(await at.open(name, words)).toBe('')
      expect(await notices()).toMatchObject([{ person: 'Giám', user: 'lan-pc' }])
      expect(await at.open(name, words)).toBe('')
      expect(await notices()).toEqual([])
    }
  })

  it('names nobody who is there already', async () => {
    await at.ask('people.recovery', request())
    await at.ask('workspace.close')
    const lan = {
      path: at.folder,
      recovery: path(),
      sealing: passphrases.sealed,
      name: ' LAN',
      passphrase: passphrases.hoa,
    }
    expect(await at.codeOf('people.recover', lan)).toBe('PERSON_EXISTS')
    expect(await at.open('Lan', passphrases.lan)).toBe('')
    expect((await at.log()).map(({ action }) => action)).not.toContain('people_recover')
  })
})

describe('wrong passphrases', () => {
  const wrong = async () =>
    (await at.log())
      .filter(({ action }) => action === 'wrong_passphrase')
      .map(({ subject, records }) => [subject, records])

  it('at the lock, for a leave and for another passphrase are told in the log too', async () => {
    await at.ask('people.add', addMinh('reviewer'))
    await at.ask('workspace.lock')
    expect(await at.codeOf('workspace.unlock', { passphrase: 'sai' })).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.codeOf('workspace.unlock', { passphrase: passphrases.lan })).toBe('')
    expect(await wrong()).toEqual([['Lan', 1]])
    const other = { old: 'sai', passphrase: passphrases.hoa }
    expect(await at.codeOf('people.changePassphrase', other)).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.codeOf('people.changePassphrase', { ...other, old: passphrases.lan })).toBe('')
    expect(await wrong()).toEqual([
      ['Lan', 1],
      ['Lan', 1],
    ])
    const request = { allowed: true }
    expect(await at.give('records.allow', request, 'Minh', 'sai')).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.give('records.allow', request, 'Minh', 'sai nữa')).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.give('records.allow', request, 'Minh', passphrases.minh)).toBe('')
    expect((await wrong())[0]).toEqual(['Minh', 2])
  })

  it('before an opening that cannot write are told by the next that can', async () => {
    await at.ask('people.add', addMinh('reviewer'))
    await at.ask('workspace.close')
    expect(await at.open('Minh', 'sai')).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await at.open('Minh', passphrases.minh, { readOnly: true })).toBe('')
    expect(await at.open('Lan', passphrases.lan)).toBe('')
    expect(await wrong()).toEqual([['Minh', 1]])
    expect(await at.open('Lan', passphrases.lan)).toBe('')
    expect(await wrong()).toEqual([['Minh', 1]])
  })
})
