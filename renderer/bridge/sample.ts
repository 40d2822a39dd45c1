// A small invented workspace for the memory bridge: enough of every list to draw each screen. Deterministic.
import { settingsSchema } from '#shared/contract/host.ts'
import type { Settings } from '#shared/contract/host.ts'
import type { DatasetDetail, DatasetSummary, VariableProfile, WorkspaceStatus } from '#shared/contract/responses.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { MemoryHandlers } from './memoryBridge.ts'

const b = (vi: string, en: string): Bilingual => ({ vi, en })
const school = b('Trường', 'School')
const person = b('Người học', 'Pupil')
const variable = (
  id: string,
  source: string | null,
  label: Bilingual,
  role: Variable['role'],
  type: Variable['type'],
  more: Partial<Variable> = {},
): unknown => ({ id, source, label, role, type, ...more })

const pupil: Dataset = datasetSchema.parse({
  id: 'pupil',
  subject: 'education',
  label: b('Học sinh', 'Pupils'),
  recordLabel: b('học sinh', 'pupil'),
  description: b(
    'Mỗi dòng một học sinh của một trường trong năm học.',
    'One row for each pupil of a school in a school year.',
  ),
  periodKind: 'school_year',
  key: ['pupil_code'],
  respondent: null,
  variables: [
    variable('province', 'ma_tinh', b('Tỉnh, thành phố', 'Province'), 'classification', 'code', {
      codeList: 'province',
      group: school,
    }),
    variable('school_name', 'ten_truong', b('Tên trường', 'School name'), 'text', 'text', { group: school }),
    variable('school_code', 'ma_truong', b('Mã trường', 'School code'), 'key', 'code', { group: school }),
    variable('school_type', 'loai_truong', b('Loại trường', 'School type'), 'classification', 'code', {
      codeList: 'school_type',
      group: school,
    }),
    variable('pupil_code', 'ma_hs', b('Mã học sinh', 'Pupil code'), 'identifier', 'hash', {
      group: person,
      sensitivity: 'personal',
    }),
    variable('phone', 'dien_thoai', b('Điện thoại', 'Phone'), 'identifier', 'text', {
      group: person,
      sensitivity: 'personal',
    }),
    variable('birth_year', 'nam_sinh', b('Năm sinh', 'Year of birth'), 'measure', 'integer', { group: person }),
    variable('sex', 'gioi_tinh', b('Giới tính', 'Sex'), 'classification', 'code', { codeList: 'sex', group: person }),
    variable('grade', 'khoi', b('Khối', 'Grade'), 'classification', 'code', { codeList: 'grade', group: person }),
  ],
  rules: [
    {
      id: 'birth_year_range',
      severity: 'hard',
      expression: 'birth_year between 1990 and 2022',
      message: b('Năm sinh ngoài khoảng 1990–2022', 'Year of birth outside 1990–2022'),
    },
  ],
})
const customs: Dataset = datasetSchema.parse({
  id: 'customs_line',
  subject: 'customs',
  label: b('Dòng hàng tờ khai hải quan', 'Customs declaration lines'),
  recordLabel: b('dòng hàng', 'line'),
  description: b(
    'Mỗi dòng một mặt hàng của tờ khai xuất khẩu hoặc nhập khẩu.',
    'One row for each item of an export or import declaration.',
  ),
  periodKind: 'month',
  key: ['declaration_number', 'line_number'],
  respondent: 'enterprise_code',
  variables: [
    variable('flow', null, b('Luồng', 'Flow'), 'classification', 'code', { codeList: 'flow', derived: "'X'" }),
    variable('declaration_number', 'so_tk', b('Số tờ khai', 'Declaration number'), 'key', 'code'),
    variable('line_number', 'stt_hang', b('Số thứ tự dòng', 'Line number'), 'key', 'integer'),
    variable('trader_name', 'ten_dn', b('Tên doanh nghiệp', 'Trader'), 'identifier', 'text', {
      sensitivity: 'confidential',
    }),
    variable('hs_chapter', null, b('Chương HS', 'HS chapter'), 'classification', 'code', {
      codeList: 'hs_chapter',
      derived: 'left(hs_code, 2)',
    }),
    variable('value_usd', 'tri_gia_usd', b('Trị giá', 'Value'), 'measure', 'decimal', {
      scale: 2,
      unit: b('USD', 'USD'),
    }),
    variable('registered_on', 'ngay_dk', b('Ngày đăng ký', 'Registered on'), 'time', 'date'),
  ],
  rules: [],
})

