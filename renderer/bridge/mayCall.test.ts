import { expect, it } from 'vitest'
import { methods } from '#shared/contract/methods.ts'
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { mayAdminister, ofAdministrators } from './mayCall.ts'
import { sampleHandlers } from './sample.ts'

it('names every method whose row wants an administrator, and no other', () => {
  const rows = Object.entries(methods).filter(([, row]) => row.policy.role === 'administrator')
  expect(rows.map(([name]) => name).toSorted()).toEqual([...ofAdministrators])
})

it('offers an administrator’s act to an administrator who can write, to nobody else', () => {
  const status = sampleHandlers()['workspace.status']?.({}, {} as never) as Extract<WorkspaceStatus, { state: 'open' }>
  const may = (role: 'analyst' | 'reviewer' | 'administrator', readOnly = false) =>
    mayAdminister({ ...status, role, readOnly })
  expect([may('analyst'), may('reviewer'), may('administrator'), may('administrator', true)]).toEqual([
    'role',
    'role',
    'yes',
    'readOnly',
  ])
  expect([mayAdminister({ state: 'none' }), mayAdminister(undefined)]).toEqual(['role', 'role'])
})
