// What the clipboard takes is decided by the office's policy and logged, whatever a page shows.
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { throughDoor } from '#engine/door.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { visitWorkspace } from '#test/support/publish/visits.ts'
import type { VisitWorkspace } from '#test/support/publish/visits.ts'
import { clipboardHandlers } from './clipboardMethods.ts'
import { quietJob } from '#test/support/engine/testContext.ts'

let at: VisitWorkspace
beforeAll(async () => {
  at = await visitWorkspace()
}, 60_000)
afterAll(() => at.close())

const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'visits',
  title: { vi: 'Lượt', en: 'Visits' },
  dataset: 'visit',
  rows: [{ variable: 'province' }],
  measures: [{ id: 'n', statistic: 'count' }],
})
const copied = () => {
  const request = { definition, cells: 6 }
  return throughDoor(at.context, 'clipboard.table', request, (inside) =>
    clipboardHandlers['clipboard.table'](inside, request, quietJob()),
  )
}
const shown = () => {
  const request = { subject: 'frequencies', cells: 4 }
  return throughDoor(at.context, 'clipboard.shown', request, (inside) =>
    clipboardHandlers['clipboard.shown'](inside, request),
  )
}

describe('copying', () => {
  it('takes the protected table and is in the log before and after', async () => {
    expect(await copied()).toHaveProperty('protection')
    expect(listAudit(at.workspace, 2).map((e) => e.action)).toEqual(['copy', 'copy_asked'])
    expect(listAudit(at.workspace, 1)[0]?.subject).toContain('table visits: 6 (protected)')
  })

  it('refuses figures no table defines', async () => {
    await expect(shown()).rejects.toThrow(Failure)
    expect(listAudit(at.workspace, 1)[0]).toMatchObject({ action: 'copy_failed', reason: 'CLIPBOARD_PROTECTED_ONLY' })
  })

  it('takes what is shown where the policy says so, logged alike', async () => {
    setOfficePolicy(at.context, { ...defaultPolicy, clipboard: 'shown' }, 'Theo quyết định số 9')
    expect(await copied()).toBeNull()
    expect(await shown()).toBeNull()
    expect(listAudit(at.workspace, 1)[0]).toMatchObject({ action: 'copy' })
  })
})
