// Whatever leaves with figures stands in the release registry, and what did not leave does not. Over every row of the
// contract that `leaves`: a row that is new must be said here to carry no figures, or be shown to register them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdir, rm } from 'node:fs/promises'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { mapDefinitionSchema } from '#shared/model/map.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { firmEngine } from '#test/support/protect/firmEngine.ts'
import type { FirmEngine } from '#test/support/protect/firmEngine.ts'
import { firmIndicator, firmTable } from '#test/support/protect/firmWorkspace.ts'

let made: FirmEngine
beforeAll(async () => {
  made = await firmEngine()
}, 60_000)
afterAll(() => made.close())

const label = { vi: 'thử', en: 'test' }
const standing = async () => (await made.ask('release.list', {})).filter((entry) => entry.withdrawn === null)

/** A table nobody else in this file has: its name alone makes it another. */
const table = (id: string) => firmTable({ id })
const saved = async (id: string) => {
  const definition = table(id)
  await made.ask('definitions.save', { definition })
  return { from: 'table' as const, id }
}
const chartOf = async (id: string) =>
  chartDefinitionSchema.parse({ kind: 'chart', id, title: label, source: await saved(id), chart: 'bar' })
const mapOf = async (id: string) =>
  mapDefinitionSchema.parse({
    kind: 'map',
    id,
    title: label,
    source: await saved(id),
    boundaries: 'tiles_34',
    dimension: 0,
    measure: 'n',
  })
const reportOf = async (id: string) => {
  const definition = reportDefinitionSchema.parse({
    kind: 'report',
    id: `${id}_report`,
    title: label,
    office: label,
    blocks: [{ type: 'table', source: await saved(id) }],
  })
  await made.ask('definitions.save', { definition })
  return definition
}
const keptRun = async (id: string): Promise<number> => {
  await saved(id)
  return (await made.ask('runs.keep', { definition: table(id), name: 'first' })).id
}
const issueOf = async (id: string): Promise<number> =>
  (await made.ask('issues.freeze', { definition: await reportOf(id), period: null, territory: null })).id

/** Rows that hand out no figure made of records. */
const withoutFigures: Partial<Record<MethodName, string>> = {
  'workspace.backup': 'sealed, for the office alone',
  'workspace.backupToStore': 'sealed, for the office alone',
  'people.recovery': 'a key',
  'audit.export': 'the log',
  'table.saveScript': 'a script without figures',
  'records.export': 'records, by leave of another person',
  'deliveries.exportRejects': 'records, by leave of another person',
  'links.pairs': 'pairs of records, by leave of another person',
  'rules.export': 'failing records, by leave of another person',
  'explore.copy': 'records as masked on the screen',
  'clipboard.shown': 'refused by the policy unless figures of the screen may be copied',
  'table.unprotected':
    'refused by the policy unless figures of the screen may be copied: for the analyst, not published',
}

/** What each other row is asked, with a table of its own; each must enter at least that. */
const withFigures: Partial<Record<MethodName, (id: string) => Promise<unknown>>> = {
  'table.publish': (id) =>
    made.ask('table.publish', { definition: table(id), format: 'csv', path: made.target('t.csv') }),
  'table.print': (id) => made.ask('table.print', { definition: table(id) }),
  'clipboard.table': (id) => made.ask('clipboard.table', { definition: table(id), cells: 3 }),
  'indicator.publish': (id) =>
    made.ask('indicator.publish', {
      definition: firmIndicator({ id, inputs: { a: { dataset: 'firm', aggregate: 'sum(income)' } }, formula: 'a' }),
      format: 'csv',
      path: made.target('i.csv'),
    }),
  'adopt.fill': async (id) => {
    const definition = firmTable({ id: `${id}_last`, columns: [{ variable: 'period', total: 'none' }] })
    const path = made.target('last.xlsx')
    await made.ask('table.publish', { definition, format: 'xlsx', path, language: 'vi' })
    await made.ask('adopt.fill', {
      path,
      out: made.target('filled.xlsx'),
      definition: { ...definition, id },
      period: '2025',
      mode: 'replace',
    })
  },
  'chart.export': async (id) =>
    made.ask('chart.export', {
      definition: await chartOf(id),
      language: 'vi',
      format: 'svg',
      path: made.target('c.svg'),
    }),
  'map.export': async (id) =>
    made.ask('map.export', { definition: await mapOf(id), language: 'vi', format: 'svg', path: made.target('m.svg') }),
  'pictures.export': async (id) => {
    await made.ask('definitions.save', { definition: await chartOf(id) })
    const path = made.target('pictures')
    await mkdir(path)
    return made.ask('pictures.export', { charts: [id], language: 'vi', format: 'svg', path })
  },
  'report.print': async (id) =>
    made.ask('report.print', { job: await made.job('report.html', { definition: await reportOf(id) }) }),
  'report.export': async (id) =>
    made.ask('report.export', {
      job: await made.job('chart.page', { definition: await chartOf(id), language: 'vi' }),
      path: made.target('page.pdf'),
    }),
  'report.write': async (id) =>
    made.ask('report.write', { definition: await reportOf(id), format: 'html', path: made.target('r.html') }),
  'issues.write': async (id) =>
    made.ask('issues.write', { issue: await issueOf(id), format: 'html', path: made.target('issue.html') }),
  'yearbook.write': async (id) =>
    made.ask('yearbook.write', { reports: [(await reportOf(id)).id], path: made.target('yearbook') }),
  'batch.run': async (id) => {
    await saved(id)
    return made.ask('batch.run', { path: made.target('batch'), tables: [id], format: 'csv' })
  },
  'runs.publishDifference': async (id) =>
    made.ask('runs.publishDifference', { before: await keptRun(id), format: 'csv', path: made.target('d.csv') }),
  'runs.printDifference': async (id) => made.ask('runs.printDifference', { before: await keptRun(id) }),
  'runs.publishTriangle': async (id) => {
    await keptRun(id)
    return made.ask('runs.publishTriangle', { table: id, format: 'csv', path: made.target('r.csv') })
  },
  'runs.printTriangle': async (id) => {
    await keptRun(id)
    return made.ask('runs.printTriangle', { table: id })
  },
}