const provinces: [string, string, string][] = [
  ['01', 'Hà Nội', 'Ha Noi'],
  ['22', 'Quảng Ninh', 'Quang Ninh'],
  ['31', 'Hải Phòng', 'Hai Phong'],
  ['48', 'Đà Nẵng', 'Da Nang'],
  ['79', 'Thành phố Hồ Chí Minh', 'Ho Chi Minh City'],
  ['92', 'Cần Thơ', 'Can Tho'],
]
const list = (id: string, label: Bilingual, items: [string, string, string][]): CodeListVersion => ({
  list: id,
  version: '2025',
  label,
  validFrom: '2025-07-01',
  validTo: null,
  levels: [{ id, label }],
  items: items.map(([code, vi, en]) => ({ code, label: b(vi, en), level: id, parent: null })),
})
export const sampleLists: CodeListVersion[] = [
  {
    ...list('province', b('Tỉnh, thành phố (63)', 'Provinces (63)'), [...provinces, ['15', 'Yên Bái', 'Yen Bai']]),
    version: '2004',
    validFrom: '2004-07-01',
    validTo: '2025-06-30',
  },
  list('province', b('Tỉnh, thành phố (34)', 'Provinces (34)'), provinces),
  list('school_type', b('Loại trường', 'School type'), [
    ['1', 'Tiểu học', 'Primary'],
    ['2', 'Trung học cơ sở', 'Lower secondary'],
    ['3', 'Trung học phổ thông', 'Upper secondary'],
  ]),
  list('sex', b('Giới tính', 'Sex'), [
    ['1', 'Nam', 'Male'],
    ['2', 'Nữ', 'Female'],
  ]),
  list(
    'grade',
    b('Khối', 'Grade'),
    Array.from({ length: 12 }, (_, i): [string, string, string] => [
      String(i + 1).padStart(2, '0'),
      `Lớp ${i + 1}`,
      `Grade ${i + 1}`,
    ]),
  ),
  list('flow', b('Luồng', 'Flow'), [
    ['X', 'Xuất khẩu', 'Export'],
    ['N', 'Nhập khẩu', 'Import'],
  ]),
  list('hs_chapter', b('Chương HS', 'HS chapter'), [
    ['62', 'Quần áo không dệt kim', 'Apparel, not knitted'],
    ['85', 'Máy điện, thiết bị điện', 'Electrical machinery'],
    ['87', 'Xe cộ', 'Vehicles'],
  ]),
]

const totalRows = 24_012_345
const summary = (d: Dataset, rows: number, periods: string[]): DatasetSummary => ({
  id: d.id,
  subject: d.subject,
  label: d.label,
  recordLabel: d.recordLabel,
  description: d.description,
  rows,
  periods,
  deliveries: periods.length,
  columnSetReady: true,
})
const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
)
export const sampleDatasets: DatasetSummary[] = [
  summary(pupil, totalRows, ['2024-2025', '2025-2026']),
  summary(customs, 1_843_220, months),
]
const definitions = [pupil, customs]

const delivery = (
  id: number,
  dataset: string,
  period: string,
  rows: number,
  more: Partial<Delivery> = {},
): Delivery => ({
  id,
  dataset,
  period,
  fileName: `${dataset}_${period}.csv`,
  sha256: id.toString(16).padStart(64, '0'),
  bytes: rows * 84,
  sender: dataset === 'pupil' ? 'Bộ Giáo dục và Đào tạo' : 'Cục Hải quan',
  letterNumber: `${100 + id}/CV`,
  importedAt: '2026-01-05T02:14:00.000Z',
  rowsRead: rows,
  rowsAccepted: rows - 431,
  rowsRejected: 431,
  rowsFlagged: 1204,
  counts: [
    {
      reason: 'birth_year_range',
      severity: 'hard',
      message: b('Năm sinh ngoài khoảng 1990–2022', 'Year of birth outside 1990–2022'),
      rows: 402,
    },
    {
      reason: 'DUPLICATE_KEY',
      severity: 'hard',
      message: b('Trùng khóa với dòng trước', 'Same key as an earlier row'),
      rows: 29,
    },
    {
      reason: 'old_province',
      severity: 'soft',
      message: b('Mã tỉnh theo danh mục cũ', 'Province code of the old list'),
      rows: 1204,
    },
  ],
  replaces: null,
  state: 'current',
  part: 1,
  parts: 1,
  lines: null,
  ...more,
})
export const sampleDeliveries: Delivery[] = [
  delivery(1, 'pupil', '2024-2025', 11_900_221),
  delivery(2, 'pupil', '2025-2026', 12_112_986),
  ...months
    .slice(0, 23)
    .map((period, i) =>
      delivery(3 + i, 'customs_line', period, 76_000 + i * 310, { rowsRejected: i % 5 === 0 ? 2100 : 61 }),
    ),
]

