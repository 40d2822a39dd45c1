// Records out of a workspace: refused by default, allowed with a reason, never identifiers, logged before the file
// stands, the same in every format as the rows that were imported.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit, verifyChain } from '#engine/workspace/audit/audit.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { throughDoor } from '#engine/door.ts'
import { fileHandlers } from '../methods.ts'
import { setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { officePolicySchema } from '#shared/model/officePolicy.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { readDta } from '../microdata/readDta.ts'
import { readSav } from '../microdata/readSav.ts'
import { itWith, run } from '#test/support/outsideTools.ts'
import { visitWorkspace, visits } from '#test/support/publish/visits.ts'
import type { VisitWorkspace } from '#test/support/publish/visits.ts'
import { numbersOf } from './recordTable.ts'
import { quietJob } from '#test/support/engine/testContext.ts'

let at: VisitWorkspace
beforeAll(async () => {
  at = await visitWorkspace()
}, 60_000)
afterAll(() => at.close())

const reason = 'Kiểm tra số liệu với cơ quan thuế'
const all = ['province', 'period', 'shop', 'amount', 'people', 'made', 'person']
type Request = Parameters<(typeof fileHandlers)['records.export']>[1]
const request = (more: Partial<Request>): Request => ({
  dataset: 'visit',
  variables: all,
  filter: null,
  format: 'csv',
  language: 'vi',
  reason,
  path: join(at.folder, 'out.csv'),
  ...more,
})
const exported = (more: Partial<Request>, job: JobContext = quietJob()) =>
  throughDoor(at.context, 'records.export', request(more), (inside) =>
    fileHandlers['records.export'](inside, request(more), job),
  )
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )
const policyOf = (exportCodes: 'withheld' | 'allowed') =>
  setOfficePolicy(at.context, officePolicySchema.parse({ exportCodes }), 'Theo công văn số 12/TCTK')
const allow = (allowed: boolean) =>
  fileHandlers['records.allow'](at.context, { allowed, reason: 'Theo công văn số 12/TCTK' })

const query = async (sql: string) => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRowsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

describe('the permission', () => {
  it('is refused by default, and given or taken only with a reason that is logged', async () => {
    expect(await fileHandlers['records.permission'](at.context, {})).toEqual({ allowed: false })
    expect(await codeOf(exported({}))).toBe('RECORDS_EXPORT_REFUSED')
    expect(() => fileHandlers['records.allow'](at.context, { allowed: true, reason: 'vì cần' })).toThrow(
      'REASON_NEEDED',
    )
    expect(await allow(true)).toEqual({ allowed: true })
    expect(listAudit(at.workspace, 1)[0]).toMatchObject({
      action: 'setting',
      subject: 'allowRecordsExport: yes',
      reason: 'Theo công văn số 12/TCTK',
      user: 'tester',
    })
    await allow(false)
    expect(await codeOf(exported({}))).toBe('RECORDS_EXPORT_REFUSED')
    await allow(true)
  })
})

