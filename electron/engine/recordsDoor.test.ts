// Where single records leave other than by an export: the clipboard and the pairs of a link. Neither without the
// office's permission and another's leave, neither with what an export would hold back; of made-up data both, as ever.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MethodName } from '#shared/contract/methods.ts'
import { methods } from '#shared/contract/methods.ts'
import type { ExploreRows } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import { officePolicySchema } from '#shared/model/officePolicy.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { openExploreView } from '#engine/analyse/explore/openExploreView.ts'
import { copyRows } from '#engine/analyse/explore/copyRows.ts'
import { revealIdentifiers } from '#engine/analyse/explore/revealIdentifiers.ts'
import { exportPairs } from '#engine/process/link/exportPairs.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import { askLeave, decideLeave } from '#engine/workspace/people/leaves.ts'
import { addPerson } from '#engine/workspace/people/people.ts'
import { setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { allowRecordsExport } from '#engine/workspace/policy/recordsPermission.ts'
import { sampleDataset, sampleHeader } from '#test/support/intake/importTest.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'
import { passphrases, writtenReason } from '#test/support/workspace/persons.ts'
import { admit, throughDoor } from './door.ts'

const cost = guessCost.N
let base: string
let workspace: Workspace
let context: EngineContext
const opened = async (passphrase: string | null): Promise<void> => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-records-door-'))
  workspace = await createWorkspace(join(base, 'w'), {
    name: 'w',
    passphrase,
    demonstration: passphrase === null,
    user: 'lan-pc',
    person: 'Lan',
  })
  context = testContext(() => workspace, { user: 'Lan' })
  datasetRepository(workspace.catalog).save(sampleDataset)
  datasetRepository(workspace.catalog).save({ ...sampleDataset, id: 'other' })
  const rows = ['A,Nguyễn Văn Kín,01,0101234567,001099000001,5,1,', 'B,Trần Thị Giấu,79,0301234567,001099000002,6,2,']
  for (const dataset of ['sample', 'other']) {
    const path = join(base, `${dataset}_2024.csv`)
    writeFileSync(path, `${[sampleHeader.join(), ...rows].join('\n')}\n`)
    await importDelivery(context, { path, dataset, period: '2024', sender: '', letterNumber: '' }, quietJob())
  }
  const link = {
    kind: 'link',
    id: 'pair',
    label: { vi: 'Ghép', en: 'Pair' },
    left: 'sample',
    right: 'other',
    keys: [{ left: 'code', right: 'code' }],
  }
  await runLink(context, linkDefinitionSchema.parse(link), quietJob())
}
beforeEach(() => {
  guessCost.N = 2 ** 14
})
afterEach(async () => {
  guessCost.N = cost
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return ''
  } catch (thrown) {
    return toFailureValue(thrown).code
  }
}
const addMinh = () => addPerson(workspace, 'Lan', { name: 'Minh', role: 'reviewer', passphrase: passphrases.minh })
const give = async (method: MethodName, request: Record<string, unknown>): Promise<void> => {
  const leaverOf = (name: string) => methods[name as MethodName].policy.leaver
  const { id } = askLeave(workspace, leaverOf, { method, request, reason: writtenReason })
  const by = { person: 'Minh', passphrase: passphrases.minh }
  await decideLeave(workspace, leaverOf, { leave: id, grant: true, note: writtenReason, hours: 1, by })
}
const columns = ['code', 'name', 'tax_code', 'person', 'amount', 'period']
const copied = async (variables = columns): Promise<ExploreRows> => {
  const { view } = await openExploreView(context, { dataset: 'sample', filter: null, sort: [], base: null }, quietJob())
  revealIdentifiers(context, view, ['name'], writtenReason)
  const request = { view, offset: 0, limit: 10, variables }
  return throughDoor(context, 'explore.copy', request, (inside) => copyRows(inside, request))
}
const path = () => join(base, 'pairs.csv')
const pairs = async (): Promise<string[]> => {
  const request = { link: 'pair', path: path(), of: 'linked' as const }
  await throughDoor(context, 'links.pairs', request, (inside) => exportPairs(inside, request, quietJob()))
  return readFileSync(path(), 'utf8').trim().split('\n')
}
const heading = 'left_row,right_row,left_key,right_key,stage,weight,probability'