export const sampleLinks: LinkSet[] = [
  {
    definition: {
      kind: 'link',
      id: 'customs_register',
      label: b('Tờ khai hải quan với doanh nghiệp', 'Customs lines to enterprises'),
      left: 'customs_line',
      right: 'taxpayer',
      keys: [{ left: 'enterprise_code', right: 'tax_code', normalise: 'first10' }],
    },
    runAt: '2026-01-05T03:00:00.000Z',
    seconds: 2.41,
    leftRows: 1_843_220,
    matchedRows: 1_801_002,
    missingKeyRows: 3_210,
    ambiguousRows: 118,
    rightRows: 901_233,
    rightMatchedRows: 74_210,
    stale: false,
  },
  {
    definition: {
      kind: 'link',
      id: 'pupil_school',
      label: b('Học sinh với trường', 'Pupils to schools'),
      left: 'pupil',
      right: 'school',
      keys: [
        { left: 'school_code', right: 'school_code', normalise: 'exact' },
        { left: 'period', right: 'period', normalise: 'exact' },
      ],
    },
    runAt: '2026-01-04T03:00:00.000Z',
    seconds: 6.02,
    leftRows: totalRows,
    matchedRows: 23_991_224,
    missingKeyRows: 0,
    ambiguousRows: 0,
    rightRows: 53_810,
    rightMatchedRows: 53_777,
    stale: true,
  },
]

const status: WorkspaceStatus = {
  state: 'open',
  path: 'D:\\statdesk\\demonstration',
  name: 'Dữ liệu mô phỏng',
  readOnly: false,
  encrypted: false,
  demonstration: true,
  bytes: 3_421_000_000,
  freeBytes: 84_000_000_000,
  notices: [],
}

const valueOf = (v: Variable, row: number): string | number | null => {
  const items = sampleLists.findLast((l) => l.list === v.codeList)?.items
  if (items) return row % 97 === 0 ? null : (items[(row * 7) % items.length]?.code ?? null)
  if (v.type === 'date')
    return `2025-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`
  if (v.type === 'integer') return v.id === 'birth_year' ? 2007 + (row % 12) : (row % 40) + 1
  if (v.type === 'decimal') return `${(row * 7919) % 900_000}.${String(row % 100).padStart(2, '0')}`
  if (v.id === 'school_name') return `Trường Tiểu học Nguyễn Trãi ${(row % 50) + 1}`
  return `${v.id === 'school_code' ? '0100' : '3010'}${String(row % 10_000).padStart(4, '0')}`
}

const profile = (d: Dataset, id: string): VariableProfile => {
  const v = d.variables.find((x) => x.id === id)
  if (!v) return fail('VARIABLE_UNKNOWN', { variable: id, dataset: d.id })
  const items = sampleLists.findLast((l) => l.list === v.codeList)?.items ?? []
  const masked = v.role === 'identifier'
  return {
    dataset: d.id,
    variable: id,
    records: totalRows,
    missing: 12_034,
    distinct: masked ? null : items.length || 41_230,
    top: masked
      ? []
      : items
          .slice(0, 20)
          .map((item, i) => ({ code: item.code, label: item.label, records: Math.round(4_000_000 / (i + 1)) })),
    histogram:
      v.role === 'measure'
        ? Array.from({ length: 16 }, (_, i) => ({
            from: String(2003 + i),
            to: String(2004 + i),
            records: Math.round(2_000_000 * Math.exp(-((i - 8) ** 2) / 12)),
          }))
        : null,
    minimum: v.role === 'measure' ? '2003' : null,
    maximum: v.role === 'measure' ? '2019' : null,
    mean: v.role === 'measure' ? 2011.4 : null,
    median: v.role === 'measure' ? 2011 : null,
    masked,
  }
}

const find = (dataset: string): Dataset =>
  definitions.find((d) => d.id === dataset) ?? fail('DATASET_UNKNOWN', { dataset })

/** Handlers of an open workspace; the settings stay in memory. */
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
      if (reason.trim().length < 10) fail('REVEAL_REASON_NEEDED', { minimum: 10 })
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
    'policy.get': () => ({ policy: { minimum: 3, clipboard: 'protected' }, history: [] }),
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