describe('an export of records', () => {
  it('takes codes that follow a person for identifiers, also in a condition, until the policy lets them out', async () => {
    expect(await codeOf(exported({}))).toBe('RECORDS_EXPORT_CODE')
    expect(await codeOf(exported({ variables: ['amount'], filter: 'person is not null' }))).toBe('RECORDS_EXPORT_CODE')
    policyOf('allowed')
    expect(await codeOf(exported({}))).toBe('done')
  })

  it('leaves as a package that opens with its passphrase alone, whole or not at all, until its last day', async () => {
    const path = join(at.folder, 'gói.statdesk-package')
    const passphrase = 'giếng làng cạn nước mùa hè'
    const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const given = { path, receiver: 'Viện nghiên cứu A', until, passphrase }
    expect(await codeOf(exported({ ...given, receiver: '' }))).toBe('RECORDS_PACKAGE_NEEDED')
    expect(await codeOf(exported({ ...given, until: '2020-01-01' }))).toBe('RECORDS_PACKAGE_DATE')
    expect(await codeOf(exported({ ...given, passphrase: 'ngắn' }))).toBe('PASSPHRASE_WEAK')
    expect(existsSync(path)).toBe(false)
    const clear = join(at.folder, 'rõ.csv')
    await exported({ path: clear })
    const result = await exported(given)
    expect(result.records).toBe(visits.length)
    expect(listAudit(at.workspace, 2)[1]?.subject).toContain(`⇒ Viện nghiên cứu A ${until} → ${path}`)
    expect(readFileSync(path).includes('Lào Cai')).toBe(false)
    const openPackage = (file: string, folder: string, words: string) =>
      spawnSync(
        'node',
        [
          fileURLToPath(new URL('../../../../../build/openPackage.mjs', import.meta.url)),
          file,
          join(at.folder, folder),
        ],
        {
          input: `${words}\n`,
          encoding: 'utf8',
        },
      )
    expect(openPackage(path, 'mở', passphrase)).toMatchObject({ status: 0 })
    expect(readFileSync(join(at.folder, 'mở', 'visit.csv'))).toEqual(readFileSync(clear))
    expect(openPackage(path, 'sai', 'không phải mật khẩu này')).toMatchObject({ status: 1 })
    const bytes = readFileSync(path)
    for (const [name, damaged] of [
      ['cut', bytes.subarray(0, bytes.length - 16)],
      ['longer', Buffer.concat([bytes, Buffer.from('x')])],
      ['changed', Buffer.from(bytes.map((b, i) => (i === bytes.length - 40 ? b ^ 1 : b)))],
      ['renewed', Buffer.from(bytes.toString('latin1').replace(until, '2999-01-01'), 'latin1')],
    ] as const) {
      const other = join(at.folder, `${name}.statdesk-package`)
      writeFileSync(other, damaged)
      expect([name, openPackage(other, name, passphrase).status, readdirSync(join(at.folder, name))]).toEqual([
        name,
        1,
        [],
      ])
    }
    expect(readdirSync(join(at.workspace.folder, 'outgoing'))).toEqual([])
  })

  it('refuses identifiers, unknown names, short reasons and conditions nobody meets, and writes nothing', async () => {
    const path = join(at.folder, 'none.csv')
    expect(await codeOf(exported({ path, variables: ['province', 'owner_name'] }))).toBe('RECORDS_EXPORT_IDENTIFIER')
    expect(await codeOf(exported({ path, filter: "owner_name = 'x'" }))).toBe('EXPRESSION_INVALID')
    expect(await codeOf(exported({ path, variables: ['nothing'] }))).toBe('VARIABLE_UNKNOWN')
    expect(await codeOf(exported({ path, variables: ['nowhere.kind'] }))).toBe('LINK_UNKNOWN')
    expect(await codeOf(exported({ path, reason: 'ngắn    ' }))).toBe('REASON_NEEDED')
    expect(await codeOf(exported({ path, filter: 'people > 99' }))).toBe('RECORDS_EXPORT_EMPTY')
    expect(existsSync(path)).toBe(false)
  })

  it.each(['csv', 'parquet'] as const)(
    'has every record with its codes, labels, money and dates as %s',
    async (format) => {
      const path = join(at.folder, `all.${format}`)
      const result = await exported({ format, path })
      expect(result).toMatchObject({
        records: visits.length,
        certificate: { format, cells: visits.length * 9, compared: visits.length * 9 },
      })
      const file = format === 'csv' ? `read_csv('${path}', all_varchar = true)` : `read_parquet('${path}')`
      const rows = await query(
        `SELECT province, province_version, province_label, period, shop, amount::VARCHAR, people::INTEGER, made::VARCHAR FROM ${file}`,
      )
      const names: Record<string, string> = {
        '2024 01': 'Hà Nội',
        '2024 15': 'Yên Bái',
        '2024 10': 'Lào Cai',
        '2024 79': 'Hồ Chí Minh',
        '2025 01': 'Hà Nội',
        '2025 15': 'Lào Cai',
        '2025 79': 'Hồ Chí Minh',
      }
      expect(
        rows.map((r) => [r[0] ?? '', r[3], r[4], r[5] === null ? null : Math.round(Number(r[5]) * 100), r[6], r[7]]),
      ).toEqual(
        visits.map((v) => [
          v.province,
          v.period,
          format === 'csv' ? v.shop.replace(/^=/, "'=") : v.shop,
          v.amount,
          v.people,
          v.made,
        ]),
      )
      expect(
        rows.every((r, i) =>
          visits[i]!.province === ''
            ? r[1] === null && r[2] === null
            : r[1] === (visits[i]!.period === '2024' ? '2004' : '2025') &&
              String(r[2]).includes(names[`${visits[i]!.period} ${visits[i]!.province}`]!),
        ),
      ).toBe(true)
      expect(readFileSync(path).includes('Nguyễn Ẩn')).toBe(false)
    },
  )

  it('labels the codes of Stata and SPSS files, apart where a code means two things', async () => {
    for (const [format, read] of [
      ['dta', readDta],
      ['sav', readSav],
    ] as const) {
      const path = join(at.folder, `all.${format}`)
      const result = await exported({ format, path })
      expect(result.certificate).toMatchObject({ cells: visits.length * 7, compared: visits.length * 7 })
      const file = await read(path)
      const labels = [...file.columns[0]!.valueLabels.values()]
      expect(labels).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^15 .*Yên Bái.* \(2004\)$/),
          expect.stringMatching(/^15 .*Lào Cai.* \(2025\)$/),
        ]),
      )
      const columns: (number | string | null)[][] = []
      for await (const chunk of file.chunks()) chunk.columns.forEach((values, c) => (columns[c] ??= []).push(...values))
      expect(
        columns[0]!.map((v) => (v === null ? '' : file.columns[0]!.valueLabels.get(v as number)!.slice(0, 2))),
      ).toEqual(visits.map((v) => v.province))
      expect(columns[3]!.map((v) => (v === null ? null : Math.round((v as number) * 100)))).toEqual(
        visits.map((v) => v.amount),
      )
      // A 63-bit key is more than a double holds.
      expect(columns[6]!.every((v) => /^\d+$/.test(String(v)))).toBe(true)
    }
  })

  it('takes a condition, and logs dataset, variables, condition, number, reason and hash', async () => {
    const path = join(at.folder, 'some.parquet')
    const result = await exported({
      format: 'parquet',
      path,
      variables: ['shop', 'amount'],
      filter: "province = '79' and amount > 10",
    })
    const wanted = visits.filter((v) => v.province === '79' && v.amount !== null && v.amount > 1000).length
    expect(result.records).toBe(wanted)
    expect(listAudit(at.workspace, 1)[0]).toMatchObject({
      action: 'export_records',
      records: wanted,
      reason,
      user: 'tester',
      subject: expect.stringContaining(
        `visit (shop, amount) where province = '79' and amount > 10 → parquet ${wanted * 2}/${wanted * 2} ${result.sha256}`,
      ),
    })
    expect(verifyChain(at.workspace).intact).toBe(true)
  })

  it('writes the script that repeats a table beside the file, and refuses one that could not read it', async () => {
    const definition = tableDefinitionSchema.parse({
      kind: 'table',
      id: 'beside',
      title: { vi: 't', en: 't' },
      dataset: 'visit',
      rows: [{ variable: 'province' }],
      filter: 'people > 1',
      measures: [{ id: 'n', statistic: 'count' }],
    })
    const script = { definition, language: 'r' } as const
    const path = join(at.folder, 'của tôi.csv')
    const result = await exported({ path, variables: ['province'], filter: 'people > 1', script })
    expect(result.script).toBe(join(at.folder, 'beside.R'))
    expect(readFileSync(result.script!, 'utf8')).toContain('read.csv("của tôi.csv"')
    for (const wrong of [{ variables: ['shop'] }, { filter: null }, { format: 'dta' as const }])
      expect(await codeOf(exported({ path, variables: ['province'], filter: 'people > 1', script, ...wrong }))).toBe(
        'REQUEST_INVALID',
      )
  })

  it('leaves nothing behind and the old file as it was when cancelled', async () => {
    for (const format of ['csv', 'parquet', 'dta', 'sav'] as const) {
      const path = join(at.folder, `kept.${format}`)
      writeFileSync(path, 'before')
      let phase = ''
      const job: JobContext = {
        ...quietJob(),
        progress: (update) => {
          phase = update.phase ?? phase
        },
        throwIfCancelled: () => {
          if (phase === 'writing') fail('CANCELLED')
        },
      }
      expect(await codeOf(exported({ format, path }, job))).toBe('CANCELLED')
      expect(readFileSync(path, 'utf8')).toBe('before')
      expect(readdirSync(at.folder).filter((name) => name.includes('.part'))).toEqual([])
      // That it was asked for is told before the first byte, and that it came to nothing.
      expect(listAudit(at.workspace, 2).map((entry) => entry.action)).toEqual([
        'export_records_failed',
        'export_records_asked',
      ])
    }
  })

  itWith('haven', 'opens in R with labels, dates and money', async () => {
    const path = join(at.folder, 'r.dta')
    await exported({ format: 'dta', path })
    const out = run('Rscript', [
      '-e',
      `library(haven); d <- read_dta(${JSON.stringify(path)}); cat(nrow(d), sprintf("%.2f", sum(d$amount, na.rm = TRUE)), format(d$made[1]), sum(is.na(d$province)), d$shop[2])`,
    ])
    const sum = visits.reduce((n, v) => n + (v.amount ?? 0), 0)
    expect(out).toBe(`600 ${(sum / 100).toFixed(2)} 2024-01-15 ${visits.filter((v) => v.province === '').length} 0107`)
  })
})

describe('numbers for codes', () => {
  const code = (id: number, text: string) => ({ id, code: text, version: null, label: null })
  it('are the codes themselves where each is one number, else running numbers', () => {
    expect([...numbersOf([code(5, '01'), code(6, '79')])]).toEqual([
      [5, 1],
      [6, 79],
    ])
    expect([...numbersOf([code(5, '01'), code(6, '1')])]).toEqual([
      [5, 1],
      [6, 2],
    ])
    expect([...numbersOf([code(5, 'A'), code(6, '7')])]).toEqual([
      [5, 1],
      [6, 2],
    ])
  })
})
