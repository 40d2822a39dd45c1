// Indicators compiled over a workspace made of a file whose figures are known by counting: vintages, exceptions,
// revisions, signatures.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methods } from '#shared/contract/methods.ts'
import type { MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { Failure } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { createEngine } from '#engine/engine.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { compileChecks } from './compileChecks.ts'
import { breakdownSets } from './computeBreakdowns.ts'
import { duePeriods } from './duePeriods.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-compile-'))
const ended = new Map<string, JobState>()
const engine = createEngine({
  program: 'StatDesk test',
  user: 'lan',
  emit: (event, payload) => {
    if (event !== 'job.changed') return
    const state = payload as JobState
    if (['done', 'failed', 'cancelled'].includes(state.state)) ended.set(state.id, state)
  },
})
const ask = async <M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodResponse<M>> => {
  const answer: unknown = await engine.call(method, input)
  if (methods[method].kind !== 'job') return answer as MethodResponse<M>
  const { job } = answer as { job: string }
  while (!ended.has(job))
    await new Promise((done) => {
      setTimeout(done, 3)
    })
  const failure = ended.get(job)?.failure
  if (failure) throw new Failure(failure as Failure['value'])
  return (await engine.call('jobs.result', { job })) as MethodResponse<M>
}

/** 30 schools: 18 in Ha Noi, 10 in Ho Chi Minh City, 2 in Da Nang; each with the rooms given, one of them temporary. */
const schools = (rooms: number): string => {
  const source = builtInDataset('school')?.variables.flatMap((v) => (v.source === null ? [] : [v.source])) ?? []
  const rows = Array.from({ length: 30 }, (_, row) => {
    const values: Record<string, string> = {
      ma_tinh: row < 18 ? '01' : row < 28 ? '79' : '48',
      ma_xa: '00001',
      loai_hinh: 'CL',
      loai_truong: '1',
      ma_truong: `01${String(row).padStart(6, '0')}`,
      ten_truong: `Trường số ${row}`,
      ph_kien_co: String(rooms),
      ph_ban_kien_co: '0',
      ph_tam: '1',
    }
    return source.map((name) => values[name] ?? '').join(',')
  })
  return `${[source.join(','), ...rows].join('\n')}\n`
}

const b = (text: string) => ({ vi: text, en: text })
const province = { id: 'province', label: b('Tỉnh'), variables: { a: 'province', b: 'province' } }
const base = {
  kind: 'indicator' as const,
  unit: b(''),
  definition: b(''),
  domain: 'education' as const,
  periodKind: 'school_year' as const,
}
const permanentShare = {
  ...base,
  id: 'permanent_share',
  label: b('Tỷ lệ phòng kiên cố'),
  unit: b('%'),
  inputs: {
    a: { dataset: 'school', aggregate: 'sum(rooms_permanent)' },
    b: { dataset: 'school', aggregate: 'sum(rooms_permanent + rooms_semi_permanent + rooms_temporary)' },
  },
  breakdowns: [province],
  formula: '100 * a / b',
  checks: { minimum: 0, maximum: 85, published: { source: 'niên giám', within: 0.5, figures: { '2024-2025': 90 } } },
}
const growth = {
  ...base,
  id: 'rooms_growth',
  label: b('Tăng số phòng'),
  inputs: { a: { dataset: 'school', aggregate: 'sum(rooms_total)' } },
  formula: 'growth(a, 1 year)',
}
const gap = {
  ...base,
  id: 'share_gap',
  label: b('Cách 100'),
  inputs: { s: { indicator: 'permanent_share' } },
  formula: '100 - s',
}
const broken = {
  ...base,
  id: 'broken',
  label: b('Hỏng'),
  inputs: { a: { dataset: 'school', aggregate: 'sum(nope)' } },
  formula: 'a',
}

