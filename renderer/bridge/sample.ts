// A small invented workspace for the memory bridge: enough of every list to draw each screen. Deterministic.
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import { settingsSchema } from '#shared/contract/host.ts'
import type { Settings } from '#shared/contract/host.ts'
import type { DatasetDetail, WorkspaceStatus } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { MemoryHandlers } from './memoryBridge.ts'
import {
  b,
  pupil,
  sampleLists,
  totalRows,
  summary,
  sampleDatasets,
  sampleDeliveries,
  sampleLinks,
  status,
  valueOf,
  profile,
  find,
} from './sampleWorld.ts'

export const sampleHandlers = (open = true, initial: Partial<Settings> = {}): MemoryHandlers => {
  let settings: Settings = settingsSchema.parse({
    recent: [{ path: 'D:\\statdesk\\demonstration', name: 'Dữ liệu mô phỏng' }],
    ...initial,
  })
  let current: WorkspaceStatus = open ? status : { state: 'none' }
  const revealed = new Set<string>()
  const views = new Map<string, string>()
  return {
    'host.info': () => ({
      host: 'chromium',
      version: '0.1.0',
      platform: 'win32',
      demonstrationFolder: 'D:\\statdesk\\demonstration',
    }),
    'host.settings': () => settings,
    'host.saveSettings': ({ settings: part }) => (settings = { ...settings, ...part } as Settings),
    'host.openFile': () => ({ paths: ['D:\\nhan\\pupil_2025-2026.csv'] }),
    'host.openFolder': () => ({ path: 'D:\\nhan' }),
    'host.saveFile': ({ suggested }) => ({ path: `D:\\xuat\\${suggested}` }),
    'host.copyText': () => null,
    'host.showInFolder': () => null,
    'host.setTitle': () => null,
    'host.print': () => null,
    'host.restartEngine': () => null,
    'workspace.status': () => current,
    'workspace.open': ({ passphrase }) =>
      passphrase === null && !open
        ? fail('WORKSPACE_PASSPHRASE_NEEDED', {})
        : passphrase === 'wrong'
          ? fail('WORKSPACE_PASSPHRASE_WRONG', {})
          : (current = status),
    'workspace.create': () => (current = status),
    'workspace.close': () => (current = { state: 'none' }),
    'workspace.createDemonstration': (_request, job) => {
      job.progress({
        phase: 'generating',
        done: 4,
        total: 10,
        perSecond: 120_000,
        secondsLeft: 12,
        subject: 'pupil_2025-2026.csv',
      })
      return (current = status)
    },
    'workspace.verify': () => ({
      ok: true,
      checks: [{ id: 'rows', subject: 'pupil', ok: true, expected: '1', found: '1' }],
      seconds: 1,
    }),
    'datasets.list': () => sampleDatasets,
    'datasets.get': ({ dataset }): DatasetDetail => {
      const definition = find(dataset)
      return { ...(sampleDatasets.find((d) => d.id === dataset) ?? summary(definition, 0, [])), definition, links: [] }
    },
    'codeLists.get': ({ list: id }) => sampleLists.filter((l) => l.list === id),
    'deliveries.list': ({ dataset }) => sampleDeliveries.filter((d) => !dataset || d.dataset === dataset),
    'deliveries.rejects': ({ offset, limit }) => ({
      total: 431,
      rejects: Array.from({ length: Math.min(limit, 431 - offset) }, (_, i) => ({
        rowNumber: 1200 + (offset + i) * 37,
        reasons: ['birth_year_range'],
        raw: `01,001,00012,Trường Tiểu học Nguyễn Trãi,${1900 + i},1,05`,
      })),
    }),
    'deliveries.withdraw': () => ({ rowsRemoved: 76_000 }),
    'intake.preview': ({ path }) => ({
      fileName: path.split('\\').at(-1) ?? path,
      bytes: 1_204_221_009,
      dataset: 'pupil',
      period: '2025-2026',
      header: pupil.variables.flatMap((v) => v.source ?? []),
      rows: Array.from({ length: 8 }, (_, i) => pupil.variables.map((v) => String(valueOf(v, i + 1) ?? ''))),
      missingColumns: [],
      extraColumns: ['ghi_chu'],
      alreadyImported: null,
      wouldReplace: sampleDeliveries[1] ?? null,
    }),
    'intake.import': () => ({
      delivery: sampleDeliveries[1] ?? fail('UNEXPECTED'),
      outcome: 'replaced',
      seconds: 31.2,
    }),
    'intake.importFolder': () => ({
      results: sampleDeliveries
        .slice(0, 5)
        .map((d) => ({ file: d.fileName, outcome: 'imported' as const, delivery: d })),
    }),
    'links.list': () => sampleLinks,
    'links.run': ({ definition }) =>
      sampleLinks.find((l) => l.definition.id === definition.id) ?? fail('LINK_UNKNOWN', { link: definition.id }),
    'explore.open': ({ dataset, filter }) => {
      find(dataset)
      const view = `view-${views.size + 1}`
      views.set(view, dataset)
      return { view, dataset, rows: filter ? 2_310_455 : totalRows, totalRows, seconds: filter ? 0.211 : 0.004, filter }
    },
    'explore.rows': ({ view, offset, limit }) => {
      const rows = Array.from({ length: limit }, (_, i) => offset + i + 1)
      return {
        offset,
        rowIds: rows,
        flags: rows.map((r) => (r % 9 === 0 ? ['old_province'] : [])),
        columns: [
          { variable: 'period', masked: false, values: rows.map(() => '2025-2026') },
          ...find(views.get(view) ?? 'pupil').variables.map((v) => ({
            variable: v.id,
            masked: v.role === 'identifier' && !revealed.has(v.id),
            values: rows.map((r) => (v.role === 'identifier' && !revealed.has(v.id) ? null : valueOf(v, r))),
          })),
        ],
      }
    },
    'explore.close': () => null,
    'explore.profile': ({ view, variable: id }) => profile(find(views.get(view) ?? 'pupil'), id),
    'explore.record': ({ dataset, rowId }) => {
      const d = find(dataset)
      const headings = [...new Set(d.variables.map((v) => v.group?.vi ?? ''))]
      return {
        dataset,
        rowId,
        delivery: sampleDeliveries[1] ?? fail('UNEXPECTED'),
        rowNumber: rowId + 1,
        groups: headings.map((heading) => ({
          label: d.variables.find((v) => (v.group?.vi ?? '') === heading)?.group ?? b('Biến', 'Variables'),
          values: d.variables
            .filter((v) => (v.group?.vi ?? '') === heading)
            .map((v) => ({
              variable: v.id,
              label: v.label,
              value: v.role === 'identifier' ? null : valueOf(v, rowId),
              masked: v.role === 'identifier',
              text:
                sampleLists.findLast((l) => l.list === v.codeList)?.items.find((i) => i.code === valueOf(v, rowId))
                  ?.label ?? null,
            })),
        })),
        flags: [{ rule: 'old_province', message: b('Mã tỉnh theo danh mục cũ', 'Province code of the old list') }],
        linked: [
          { link: 'pupil_school', label: b('Học sinh với trường', 'Pupils to schools'), dataset: 'pupil', rowId: 12 },
        ],
      }
    },
    'explore.reveal': ({ reason, variables }) => {
      checkedReason(reason)
      for (const v of variables) revealed.add(v)
      return null
    },
    'expression.check': ({ expression }) =>
      expression.includes('?')
        ? {
            ok: false,
            position: expression.indexOf('?'),
            length: 1,
            message: b('Ký tự lạ “?”', 'Unexpected character “?”'),
          }
        : { ok: true, type: 'boolean' },
    'definitions.list': ({ kind }) =>
      kind === undefined || kind === 'table'
        ? [
            {
              kind: 'table',
              id: 'pupils_by_province',
              title: b('Học sinh theo tỉnh và loại trường', 'Pupils by province and school type'),
              savedAt: '2026-01-05T04:10:00.000Z',
              definition: tableDefinitionSchema.parse({
                kind: 'table',
                id: 'pupils_by_province',
                title: b('Học sinh', 'Pupils'),
                dataset: 'pupil',
                measures: [{ id: 'n', statistic: 'count' }],
                status: 'official',
              }),
            },
          ]
        : [],
    'jobs.list': () => [],
    'people.list': () => ({ persons: [], keyless: true, second: false }),
    'leaves.list': () => [],
    'backups.schedule': () => ({ plan: null, last: null, due: false }),
    'retention.list': () => [],
    'policy.get': () => ({ policy: { ...defaultPolicy, minimum: 3 }, history: [] }),
    'audit.list': () => ({
      intact: true,
      entries: Array.from({ length: 40 }, (_, i) => ({
        id: 40 - i,
        at: `2026-01-05T0${i % 9}:12:00.000Z`,
        user: 'an.nguyen',
        action: ['open', 'import', 'table', 'export', 'reveal'][i % 5] ?? 'open',
        subject: `pupil_2025-2026.csv`,
        records: 12_112_986 - i,
        reason: i % 5 === 4 ? 'Đối chiếu phản ánh của Sở về trường trùng tên' : '',
        hash: (i * 2654435761).toString(16).padStart(16, '0'),
      })),
    }),
  }
}