describe('what leaves', () => {
  const rows = (Object.keys(methods) as MethodName[]).filter((name) => methods[name].policy.leaves)

  it('is known, row for row', () => {
    const told = [...Object.keys(withoutFigures), ...Object.keys(withFigures)]
    expect(told.toSorted()).toEqual(rows.toSorted())
  })

  it.each(Object.keys(withFigures) as MethodName[])(
    '%s stands in the registry when it left, and not before',
    async (name) => {
      const id = `t_${name.toLowerCase().replace('.', '_')}`
      await withFigures[name]?.(id)
      const entries = (await standing()).filter((entry) => entry.table === id || entry.table.startsWith(`${id}:`))
      expect(entries.length, JSON.stringify(await standing())).toBeGreaterThan(0)
      expect(entries[0]?.told).toBe(
        name === 'table.print' ? 'printed' : name === 'indicator.publish' ? 'formula' : 'published',
      )
    },
    60_000,
  )
})

describe('what did not leave', () => {
  it('is not in the registry: looked at, kept, frozen, a page that was made', async () => {
    const before = await standing()
    await made.ask('table.protect', { definition: table('looked') })
    await keptRun('only_kept')
    await made.job('issues.html', { issue: await issueOf('only_frozen') })
    await made.job('report.html', { definition: await reportOf('only_shown') })
    expect(await standing()).toEqual(before)
  })

  it('is withdrawn with the reason: a file that could not be written', async () => {
    const path = made.target('there')
    await mkdir(path)
    const definition = table('unwritable')
    await expect(made.ask('table.publish', { definition, format: 'csv', path })).rejects.toThrow('FILE_')
    await rm(path, { recursive: true })
    const [entry] = (await made.ask('release.list', {})).filter((e) => e.table === 'unwritable')
    expect(entry?.withdrawn).toContain('did not leave (FILE_')
  })
})

describe('what was made before and leaves later', () => {
  /** Persons of one month: nothing else of them leaves in this file. */
  const persons = (id: string, filter: string) =>
    firmTable({ id, dataset: 'person', rows: [{ variable: 'period', total: 'none' }], filter })
  const publish = (id: string, filter: string) =>
    made.ask('table.publish', { definition: persons(id, filter), format: 'csv', path: made.target('later.csv') })
  const frozen = async (id: string, filter: string): Promise<number> => {
    await made.ask('definitions.save', { definition: persons(id, filter) })
    const source = { from: 'table' as const, id }
    const definition = reportDefinitionSchema.parse({
      kind: 'report',
      id: `${id}_report`,
      title: label,
      office: label,
      blocks: [{ type: 'table', source }],
    })
    return (await made.ask('issues.freeze', { definition, period: null, territory: null })).id
  }
  const write = (issue: number) => made.ask('issues.write', { issue, format: 'html', path: made.target('issue.html') })

  it('is made again where another table left since: a page', async () => {
    const definition = await chartOf('page')
    const job = await made.job('chart.page', { definition, language: 'vi' })
    await made.ask('table.publish', { definition: table('since'), format: 'csv', path: made.target('since.csv') })
    await expect(made.ask('report.print', { job })).rejects.toMatchObject({ value: { code: 'RELEASE_SINCE' } })
    const again = await made.job('chart.page', { definition, language: 'vi' })
    expect((await made.ask('report.print', { job: again })).html).toContain('<svg')
  })

  it('is looked at again: an issue leaves beside another month, not beside the month with two persons more', async () => {
    const [first, second] = [
      await frozen('january', "period = '2025-01' and province = '01'"),
      await frozen('february', "period = '2025-02' and province = '01'"),
    ]
    await publish('all_january', "period = '2025-01'")
    expect((await write(second)).bytes).toBeGreaterThan(0)
    await expect(write(first)).rejects.toThrow(/RELEASE_SINCE|PROTECT_JOINT_UNPROVEN/)
  })
})
