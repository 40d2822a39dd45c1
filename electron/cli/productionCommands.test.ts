// The commands over time and in batch, as a script would run them: arguments in, JSON out, exit status, stable codes.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import type { Engine } from '#engine/engine.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { methods } from '#shared/contract/methods.ts'
import type { BatchReport, DifferenceReport, KeptRun, RevisionTriangle } from '#shared/contract/production.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { batchCommands } from './batchCommand.ts'
import type { Arguments, Ask } from './commandTypes.ts'
import { compareCommands } from './compareCommand.ts'
import { dataCommands } from './dataCommands.ts'

/** As main.ts does it, but in this process and with one engine: a process each would take longer than all the work. */
type Answer = { status: number; json: unknown; out: string; error: string }
const commands = [...dataCommands, ...compareCommands, ...batchCommands]
let engine: Engine
const ended = new Map<string, JobState>()
const ask: Ask = async (method, input) => {
  const answer = await engine.call(method, input)
  if (methods[method].kind !== 'job') return answer as never
  const { job } = answer as { job: string }
  while (!ended.has(job))
    await new Promise((done) => {
      setTimeout(done, 3)
    })
  return (await engine.call('jobs.result', { job })) as never
}
const statdesk = async (name: string, ...argv: string[]): Promise<Answer> => {
  const command = commands.find((each) => each.name === name)!
  const options = Object.fromEntries(
    [...command.options, { name: 'language', value: 'L' }].map((o) => [
      o.name,
      { type: 'value' in o && o.value ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true })
    const language = values['language'] === 'en' ? 'en' : 'vi'
    const { json, text, failure } = await command.run({
      positionals,
      options: values as Arguments['options'],
      language,
      ask,
      askJob: () => fail('UNEXPECTED'),
      passphrase: () => null,
      person: () => undefined,
      openWorkspace: async (folder) => void (await ask('workspace.open', { path: folder, passphrase: null })),
    })
    return { status: failure ? 1 : 0, json: JSON.parse(stringifyExact(json)), out: text, error: failure?.code ?? '' }
  } catch (thrown) {
    return { status: 1, json: null, out: '', error: toFailureValue(thrown).code }
  }
}
const asked = async <T>(name: string, ...argv: string[]): Promise<T> => {
  const { status, json, error } = await statdesk(name, ...argv)
  if (status !== 0) throw new Error(error)
  return json as T
}

let base = ''
const at = (name: string): string => join(base, name)
const schools = (provinces: readonly string[], rooms: number): string => {
  const source = builtInDataset('school')?.variables.flatMap((v) => (v.source === null ? [] : [v.source])) ?? []
  const fixed: Record<string, string> = { ma_xa: '00001', loai_hinh: 'CL', loai_truong: '1' }
  const field = (name: string, row: number): string =>
    name === 'ma_tinh'
      ? (provinces[row % provinces.length] ?? '01')
      : (fixed[name] ??
        (name === 'ma_truong'
          ? `01${String(row).padStart(6, '0')}`
          : name === 'ten_truong'
            ? `Trường số ${row}`
            : name.startsWith('ph_')
              ? String(rooms)
              : ''))
  return `${[source, ...Array.from({ length: 30 }, (_, row) => source.map((name) => field(name, row)))].map((fields) => fields.join(',')).join('\n')}\n`
}
const definition = {
  kind: 'table',
  id: 'schools',
  title: { vi: 'Số trường', en: 'Schools' },
  dataset: 'school',
  rows: [{ variable: 'province', total: 'before' }],
  columns: [{ variable: 'period', total: 'none' }],
  measures: [
    { id: 'schools', statistic: 'count' },
    { id: 'rooms', statistic: 'sum', variable: 'rooms_permanent' },
  ],
  status: 'preliminary',
}

beforeAll(async () => {
  engine = createEngine({
    program: 'StatDesk test',
    user: 'tester',
    emit: (event, payload) => {
      if (event === 'job.changed') {
        const state = payload as JobState
        if (['done', 'failed', 'cancelled'].includes(state.state)) ended.set(state.id, state)
      }
    },
  })
  base = mkdtempSync(join(tmpdir(), 'statdesk-production-'))
  mkdirSync(at('definitions'))
  writeFileSync(at('schools.json'), JSON.stringify(definition))
  writeFileSync(join(at('definitions'), 'schools.json'), JSON.stringify(definition))
  writeFileSync(at('school_2025-2026.csv'), schools(['01', '79'], 10))
  await asked('new', at('w'), '--demonstration')
  await asked('import', at('w'), at('school_2025-2026.csv'))
})
afterAll(async () => {
  await engine.close()
  rmSync(base, { recursive: true, force: true })
})

describe('the command line over time and in batch', () => {
  it('keeps a run, compares it after a replaced delivery, and follows figures over runs', async () => {
    const run = await asked<KeptRun>('keep', at('w'), at('schools.json'), '--name', 'sơ bộ')
    writeFileSync(at('school_2025-2026.csv'), schools(['01', '79', '48'], 12))
    await asked('import', at('w'), at('school_2025-2026.csv'))
    const report = await asked<DifferenceReport>(
      'compare',
      at('w'),
      String(run.id),
      'now',
      '--definition',
      at('schools.json'),
    )
    const rooms = report.cells.find(
      (cell) =>
        report.measures[cell.measure]?.id === 'rooms' &&
        report.dimensions[0]?.categories[cell.coordinates[0] ?? 0]?.key === '#total',
    )
    expect(rooms).toMatchObject({ before: 300, after: 360, change: 60, percent: 20, parts: [0, 60, 0, 0, 0, 0] })
    await asked('keep', at('w'), at('schools.json'), '--name', 'chính thức')
    expect((await asked<KeptRun[]>('runs', at('w'), 'schools')).map((r) => r.name)).toEqual(['sơ bộ', 'chính thức'])
    const triangle = await asked<RevisionTriangle>('triangle', at('w'), 'schools', '--measure', 'rooms')
    expect(triangle.revisions[0]).toMatchObject({ periods: 1, mean: 60, meanPercent: 20 })
    const text = await statdesk('compare', at('w'), String(run.id), '2', '--language', 'en')
    expect(text.out).toContain('school 2025-2026: replaced −30 +30')
    const file = await asked<{ path: string }>('compare', at('w'), '1', '2', '--out', at('differences.csv'))
    expect(readFileSync(file.path, 'utf8')).toContain('360')
    expect((await statdesk('compare', at('w'), '99')).error).toContain('RUN_UNKNOWN')
  })

  it('runs a folder: files, a report, and an exit status that tells', async () => {
    const report = await asked<BatchReport>(
      'batch',
      at('w'),
      at('definitions'),
      '--out',
      at('out'),
      '--period',
      '2025-2026',
      '--territory',
      'country,01',
      '--format',
      'csv',
    )
    expect(report.items.map((item) => [item.file, item.outcome])).toEqual([
      ['schools_2025-2026_country.csv', 'written'],
      ['schools_2025-2026_01.csv', 'written'],
    ])
    expect(report.items.every((item) => existsSync(join(at('out'), item.file)))).toBe(true)
    writeFileSync(
      join(at('definitions'), 'wrong.json'),
      JSON.stringify({ ...definition, id: 'wrong', dataset: 'nope' }),
    )
    const failed = await statdesk(
      'batch',
      at('w'),
      at('definitions'),
      '--out',
      at('out'),
      '--period',
      '2025-2026',
      '--territory',
      'country,01',
      '--format',
      'csv',
    )
    expect([failed.status, failed.error]).toEqual([1, 'BATCH_INCOMPLETE'])
    expect((failed.json as BatchReport).counts).toMatchObject({ unchanged: 2, written: 0, failed: 1 })
    expect(
      (await statdesk('batch', at('w'), at('definitions'), '--out', at('out'), '--format', 'xls')).error,
    ).toContain('USAGE')
  })
})
