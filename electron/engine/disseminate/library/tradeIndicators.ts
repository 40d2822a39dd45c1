// Trade in goods: 27 statutory indicators over customs lines and the register, or what each waits for.
// Out: entries of the library. Never a figure, never a definition saved.
import type { z } from 'zod'
import type { recordInputSchema } from '#shared/model/indicator.ts'
import { b, by, field, percent } from './indicatorParts.ts'
import type { LibraryEntry } from './indicatorParts.ts'
import { tradePriceIndicators } from './tradePriceIndicators.ts'

const { ready, waits } = field('trade')
type Input = z.input<typeof recordInputSchema>

const lines = (aggregate: string, where = ''): Input => ({
  dataset: 'customs_line',
  aggregate: `${aggregate} where merchandise_trade = '1'${where}`,
})
const out = " and flow = 'X'"
const into = " and flow = 'N'"

const partner = (...inputs: string[]) => by('partner', 'Nước đối tác', 'Partner country', inputs, 'partner_country')
const chapter = (...inputs: string[]) => by('chapter', 'Chương HS', 'HS chapter', inputs, 'hs_chapter')
const place = (...inputs: string[]) => by('province', 'Tỉnh, thành phố', 'Province', inputs)
const owner = (...inputs: string[]) =>
  by('ownership', 'Khu vực', 'Ownership', inputs, 'customs_register.ownership', 'ownership_sector')
const activity = (...inputs: string[]) =>
  by('activity', 'Ngành', 'Activity', inputs, 'customs_register.activity_division', 'section')
const size = (...inputs: string[]) =>
  by('size', 'Quy mô lao động', 'Labour size', inputs, 'customs_register.labour_band')

const million = b('triệu USD', 'million USD')
const traders = b('Doanh nghiệp', 'Enterprises')

