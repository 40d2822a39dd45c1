// From delivered files to a printed page by the command line alone, and what it says to bad input.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BatchImportResult, DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { tableLibrary } from '#engine/disseminate/library/index.ts'
import { statdesk, statdeskChild } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-cli-'))
const deliveries = join(folder, 'deliveries')
const workspace = join(folder, 'workspace')
const bad = join(folder, 'bad')
const ids = (kind: string) => demonstrationDefinitions.filter((d) => d.kind === kind).map((d) => d.id)
const secret = { STATDESK_PASSPHRASE: 'một mật khẩu dài' }

/** What must not change when something fails: rows of every dataset and the state of every delivery. */
const state = () => JSON.stringify([statdesk(['datasets', workspace]).json, statdesk(['deliveries', workspace]).json])

beforeAll(() => {
  mkdirSync(bad)
  expect(statdesk(['demo', deliveries, '--scale', '0.0004', '--seed', '7']).status).toBe(0)
  expect(statdesk(['new', workspace, '--demonstration', '--name', 'Thử']).status).toBe(0)
  const imported = statdesk(['import', workspace, deliveries])
  expect(imported.failure).toBeNull()
  // What is no delivery (the word about synthetic data, the truth of the links) is told and left.
  const outcomes = (imported.json as BatchImportResult['results']).map((r) => r.outcome)
  expect(outcomes.filter((outcome) => outcome !== 'imported' && outcome !== 'skipped')).toEqual([])
  const files = demonstrationDefinitions.map((definition) => {
    const file = join(folder, `${definition.kind}-${definition.id}.json`)
    writeFileSync(file, JSON.stringify(definition))
    return file
  })
  expect(statdesk(['define', workspace, ...files]).failure).toBeNull()
  expect(statdesk(['link', workspace, ...ids('link')]).failure).toBeNull()
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the flow', () => {
  test('every saved table answers on both engines alike and publishes', () => {
    // Those of the library are checked beside their source (electron/engine/disseminate/library).
    const offered = new Set(tableLibrary.map((t) => t.id))
    for (const id of ids('table').filter((saved) => !offered.has(saved))) {
      const check = statdesk(['table', workspace, id, '--check'])
      expect([id, check.failure]).toEqual([id, null])
      expect(check.json).toMatchObject({ differing: 0 })
      const path = join(folder, `${id}.xlsx`)
      expect(statdesk(['table', workspace, id, '--out', path]).json).toMatchObject({
        path,
        sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
      })
    }
  })

  test('every indicator, chart and report comes out', () => {
    for (const id of ids('indicator')) expect([id, statdesk(['indicator', workspace, id]).failure]).toEqual([id, null])
    for (const id of ids('chart')) {
      expect([id, statdesk(['chart', workspace, id, '--out', join(folder, `${id}.svg`)]).failure]).toEqual([id, null])
      expect(readFileSync(join(folder, `${id}.svg`), 'utf8')).toMatch(/^<svg|^<\?xml/)
    }
    for (const id of ids('report')) {
      const path = join(folder, `${id}.pdf`)
      expect([id, statdesk(['report', workspace, id, '--out', path]).failure]).toEqual([id, null])
      const pdf = readFileSync(path).toString('latin1')
      expect(pdf.slice(0, 5)).toBe('%PDF-')
      // Office, table, chart, notes and source of the monthly page stand on one sheet.
      if (id === 'monthly_trade') expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
    }
  })

  test('SQLite and the column sets agree', () => {
    expect(statdesk(['verify', workspace]).json).toMatchObject({ ok: true })
  })

  test('the same files again change nothing', () => {
    const before = state()
    const again = statdesk(['import', workspace, deliveries])
    const outcomes = (again.json as BatchImportResult['results']).map((r) => r.outcome)
    expect(outcomes.filter((outcome) => outcome !== 'unchanged' && outcome !== 'skipped')).toEqual([])
    expect(state()).toBe(before)
  })

  test('a corrected file replaces exactly its own rows', () => {
    const name = readdirSync(deliveries).find((file) => file.startsWith('vat_return_')) ?? ''
    const lines = readFileSync(join(deliveries, name), 'utf8').split('\n')
    const corrected = join(folder, name)
    writeFileSync(corrected, lines.filter((_, i) => i === 0 || i > 20).join('\n'))
    const before = statdesk(['datasets', workspace]).json as DatasetSummary[]
    const answer = statdesk(['import', workspace, corrected]).json as { outcome: string; delivery: Delivery }[]
    expect(answer[0]?.outcome).toBe('replaced')
    const after = statdesk(['datasets', workspace]).json as DatasetSummary[]
    expect(after.filter((d) => d.id !== 'vat_return')).toEqual(before.filter((d) => d.id !== 'vat_return'))
    const rows = (list: DatasetSummary[]) => list.find((d) => d.id === 'vat_return')?.rows ?? 0
    expect(rows(after)).toBeLessThan(rows(before))
    expect(statdesk(['verify', workspace]).json).toMatchObject({ ok: true })
  })

  test('a backup restores to the same state', () => {
    const file = join(folder, 'copy.statdesk-backup')
    expect(statdesk(['backup', workspace, file]).failure).toBeNull()
    const restored = join(folder, 'restored')
    expect(statdesk(['restore', file, restored]).failure).toBeNull()
    expect(statdesk(['datasets', restored]).json).toEqual(statdesk(['datasets', workspace]).json)
    expect(statdesk(['verify', restored]).json).toMatchObject({ ok: true })
  })
})

