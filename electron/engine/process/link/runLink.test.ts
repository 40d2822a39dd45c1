// A link against plain JavaScript matching over the SQLite rows: pairs, counts, linked columns; and what a failed run
// leaves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { Failure } from '#shared/model/failure.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { rebuildColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import { recordSource } from '#engine/workspace/columns/recordSource.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { withdrawDelivery } from '#engine/collect/deliveries/withdrawDelivery.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { hasLinkedTable } from '#engine/workspace/columns/linkedTable.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import { runLink } from './runLink.ts'
import { verifyLinks } from '#engine/upkeep/verifyLinks.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'

const text = { vi: 'x', en: 'x' }
const make = (
  id: string,
  subject: Dataset['subject'],
  periodKind: Dataset['periodKind'],
  variables: unknown[],
): Dataset =>
  datasetSchema.parse({
    id,
    subject,
    label: text,
    recordLabel: text,
    description: text,
    periodKind,
    key: [],
    rules: [],
    variables: variables.map((v) => ({ label: text, ...(v as object) })),
  })

const register = make('register', 'tax', 'year', [
  { id: 'tax_code', source: 'mst', role: 'key', type: 'code' },
  { id: 'number', source: 'so', role: 'measure', type: 'integer' },
  { id: 'person', source: 'nguoi', role: 'key', type: 'hash', normalise: 'person_hash' },
  { id: 'ownership', source: 'loai', role: 'classification', type: 'code' },
  { id: 'name', source: 'ten', role: 'identifier', type: 'text' },
])
const line = make('line', 'customs', 'year', [
  { id: 'code', source: 'ma', role: 'key', type: 'code' },
  { id: 'number', source: 'so', role: 'measure', type: 'integer' },
  { id: 'person', source: 'nguoi', role: 'key', type: 'hash', normalise: 'person_hash' },
  { id: 'value', source: 'gia', role: 'measure', type: 'decimal', scale: 2 },
])

let base: string
let workspace: Workspace
const job = quietJob()
const context = (): EngineContext => testContext(() => workspace, { user: 'lan', program: 'StatDesk' })
const deliver = async (name: string, rows: string[][]): Promise<void> => {
  const path = join(base, name)
  writeFileSync(path, `${rows.map((row) => row.join(',')).join('\n')}\n`)
  await importDelivery(context(), { path, sender: '', letterNumber: '' }, job)
}

