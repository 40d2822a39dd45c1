// Making, opening, locking and losing workspaces, with every kind of bad input the store must survive.
import { rawDatabase } from '#test/support/workspace/rawDatabase.ts'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { importIntentRepository } from './catalogImportIntents.ts'
import { settingRepository } from './catalogSettings.ts'
import { createWorkspace } from './createWorkspace.ts'
import { catalogSchemaVersion, migrateCatalog } from './migrateCatalog.ts'
import { openWorkspace } from './openWorkspace.ts'
import { storageFailure } from './storageFailure.ts'
import type { Workspace } from './workspace.ts'

const passphrase = 'con bò lạc vào chợ phiên'
let base: string
let folder: string
const opened: Workspace[] = []

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-store-'))
  folder = join(base, 'workspace')
})
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

const keep = async (workspace: Promise<Workspace>): Promise<Workspace> => {
  const made = await workspace
  opened.push(made)
  return made
}
const create = (secret: string | null = null) =>
  keep(createWorkspace(folder, { name: 'Thử', passphrase: secret, demonstration: secret === null, user: 'lan' }))
const open = (secret: string | null = null, readOnly = false) =>
  keep(openWorkspace(folder, { passphrase: secret, readOnly, user: 'minh' }))
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return 'none'
  } catch (error) {
    return error instanceof Failure ? error.value.code : String(error)
  }
}
const contentOf = (path: string): Map<string, string> =>
  new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name)).toString('latin1')]))

describe('a workspace with a passphrase', () => {
  it('keeps what was written and shows none of it on disk', async () => {
    const made = await create(passphrase)
    made.subject('tax').exec("CREATE TABLE secret (name TEXT); INSERT INTO secret VALUES ('Nguyễn Thị Bí Mật')")
    settingRepository(made.catalog).set('marker', 'Cong-ty-Bi-Mat')
    const personKey = made.personKey.toString('hex')
    await made.close()
    for (const [name, content] of contentOf(folder)) {
      expect(content.includes('SQLite format 3'), name).toBe(false)
      expect(
        content.includes(Buffer.from('Bí Mật').toString('latin1')) || content.includes('Cong-ty-Bi-Mat'),
        name,
      ).toBe(false)
    }
    const again = await open(passphrase)
    expect(again.subject('tax').prepare('SELECT name FROM secret').pluck().get()).toBe('Nguyễn Thị Bí Mật')
    expect(again.personKey.toString('hex')).toBe(personKey)
  })

  it('opens with the passphrase typed in decomposed letters', async () => {
    await (await create(passphrase)).close()
    expect((await open(passphrase.normalize('NFD'))).header.name).toBe('Thử')
  })

  it('refuses a wrong or missing passphrase and touches nothing', async () => {
    await (await create(passphrase)).close()
    const before = contentOf(folder)
    expect(await codeOf(() => open('mật khẩu khác'))).toBe('WORKSPACE_PASSPHRASE_WRONG')
    expect(await codeOf(() => open(null))).toBe('WORKSPACE_PASSPHRASE_NEEDED')
    const after = contentOf(folder)
    // That there were wrong tries is remembered beside the header, and nothing else.
    expect(after.delete('tries.json')).toBe(true)
    expect(after).toEqual(before)
  })

  it('attaches its files to each other with the right keys', async () => {
    const workspace = await create(passphrase)
    workspace.subject('tax').exec('CREATE TABLE t (x); INSERT INTO t VALUES (7)')
    workspace.subject('customs').exec(workspace.attachSql('tax'))
    expect(workspace.subject('customs').prepare('SELECT x FROM tax.t').pluck().get()).toBe(7)
  })
})

describe('making a workspace', () => {
  it('needs a passphrase for real data', async () => {
    expect(
      await codeOf(() => createWorkspace(folder, { name: 'x', passphrase: null, demonstration: false, user: 'lan' })),
    ).toBe('WORKSPACE_PASSPHRASE_REQUIRED')
    expect(existsSync(folder)).toBe(false)
  })
  it('never uses a folder that holds something', async () => {
    writeFileSync(join(base, 'bảng tính.xlsx'), 'x')
    expect(
      await codeOf(() => createWorkspace(base, { name: 'x', passphrase: null, demonstration: true, user: 'lan' })),
    ).toBe('WORKSPACE_EXISTS')
    expect(readdirSync(base)).toEqual(['bảng tính.xlsx'])
  })
  it('leaves nothing when the folder cannot be made', async () => {
    writeFileSync(join(base, 'file'), '')
    expect(
      await codeOf(() =>
        createWorkspace(join(base, 'file', 'w'), { name: 'x', passphrase: null, demonstration: true, user: 'lan' }),
      ),
    ).toBe('FILE_UNWRITABLE')
  })
})