describe('tables over time, in batch and in files', () => {
  test('a run is kept; after a corrected delivery the difference is explained, part by part', () => {
    expect(statdesk(['keep', workspace, 'turnover_by_section', '--name', 'sơ bộ']).failure).toBeNull()
    const [run] = statdesk(['runs', workspace]).json as { id: number; name: string }[]
    expect(run?.name).toBe('sơ bộ')
    const name =
      readdirSync(deliveries)
        .filter((file) => file.startsWith('vat_return_'))
        .at(-1) ?? ''
    const corrected = join(folder, name)
    writeFileSync(
      corrected,
      readFileSync(join(deliveries, name), 'utf8')
        .split('\n')
        .filter((_, i) => i === 0 || i > 30)
        .join('\n'),
    )
    expect(statdesk(['import', workspace, corrected]).failure).toBeNull()
    const report = statdesk(['compare', workspace, String(run?.id), 'now'])
    expect(report.failure).toBeNull()
    expect(JSON.stringify(report.json)).toContain('amended')
    expect(statdesk(['triangle', workspace, 'turnover_by_section']).failure).toBeNull()
    // The delivery as it was first sent, so that the tests after this one stand on the same rows.
    expect(statdesk(['import', workspace, join(deliveries, name)]).failure).toBeNull()
  })

  test('a folder of definitions runs in one go, for two territories; one broken definition is told and the others are written', () => {
    const definitions = join(folder, 'batch')
    mkdirSync(definitions)
    for (const id of ['pupils_by_grade_sex', 'enterprises_by_ownership_region'])
      copyFileSync(join(folder, `table-${id}.json`), join(definitions, `${id}.json`))
    const broken = JSON.parse(readFileSync(join(folder, 'table-pupils_by_grade_sex.json'), 'utf8')) as Record<
      string,
      unknown
    >
    writeFileSync(
      join(definitions, 'broken.json'),
      JSON.stringify({ ...broken, id: 'broken', rows: [{ variable: 'no_such_variable' }] }),
    )
    const out = join(folder, 'batch-out')
    mkdirSync(out)
    const answer = statdesk([
      'batch',
      workspace,
      definitions,
      '--out',
      out,
      '--territory',
      'country,01',
      '--format',
      'csv',
    ])
    expect(answer.failure?.code).toBe('BATCH_INCOMPLETE')
    expect(readdirSync(out).filter((file) => file.endsWith('.csv')).length).toBe(4)
    expect(
      readdirSync(out).some((file) => file.endsWith('.json')) &&
        readdirSync(out).some((file) => file.endsWith('.html')),
    ).toBe(true)
  })

  test.each(['csv_tidy', 'md', 'html', 'px', 'jsonstat', 'sdmx_csv_1', 'sdmx_csv_2', 'parquet', 'dta', 'sav'])(
    'a table of the library goes out as %s and is read back',
    (format) => {
      const path = join(folder, `ent_size_class.${format}`)
      const answer = statdesk(['table', workspace, 'ent_size_class', '--out', path, '--format', format])
      expect(answer.failure).toBeNull()
      const certificate = (answer.json as { certificate: { cells: number; compared: number } }).certificate
      expect(certificate.cells).toBeGreaterThan(0)
      expect(certificate.compared).toBe(certificate.cells)
    },
  )

  test('a stacked table as PX must say which crossing; then it is written', () => {
    const path = join(folder, 'ent_profile.px')
    const refused = statdesk(['table', workspace, 'ent_profile', '--out', path])
    expect(refused.failure?.code).toMatch(/CROSSING/)
    expect(existsSync(path)).toBe(false)
    expect(statdesk(['table', workspace, 'ent_profile', '--out', path, '--crossing', '1']).failure).toBeNull()
  })

  test('records leave only after permission, never with identifiers', () => {
    const path = join(folder, 'schools.csv')
    const ask = [
      'records',
      workspace,
      'school',
      '--out',
      path,
      '--variables',
      'province,school_type,rooms_total',
      '--reason',
      'kiểm tra chất lượng số liệu',
    ]
    expect(statdesk(ask).failure?.code).toBe('RECORDS_EXPORT_REFUSED')
    expect(statdesk(['records', workspace, '--allow', 'yes', '--reason', 'thử nghiệm xuất bản ghi']).failure).toBeNull()
    expect(statdesk(ask).failure).toBeNull()
    expect(readFileSync(path, 'utf8').split('\n')[0]).toContain('rooms_total')
    expect(statdesk([...ask.slice(0, 6), 'school_name', ...ask.slice(7)]).failure?.code).toMatch(/IDENTIFIER|RECORDS/)
    expect(statdesk(['records', workspace, '--allow', 'no', '--reason', 'thử nghiệm đã xong']).failure).toBeNull()
  })

  test('last year’s workbook is read, bound and filled for the next year', () => {
    const book = join(folder, 'last-year.xlsx')
    const definition = {
      ...(JSON.parse(readFileSync(join(folder, 'table-pupils_by_region_level.json'), 'utf8')) as Record<
        string,
        unknown
      >),
      filter: "period = '2024-2025'",
    }
    const file = join(folder, 'last-year.json')
    writeFileSync(file, JSON.stringify(definition))
    expect(statdesk(['table', workspace, file, '--out', book]).failure).toBeNull()
    const filled = join(folder, 'this-year.xlsx')
    const answer = statdesk([
      'adopt',
      workspace,
      book,
      join(folder, 'table-pupils_by_region_level.json'),
      '--period',
      '2025-2026',
      '--replace',
      '--out',
      filled,
    ])
    expect(answer.failure).toBeNull()
    expect(existsSync(filled)).toBe(true)
  })
})

