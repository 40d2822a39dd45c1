// Planted words in a workspace with a passphrase, looked for in every byte the program wrote: records, names of files,
// reasons, conditions. In: a day's work. Out: no file with one of them in the clear, in any encoding it could have, in
// the workspace, beside it, or left behind.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sampleDataset, sampleHeader } from '#test/support/intake/importTest.ts'
import { createEngine } from '#engine/engine.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'

const base = mkdtempSync(join(tmpdir(), 'statdesk-markers-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const markers = ['DAUVETMAT', 'Bí Ẩn Đặc Biệt', 'LYDOCHIMOT']
const forms = markers.flatMap((marker) => [
  Buffer.from(marker),
  Buffer.from(marker.normalize('NFD')),
  Buffer.from(marker, 'utf16le'),
  Buffer.from(Buffer.from(marker).toString('base64').replace(/=+$/, '')),
  Buffer.from(Buffer.from(marker).toString('hex')),
])
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const showing = (folder: string): string[] =>
  filesIn(folder).filter((path) => {
    const bytes = readFileSync(path)
    return forms.some((form) => bytes.includes(form))
  })

it('no planted word stands in the clear in anything the program wrote', async () => {
  const folder = join(base, 'w')
  const share = join(base, 'share')
  const outputs = join(base, 'outputs')
  const inputs = join(base, 'inputs')
  for (const room of [share, outputs, inputs]) mkdirSync(room)
  const before = new Set(readdirSync(tmpdir()))
  const ended = new Map<string, { state: string; failure?: unknown }>()
  const engine = createEngine({
    program: 'StatDesk test',
    user: 'lan',
    emit: (event, payload) => {
      if (event === 'job.changed') ended.set((payload as { id: string }).id, payload as never)
    },
  })
  const ask = async (method: string, request: object): Promise<unknown> => {
    const answer = (await engine.call(method, request)) as { job?: string } | null
    const id = answer?.job
    if (id === undefined) return answer
    await expect.poll(() => ended.get(id)?.state, { timeout: 60_000 }).toMatch(/done|failed/)
    expect([method, ended.get(id)?.failure ?? null]).toEqual([method, null])
    return engine.call('jobs.result', { job: id })
  }
  const passphrase = 'con bò lạc vào chợ phiên'
  const minh = 'đồng hồ treo ngược trên tường'
  await ask('workspace.create', { path: folder, name: 'w', passphrase, person: 'Lan' })
  await ask('workspace.close', {})
  // A layout of the test's own needs the repository; the rest goes through the engine as the window asks it.
  const own = await openWorkspace(folder, { passphrase, person: 'Lan', readOnly: false, user: 'lan' })
  datasetRepository(own.catalog).save(datasetSchema.parse(sampleDataset))
  await own.close()
  const input = join(inputs, 'DAUVETMAT 2024.csv')
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `DAUVETMAT${i},Bí Ẩn Đặc Biệt ${i},${i % 3 ? '01' : '79'},,,${i},1,`,
  )
  writeFileSync(input, `${[sampleHeader.join(), ...lines, 'DAUVETMATX,,01,,,abc,1,'].join('\n')}\n`)
  await ask('workspace.open', { path: folder, passphrase, person: 'Lan' })
  await ask('intake.import', { path: input, dataset: 'sample', period: '2024' })
  const definition = {
    kind: 'table',
    id: 't',
    title: { vi: 'DAUVETMAT', en: 'DAUVETMAT' },
    dataset: 'sample',
    rows: [{ variable: 'province' }],
    measures: [{ id: 'n', statistic: 'count' }],
  }
  await ask('definitions.save', { definition })
  await ask('table.run', { definition })
  await ask('people.add', { name: 'Minh', role: 'reviewer', passphrase: minh })
  const reason = 'LYDOCHIMOT của việc này'
  const leave = async (method: string, request: object): Promise<void> => {
    const { id } = (await ask('leaves.ask', { method, request, reason })) as { id: number }
    await ask('leaves.decide', { leave: id, grant: true, note: reason, by: { person: 'Minh', passphrase: minh } })
  }
  await leave('records.allow', { allowed: true })
  await ask('records.allow', { allowed: true, reason })
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const records = {
    dataset: 'sample',
    variables: ['province', 'amount'],
    filter: null,
    format: 'csv',
    receiver: 'Viện A',
    until,
  }
  await leave('records.export', records)
  await ask('records.export', {
    ...records,
    reason: 'nghiên cứu theo hợp đồng',
    passphrase: minh,
    path: join(outputs, 'gói'),
  })
  await ask('workspace.backup', { path: join(outputs, 'b.statdesk-backup') })
  await ask('workspace.backupToStore', { path: share })
  // While it is open: what lies in the open folder is encrypted too.
  cpSync(folder, join(base, 'while open'), { recursive: true, filter: (path) => !/writer\.lock/.test(path) })
  const [snapshot] = filesIn(share).filter((path) => path.endsWith('.statdesk-snapshot'))
  await ask('workspace.drill', { backup: snapshot })
  await ask('workspace.verify', {})
  await leave('workspace.rotateKey', {})
  await ask('workspace.rotateKey', {})
  await engine.close()

  // The search finds what is there: the input holds each.
  expect(showing(inputs)).toEqual([input])
  for (const room of [folder, share, outputs, join(base, 'while open')]) {
    expect(filesIn(room).length).toBeGreaterThan(0)
    expect(showing(room)).toEqual([])
  }
  expect(readdirSync(base).toSorted()).toEqual(['inputs', 'outputs', 'share', 'w', 'while open'].toSorted())
  const left = readdirSync(tmpdir()).filter((name) => !before.has(name) && /statdesk-(columns|drill)/.test(name))
  expect(
    left.filter((name) => existsSync(join(tmpdir(), name)) && statSync(join(tmpdir(), name)).isDirectory()),
  ).toEqual([])
}, 180_000)
