// The column database as its users see it: values, encryption on disk, damage, interruption.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openColumnDatabase } from './openColumnDatabase.ts'

const limits = { memoryMb: 256, threads: 2 }
const key = 'ab'.repeat(32)
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-columns-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('values', () => {
  test('numbers, big integers, dates, text and missing values come as promised', async () => {
    const database = await openColumnDatabase(':memory:', null, limits)
    const rows = await database.all(
      "SELECT 1::INTEGER a, 9007199254740993::BIGINT b, 10::HUGEINT h, DATE '2024-02-29' d, 'Hà Nội'||repeat('x',20) t, NULL::INTEGER n, 1.5::DOUBLE f, true k",
    )
    expect(rows).toEqual([
      { a: 1, b: 9007199254740993n, h: 10n, d: '2024-02-29', t: 'Hà Nội' + 'x'.repeat(20), n: null, f: 1.5, k: true },
    ])
    await database.close()
  })
  test('columns over many chunks are typed arrays unless something is missing', async () => {
    const database = await openColumnDatabase(':memory:', null, limits)
    const { rows, data } = await database.columns(
      'SELECT range::UINTEGER a, CASE WHEN range<>5 THEN range::UINTEGER END b, range * 1000000000000 c FROM range(?::BIGINT)',
      [5000],
    )
    expect(rows).toBe(5000)
    expect(data[0]).toBeInstanceOf(Uint32Array)
    expect(data[0]?.[4999]).toBe(4999)
    expect(data[1]?.[5]).toBeNull()
    expect(data[1]?.[4999]).toBe(4999)
    expect(data[2]?.[4999]).toBe(4999000000000000n)
    await database.close()
  })
  test('a stream stops when told and the connection goes on', async () => {
    const database = await openColumnDatabase(':memory:', null, limits)
    let seen = 0
    await database.stream('SELECT range FROM range(10000000)', (_columns, rows) => {
      seen += rows
      return seen < 5000
    })
    expect(seen).toBeLessThan(10_000)
    expect(await database.all('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await database.close()
  })
})

describe('file', () => {
  test('is encrypted, reopens with its key, and a second connection sees the same tables', async () => {
    const path = join(folder, 'columns.duckdb')
    const database = await openColumnDatabase(path, key, limits)
    await database.run("CREATE TABLE secret AS SELECT 'Nguyễn Văn Bí Mật số ' || range AS name FROM range(1000)")
    const other = await database.connection()
    expect(await other.all('SELECT count(*)::INTEGER n FROM secret')).toEqual([{ n: 1000 }])
    await other.close()
    await database.close()
    expect(readFileSync(path).includes(Buffer.from('Nguyễn Văn Bí'))).toBe(false)
    const again = await openColumnDatabase(path, key, limits)
    expect(await again.all('SELECT count(*)::INTEGER n FROM secret')).toEqual([{ n: 1000 }])
    await again.close()
    expect(existsSync(join(folder, 'spill'))).toBe(false)
  })
  test('a damaged file is replaced by an empty one', async () => {
    const path = join(folder, 'columns.duckdb')
    writeFileSync(path, Buffer.alloc(20_000, 7))
    const database = await openColumnDatabase(path, key, limits)
    expect(await database.all('SELECT count(*)::INTEGER n FROM duckdb_tables()')).toEqual([{ n: 0 }])
    await database.close()
  })
  test('nothing can be fetched', async () => {
    const database = await openColumnDatabase(':memory:', null, limits)
    await expect(database.run("SELECT * FROM read_csv('https://example.org/a.csv')")).rejects.toThrow()
    await database.close()
  })
})

test('interrupt ends a long query as CANCELLED', async () => {
  const database = await openColumnDatabase(':memory:', null, limits)
  const long = database.run('SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b')
  setTimeout(() => database.interrupt(), 50)
  await expect(long).rejects.toMatchObject({ value: { code: 'CANCELLED' } })
  expect(await database.all('SELECT 2 AS two')).toEqual([{ two: 2 }])
  await database.close()
})

test('reaches no file but its own once it is open, and nothing opens it again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-shut-'))
  const outside = join(folder, 'secret.csv')
  writeFileSync(outside, 'a\n1\n')
  mkdirSync(join(folder, 'w', 'outgoing'), { recursive: true })
  const database = await openColumnDatabase(join(folder, 'w', 'columns.duckdb'), 'ab'.repeat(32), limits)
  try {
    for (const sql of [
      `SELECT * FROM read_csv('${outside}')`,
      `SELECT * FROM '${outside}'`,
      `COPY (SELECT 1) TO '${join(folder, 'out.csv')}'`,
      `ATTACH '${join(folder, 'other.duckdb')}' AS other`,
      "SET memory_limit = '9GB'",
      'SET enable_external_access = true',
      `SET allowed_directories = ['/']`,
      `SELECT * FROM read_text('/etc/passwd')`,
      'INSTALL httpfs',
      `COPY (SELECT 1) TO '${join(folder, 'w', 'outgoing', '..', '..', 'out.csv')}'`,
    ])
      await expect(database.run(sql), sql).rejects.toThrow()
    await database.run(`COPY (SELECT 1) TO '${join(folder, 'w', 'outgoing', 'x')}' (FORMAT csv)`)
  } finally {
    await database.close()
  }
  expect(readdirSync(folder).toSorted()).toEqual(['secret.csv', 'w'])

  const reader = await openColumnDatabase(':memory:', null, {
    ...limits,
    reads: { paths: [outside], spill: join(folder, 'spill') },
  })
  expect(await reader.all(`SELECT * FROM read_csv('${outside}')`)).toEqual([{ a: 1n }])
  await expect(reader.run(`SELECT * FROM read_text('/etc/passwd')`)).rejects.toThrow()
  await reader.close()
  rmSync(folder, { recursive: true })
})