it('copies records only where the office allows it and another gave leave for these variables', async () => {
  await opened(passphrases.lan)
  expect(await codeOf(copied)).toBe('RECORDS_EXPORT_REFUSED')
  allowRecordsExport(context, true, writtenReason)
  // Alone there is nobody to ask, and the log says so.
  expect(await codeOf(copied)).toBe('')
  await addMinh()
  expect(await codeOf(copied)).toBe('LEAVE_NEEDED')
  await give('explore.copy', { dataset: 'sample', variables: columns })
  expect(await codeOf(copied)).toBe('')
  // Good for its hours, for fewer variables, not for another.
  expect(await codeOf(() => copied(['amount']))).toBe('')
  expect(await codeOf(() => copied([...columns, 'headcount']))).toBe('LEAVE_NEEDED')
  allowRecordsExport(context, false, writtenReason)
  expect(await codeOf(copied)).toBe('RECORDS_EXPORT_REFUSED')
})

it('masks in the copy what an export would hold back, also what is revealed on the screen', async () => {
  await opened(passphrases.lan)
  allowRecordsExport(context, true, writtenReason)
  const maskedIn = async () => (await copied()).columns.filter((c) => c.masked).map((c) => c.variable)
  expect(await maskedIn()).toEqual(['name', 'tax_code', 'person'])
  expect(JSON.stringify(await copied())).not.toMatch(/Kín|0101234567/)
  setOfficePolicy(context, officePolicySchema.parse({ exportCodes: 'allowed' }), writtenReason)
  expect(await maskedIn()).toEqual(['name'])
})

it('writes the pairs of a link by row number, and keys only where records may leave', async () => {
  await opened(passphrases.lan)
  expect(await pairs()).toEqual([heading, '1,1,,,keys,,1', '2,2,,,keys,,1'])
  allowRecordsExport(context, true, writtenReason)
  expect(await pairs()).toEqual([heading, '1,1,A,A,keys,,1', '2,2,B,B,keys,,1'])
})

it('leaves the key columns empty where the key is a code of a person or enterprise', async () => {
  await opened(passphrases.lan)
  for (const id of ['sample', 'other'])
    datasetRepository(workspace.catalog).save({ ...sampleDataset, id, key: ['tax_code'] })
  allowRecordsExport(context, true, writtenReason)
  expect(await pairs()).toEqual([heading, '1,1,,,keys,,1', '2,2,,,keys,,1'])
  setOfficePolicy(context, officePolicySchema.parse({ exportCodes: 'allowed' }), writtenReason)
  expect((await pairs())[1]).toBe('1,1,0101234567,0101234567,keys,,1')
})

it('asks for leave before what a link compares is unmasked', async () => {
  await opened(passphrases.lan)
  await addMinh()
  const request = { link: 'pair', reason: writtenReason }
  expect(await codeOf(() => admit(context, 'links.reveal', request))).toBe('LEAVE_NEEDED')
  await give('links.reveal', { link: 'pair', variables: [] })
  expect(await codeOf(() => admit(context, 'links.reveal', request))).toBe('')
  expect(await codeOf(() => admit(context, 'links.reveal', { ...request, link: 'none' }))).toBe('LINK_UNKNOWN')
})

it('of made-up data gives both, keys included', async () => {
  await opened(null)
  expect((await copied()).columns.filter((c) => c.masked)).toEqual([])
  expect(await pairs()).toEqual([heading, '1,1,A,A,keys,,1', '2,2,B,B,keys,,1'])
})