describe('opening a workspace', () => {
  it('tells a folder that is none, a newer one and damaged ones apart', async () => {
    expect(await codeOf(() => open())).toBe('WORKSPACE_NOT_FOUND')
    await (await create()).close()
    const header = readFileSync(join(folder, 'workspace.json'), 'utf8')

    writeFileSync(
      join(folder, 'workspace.json'),
      header.replace(/"schema": \d+/, `"schema": ${catalogSchemaVersion + 1}`),
    )
    expect(await codeOf(() => open())).toBe('WORKSPACE_NEWER')
    writeFileSync(join(folder, 'workspace.json'), header.slice(0, 40))
    expect(await codeOf(() => open())).toBe('WORKSPACE_DAMAGED')
    writeFileSync(join(folder, 'workspace.json'), header)

    const catalog = join(folder, 'catalog.sqlite')
    copyFileSync(catalog, join(base, 'copy'))
    rmSync(catalog)
    expect(await codeOf(() => open())).toBe('WORKSPACE_DAMAGED')
    expect(existsSync(catalog)).toBe(false)
    writeFileSync(catalog, Buffer.alloc(40_000, 7))
    expect(await codeOf(() => open())).toBe('WORKSPACE_DAMAGED')
    copyFileSync(join(base, 'copy'), catalog)
    expect((await open()).header.name).toBe('Thử')
  })

  it('refuses a catalog made by a newer program under an older header', async () => {
    await (await create()).close()
    const catalog = rawDatabase(folder, 'catalog.sqlite')
    catalog.pragma(`user_version=${catalogSchemaVersion + 3}`)
    catalog.close()
    expect(await codeOf(() => open())).toBe('WORKSPACE_NEWER')
  })

  it('names a damaged record file when it is used, encrypted or not', async () => {
    const made = await create(passphrase)
    made
      .subject('tax')
      .exec(
        "CREATE TABLE t (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT printf('%0100d', i) FROM n",
      )
    await made.close()
    const file = join(folder, 'tax.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0, 60_000, 60_500)
    writeFileSync(file, bytes)
    const again = await open(passphrase)
    // The page's authentication code no longer fits.
    expect(
      await codeOf(() => {
        try {
          again.subject('tax').prepare('SELECT sum(length(x)) FROM t').get()
        } catch (error) {
          throw storageFailure(error, file) ?? error
        }
      }),
    ).toBe('WORKSPACE_DAMAGED')
    await again.close()
    truncateSync(file, 5000)
    const third = await open(passphrase)
    expect(await codeOf(() => third.subject('tax'))).toBe('WORKSPACE_DAMAGED')
  })
})

describe('one writer', () => {
  it('locks out a second writer, names the first and lets a reader in', async () => {
    const first = await create()
    first.subject('tax').exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
    const failure = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'minh' }).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(Failure)
    expect((failure as Failure).value.code).toBe('WORKSPACE_LOCKED')
    expect((failure as Failure).value.facts['owner']).toMatch(/^lan \(/)

    const reader = await open(null, true)
    expect(reader.subject('tax').prepare('SELECT count(*) FROM t').pluck().get()).toBe(1)
    expect(
      await codeOf(() => {
        try {
          reader.subject('tax').exec('INSERT INTO t VALUES (2)')
        } catch (error) {
          throw storageFailure(error, '') ?? error
        }
      }),
    ).toBe('WORKSPACE_READ_ONLY')
    // A file that does not exist yet is empty to a reader, and stays absent.
    expect(reader.subject('survey').prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(0)
    expect(existsSync(join(folder, 'survey.sqlite'))).toBe(false)
    await reader.close()
    await first.close()
    expect((await open()).readOnly).toBe(false)
  })

  it('reads a workspace from a folder that cannot be written', async () => {
    await (await create()).close()
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
    expect((await open(null, true)).header.name).toBe('Thử')
  })
})

/** A process that opens the workspace for writing, does something and tells; killed without mercy. */
const startWriter = (script: string): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const file = join(base, 'writer.ts')
    writeFileSync(
      file,
      `import { openWorkspace } from ${JSON.stringify(join(import.meta.dirname, 'openWorkspace.ts'))}
const w = await openWorkspace(${JSON.stringify(folder)}, { passphrase: null, readOnly: false, user: 'child' })
${script}
process.send('there')
setInterval(() => undefined, 1000)`,
    )
    const child = fork(file, [], { cwd: join(import.meta.dirname, '../../../..'), stdio: 'inherit' })
    child.once('message', () => resolve(child))
    child.once('exit', (code) => reject(new Error(`writer ended with ${code}`)))
  })
const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

