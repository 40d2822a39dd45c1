// Saved variables in a workspace, through the engine's one call function: checked when saved, where used, removed and
// brought back, bounds suggested, previews of what they make of the records.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { Failure } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { createEngine } from '#engine/engine.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { equalBounds, roundNumber } from '#engine/analyse/previews/suggestBands.ts'

const base = mkdtempSync(join(tmpdir(), 'statdesk-variables-'))
const engine = createEngine({ program: 'StatDesk test', user: 'lan', emit: () => undefined })
const call = async <M extends MethodName>(method: M, params: MethodInput<M>): Promise<MethodResponse<M>> =>
  (await engine.call(method, params)) as MethodResponse<M>
const run = async <M extends MethodName>(method: M, params: MethodInput<M>): Promise<MethodResponse<M>> => {
  const { job } = (await engine.call(method, params)) as { job: string }
  for (;;) {
    const state = (await call('jobs.list', {})).find((j) => j.id === job)?.state
    if (state === 'done' || state === 'failed' || state === 'cancelled')
      return (await engine.call('jobs.result', { job })) as MethodResponse<M>
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
const failureOf = async (work: Promise<unknown>): Promise<Failure['value']> => {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown instanceof Failure) return thrown.value
  throw new Error(`not a failure: ${String(thrown)}`)
}

/** Forty schools: permanent rooms 1 to 40, three ownerships in turn. */
const schools = Array.from({ length: 40 }, (_, i) => ({
  ma_tinh: '01',
  ma_xa: '00001',
  loai_hinh: ['CL', 'TT', 'DL'][i % 3]!,
  loai_truong: '1',
  ma_truong: `01${String(i + 1).padStart(6, '0')}`,
  ten_truong: `Trường ${i + 1}`,
  ph_kien_co: String(i + 1),
}))

const title = { vi: 'Thử', en: 'Test' }
const made = (value: Record<string, unknown>) =>
  ({ kind: 'variable', dataset: 'school', label: title, ...value }) as MethodInput<'variables.preview'>['variable']
const bands = made({ id: 'rooms_band', method: 'bands', of: 'rooms_permanent', bounds: ['10', '20'] })
const grouped = made({
  id: 'rooms_group',
  method: 'recode',
  of: 'rooms_band',
  groups: [{ code: 'S', label: { vi: 'Nhỏ', en: 'Small' }, members: ['1', '2'] }],
  rest: 'others',
})
const save = (definition: unknown) => call('definitions.save', { definition } as MethodInput<'definitions.save'>)

beforeAll(async () => {
  await call('workspace.create', { path: join(base, 'w'), name: 'Thử', passphrase: null, demonstration: true })
  const source = builtInDataset('school')!.variables.flatMap((v) => (v.source === null ? [] : [v.source]))
  const rooms = builtInDataset('school')!.variables.find((v) => v.id === 'rooms_permanent')!.source!
  const lines = schools.map((s) =>
    source
      .map((name) =>
        name === rooms ? s.ph_kien_co : ((s as Record<string, string>)[name] ?? (name.startsWith('ph_') ? '0' : '')),
      )
      .join(','),
  )
  const path = join(base, 'school.csv')
  writeFileSync(path, `${[source.join(','), ...lines].join('\n')}\n`)
  await run('intake.import', { path, dataset: 'school', period: '2024-2025' })
})
afterAll(async () => {
  await engine.close()
  rmSync(base, { recursive: true, force: true })
})

describe('saved variables', () => {
  test('are checked when saved: what cannot work, or would break another, is refused and nothing changes', async () => {
    await save(bands)
    await save(grouped)
    expect(await failureOf(save({ ...bands, of: 'lost' }))).toMatchObject({
      code: 'VARIABLE_INPUT_UNKNOWN',
      facts: { variable: 'rooms_band', field: 'of', of: 'lost' },
    })
    expect(await failureOf(save({ ...bands, id: 'ownership' }))).toMatchObject({ code: 'VARIABLE_NAME_TAKEN' })
    expect(await failureOf(save(made({ id: 'rooms_band', method: 'top', of: 'rooms_group', count: 2 })))).toMatchObject(
      { code: 'VARIABLE_CYCLE', facts: { path: 'rooms_band → rooms_group → rooms_band' } },
    )
    expect(await failureOf(save({ ...bands, dataset: 'pupil', of: 'birth_year' }))).toMatchObject({
      code: 'VARIABLE_NAME_TAKEN',
      facts: { dataset: 'school' },
    })
    await save(made({ id: 'rooms_all', method: 'expression', expression: 'rooms_permanent + rooms_temporary' }))
    await save(made({ id: 'rooms_fifth', method: 'quantile_bands', of: 'rooms_all', count: 5 }))
    // As text it can no longer be cut into bands.
    expect(
      await failureOf(save(made({ id: 'rooms_all', method: 'expression', expression: "concat(ownership, '!')" }))),
    ).toMatchObject({ code: 'VARIABLE_TYPE', facts: { variable: 'rooms_fifth', of: 'rooms_all' } })
    expect(await call('definitions.get', { kind: 'variable', id: 'rooms_band' })).toMatchObject({
      of: 'rooms_permanent',
      bounds: ['10', '20'],
    })
    expect(await call('definitions.history', { kind: 'variable', id: 'rooms_band' })).toHaveLength(1)
  })

  test('are listed with type and summary in both languages', async () => {
    const list = await call('variables.list', { dataset: 'school' })
    expect(list.map((v) => [v.id, v.type, v.measurable, v.problem])).toEqual([
      ['rooms_all', 'integer', true, null],
      ['rooms_band', 'category', false, null],
      ['rooms_fifth', 'category', false, null],
      ['rooms_group', 'category', false, null],
    ])
    const summary = list.find((v) => v.id === 'rooms_band')!.summary
    expect(summary.vi).toContain('Dưới 10; 10 – dưới 20; Từ 20 trở lên')
    expect(summary.en).toContain('Under 10; 10 – under 20; 20 and over')
    expect(list.find((v) => v.id === 'rooms_group')!.summary.en).toBe(
      '“Test” in 1 groups: Small (1, 2); the rest put together as “Others”.',
    )
    expect(await call('variables.list', { dataset: 'pupil' })).toEqual([])
  })

  test('where-used goes deep: variable → table → chart → report', async () => {
    await save({
      kind: 'table',
      id: 'by_rooms',
      title,
      dataset: 'school',
      rows: [{ variable: 'rooms_group' }],
      columns: [{ variable: 'ownership' }],
      measures: [{ id: 'n', statistic: 'count', filter: 'rooms_temporary > 0' }],
    })
    await save({ kind: 'chart', id: 'rooms_chart', title, source: { from: 'table', id: 'by_rooms' }, chart: 'bar' })
    await save({
      kind: 'report',
      id: 'rooms_report',
      title,
      office: title,
      blocks: [{ type: 'chart', id: 'rooms_chart' }],
    })
    const uses = await call('definitions.uses', { kind: 'variable', id: 'rooms_band' })
    expect(uses.map((u) => [u.kind, u.id, u.field, u.through.map((t) => t.id)])).toEqual([
      ['variable', 'rooms_group', 'of', []],
      ['table', 'by_rooms', 'rows.0.variable', ['rooms_group']],
      ['chart', 'rooms_chart', 'source', ['by_rooms', 'rooms_group']],
      ['report', 'rooms_report', 'blocks.0.id', ['rooms_chart', 'by_rooms', 'rooms_group']],
    ])
    const stored = async (id: string) =>
      (await call('definitions.uses', { kind: 'stored_variable', dataset: 'school', id })).map((u) => u.id)
    expect(await stored('ownership')).toEqual(['by_rooms', 'rooms_chart', 'rooms_report'])
    expect(await stored('rooms_temporary')).toEqual([
      'by_rooms',
      'rooms_all',
      'rooms_chart',
      'rooms_fifth',
      'rooms_report',
    ])
    expect(await stored('phone')).toEqual([])
    expect((await call('variables.list', { dataset: 'school' })).find((v) => v.id === 'rooms_band')!.uses).toBe(4)
  })

  test('are not removed while used, unless forced; what used them then says why it does not work; all comes back', async () => {
    const refused = await failureOf(call('definitions.remove', { kind: 'variable', id: 'rooms_band' }))
    expect(refused).toMatchObject({ code: 'DEFINITION_IN_USE', facts: { count: 4 } })
    expect(failureMessage(refused, 'vi')).toContain(
      'Biến “rooms_band” đang được dùng ở: biến “Thử” (rooms_group), bảng “Thử” (by_rooms)',
    )
    expect(failureMessage(refused, 'en')).toContain('variable “Test” (rooms_group)')
    await call('definitions.remove', { kind: 'variable', id: 'rooms_band', force: true })
    expect((await call('variables.list', { dataset: 'school' })).find((v) => v.id === 'rooms_group')).toMatchObject({
      type: null,
      problem: { code: 'VARIABLE_INPUT_UNKNOWN', facts: { variable: 'rooms_group', of: 'rooms_band', field: 'of' } },
    })
    expect(await call('definitions.removed', { kind: 'variable' })).toMatchObject([
      { id: 'rooms_band', removedBy: 'lan', title },
    ])
    await call('definitions.restore', { kind: 'variable', id: 'rooms_band' })
    expect(await call('definitions.removed', {})).toEqual([])
    expect((await call('variables.list', { dataset: 'school' })).every((v) => v.problem === null)).toBe(true)
  })

  test('every state that was saved can be gone back to', async () => {
    await save({ ...bands, bounds: ['5'] })
    const history = await call('definitions.history', { kind: 'variable', id: 'rooms_band' })
    expect(history.map((v) => [v.removed, (v.definition as { bounds?: string[] } | null)?.bounds])).toEqual([
      [false, ['5']],
      [false, ['10', '20']],
      [true, undefined],
      [false, ['10', '20']],
    ])
    await call('definitions.restore', { kind: 'variable', id: 'rooms_band', entry: history.at(-1)!.entry })
    expect(await call('definitions.get', { kind: 'variable', id: 'rooms_band' })).toMatchObject({
      bounds: ['10', '20'],
    })
    expect(
      await failureOf(call('definitions.restore', { kind: 'variable', id: 'rooms_band', entry: 99_999 })),
    ).toMatchObject({ code: 'DEFINITION_NO_HISTORY' })
    expect(await failureOf(call('definitions.restore', { kind: 'table', id: 'never' }))).toMatchObject({
      code: 'DEFINITION_NO_HISTORY',
    })
  })
})

describe('bounds to start from', () => {
  const suggest = (method: 'equal' | 'quantile' | 'round', count: number, variable = 'rooms_permanent') =>
    run('variables.suggestBands', { dataset: 'school', variable, method, count })
  test('equal widths, equal numbers, round numbers; every record in one band', async () => {
    expect(await suggest('equal', 4)).toMatchObject({
      bounds: ['10', '20', '30'],
      closed: 'lower',
      records: [9, 10, 10, 11],
      minimum: '1',
      maximum: '40',
      missing: 0,
    })
    expect(await suggest('quantile', 4)).toMatchObject({
      bounds: ['10', '20', '30'],
      closed: 'upper',
      records: [10, 10, 10, 10],
    })
    expect(await suggest('round', 3)).toMatchObject({ bounds: ['10', '20'], closed: 'lower', records: [9, 10, 21] })
    // All values alike: there is nothing to part.
    expect(await suggest('quantile', 4, 'rooms_temporary')).toMatchObject({
      bounds: [],
      labels: [],
      missing: 0,
      minimum: '0',
    })
    expect(await suggest('quantile', 2, 'rooms_all')).toMatchObject({ bounds: ['20'], records: [20, 20] })
    expect(await failureOf(suggest('equal', 3, 'ownership'))).toMatchObject({ code: 'VARIABLE_TYPE' })
  })
  test('are exact whole numbers', () => {
    expect(equalBounds(0n, 10n, 3)).toEqual([3n, 6n])
    expect([0n, 1n, 3n, 4n, 7n, 8n, 14n, 160n, -36n, 999_999n].map(roundNumber)).toEqual([
      0n,
      1n,
      2n,
      5n,
      5n,
      10n,
      10n,
      200n,
      -50n,
      1_000_000n,
    ])
  })
})

describe('previews', () => {
  const preview = (variable: ReturnType<typeof made>, more: Partial<MethodInput<'variables.preview'>> = {}) =>
    run('variables.preview', { variable, ...more })
  test('bands with their records', async () => {
    expect(await preview(bands)).toMatchObject({
      records: 40,
      from: null,
      cuts: null,
      categories: [
        { key: '1', records: 9, label: { vi: 'Dưới 10' } },
        { key: '2', records: 10 },
        { key: '3', records: 21 },
      ],
    })
  })
  test('a recode shows where each category goes; so does a top', async () => {
    expect(await preview(grouped)).toMatchObject({
      records: 40,
      categories: [
        { key: 'S', records: 19, label: { en: 'Small' } },
        { key: '#others', records: 21, label: { vi: 'Khác' } },
      ],
      from: [
        { key: '1', to: 'S' },
        { key: '2', to: 'S' },
        { key: '3', to: '#others', records: 21 },
      ],
    })
    const top = made({
      id: 'top_owner',
      method: 'top',
      of: 'ownership',
      count: 1,
      by: { statistic: 'sum', variable: 'rooms_permanent' },
    })
    // Permanent rooms: CL 1 + 4 + … + 40 = 287, TT 260, DL 273.
    expect((await preview(top)).categories.map((c) => [c.key, c.records])).toEqual([
      ['CL', 14],
      ['#others', 26],
    ])
  })
  test('quantile bands with cuts, shares and ties', async () => {
    expect(await preview(made({ id: 'fifths', method: 'quantile_bands', of: 'rooms_all', count: 5 }))).toMatchObject({
      cuts: ['8', '16', '24', '32'],
      shares: [0.2, 0.2, 0.2, 0.2, 0.2],
      uneven: false,
    })
    const tied = made({ id: 'tied', method: 'expression', expression: 'if(rooms_permanent > 30, 31, rooms_permanent)' })
    expect(
      await preview(made({ id: 'quarters', method: 'quantile_bands', of: 'tied', count: 8 }), { variables: [tied] }),
    ).toMatchObject({ cuts: ['5', '10', '15', '20', '25', '30', '31'], uneven: true })
    // Weighted by the rooms themselves, of 820: halves at 29 (435), far from equal in records.
    const weighted = await preview(
      made({ id: 'halves', method: 'quantile_bands', of: 'rooms_all', count: 2, weight: 'rooms_permanent' }),
    )
    expect(weighted).toMatchObject({ cuts: ['29'], categories: [{ records: 29 }, { records: 11 }], uneven: true })
    expect(weighted.shares![0]).toBeCloseTo(435 / 820, 12)
  })
  test('what is wrong is told with the place', async () => {
    expect(
      await failureOf(preview(made({ id: 'x', method: 'expression', expression: 'rooms_permanent + lost' }))),
    ).toMatchObject({ code: 'VARIABLE_EXPRESSION', facts: { variable: 'x', field: 'expression', position: 19 } })
  })
})
