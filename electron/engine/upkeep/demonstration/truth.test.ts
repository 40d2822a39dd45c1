// The generator says what an importer must find; the program's own counts must equal it, file by file and link by link.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { importFolder } from '#engine/collect/runs/importFolder.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { demonstrationDefinitions } from './definitions.ts'
import { writeDemonstration } from './writeDemonstration.ts'
import type { DemonstrationTruth } from './writeDemonstration.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-truth-'))
const job = quietJob()
let workspace: Workspace
let truth: DemonstrationTruth
let imported: BatchImportResult['results']
const links = new Map<string, LinkSet>()

beforeAll(async () => {
  const { truthPath } = await writeDemonstration(join(folder, 'files'), {
    scale: 0.0004,
    seed: 7,
    months: ['2024-02', '2025-06', '2025-07', '2025-12'],
  })
  truth = JSON.parse(readFileSync(truthPath, 'utf8')) as DemonstrationTruth
  workspace = await createWorkspace(join(folder, 'workspace'), {
    name: 'Kiểm tra',
    passphrase: null,
    demonstration: true,
    user: 'test',
  })
  const context = testContext(() => workspace, { user: 'test', program: 'test' })
  imported = (await importFolder(context, { path: join(folder, 'files') }, job)).results
  for (const definition of demonstrationDefinitions) {
    if (definition.kind === 'link') links.set(definition.id, await runLink(context, definition, job))
  }
}, 240_000)

afterAll(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

const deliveryOf = (file: string) => imported.find((result) => result.file === file)?.delivery

describe('every file', () => {
  test('was recognised and imported', () => {
    const taken = imported.filter((result) => result.outcome === 'imported')
    expect(taken.map((result) => result.file).sort()).toEqual(truth.files.map((file) => file.file).sort())
    // What the demonstration says of itself is no data, and named.
    const others = imported.filter((result) => result.outcome !== 'imported')
    expect(others.map((result) => [result.file, result.outcome])).toEqual([
      ['SYNTHETIC-DATA.txt', 'skipped'],
      ['truth.json', 'skipped'],
    ])
  })

  test('has the rows read, accepted, rejected and flagged that were planted, reason by reason', () => {
    const found = truth.files.map(({ file, dataset, period }) => {
      const delivery = deliveryOf(file)
      const counts = (severity: 'hard' | 'soft') =>
        Object.fromEntries(
          (delivery?.counts ?? [])
            .filter((count) => count.severity === severity && count.rows > 0)
            .map((count) => [count.reason, count.rows]),
        )
      return {
        file,
        dataset,
        period,
        found: [delivery?.dataset, delivery?.period],
        rows: delivery?.rowsRead,
        accepted: delivery?.rowsAccepted,
        rejected: counts('hard'),
        flagged: counts('soft'),
        flaggedRows: delivery?.rowsFlagged,
      }
    })
    const planted = truth.files.map(({ file, dataset, period, rows, accepted, rejected, flagged, flaggedRows }) => ({
      file,
      dataset,
      period,
      found: [dataset, period],
      rows,
      accepted,
      rejected,
      flagged,
      flaggedRows,
    }))
    expect(found).toEqual(planted)
  })

  test('rejected rows make up the difference', () => {
    for (const { file, rows, accepted, rejected } of truth.files) {
      const rejectedRows = Object.values(rejected).reduce((sum, n) => sum + n, 0)
      expect(accepted + rejectedRows, file).toBe(rows)
      expect(deliveryOf(file)?.rowsRejected, file).toBe(rejectedRows)
    }
  })
})

test('codes damaged by spreadsheets are repaired: no tax code, school code or province is short', () => {
  expect(truth.files.some((file) => Object.keys(file.normalised).includes('tax_code_lost_zero'))).toBe(true)
  const one = (subject: 'tax' | 'customs' | 'education', sql: string) =>
    workspace.subject(subject).prepare(sql).pluck().get()
  expect(
    one('tax', "select count(*) from r_taxpayer where length(tax_code) not in (10, 14, 16) or tax_code like '%-000'"),
  ).toBe(0)
  expect(one('customs', 'select count(*) from r_customs_line where length(enterprise_code) <> 10')).toBe(0)
  expect(one('customs', 'select count(*) from r_customs_line where length(province) <> 2')).toBe(0)
  expect(
    one(
      'education',
      'select count(*) from r_pupil where length(school_code) not in (8, 10) or length(province) <> 2 or length(ethnicity) <> 2',
    ),
  ).toBe(0)
})

test.each(['pupil_school', 'teacher_school', 'vat_register', 'statement_register', 'customs_register'])(
  'link %s finds exactly the partners that are there',
  (id) => {
    const set = links.get(id)
    expect({ rows: set?.leftRows, matched: set?.matchedRows }).toEqual(truth.links[id])
  },
)
