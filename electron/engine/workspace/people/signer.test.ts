// Signatures through the door: what a name alone is worth, whose passphrase counts, what the rows of the contract
// promise of leave and signatures.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import type { MethodPolicy } from '#shared/contract/policy.ts'
import { passphrases, personsEngine } from '#test/support/workspace/persons.ts'
import type { PersonsEngine } from '#test/support/workspace/persons.ts'
import { texts as en } from '../../../../renderer/i18n/en/people.ts'
import { texts as vi } from '../../../../renderer/i18n/vi/people.ts'
import { actOf } from './acts.ts'

let at: PersonsEngine
beforeEach(async () => {
  at = await personsEngine()
  await at.ask('people.add', { name: 'Minh', role: 'reviewer', passphrase: passphrases.minh })
  await at.ask('people.add', { name: 'Hoa', role: 'analyst', passphrase: passphrases.hoa })
})
afterEach(() => at.close())

const acts = {
  'indicator.sign': (signature?: object) => ({ vintages: [1], ...(signature && { signature }) }),
  'issues.decide': (signature?: object) => ({ issue: 1, decision: 'approve', ...(signature && { signature }) }),
}
/** What comes once the signature is good: there is nothing to sign here. */
const past = /^(VINTAGE|ISSUE)_UNKNOWN$/

describe.each(Object.entries(acts))('%s', (method, request) => {
  const code = (signature?: object) => at.codeOf(method, request(signature))

  it('takes no name at its word', async () => {
    expect(await code()).toBe('SIGNATURE_NEEDED')
    expect(await code({ person: 'Minh' })).toBe('SIGNATURE_NEEDED')
    expect(await code({ person: 'Minh', passphrase: passphrases.lan })).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await code({ person: 'Nam', passphrase: passphrases.lan })).toBe('PERSON_UNKNOWN')
    expect(await code({ passphrase: passphrases.lan })).toMatch(past)
    expect(await code({ person: ' MINH', passphrase: passphrases.minh })).toMatch(past)
  })

  it('asks the role of who signs, not of whose desk it is', async () => {
    expect(await at.open('Hoa', passphrases.hoa)).toBe('')
    expect(await code({ passphrase: passphrases.hoa })).toBe('SIGNER_ROLE')
    expect(await code({ person: 'Minh', passphrase: passphrases.minh })).toMatch(past)
  })

  it('counts a wrong passphrase and tells it in the log', async () => {
    expect(await code({ person: 'Minh', passphrase: 'sai' })).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await code({ person: 'Minh', passphrase: passphrases.minh })).toMatch(past)
    expect((await at.log())[0]).toMatchObject({ action: 'wrong_passphrase', subject: 'Minh', records: 1 })
  })
})

describe('the rows of the contract', () => {
  const rows = Object.entries(methods) as [MethodName, { policy: MethodPolicy; request: { shape: object } }][]

  it('whose signature is wanted take one, and no other does', () => {
    for (const [name, { policy, request }] of rows)
      expect([name, Object.hasOwn(request.shape, 'signature')]).toEqual([name, policy.signer !== null])
  })

  it('that need leave say what the leave is for, and are named in both languages', () => {
    for (const [name, { policy }] of rows.filter(([, row]) => row.policy.leave !== null)) {
      if (name !== 'policy.set' && name !== 'records.allow') expect(() => actOf(name, {})).not.toThrow('LEAVE_METHOD')
      for (const { leave } of [vi, en]) expect(leave.acts).toHaveProperty(name.replace('.', '_'))
      expect(policy.logs).not.toBeNull()
    }
  })
})