describe('bad input', () => {
  const header = () => readFileSync(join(deliveries, 'school_2024-2025.csv'), 'utf8').split('\n')
  const cases: [string, string, (path: string) => void][] = [
    ['missing', 'FILE_NOT_FOUND', () => undefined],
    ['empty', 'FILE_EMPTY', (path) => writeFileSync(path, '')],
    [
      'wrongly encoded',
      'FILE_ENCODING',
      (path) =>
        writeFileSync(path, Buffer.concat([Buffer.from(`${header()[0]}\n`), Buffer.from([0x54, 0xa7, 0xe9, 0x0a])])),
    ],
    ['with NUL bytes', 'FILE_BINARY', (path) => writeFileSync(path, `${header()[0]}\n01,\0,x\n`)],
    [
      'with a line of ten megabytes',
      'FILE_LINE_TOO_LONG',
      (path) => writeFileSync(path, `${header()[0]}\n${'x'.repeat(10_000_000)}\n`),
    ],
    ['cut off', 'FILE_TRUNCATED', (path) => writeFileSync(path, header().slice(0, 30).join('\n').slice(0, -40))],
    [
      'with a column too few',
      'LAYOUT_MISMATCH',
      (path) =>
        writeFileSync(
          path,
          header()
            .map((line) => line.slice(line.indexOf(',') + 1))
            .join('\n'),
        ),
    ],
    [
      'with a column too many',
      'LAYOUT_MISMATCH',
      (path) =>
        writeFileSync(
          path,
          header()
            .map((line, i) => (line === '' ? '' : `${line},${i === 0 ? 'them' : '1'}`))
            .join('\n'),
        ),
    ],
    ['of another layout', 'LAYOUT_UNKNOWN', (path) => writeFileSync(path, 'a,b,c\n1,2,3\n')],
  ]
  test.each(cases)('a file %s is refused with %s and nothing changes', (name, code, write) => {
    const before = state()
    const path = join(bad, `${name.replaceAll(' ', '-')}_school_2023-2024.csv`)
    write(path)
    const answer = statdesk(['import', workspace, path])
    expect(answer.status).toBe(1)
    expect(answer.failure?.code).toBe(code)
    expect(answer.failure?.message).not.toMatch(/\{\w+\}/)
    expect(state()).toBe(before)
  })

  test('a period of the wrong kind, an unknown dataset, an unknown delivery', () => {
    expect(
      statdesk([
        'import',
        workspace,
        join(deliveries, 'school_2024-2025.csv'),
        '--period',
        '2024-07',
        '--dataset',
        'school',
      ]).failure?.code,
    ).toBe('PERIOD_INVALID')
    expect(statdesk(['datasets', workspace, 'no_such']).failure?.code).toBe('DATASET_UNKNOWN')
    expect(statdesk(['withdraw', workspace, '9999']).failure?.code).toBe('DELIVERY_UNKNOWN')
  })

  test('an import killed in the middle leaves the workspace as before', async () => {
    const before = state()
    const large = join(bad, 'pupil_2022-2023.csv')
    const [first = '', ...rows] = readFileSync(join(deliveries, 'pupil_2024-2025.csv'), 'utf8').trimEnd().split('\n')
    writeFileSync(large, [first, ...Array.from({ length: 60 }, () => rows).flat()].join('\n'))
    const child = statdeskChild(['import', workspace, large])
    await new Promise((resolve) => setTimeout(resolve, 1500))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(state()).toBe(before)
    expect(statdesk(['verify', workspace]).json).toMatchObject({ ok: true })
  })

  test('definitions: the field is named; an unknown variable is named; files that are not JSON say so', () => {
    const write = (name: string, text: string) => {
      const path = join(bad, name)
      writeFileSync(path, text)
      return path
    }
    const table = {
      kind: 'table',
      id: 't',
      title: { vi: 'x', en: 'x' },
      dataset: 'pupil',
      measures: [{ id: 'n', statistic: 'count' }],
    }
    expect(
      statdesk([
        'table',
        workspace,
        write('a.json', JSON.stringify({ ...table, rows: [{ variable: 'province', total: 'maybe' }] })),
      ]).failure,
    ).toMatchObject({ code: 'DEFINITION_INVALID', facts: { field: 'rows.0.total' } })
    expect(
      statdesk(['table', workspace, write('b.json', JSON.stringify({ ...table, rows: [{ variable: 'no_such' }] }))])
        .failure,
    ).toMatchObject({ code: 'VARIABLES_UNKNOWN', facts: { variables: 'no_such' } })
    expect(
      statdesk(['table', workspace, write('c.json', JSON.stringify({ ...table, filter: 'sex = ' }))]).failure?.code,
    ).toBe('EXPRESSION_INVALID')
    expect(statdesk(['table', workspace, write('d.json', '{')]).failure?.code).toBe('DEFINITION_INVALID')
    expect(statdesk(['table', workspace, 'no_such_table']).failure?.code).toBe('DEFINITION_UNKNOWN')
    expect(
      statdesk(['table', workspace, write('e.json', JSON.stringify({ ...table, rows: [{ variable: 'school_name' }] }))])
        .failure?.code,
    ).toBe('VARIABLE_NOT_TABULABLE')
  })

  test('passphrases: needed, wrong, right; never in the clear', () => {
    const locked = join(folder, 'locked')
    expect(statdesk(['new', locked]).failure?.code).toBe('WORKSPACE_PASSPHRASE_REQUIRED')
    expect(statdesk(['new', locked], secret).failure).toBeNull()
    expect(statdesk(['datasets', locked]).failure?.code).toBe('WORKSPACE_PASSPHRASE_NEEDED')
    expect(statdesk(['datasets', locked], { STATDESK_PASSPHRASE: 'không đúng đâu' }).failure?.code).toBe(
      'WORKSPACE_PASSPHRASE_WRONG',
    )
    expect(statdesk(['import', locked, join(deliveries, 'school_2024-2025.csv')], secret).failure).toBeNull()
    expect(statdesk(['datasets', locked], secret).failure).toBeNull()
    for (const name of readdirSync(locked).filter((file) => /sqlite|duckdb/.test(file))) {
      const bytes = readFileSync(join(locked, name))
      expect([name, bytes.includes('SQLite format 3'), bytes.includes('Tiểu học')]).toEqual([name, false, false])
    }
  })

  test('a workspace from a newer version, a folder that is none, a folder that holds something', () => {
    const newer = join(folder, 'newer')
    mkdirSync(newer)
    for (const file of readdirSync(workspace))
      if (existsSync(join(workspace, file)) && !file.includes('lock'))
        copyFileSync(join(workspace, file), join(newer, file))
    const headerFile = join(newer, 'workspace.json')
    writeFileSync(
      headerFile,
      JSON.stringify({ ...(JSON.parse(readFileSync(headerFile, 'utf8')) as object), schema: 999 }),
    )
    expect(statdesk(['datasets', newer]).failure?.code).toBe('WORKSPACE_NEWER')
    expect(statdesk(['datasets', bad]).failure?.code).toBe('WORKSPACE_NOT_FOUND')
    expect(statdesk(['new', deliveries, '--demonstration']).failure?.code).toBe('WORKSPACE_EXISTS')
  })

  test('usage: unknown commands and options are told, help is there in both languages', () => {
    expect(statdesk(['nonsense']).failure?.code).toBe('COMMAND_UNKNOWN')
    expect(statdesk(['datasets', workspace, '--nonsense']).failure?.code).toBe('OPTION_UNKNOWN')
    expect(statdesk(['datasets']).failure?.code).toBe('USAGE')
  })
})
