// Yearbook and monthly tables of trade in goods from customs lines. Out: definitions. Never data.
import { b, units, yearbookTable } from './build.ts'

const exports = "flow = 'X' and merchandise_trade = '1'"
const imports = "flow = 'N' and merchandise_trade = '1'"
const byYear = { variable: 'period', level: 'year', total: 'none' } as const
const bySection = { variable: 'hs_chapter', level: 'hs_section', total: 'before' } as const
const million = (id: string, vi: string, en: string) =>
  ({
    id,
    statistic: 'sum',
    variable: 'value_usd',
    label: b(vi, en),
    unit: units.millionUsd,
    power: 6,
    decimals: 1,
  }) as const
const value = million('value', 'Trị giá', 'Value')
const structure = {
  id: 'structure',
  statistic: 'percent',
  of: 'value',
  base: 'column',
  label: b('Cơ cấu', 'Structure'),
  unit: units.percent,
  decimals: 1,
} as const
const growth = {
  id: 'growth',
  statistic: 'growth',
  of: 'value',
  label: b('So với năm trước', 'Change on the year before'),
  unit: units.percent,
  decimals: 1,
} as const
const largest = (id: string, vi: string, en: string) =>
  ({
    kind: 'variable',
    id,
    dataset: 'customs_line',
    label: b(vi, en),
    method: 'top',
    of: 'partner_country',
    count: 10,
    by: { statistic: 'sum', variable: 'value_usd' },
  }) as const

