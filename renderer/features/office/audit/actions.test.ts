import { expect, it } from 'vitest'
import { methods } from '#shared/contract/methods.ts'
import { texts as en } from '../../../i18n/en/audit.ts'
import { texts as vi } from '../../../i18n/vi/audit.ts'

it('has words in both languages for every entry that the rows of the contract make', () => {
  const actions = new Set<string>()
  for (const { policy } of Object.values(methods)) {
    const { logs, within, leaves } = policy
    if (logs === null) continue
    if (!within) actions.add(logs)
    if (leaves) for (const end of ['asked', 'failed']) actions.add(`${logs}_${end}`)
  }
  for (const { action } of [vi, en]) expect([...actions].filter((one) => !Object.hasOwn(action, one))).toEqual([])
})
