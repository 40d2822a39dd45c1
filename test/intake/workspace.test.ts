// A file that nobody described comes into a workspace, and everything that works on an agreed dataset works on it:
// tables, records, columns, verify, replacing, withdrawing, a backup, layouts as documents. Through the engine's own
// door.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import type { Engine } from '#engine/engine.ts'
import type { MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { methods } from '#shared/contract/methods.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { Failure } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'

let folder = ''
let engine: Engine
const ended = new Map<string, JobState>()
const waiting = new Map<string, (state: JobState) => void>()

const ask = async <M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodResponse<M>> => {
  const answer = await engine.call(method, input)
  if (methods[method].kind !== 'job') return answer as MethodResponse<M>
  const { job } = answer as { job: string }
  const state = ended.get(job) ?? (await new Promise<JobState>((done) => waiting.set(job, done)))
  if (state.failure) throw new Failure(state.failure as FailureValue)
  return (await engine.call('jobs.result', { job })) as MethodResponse<M>
}
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-any-file-'))
  engine = createEngine({
    program: 'test',
    user: 'test',
    emit: (event, payload) => {
      if (event !== 'job.changed') return
      const state = payload as JobState
      if (state.state !== 'done' && state.state !== 'failed' && state.state !== 'cancelled') return
      ended.set(state.id, state)
      waiting.get(state.id)?.(state)
    },
  })
  await ask('workspace.create', { path: join(folder, 'ws'), name: 'x', passphrase: null, demonstration: true })
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const july =
  'ma;tinh;doanh_thu;ngay\n001;01;1.234,5;05/07/2024\n002;79;12;31/07/2024\n003;01;2.000;01/07/2024\n;Cộng;3.246,5;\n'

describe('a file that nobody described', () => {
  it('comes in with its totals rejected, and every row accounted for', async () => {
    const { delivery, dataset } = await ask('intake.importLayout', {
      path: file('bao_cao_2024-07.csv', july),
      sender: 'Sở A',
    })
    expect(dataset).toBe('bao_cao')
    expect([delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([4, 3, 1])
    expect(delivery.counts.map((c) => c.reason)).toEqual(['TOTALS_ROW', 'DECIMAL_COMMA:doanh_thu'])
    expect(delivery.period).toBe('2024-07')
  })

  it('stands in tables and records like an agreed dataset, and verify holds', async () => {
    const cube = await ask('table.run', {
      definition: {
        kind: 'table',
        id: 't',
        title: { vi: 't', en: 't' },
        dataset: 'bao_cao',
        rows: [{ variable: 'tinh' }],
        columns: [],
        measures: [{ id: 'sum', statistic: 'sum', variable: 'doanh_thu' }],
      },
    })
    expect(JSON.stringify(cube)).toContain('32345')
    const verified = await ask('workspace.verify', {})
    expect(verified.checks.filter((check) => !check.ok)).toEqual([])
  })

  it('the same file changes nothing; next month follows the kept layout; a corrected file replaces exactly its rows', async () => {
    const again = await ask('intake.importLayout', { path: join(folder, 'bao_cao_2024-07.csv') })
    expect(again.outcome).toBe('unchanged')
    const next = await ask('intake.importLayout', {
      path: file('bao_cao_2024-08.csv', 'ma;tinh;doanh_thu;ngay\n001;01;5;06/08/2024\n002;79;7,5;30/08/2024\n'),
      onlyKnown: true,
    })
    expect([next.dataset, next.delivery.period, next.outcome]).toEqual(['bao_cao', '2024-08', 'imported'])
    const corrected = await ask('intake.importLayout', {
      path: file('bao_cao_2024-07_sua.csv', july.replace('002;79;12', '002;79;13')),
      layout: 'bao_cao',
      period: '2024-07',
    })
    expect(corrected.outcome).toBe('replaced')
    const [summary] = (await ask('datasets.list', {})).filter((d) => d.id === 'bao_cao')
    expect(summary?.rows).toBe(5)
    const { ok } = await ask('workspace.verify', {})
    expect(ok).toBe(true)
  })

  it('a file whose columns have other names says which are missing', async () => {
    const path = file('other_2024-09.csv', 'ma;vung;thu;ngay\n1;01;5;06/08/2024\n')
    expect(await codeOf(ask('intake.importLayout', { path, layout: 'bao_cao', period: '2024-09' }))).toBe(
      'LAYOUT_COLUMNS_MISSING',
    )
  })

  it('a layout is exported, taken in elsewhere, and kept by versions', async () => {
    const kept = await ask('layouts.get', { layout: 'bao_cao' })
    expect(kept.package.dataset.id).toBe('bao_cao')
    const renamed = { ...kept.package, layout: { ...kept.package.layout, label: { vi: 'Mẫu mới', en: 'New layout' } } }
    const saved = await ask('layouts.save', { package: renamed })
    expect(saved.versions).toBe(kept.versions.length + 1)
    const all = await ask('layouts.list', {})
    expect(all.filter((l) => l.builtIn).length).toBe(8)
  })

  it('is withdrawn, and backed up in the file of its own subject', async () => {
    const deliveries = await ask('deliveries.list', { dataset: 'bao_cao' })
    const august = deliveries.find((d) => d.period === '2024-08')
    const { rowsRemoved } = await ask('deliveries.withdraw', { delivery: august?.id ?? 0 })
    expect(rowsRemoved).toBe(2)
    const backup = join(folder, 'b.backup')
    await ask('workspace.backup', { path: backup })
    await ask('workspace.restore', { backup, path: join(folder, 'restored'), passphrase: null })
    const [summary] = (await ask('datasets.list', {})).filter((d) => d.id === 'bao_cao')
    expect(summary?.rows).toBe(3)
    const { ok } = await ask('workspace.verify', {})
    expect(ok).toBe(true)
  })

  it('keeps what a column has for words, and numbers of many decimals', async () => {
    const text = 'iso2,kind,v\nVN,None,0.30000000000000004\nNA,-,1.5\nLA,x,NA\nTH,y,28.400000000000002\nMM,z,2\n'
    const { dataset } = await ask('intake.importLayout', { path: file('words_2024.csv', text) })
    const count = async (variable: string): Promise<string> =>
      stringifyExact(
        await ask('table.run', {
          definition: {
            kind: 'table',
            id: 't',
            title: { vi: 't', en: 't' },
            dataset,
            rows: [{ variable }],
            columns: [],
            measures: [{ id: 'sum', statistic: 'sum', variable: 'v' }],
          },
        }),
      )
    expect(await count('iso2')).toContain('"NA"')
    expect(await count('iso2')).toContain('32200000000000002')
    expect(await count('kind')).toContain('"None"')
  })

  it('a file of two thousand columns comes in but for what a table cannot hold, which is asked about and named', async () => {
    const wide = (from: number): string =>
      Array.from({ length: 2000 }, (_, i) => (i === 0 ? `R${from}` : i * from)).join(',')
    const names = Array.from({ length: 2000 }, (_, i) => (i === 0 ? 'id' : `c${i}`)).join(',')
    const { delivery, dataset, suggestion } = await ask('intake.importLayout', {
      path: file('wide_2024.csv', [names, wide(1), wide(2), wide(3), ''].join('\n')),
    })
    expect([delivery.rowsRead, delivery.rowsAccepted]).toEqual([3, 3])
    const left = Array.from({ length: 10 }, (_, i) => `c${1990 + i}`)
    expect(suggestion?.package.decisions.find((d) => d.about === 'columns')).toMatchObject({
      ask: true,
      value: 'LEFT 10',
    })
    expect(suggestion?.package.layout.ignored).toEqual(left)
    expect(delivery.counts.map((c) => c.reason)).toEqual(
      expect.arrayContaining(left.map((name) => `COLUMN_LEFT:${name}`)),
    )
    const cube = await ask('table.run', {
      definition: {
        kind: 'table',
        id: 't',
        title: { vi: 't', en: 't' },
        dataset,
        rows: [],
        columns: [],
        measures: [{ id: 'sum', statistic: 'sum', variable: 'c1989' }],
      },
    })
    expect(stringifyExact(cube)).toContain(String(1989 * 6))
    const { ok } = await ask('workspace.verify', {})
    expect(ok).toBe(true)
  }, 120_000)

  it('two files with the same columns and no period named do not take each other’s place', async () => {
    const one = await ask('intake.importLayout', { path: file('train.csv', 'k,v\nx,1\ny,2\n') })
    const two = await ask('intake.importLayout', { path: file('test.csv', 'k,v\nz,3\nw,4\n') })
    expect([one.outcome, two.outcome]).toEqual(['imported', 'imported'])
    expect(one.dataset).not.toBe(two.dataset)
  })

  it('a period that nobody named is asked for where the dataset is an agreed one', async () => {
    const header =
      'ma_tinh,ma_huyen,ma_xa,ten_truong,ma_truong,loai_hinh,loai_truong,ma_hs,nam_sinh,gioi_tinh,dan_toc,khuyet_tat,khoi'
    const path = file('hoc_sinh.csv', `${header}\n01,001,00004,A,01001101,CL,01,001200000001,2015,1,01,0,04\n`)
    expect(await codeOf(ask('intake.importLayout', { path }))).toBe('PERIOD_NEEDED')
  })
})