beforeAll(async () => {
  await ask('workspace.create', { path: join(folder, 'w'), name: 'w', passphrase: null, demonstration: true })
  for (const [period, rooms] of [
    ['2024-2025', 9],
    ['2025-2026', 4],
  ] as const) {
    const path = join(folder, `school_${period}.csv`)
    writeFileSync(path, schools(rooms))
    await ask('intake.import', { path, dataset: 'school', period } as never)
  }
  for (const definition of [permanentShare, growth, gap, broken]) await ask('definitions.save', { definition } as never)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('compiling', () => {
  it('keeps figures, lists every exception, and stops at no failure', async () => {
    const found = await ask('indicator.compile', { periods: ['2024-2025', '2025-2026'] })
    const outcome = Object.fromEntries(found.indicators.map((i) => [i.indicator, i.outcome]))
    expect(outcome).toEqual({
      permanent_share: 'compiled',
      rooms_growth: 'compiled',
      share_gap: 'compiled',
      broken: 'failed',
    })
    const value = (id: string, period: string) =>
      found.indicators.find((i) => i.indicator === id)?.vintages.find((v) => v.period === period)?.value
    expect(value('permanent_share', '2024-2025')).toBe(90)
    expect(value('permanent_share', '2025-2026')).toBe(80)
    expect(value('rooms_growth', '2025-2026')).toBe(-50)
    expect(value('share_gap', '2025-2026')).toBe(20)
    const told = found.exceptions.map((e) => `${e.indicator} ${e.period} ${Object.values(e.place).join()} ${e.kind}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'permanent_share 2024-2025  outside_range',
        'permanent_share 2024-2025 79@2025 outside_range',
        'rooms_growth 2024-2025  no_earlier_period',
      ]),
    )
    expect(told.some((t) => t.includes('differs_from_published'))).toBe(false)
    expect(found.exceptions.find((e) => e.indicator === 'broken')?.failure?.code).toBe('VARIABLES_UNKNOWN')
    expect(found.counts).toMatchObject({ compiled: 3, failed: 1 })
  })

  it('keeps nothing new where nothing changed, and what may leave beside what was computed', async () => {
    const again = await ask('indicator.compile', { periods: ['2025-2026'], indicators: ['permanent_share'] })
    expect(again.indicators[0]?.outcome).toBe('unchanged')
    const detail = await ask('indicator.vintage', { vintage: again.indicators[0]?.vintages[0]?.id ?? 0 })
    const daNang = detail.figures.find((f) => f.place['province']?.startsWith('48'))
    expect(daNang).toMatchObject({ value: 80, shown: null, shownStatus: 'suppressed' })
    expect(detail.figures[0]).toMatchObject({ place: {}, value: 80, shown: 80 })
    const hidden = detail.figures.filter((f) => f.shown === null)
    expect(hidden.length).toBeGreaterThan(1)
  })

  it('breakdowns crossed: each cell, its margins from the same computation, withheld where few', async () => {
    const kind = { id: 'kind', label: b('Loại hình'), variables: { a: 'ownership' } }
    const rooms = {
      ...base,
      id: 'rooms',
      label: b('Số phòng'),
      inputs: { a: { dataset: 'school', aggregate: 'sum(rooms_total)' } },
      breakdowns: [{ ...province, variables: { a: 'province' } }, kind],
      crossings: [['kind', 'province']],
      formula: 'a',
      checks: { addsUp: true },
    }
    await ask('definitions.save', { definition: rooms } as never)
    const found = await ask('indicator.compile', { periods: ['2025-2026'], indicators: ['rooms'] })
    expect(found.exceptions).toEqual([])
    const detail = await ask('indicator.vintage', { vintage: found.indicators[0]?.vintages[0]?.id ?? 0 })
    const at = (...keys: string[]) =>
      detail.figures.find(
        (f) =>
          Object.values(f.place)
            .map((k) => k.split('@')[0])
            .join() === keys.join(),
      )
    expect(at()).toMatchObject({ value: 150 })
    expect(at('79')).toMatchObject({ value: 50 })
    expect(at('CL')).toMatchObject({ value: 150 })
    expect(at('01', 'CL')).toMatchObject({ value: 90, shown: 90, label: { vi: 'Hà Nội · Công lập' } })
    expect(at('48', 'CL')).toMatchObject({ value: 10, shown: null, shownStatus: 'suppressed' })
    expect(detail.figures).toHaveLength(8)
    await ask('definitions.save', { definition: { ...rooms, crossings: [['kind', 'nope']] } } as never)
    const wrong = await ask('indicator.compile', { periods: ['2025-2026'], indicators: ['rooms'] })
    expect(wrong.exceptions[0]?.failure?.code).toBe('DEFINITION_INVALID')
    await ask('definitions.remove', { kind: 'indicator', id: 'rooms', force: true } as never)
  })

  it('what indicators share is made once and told to each under its own names', async () => {
    const twin = {
      ...permanentShare,
      id: 'twin',
      label: b('Như vậy'),
      inputs: { good: permanentShare.inputs.a, every: permanentShare.inputs.b },
      breakdowns: [{ ...province, variables: { good: 'province', every: 'province' } }],
      formula: '100 * good / every',
    }
    const part = { ...twin, id: 'part', formula: 'good', unit: b('phòng') }
    for (const definition of [twin, part]) await ask('definitions.save', { definition } as never)
    const ids = ['permanent_share', 'twin', 'part']
    const found = await ask('indicator.compile', { periods: ['2025-2026'], indicators: ids })
    const details = await Promise.all(
      found.indicators.map((i) => ask('indicator.vintage', { vintage: i.vintages[0]?.id ?? 0 })),
    )
    expect(details.map((d) => d.title.vi)).toEqual(['Tỷ lệ phòng kiên cố', 'Như vậy', 'Như vậy'])
    expect(details[1]?.figures).toEqual(details[0]?.figures)
    for (const [i, id] of ids.entries()) {
      const alone = await ask('indicator.protect', {
        definition: (await ask('definitions.get', { kind: 'indicator', id })) as never,
      })
      const last = alone.dimensions.at(-1)?.categories.findIndex((c) => c.code === '2025-2026')
      const shown = Array.from(alone.cells.records, (_, cell) => cell)
        .filter((cell) => alone.cells.coordinates.at(-1)?.[cell] === last)
        .map((cell) => alone.cells.values[0]?.[cell] ?? null)
      expect(details[i]?.figures.map((f) => f.shown).toSorted()).toEqual(shown.toSorted())
    }
    for (const id of ['twin', 'part']) await ask('definitions.remove', { kind: 'indicator', id, force: true } as never)
  })

  it('a period that was not delivered is told, not zero', async () => {
    const found = await ask('indicator.compile', { periods: ['2026-2027'], indicators: ['permanent_share'] })
    expect(found.indicators[0]).toMatchObject({ outcome: 'nothing', vintages: [] })
    expect(found.exceptions).toMatchObject([{ period: '2026-2027', kind: 'not_delivered' }])
    await expect(ask('indicator.compile', { periods: ['2025'], group: 'trade' })).rejects.toThrow('COMPILE_NOTHING')
  })

  it('a revised delivery makes a new vintage; the triangle has both, and their revision', async () => {
    const path = join(folder, 'school_2025-2026.csv')
    writeFileSync(path, schools(3))
    await ask('intake.import', { path, dataset: 'school', period: '2025-2026' } as never)
    const found = await ask('indicator.compile', {
      periods: ['2025'],
      indicators: ['permanent_share'],
      figure: 'official',
    })
    expect(found.indicators[0]?.vintages).toMatchObject([{ period: '2025-2026', value: 75, figure: 'official' }])
    const triangle = await ask('indicator.triangle', { indicator: 'permanent_share' })
    expect(triangle.runs).toHaveLength(2)
    expect(triangle.revisions.find((r) => r.from === 'preliminary' && r.to === 'official')).toMatchObject({
      periods: 1,
      mean: -5,
    })
  })

  it('is signed by another person, once, and only the newest', async () => {
    const kept = await ask('indicator.vintages', { indicator: 'permanent_share', period: '2025-2026' })
    const [newest, older] = kept.map((v) => v.id)
    await expect(ask('indicator.sign', { vintages: [newest ?? 0] })).rejects.toThrow('SIGN_OWN_WORK')
    await expect(ask('indicator.sign', { vintages: [newest ?? 0], signature: { person: '  LAN ' } })).rejects.toThrow(
      'SIGN_OWN_WORK',
    )
    await expect(ask('indicator.sign', { vintages: [older ?? 0], signature: { person: 'Minh' } })).rejects.toThrow(
      'SIGN_NOT_LATEST',
    )
    const [signed] = await ask('indicator.sign', {
      vintages: [newest ?? 0],
      signature: { person: 'Minh' },
      note: 'đã đối chiếu',
    })
    expect(signed?.signed).toMatchObject({ by: 'Minh', recordedBy: 'lan', note: 'đã đối chiếu' })
    await expect(ask('indicator.sign', { vintages: [newest ?? 0], signature: { person: 'Hoa' } })).rejects.toThrow(
      'SIGN_TWICE',
    )
    const { entries } = await ask('audit.list', {})
    expect(entries.filter((e) => e.action === 'sign' && e.subject.includes('Minh'))).toHaveLength(1)
  })
})

describe('sets of breakdowns', () => {
  const sets = (breakdowns: string[], crossings?: string[][]) =>
    breakdownSets(
      indicatorDefinitionSchema.parse({
        ...growth,
        breakdowns: breakdowns.map((id) => ({ id, label: b(id), variables: { a: id } })),
        ...(crossings === undefined ? {} : { crossings }),
      }),
    )
  it('none inside another, in the order of the definition', () => {
    expect(sets(['x', 'y'])).toEqual([['x'], ['y']])
    expect(sets(['x', 'y', 'z'], [['y', 'x']])).toEqual([['x', 'y'], ['z']])
    expect(
      sets(
        ['x', 'y', 'z'],
        [
          ['y', 'x'],
          ['x', 'y', 'z'],
          ['x', 'y'],
        ],
      ),
    ).toEqual([['x', 'y', 'z']])
    expect(
      sets(
        ['x', 'y'],
        [
          ['y', 'x'],
          ['x', 'y'],
        ],
      ),
    ).toEqual([['x', 'y']])
    expect(sets([])).toEqual([])
  })
})

describe('periods that are due', () => {
  it('a year means its months; never a coarser period', () => {
    const months = ['2024-12', '2025-01', '2025-02']
    expect(duePeriods(['2025'], 'month', months)).toEqual(['2025-01', '2025-02'])
    expect(duePeriods(['2025-Q1', '2025-01'], 'month', months)).toEqual(['2025-01', '2025-02'])
    expect(duePeriods(['2025-01'], 'year', ['2025'])).toEqual([])
    expect(duePeriods(['2025'], 'school_year', ['2024-2025', '2025-2026'])).toEqual(['2025-2026'])
    expect(duePeriods(['2027'], 'year', ['2025'])).toEqual(['2027'])
  })
})

describe('checks', () => {
  const cell = (place: Record<string, string>, value: number | null) => ({
    place,
    label: b(Object.values(place).join()),
    value,
    status: 'value' as const,
    shown: value,
    shownStatus: 'value' as const,
  })
  const check = (checks: object, values: (number | null)[], before: number[] = []) =>
    compileChecks({
      definition: indicatorDefinitionSchema.parse({
        ...growth,
        breakdowns: [{ ...province, variables: { a: 'p' } }],
        checks,
      }),
      period: '2024-2025',
      cells: values.map((v, i) => cell(i === 0 ? {} : { province: String(i) }, v)),
      before: before.map((v, i) => cell(i === 0 ? {} : { province: String(i) }, v)),
    }).map((e) => `${e.kind} ${Object.values(e.place).join()}`.trim())

  it('range, growth, sum over a breakdown, published', () => {
    expect(check({ minimum: 0, maximum: 10 }, [11, 5, -1])).toEqual(['outside_range', 'outside_range 2'])
    expect(check({ growthWithin: 20 }, [121, 119, 5], [100, 100, 0])).toEqual(['growth'])
    const limited = compileChecks({
      definition: indicatorDefinitionSchema.parse({ ...growth, checks: { growthWithin: 2.5 } }),
      period: '2024-2025',
      cells: [cell({}, 110)],
      before: [cell({}, 100)],
    })
    expect(limited[0]?.words.vi).toContain('quá 2,5 %')
    expect(check({ addsUp: true }, [11, 5, 6])).toEqual([])
    expect(check({ addsUp: true }, [12, 5, 6])).toEqual(['does_not_add_up'])
    expect(check({ addsUp: true }, [12, 5, null])).toEqual([])
    const published = { source: '', within: 1, figures: { '2024-2025': 100 } }
    expect(check({ published }, [101])).toEqual([])
    expect(check({ published }, [101.01])).toEqual(['differs_from_published'])
  })
})