export const tradeTables = [
  yearbookTable(
    'trade_flow_month',
    'Trị giá xuất khẩu, nhập khẩu hàng hóa theo tháng và cộng dồn',
    'Exports and imports of goods by month and cumulative',
    {
      dataset: 'customs_line',
      rows: [{ variable: 'period', total: 'none' }],
      columns: [{ variable: 'flow', total: 'none' }],
      measures: [
        value,
        { ...growth, of: 'value' },
        {
          id: 'cumulative',
          statistic: 'cumulative',
          of: 'value',
          label: b('Cộng dồn', 'Cumulative'),
          unit: units.millionUsd,
          power: 6,
          decimals: 1,
        },
      ],
      filter: "merchandise_trade = '1'",
    },
  ),
  yearbookTable('trade_balance', 'Cán cân thương mại hàng hóa theo quý', 'Balance of trade in goods by quarter', {
    dataset: 'customs_line',
    variables: [
      {
        kind: 'variable',
        id: 'signed_value',
        dataset: 'customs_line',
        label: b('Trị giá có dấu', 'Signed value'),
        method: 'expression',
        expression: "case when flow = 'X' then value_usd else -value_usd end",
        scale: 2,
      },
    ],
    rows: [
      { variable: 'period', level: 'year', total: 'none' },
      { variable: 'period', level: 'quarter', total: 'after' },
    ],
    measures: [
      { ...million('exports', 'Xuất khẩu', 'Exports'), filter: "flow = 'X'" },
      { ...million('imports', 'Nhập khẩu', 'Imports'), filter: "flow = 'N'" },
      { ...million('balance', 'Cán cân', 'Balance'), variable: 'signed_value' },
      {
        id: 'coverage',
        statistic: 'ratio',
        numerator: 'exports',
        denominator: 'imports',
        factor: 100,
        label: b('Tỷ lệ xuất khẩu so với nhập khẩu', 'Exports over imports'),
        unit: units.percent,
        decimals: 1,
      },
    ],
    filter: "merchandise_trade = '1'",
    conditionalFormats: [{ type: 'threshold', measure: 'balance', operator: '<', value: '0', style: 'bad' }],
  }),
  yearbookTable(
    'trade_exports_section',
    'Xuất khẩu hàng hóa phân theo phần của danh mục HS',
    'Exports of goods by HS section',
    {
      dataset: 'customs_line',
      rows: [bySection],
      columns: [byYear],
      measures: [value, structure, growth],
      measurePlace: 'outer',
      filter: exports,
    },
  ),
  yearbookTable(
    'trade_imports_section',
    'Nhập khẩu hàng hóa phân theo phần của danh mục HS',
    'Imports of goods by HS section',
    {
      dataset: 'customs_line',
      rows: [bySection],
      columns: [byYear],
      measures: [value, structure, growth],
      measurePlace: 'outer',
      filter: imports,
    },
  ),
  yearbookTable('trade_exports_partner', 'Mười thị trường xuất khẩu lớn nhất', 'Ten largest export markets', {
    dataset: 'customs_line',
    variables: [largest('main_markets', 'Thị trường', 'Market')],
    rows: [{ variable: 'main_markets', total: 'before', sort: 'value_descending' }],
    columns: [byYear],
    measures: [
      value,
      structure,
      { id: 'rank', statistic: 'rank', of: 'value', label: b('Thứ hạng', 'Rank'), decimals: 0 },
    ],
    measurePlace: 'outer',
    filter: exports,
  }),
  yearbookTable('trade_imports_partner', 'Mười thị trường nhập khẩu lớn nhất', 'Ten largest import markets', {
    dataset: 'customs_line',
    variables: [largest('main_suppliers', 'Thị trường', 'Market')],
    rows: [{ variable: 'main_suppliers', total: 'before', sort: 'value_descending' }],
    columns: [byYear],
    measures: [value, structure, growth],
    measurePlace: 'outer',
    filter: imports,
  }),
  yearbookTable(
    'trade_markets',
    'Xuất khẩu, nhập khẩu phân theo khối thị trường và nước',
    'Exports and imports by group of markets and country',
    {
      dataset: 'customs_line',
      rows: [
        { variable: 'partner_country', level: 'market', total: 'before' },
        { variable: 'partner_country', total: 'before' },
      ],
      columns: [{ variable: 'flow', total: 'none' }, byYear],
      measures: [value],
      filter: "merchandise_trade = '1'",
    },
  ),
  yearbookTable(
    'trade_exports_region',
    'Xuất khẩu phân theo vùng của doanh nghiệp và quý',
    'Exports by region of the enterprise and quarter',
    {
      dataset: 'customs_line',
      rows: [{ variable: 'province', level: 'region', total: 'before' }],
      columns: [{ variable: 'period', level: 'quarter', total: 'none' }],
      measures: [value],
      filter: exports,
      classification: 'as_now',
    },
  ),
  yearbookTable(
    'trade_transport',
    'Trị giá hàng hóa phân theo phương thức vận tải',
    'Value of goods by mode of transport',
    {
      dataset: 'customs_line',
      rows: [{ variable: 'transport_mode', total: 'before' }],
      columns: [{ variable: 'flow', total: 'none' }],
      measures: [value, structure],
      measurePlace: 'outer',
      filter: "merchandise_trade = '1'",
    },
  ),
  yearbookTable(
    'trade_channel',
    'Tờ khai hàng hóa phân theo luồng kiểm tra và loại hình',
    'Customs lines by inspection channel and procedure',
    {
      dataset: 'customs_line',
      rows: [
        { variable: 'procedure_code', level: 'procedure_flow', total: 'before' },
        { variable: 'procedure_code', total: 'before' },
      ],
      columns: [{ variable: 'channel', total: 'before' }],
      measures: [
        { id: 'lines', statistic: 'count', label: b('Số dòng hàng', 'Lines'), unit: units.lines },
        {
          id: 'structure',
          statistic: 'percent',
          of: 'lines',
          base: 'row',
          label: b('Cơ cấu', 'Structure'),
          unit: units.percent,
          decimals: 1,
        },
      ],
      measurePlace: 'outer',
    },
  ),
  yearbookTable(
    'trade_unit_value',
    'Đơn giá bình quân xuất khẩu theo chương hàng',
    'Unit value of exports by chapter',
    {
      dataset: 'customs_line',
      rows: [bySection, { variable: 'hs_chapter', total: 'before' }],
      columns: [byYear],
      measures: [
        value,
        {
          id: 'weight',
          statistic: 'sum',
          variable: 'net_weight',
          label: b('Khối lượng', 'Net weight'),
          unit: b('Nghìn tấn', 'Thousand tonnes'),
          power: 6,
          decimals: 1,
        },
        {
          id: 'unit_value',
          statistic: 'ratio',
          numerator: 'value',
          denominator: 'weight',
          label: b('Đơn giá', 'Unit value'),
          unit: b('USD/kg', 'USD per kg'),
          decimals: 2,
        },
      ],
      filter: exports,
    },
  ),
  yearbookTable(
    'trade_exporters_size',
    'Doanh nghiệp xuất khẩu phân theo quy mô lao động và loại hình',
    'Exporting enterprises by size and ownership',
    {
      dataset: 'customs_line',
      rows: [{ variable: 'customs_register.labour_band', total: 'before' }],
      columns: [{ variable: 'customs_register.ownership', level: 'ownership_sector', total: 'before' }],
      measures: [
        {
          id: 'enterprises',
          statistic: 'distinct',
          variable: 'enterprise_code',
          label: b('Số doanh nghiệp', 'Enterprises'),
          unit: units.enterprises,
        },
        value,
        {
          id: 'per_enterprise',
          statistic: 'ratio',
          numerator: 'value',
          denominator: 'enterprises',
          label: b('Bình quân một doanh nghiệp', 'Per enterprise'),
          unit: units.millionUsd,
          power: 6,
          decimals: 2,
        },
      ],
      filter: exports,
    },
  ),
  yearbookTable(
    'trade_tariff',
    'Nhập khẩu phân theo biểu thuế áp dụng và thuế nhập khẩu',
    'Imports by tariff table and duty paid',
    {
      dataset: 'customs_line',
      rows: [{ variable: 'tariff_table', total: 'before' }],
      measures: [
        value,
        structure,
        {
          id: 'duty',
          statistic: 'sum',
          variable: 'duty',
          label: b('Thuế nhập khẩu', 'Import duty'),
          unit: units.billionVnd,
          power: 9,
          decimals: 1,
        },
        {
          id: 'mean_rate',
          statistic: 'mean',
          variable: 'duty_rate',
          weight: 'value_usd',
          label: b('Thuế suất bình quân gia quyền', 'Weighted mean duty rate'),
          unit: units.percent,
          decimals: 2,
        },
      ],
      filter: imports,
    },
  ),
]