describe('a writer that is killed', () => {
  it('leaves no lock, and its unfinished rows are gone', async () => {
    const made = await create()
    made.subject('customs').exec("CREATE TABLE t (x); INSERT INTO t VALUES ('before')")
    const writtenBefore = readFileSync(join(folder, 'customs.sqlite'))
    await made.close()
    const child = await startWriter(`
const d = w.subject('customs')
d.pragma('cache_size=10')
d.exec('BEGIN IMMEDIATE')
const s = d.prepare('INSERT INTO t VALUES (?)')
for (let i = 0; i < 20000; i += 1) s.run('x'.repeat(200))`)
    // The cache is small: pages of the open transaction are in the file already.
    expect(statSync(join(folder, 'customs.sqlite')).size).toBeGreaterThan(writtenBefore.length)
    expect(await codeOf(() => open())).toBe('WORKSPACE_LOCKED')
    await kill(child)
    const again = await open()
    expect(again.subject('customs').prepare('SELECT x FROM t').pluck().all()).toEqual(['before'])
    expect(again.subject('customs').pragma('integrity_check', { simple: true })).toBe('ok')
    await again.close()
    // Pages put back are encrypted anew: as many as before, of what was before.
    expect(statSync(join(folder, 'customs.sqlite')).size).toBe(writtenBefore.length)
  })

  it('leaves an import intent that is recovered, told and forgotten', async () => {
    await (await create()).close()
    const child = await startWriter(`
const { importIntentRepository } = await import(${JSON.stringify(join(import.meta.dirname, 'catalogImportIntents.ts'))})
importIntentRepository(w.catalog).begin({ dataset: 'school', period: '2024-2025', delivery: 1, fileName: 'school_2024-2025.csv' })`)
    await kill(child)
    const reader = await open(null, true)
    expect(reader.notices.map((notice) => notice.code)).toEqual(['IMPORT_INTERRUPTED'])
    expect(importIntentRepository(reader.catalog).list()).toHaveLength(1)
    await reader.close()
    const again = await open()
    expect(again.notices).toEqual([{ code: 'IMPORT_INTERRUPTED', facts: { path: 'school_2024-2025.csv' } }])
    expect(importIntentRepository(again.catalog).list()).toEqual([])
  })
})

describe('a reader in another process', () => {
  it('reads the column sets while the writer has them open, and leaves no copy behind', async () => {
    const made = await create()
    await (await made.columns()).run('CREATE TABLE numbers AS SELECT 42 AS n')
    await made.close()
    const writer = await startWriter(`await (await w.columns()).run('CREATE TABLE more AS SELECT 43 AS n')`)
    const copies = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('statdesk-columns-'))
    const before = copies()
    const reader = await open(null, true)
    const columns = await reader.columns()
    expect(await columns.all('SELECT n FROM numbers UNION ALL SELECT n FROM more ORDER BY n')).toEqual([
      { n: 42 },
      { n: 43 },
    ])
    expect(copies().length).toBe(before.length + 1)
    await expect(columns.run('CREATE TABLE mine (x INTEGER)')).rejects.toThrow(/read-only/i)
    await reader.close()
    expect(copies()).toEqual(before)
    await kill(writer)
  })
})

describe('a full disk', () => {
  it('is told as such and leaves the rows as they were', async () => {
    const workspace = await create()
    const tax = workspace.subject('tax')
    tax.exec('CREATE TABLE t (x)')
    tax.pragma(`max_page_count=${Number(tax.pragma('page_count', { simple: true })) + 4}`)
    const insert = tax.prepare('INSERT INTO t VALUES (?)')
    const fill = tax.transaction(() => {
      for (let i = 0; i < 5000; i += 1) insert.run('x'.repeat(500))
    })
    let code = ''
    try {
      fill()
    } catch (error) {
      code = storageFailure(error, 'tax.sqlite')?.value.code ?? ''
    }
    expect(code).toBe('DISK_FULL')
    expect(tax.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
  })
})

describe('migrations', () => {
  const first = { id: 1, name: 'one', sql: 'CREATE TABLE a (x); INSERT INTO a VALUES (1)' }
  const at = (name: string) => new Database(join(base, name))

  it('run once, in order', () => {
    const db = at('m.sqlite')
    migrateCatalog(db, join(base, 'm.sqlite'), [first])
    migrateCatalog(db, join(base, 'm.sqlite'), [first, { id: 2, name: 'two', sql: 'UPDATE a SET x = x + 1' }])
    migrateCatalog(db, join(base, 'm.sqlite'), [first, { id: 2, name: 'two', sql: 'UPDATE a SET x = x + 1' }])
    expect(db.prepare('SELECT x FROM a').pluck().get()).toBe(2)
    expect(db.pragma('user_version', { simple: true })).toBe(2)
    db.close()
    expect(readdirSync(base)).toEqual(['m.sqlite'])
  })

  it('that fail leave the original and keep its copy', async () => {
    const path = join(base, 'm.sqlite')
    const db = at('m.sqlite')
    migrateCatalog(db, path, [first])
    expect(
      await codeOf(() =>
        migrateCatalog(db, path, [
          first,
          { id: 2, name: 'two', sql: 'UPDATE a SET x = 9; SELECT nonsense FROM nowhere' },
        ]),
      ),
    ).toBe('MIGRATION_FAILED')
    expect(db.prepare('SELECT x FROM a').pluck().get()).toBe(1)
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(existsSync(`${path}.before-2`)).toBe(true)
    db.close()
  })

  it('refuse a newer file and one with another history', async () => {
    const db = at('m.sqlite')
    migrateCatalog(db, join(base, 'm.sqlite'), [first])
    expect(await codeOf(() => migrateCatalog(db, join(base, 'm.sqlite'), []))).toBe('WORKSPACE_NEWER')
    expect(await codeOf(() => migrateCatalog(db, join(base, 'm.sqlite'), [{ ...first, id: 5 }]))).toBe(
      'WORKSPACE_DAMAGED',
    )
    db.close()
  })
})