const ofValues: readonly LibraryEntry[] = [
  ready('T01', 't01_exports', 'Trị giá xuất khẩu hàng hóa', 'Exports of goods', {
    says: ['Trị giá hàng hóa xuất khẩu, giá FOB.', 'Value of goods exported, FOB.'],
    unit: million,
    inputs: { x: lines('sum(value_usd)', out) },
    breakdowns: [partner('x'), chapter('x'), place('x'), owner('x')],
    periodKind: 'month',
    formula: 'x / 1000000',
    checks: { minimum: 0, growthWithin: 60, addsUp: true },
  }),
  ready('T02', 't02_imports', 'Trị giá nhập khẩu hàng hóa', 'Imports of goods', {
    says: ['Trị giá hàng hóa nhập khẩu, giá CIF.', 'Value of goods imported, CIF.'],
    unit: million,
    inputs: { m: lines('sum(value_usd)', into) },
    breakdowns: [partner('m'), chapter('m'), place('m'), owner('m')],
    periodKind: 'month',
    formula: 'm / 1000000',
    checks: { minimum: 0, growthWithin: 60, addsUp: true },
  }),
  ready('T03', 't03_balance', 'Xuất siêu (+), nhập siêu (−)', 'Trade balance', {
    says: ['Trị giá xuất khẩu trừ trị giá nhập khẩu.', 'Exports less imports.'],
    unit: million,
    inputs: { x: { indicator: 't01_exports' }, m: { indicator: 't02_imports' } },
    breakdowns: [
      { id: 'partner', label: b('Nước đối tác', 'Partner country'), variables: { x: 'partner', m: 'partner' } },
      { id: 'chapter', label: b('Chương HS', 'HS chapter'), variables: { x: 'chapter', m: 'chapter' } },
    ],
    periodKind: 'month',
    formula: 'coalesce(x, 0) - coalesce(m, 0)',
  }),
  ready('T03', 't03_balance_rate', 'Tỷ lệ xuất siêu so với xuất khẩu', 'Trade balance in exports', {
    says: ['Xuất siêu chia cho xuất khẩu.', 'The trade balance over exports.'],
    unit: percent,
    inputs: { x: { indicator: 't01_exports' }, m: { indicator: 't02_imports' } },
    periodKind: 'month',
    formula: '100 * (x - m) / x',
  }),
  waits(
    'T04',
    't04_main_commodities',
    'Mặt hàng xuất, nhập khẩu chủ yếu',
    'Main commodities',
    'bảng mã HS theo nhóm mặt hàng chủ yếu',
    'the list of HS codes by group of main commodities',
  ),
  ready('T05', 't05_export_growth', 'Tốc độ tăng xuất khẩu so với cùng kỳ', 'Growth of exports on the year before', {
    says: ['Xuất khẩu của tháng so với cùng tháng năm trước.', 'Exports of the month on the same month a year before.'],
    unit: percent,
    inputs: { x: { indicator: 't01_exports' } },
    breakdowns: [{ id: 'partner', label: b('Nước đối tác', 'Partner country'), variables: { x: 'partner' } }],
    periodKind: 'month',
    formula: 'growth(x, 1 year)',
  }),
  ready('T05', 't05_import_growth', 'Tốc độ tăng nhập khẩu so với cùng kỳ', 'Growth of imports on the year before', {
    says: ['Nhập khẩu của tháng so với cùng tháng năm trước.', 'Imports of the month on the same month a year before.'],
    unit: percent,
    inputs: { m: { indicator: 't02_imports' } },
    breakdowns: [{ id: 'partner', label: b('Nước đối tác', 'Partner country'), variables: { m: 'partner' } }],
    periodKind: 'month',
    formula: 'growth(m, 1 year)',
  }),
  ready('T06', 't06_unit_value', 'Đơn giá xuất khẩu bình quân một kg', 'Unit value of exports per kilogram', {
    says: [
      'Trị giá xuất khẩu chia cho trọng lượng của các dòng hàng có trọng lượng.',
      'Value of exports over their weight, of lines with a weight.',
    ],
    unit: b('USD/kg', 'USD per kg'),
    decimals: 3,
    inputs: {
      x: lines('sum(value_usd)', `${out} and net_weight > 0`),
      q: lines('sum(net_weight)', `${out} and net_weight > 0`),
    },
    breakdowns: [chapter('x', 'q'), by('hs', 'Mã HS 8 số', 'HS code', ['x', 'q'], 'hs_code'), partner('x', 'q')],
    periodKind: 'month',
    formula: 'x / q',
  }),
  ready(
    'T13',
    't13_hhi_partner',
    'Chỉ số tập trung thị trường xuất khẩu (HHI)',
    'Concentration of export markets (HHI)',
    {
      says: [
        'Tổng bình phương tỷ trọng của các nước đối tác, chuẩn hóa.',
        'Sum of squared shares of partner countries, normalised.',
      ],
      unit: b('0–1', '0–1'),
      decimals: 4,
      inputs: {
        h: { ...lines('sum(value_usd)', out), over: { variable: 'partner_country', reduce: 'hhi_normalised' } },
      },
      breakdowns: [chapter('h')],
      periodKind: 'year',
      formula: 'h',
      checks: { minimum: 0, maximum: 1 },
    },
  ),
  ready(
    'T13',
    't13_hhi_product',
    'Chỉ số tập trung mặt hàng xuất khẩu (HHI)',
    'Concentration of exported products (HHI)',
    {
      says: [
        'Tổng bình phương tỷ trọng của các chương HS, chuẩn hóa.',
        'Sum of squared shares of HS chapters, normalised.',
      ],
      unit: b('0–1', '0–1'),
      decimals: 4,
      inputs: { h: { ...lines('sum(value_usd)', out), over: { variable: 'hs_chapter', reduce: 'hhi_normalised' } } },
      breakdowns: [partner('h')],
      periodKind: 'year',
      formula: 'h',
      checks: { minimum: 0, maximum: 1 },
    },
  ),
  ready(
    'T14',
    't14_top10_exporters',
    'Tỷ trọng 10 doanh nghiệp xuất khẩu lớn nhất',
    'Share of the ten largest exporters',
    {
      says: [
        'Trị giá của mười doanh nghiệp lớn nhất trong xuất khẩu.',
        'Value of the ten largest enterprises in exports.',
      ],
      unit: percent,
      inputs: {
        top: { ...lines('sum(value_usd)', out), over: { variable: 'enterprise_code', reduce: 'top_share', count: 10 } },
      },
      periodKind: 'year',
      formula: 'top',
      checks: { minimum: 0, maximum: 100 },
    },
  ),
  waits(
    'T15',
    't15_rca',
    'Lợi thế so sánh hiện hữu',
    'Revealed comparative advantage',
    'thương mại thế giới theo HS4',
    'world trade by HS heading',
  ),
  ready(
    'T16',
    't16_foreign_share',
    'Tỷ trọng khu vực có vốn nước ngoài trong xuất khẩu',
    'Foreign-invested share of exports',
    {
      says: [
        'Xuất khẩu của doanh nghiệp có vốn đầu tư nước ngoài trong tổng xuất khẩu.',
        'Exports of foreign-invested enterprises in all exports.',
      ],
      unit: percent,
      inputs: {
        foreign: lines('sum(value_usd)', `${out} and customs_register.ownership in ('3.1','3.2')`),
        x: lines('sum(value_usd)', out),
      },
      breakdowns: [chapter('foreign', 'x'), place('foreign', 'x')],
      periodKind: 'month',
      formula: '100 * foreign / x',
      checks: { minimum: 0, maximum: 100 },
    },
  ),
  ready('T17', 't17_exporters', 'Số doanh nghiệp xuất khẩu theo ngành và quy mô', 'Exporters by activity and size', {
    says: ['Doanh nghiệp có hàng xuất khẩu trong năm.', 'Enterprises with goods exported in the year.'],
    unit: traders,
    decimals: 0,
    inputs: { n: lines('distinct(enterprise_code)', out) },
    breakdowns: [activity('n'), size('n')],
    periodKind: 'year',
    formula: 'n',
  }),
  ready('T17', 't17_export_value', 'Trị giá xuất khẩu theo ngành và quy mô', 'Exports by activity and size', {
    says: ['Xuất khẩu theo ngành và quy mô của doanh nghiệp.', 'Exports by activity and size of the enterprise.'],
    unit: million,
    inputs: { x: lines('sum(value_usd)', out) },
    breakdowns: [activity('x'), size('x')],
    periodKind: 'year',
    formula: 'x / 1000000',
    checks: { addsUp: true },
  }),
  waits(
    'T18',
    't18_by_partners',
    'Thương nhân theo số nước đối tác',
    'Traders by number of partners',
    'số nước đối tác của mỗi thương nhân (bộ dữ liệu theo doanh nghiệp)',
    'the number of partners of each trader (a dataset by enterprise)',
  ),
  ready(
    'T19',
    't19_by_partner_size',
    'Số doanh nghiệp xuất khẩu theo nước và quy mô',
    'Exporters by partner and size',
    {
      says: ['Doanh nghiệp xuất khẩu sang mỗi nước.', 'Enterprises that export to each country.'],
      unit: traders,
      decimals: 0,
      inputs: { n: lines('distinct(enterprise_code)', out) },
      breakdowns: [partner('n'), size('n')],
      periodKind: 'year',
      formula: 'n',
    },
  ),
  ready(
    'T20',
    't20_by_product_activity',
    'Số doanh nghiệp xuất khẩu theo mặt hàng và ngành',
    'Exporters by product and activity',
    {
      says: ['Doanh nghiệp xuất khẩu mỗi chương HS.', 'Enterprises that export each HS chapter.'],
      unit: traders,
      decimals: 0,
      inputs: { n: lines('distinct(enterprise_code)', out) },
      breakdowns: [chapter('n'), activity('n')],
      periodKind: 'year',
      formula: 'n',
    },
  ),
  ready('T21', 't21_two_way', 'Tỷ lệ thương nhân vừa xuất vừa nhập khẩu', 'Two-way traders', {
    says: [
      'Doanh nghiệp có cả xuất khẩu và nhập khẩu trong tổng số thương nhân.',
      'Enterprises that both export and import, in all traders.',
    ],
    unit: percent,
    inputs: {
      x: lines('distinct(enterprise_code)', out),
      m: lines('distinct(enterprise_code)', into),
      n: lines('distinct(enterprise_code)', " and flow in ('X','N')"),
    },
    breakdowns: [activity('x', 'm', 'n'), size('x', 'm', 'n'), owner('x', 'm', 'n')],
    periodKind: 'year',
    formula: '100 * (x + m - n) / n',
    checks: { minimum: 0, maximum: 100 },
  }),
  ready('T22', 't22_by_ownership', 'Số doanh nghiệp xuất khẩu theo sở hữu', 'Exporters by ownership', {
    says: ['Doanh nghiệp xuất khẩu theo khu vực sở hữu.', 'Enterprises that export, by ownership.'],
    unit: traders,
    decimals: 0,
    inputs: { n: lines('distinct(enterprise_code)', out) },
    breakdowns: [owner('n')],
    periodKind: 'year',
    formula: 'n',
  }),
  waits(
    'T23',
    't23_export_intensity',
    'Cường độ xuất khẩu',
    'Export intensity',
    'xuất khẩu của mỗi doanh nghiệp nối với báo cáo tài chính',
    'exports of each enterprise linked to its statement',
  ),
  ready('T24', 't24_match_rate', 'Tỷ lệ liên kết hải quan – danh bạ', 'Match rate of customs and register', {
    says: [
      'Trị giá của dòng hàng tìm thấy doanh nghiệp trong danh bạ.',
      'Value of goods lines whose enterprise is found in the register.',
    ],
    unit: percent,
    inputs: {
      found: { dataset: 'customs_line', aggregate: 'sum(value_usd) where customs_register.status is not null' },
      n: { dataset: 'customs_line', aggregate: 'sum(value_usd)' },
    },
    breakdowns: [by('flow', 'Luồng', 'Flow', ['found', 'n'])],
    periodKind: 'month',
    formula: '100 * found / n',
    checks: { minimum: 0, maximum: 100 },
  }),
  ready('T25', 't25_extensive_margin', 'Biên rộng xuất khẩu', 'Extensive margin of exports', {
    says: [
      'Thay đổi (log) của số doanh nghiệp xuất khẩu so với năm trước.',
      'Change in logarithms of the number of exporters on the year before.',
    ],
    unit: b('điểm log × 100', 'log points × 100'),
    inputs: { n: lines('distinct(enterprise_code)', out) },
    breakdowns: [partner('n'), chapter('n')],
    periodKind: 'year',
    formula: '100 * ln(n / prev(n, 1 year))',
  }),
  ready('T25', 't25_intensive_margin', 'Biên sâu xuất khẩu', 'Intensive margin of exports', {
    says: [
      'Thay đổi (log) của trị giá bình quân một doanh nghiệp xuất khẩu so với năm trước.',
      'Change in logarithms of the mean value of an exporter on the year before.',
    ],
    unit: b('điểm log × 100', 'log points × 100'),
    inputs: { x: lines('sum(value_usd)', out), n: lines('distinct(enterprise_code)', out) },
    breakdowns: [partner('x', 'n'), chapter('x', 'n')],
    periodKind: 'year',
    formula: '100 * ln((x / n) / prev(x / n, 1 year))',
  }),
  waits(
    'T26',
    't26_preference_use',
    'Tỷ lệ sử dụng ưu đãi thuế quan',
    'Use of tariff preferences',
    'biểu thuế ưu đãi theo hiệp định (trị giá đủ điều kiện)',
    'tariff schedules by agreement (value that is eligible)',
  ),
  waits(
    'T27',
    't27_capital_goods',
    'Tỷ trọng nhập khẩu tư liệu sản xuất',
    'Share of means of production in imports',
    'bảng chuyển đổi HS – BEC',
    'the correspondence of HS and BEC',
  ),
]

export const tradeIndicators: readonly LibraryEntry[] = [...ofValues, ...tradePriceIndicators].toSorted((a, c) =>
  a.code < c.code ? -1 : Number(a.code > c.code),
)
