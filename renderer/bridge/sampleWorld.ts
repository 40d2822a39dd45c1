// An invented workspace for the memory bridge: datasets, code lists, deliveries, links, values of rows. Never part of
// the product's bundle.
import type { DatasetSummary, VariableProfile, WorkspaceStatus } from '#shared/contract/responses.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const b = (vi: string, en: string): Bilingual => ({ vi, en })
export const school = b('Trường', 'School')
const person = b('Người học', 'Pupil')
export const variable = (
  id: string,
  source: string | null,
  label: Bilingual,
  role: Variable['role'],
  type: Variable['type'],
  more: Partial<Variable> = {},
): unknown => ({ id, source, label, role, type, ...more })

export const pupil: Dataset = datasetSchema.parse({
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
export const list = (id: string, label: Bilingual, items: [string, string, string][]): CodeListVersion => ({
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

export const totalRows = 24_012_345
export const summary = (d: Dataset, rows: number, periods: string[]): DatasetSummary => ({
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
export const definitions = [pupil, customs]

export const delivery = (
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

export const status: WorkspaceStatus = {
  state: 'open',
  path: 'D:\\statdesk\\demonstration',
  name: 'Dữ liệu mô phỏng',
  readOnly: false,
  encrypted: false,
  person: null,
  role: 'administrator',
  locked: false,
  idleMinutes: null,
  demonstration: true,
  bytes: 3_421_000_000,
  freeBytes: 84_000_000_000,
  notices: [],
}

export const valueOf = (v: Variable, row: number): string | number | null => {
  const items = sampleLists.findLast((l) => l.list === v.codeList)?.items
  if (items) return row % 97 === 0 ? null : (items[(row * 7) % items.length]?.code ?? null)
  if (v.type === 'date')
    return `2025-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`
  if (v.type === 'integer') return v.id === 'birth_year' ? 2007 + (row % 12) : (row % 40) + 1
  if (v.type === 'decimal') return `${(row * 7919) % 900_000}.${String(row % 100).padStart(2, '0')}`
  if (v.id === 'school_name') return `Trường Tiểu học Nguyễn Trãi ${(row % 50) + 1}`
  return `${v.id === 'school_code' ? '0100' : '3010'}${String(row % 10_000).padStart(4, '0')}`
}

export const profile = (d: Dataset, id: string): VariableProfile => {
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

export const find = (dataset: string): Dataset =>
  definitions.find((d) => d.id === dataset) ?? fail('DATASET_UNKNOWN', { dataset })

/** Handlers of an open workspace; the settings stay in memory. */