/** A small repeatable generator: nothing here may depend on luck. */
const random = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0
  return seed / 2 ** 32
}
const codes = Array.from({ length: 40 }, (_, i) => String(i * 7_654_321 + 12).padStart(10, '0'))

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-link-'))
  workspace = await createWorkspace(join(base, 'w'), { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  datasetRepository(workspace.catalog).save(register)
  datasetRepository(workspace.catalog).save(line)
  const next = random(5)
  const pick = <T>(from: T[]): T => from[Math.floor(next() * from.length)]!
  for (const period of ['2024', '2025']) {
    const registerRows = Array.from({ length: 60 }, (_, i) => {
      const code = pick(codes.slice(0, 30))
      return [
        pick([code, code, `${code}-00${1 + (i % 3)}`, '', `P${i}`]),
        String(Math.floor(next() * 5)),
        `person ${Math.floor(next() * 30)}`,
        pick(['1', '2', '']),
        'Tên',
      ]
    })
    await deliver(`register_${period}.csv`, [['mst', 'so', 'nguoi', 'loai', 'ten'], ...registerRows])
    const lineRows = Array.from({ length: 400 }, () => {
      const code = pick(codes)
      return [
        pick([code, code, code, `${code}-001`, '', `P${Math.floor(next() * 80)}`, '12345']),
        pick(['', '0', '1', '2', '3', '4', '9']),
        pick(['', `person ${Math.floor(next() * 40)}`]),
        (next() * 1000).toFixed(2),
      ]
    })
    await deliver(`line_${period}.csv`, [['ma', 'so', 'nguoi', 'gia'], ...lineRows])
  }
}, 60_000)
afterAll(async () => {
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

type Row = Record<string, string | number | bigint | null>
/** Rows as they stand in SQLite, with their delivery's period. */
const records = (dataset: Dataset): Row[] => {
  const periods = new Map(
    (workspace.catalog.prepare('SELECT id, period FROM delivery').all() as { id: number; period: string }[]).map(
      (d) => [d.id, d.period],
    ),
  )
  return (
    workspace
      .subject(dataset.subject)
      .prepare(`SELECT * FROM "r_${dataset.id}" ORDER BY row_id`)
      .safeIntegers()
      .all() as Row[]
  ).map((row) => ({ ...row, period: periods.get(Number(row['delivery_id'])) ?? null }))
}
const first10 = (code: string): string | null =>
  code.startsWith('P') ? code : /^\d{10}/.test(code) ? code.slice(0, 10) : null

/** The same question answered record by record. */
const matchPlainly = (definition: LinkDefinition) => {
  const keyOf = (row: Row, side: 'left' | 'right'): string | null => {
    const parts: string[] = []
    for (const key of definition.keys) {
      const value = row[key[side]]
      const part =
        value === null || value === undefined || value === ''
          ? null
          : key.normalise === 'first10'
            ? first10(String(value))
            : String(value)
      if (part === null) return null
      parts.push(part)
    }
    return JSON.stringify(parts)
  }
  const rights = new Map<string, Row[]>()
  for (const row of records(register)) {
    const key = keyOf(row, 'right')
    if (key !== null) rights.set(key, [...(rights.get(key) ?? []), row])
  }
  const pairs: [number, number][] = []
  const columns = new Map<number, Row | null>()
  let missing = 0
  let ambiguous = 0
  const lefts = records(line)
  for (const row of lefts) {
    const key = keyOf(row, 'left')
    if (key === null) missing += 1
    const found = key === null ? undefined : rights.get(key)
    columns.set(Number(row['row_id']), found?.[0] ?? null)
    if (!found?.[0]) continue
    if (found.length > 1) ambiguous += 1
    pairs.push([Number(row['row_id']), Number(found[0]['row_id'])])
  }
  return {
    pairs,
    columns,
    counts: {
      leftRows: lefts.length,
      matchedRows: pairs.length,
      missingKeyRows: missing,
      ambiguousRows: ambiguous,
      rightRows: records(register).length,
      rightMatchedRows: new Set(pairs.map(([, right]) => right)).size,
    },
  }
}
const storedPairs = (link: string) =>
  workspace.links().prepare(`SELECT left_row, right_row FROM "pair_${link}" ORDER BY left_row`).raw().all()
const definition = (id: string, keys: unknown[]): LinkDefinition =>
  linkDefinitionSchema.parse({ kind: 'link', id, label: text, left: 'line', right: 'register', keys })
const codeOf = async (work: () => Promise<unknown>): Promise<string> =>
  work().then(
    () => 'none',
    (error: unknown) => (error instanceof Failure ? error.value.code : String(error)),
  )

describe.each([
  ['by code', definition('by_code', [{ left: 'code', right: 'tax_code' }])],
  ['by the first ten digits', definition('by_first10', [{ left: 'code', right: 'tax_code', normalise: 'first10' }])],
  [
    'by code and period',
    definition('by_period', [
      { left: 'code', right: 'tax_code', normalise: 'first10' },
      { left: 'period', right: 'period' },
    ]),
  ],
  ['by number', definition('by_number', [{ left: 'number', right: 'number' }])],
  [
    'by hashed person and number',
    definition('by_person', [
      { left: 'person', right: 'person' },
      { left: 'number', right: 'number' },
    ]),
  ],
])('a link %s', (_name, link) => {
  it('finds the same pairs and counts as plain matching', async () => {
    const linkSet = await runLink(context(), link, job)
    const plain = matchPlainly(link)
    expect(plain.pairs.length).toBeGreaterThan(20)
    expect(plain.counts.missingKeyRows).toBeGreaterThan(0)
    expect(storedPairs(link.id)).toEqual(plain.pairs)
    expect(linkSet).toMatchObject({ ...plain.counts, stale: false })
    expect(linkSetRepository(workspace.catalog).get(link.id)).toEqual(linkSet)
    expect((await verifyLinks(workspace, [line, register])).filter((check) => !check.ok)).toEqual([])
  })

  it('puts the right columns beside every left row', async () => {
    const { columns } = matchPlainly(link)
    const database = await workspace.columns()
    const rows = await database.all<{
      row_id: number
      right_row: number | null
      ownership: string | null
      number: bigint | null
      own: bigint | null
    }>(`
      SELECT l.row_id, l."${link.id}.row_id" AS right_row, d.code AS ownership, l."${link.id}.number" AS number, l.value AS own
      FROM "linked_${link.id}" AS l LEFT JOIN dictionary AS d ON d.dataset = 'register' AND d.variable = 'ownership' AND d.id = l."${link.id}.ownership" ORDER BY l.row_id`)
    const values = new Map(records(line).map((row) => [Number(row['row_id']), row['value']]))
    expect(rows.length).toBe(columns.size)
    for (const row of rows) {
      const right = columns.get(row.row_id) ?? null
      expect({ right: row.right_row, ownership: row.ownership, number: row.number, own: row.own }).toEqual({
        right: right === null ? null : Number(right['row_id']),
        ownership: right?.['ownership'] ?? null,
        number: right?.['number'] ?? null,
        own: values.get(row.row_id),
      })
    }
    const names = (
      await database.all<{ column_name: string }>('SELECT column_name FROM duckdb_columns() WHERE table_name = ?', [
        `linked_${link.id}`,
      ])
    ).map((c) => c.column_name)
    expect(names.some((name) => name.endsWith('.name'))).toBe(false)
  })
})

describe('a link that cannot run', () => {
  const good = definition('by_code', [{ left: 'code', right: 'tax_code' }])
  it.each([
    ['an unknown variable', [{ left: 'nothing', right: 'tax_code' }], 'VARIABLE_UNKNOWN'],
    ['an identifier', [{ left: 'code', right: 'name' }], 'DEFINITION_INVALID'],
    ['keys of different types', [{ left: 'number', right: 'tax_code' }], 'DEFINITION_INVALID'],
    ['first10 of a number', [{ left: 'number', right: 'number', normalise: 'first10' }], 'DEFINITION_INVALID'],
  ])('says so for %s', async (_name, keys, code) => {
    expect(await codeOf(() => runLink(context(), definition('wrong', keys), job))).toBe(code)
    expect(linkSetRepository(workspace.catalog).find('wrong')).toBeNull()
  })
  it('says so for an unknown dataset', async () => {
    expect(await codeOf(() => runLink(context(), { ...good, right: 'nowhere' }, job))).toBe('DATASET_UNKNOWN')
  })

  it.each(['linking', 'columns', 'writing'])('keeps the earlier pairs when cancelled while %s', async (phase) => {
    await runLink(context(), good, job)
    const before = { pairs: storedPairs('by_code'), linkSet: linkSetRepository(workspace.catalog).get('by_code') }
    const abort = new AbortController()
    const cancelling: JobContext = {
      id: 'c',
      signal: abort.signal,
      progress: (update) => {
        if (update.phase === phase) abort.abort()
      },
      throwIfCancelled: () => {
        if (abort.signal.aborted) throw new Failure({ code: 'CANCELLED', facts: {} })
      },
    }
    const other = definition('by_code', [{ left: 'code', right: 'tax_code', normalise: 'first10' }])
    expect(await codeOf(() => runLink(context(), other, cancelling))).toBe('CANCELLED')
    expect(storedPairs('by_code')).toEqual(before.pairs)
    expect(linkSetRepository(workspace.catalog).get('by_code')).toEqual(before.linkSet)
    expect(await hasLinkedTable(await workspace.columns(), 'by_code', 'line')).toBe(true)
    expect((await verifyLinks(workspace, [line, register])).filter((check) => !check.ok)).toEqual([])
    const columns = await (
      await workspace.columns()
    ).all<{ column_name: string }>("SELECT column_name FROM duckdb_columns() WHERE column_name LIKE 'linking%'")
    expect(columns).toEqual([])
  })
})

it('is marked stale once when a side changes, and fresh again when run', async () => {
  const link = definition('by_code', [{ left: 'code', right: 'tax_code' }])
  await runLink(context(), link, job)
  expect(markLinksStale(workspace, 'register')).toContain('by_code')
  expect(markLinksStale(workspace, 'line')).not.toContain('by_code')
  expect(linkSetRepository(workspace.catalog).get('by_code').stale).toBe(true)
  expect((await runLink(context(), link, job)).stale).toBe(false)
  expect(linkSetRepository(workspace.catalog).get('by_code').stale).toBe(false)
})

describe('a stale link', () => {
  /** Rows of the left side, matched ones, and the sum of a right variable over them. */
  const answer = async (engine: 'duckdb' | 'sqlite'): Promise<number[]> => {
    const source = await recordSource(workspace, { engine, dataset: 'line', links: ['by_first10'] })
    const sql = `SELECT count(*) AS n, sum(CASE WHEN ${[...source.matched.values()][0]} THEN 1 ELSE 0 END) AS matched, sum(${source.column('by_first10.number').sql}) AS number FROM ${source.from}`
    if (engine === 'duckdb') return Object.values((await (await workspace.columns()).all(sql))[0] ?? {}).map(Number)
    const database = workspace.subject('customs')
    for (const name of ['links', 'tax'] as const) database.exec(workspace.attachSql(name))
    try {
      return Object.values(database.prepare<[], Record<string, unknown>>(sql).get() ?? {}).map(Number)
    } finally {
      for (const name of ['links', 'tax']) database.exec(`DETACH DATABASE "${name}"`)
    }
  }
  const more = codes.map((code, i) => [code, String(i), '', '1.00'])

  it('answers the same in both engines: what was delivered later is not linked', async () => {
    const { matchedRows, leftRows } = await runLink(
      context(),
      definition('by_first10', [{ left: 'code', right: 'tax_code', normalise: 'first10' }]),
      job,
    )
    await deliver('line_2026.csv', [['ma', 'so', 'nguoi', 'gia'], ...more])
    expect((await answer('duckdb')).slice(0, 2)).toEqual([leftRows + more.length, matchedRows])
    expect(await answer('sqlite')).toEqual(await answer('duckdb'))
    // A withdrawn delivery's row ids are given again, to other records.
    const latest = deliveryRepository(workspace.catalog)
      .current('line')
      .find((d) => d.period === '2026')
    await withdrawDelivery(context(), { delivery: latest?.id ?? 0 }, job)
    await deliver('register_2026.csv', [
      ['mst', 'so', 'nguoi', 'loai', 'ten'],
      ...codes.map((code) => [code, '7', '', '1', 'Tên']),
    ])
    await runLink(
      context(),
      definition('by_first10', [
        { left: 'code', right: 'tax_code', normalise: 'first10' },
        { left: 'period', right: 'period' },
      ]),
      job,
    )
    const register2026 = deliveryRepository(workspace.catalog)
      .current('register')
      .find((d) => d.period === '2026')
    await withdrawDelivery(context(), { delivery: register2026?.id ?? 0 }, job)
    await deliver('register_2026.csv', [
      ['mst', 'so', 'nguoi', 'loai', 'ten'],
      ...codes.map((code) => [code, '9', '', '1', 'Tên']),
    ])
    await deliver('line_2026.csv', [['ma', 'so', 'nguoi', 'gia'], ...more])
    const both = [await answer('duckdb'), await answer('sqlite')]
    expect(both[0]?.[1]).toBeGreaterThan(20)
    expect(both[1]).toEqual(both[0])
  })

  it('comes back from its pairs when the column set was made anew, and may be run again', async () => {
    await rebuildColumnSet(workspace, line)
    expect(
      await codeOf(() => recordSource(workspace, { engine: 'duckdb', dataset: 'line', links: ['by_first10'] })),
    ).toBe('none')
    expect(await answer('sqlite')).toEqual(await answer('duckdb'))
    await runLink(context(), definition('by_first10', [{ left: 'code', right: 'tax_code', normalise: 'first10' }]), job)
    expect(await answer('sqlite')).toEqual(await answer('duckdb'))
  })
})
