// Customs declarations, one record per goods line, monthly files by date of registration.
// Out: a Dataset. Export and import are one dataset; the flow is the first digit of the declaration number.
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import {
  amount,
  code,
  dataset,
  day,
  decimal,
  hard,
  identifier,
  inGroup,
  money,
  note,
  reference,
  soft,
  units,
} from './build.ts'
import { provinceRule, taxCodeRule, taxCodeVariables } from './taxRules.ts'

const groups = {
  declaration: bilingual('Tờ khai', 'Declaration'),
  trader: bilingual('Người xuất, nhập khẩu', 'Trader'),
  route: bilingual('Đối tác và vận chuyển', 'Partner and transport'),
  goods: bilingual('Hàng hóa', 'Goods'),
  value: bilingual('Trị giá và thuế', 'Value and tax'),
} as const

/** Exports and imports by procedure code that count in merchandise trade statistics. */
const importProcedures = [
  'A11',
  'A12',
  'A21',
  'A31',
  'A41',
  'A43',
  'A44',
  'E11',
  'E13',
  'E21',
  'E31',
  'E33',
  'E41',
  'H11',
]
const exportProcedures = ['B11', 'B12', 'B13', 'E42', 'E52', 'E62', 'E82', 'H21']
const inTrade = [...importProcedures, ...exportProcedures].map((c) => `'${c}'`).join(', ')
const onlyExport = [
  'B11',
  'B12',
  'B13',
  'C12',
  'C22',
  'E42',
  'E46',
  'E52',
  'E54',
  'E56',
  'E62',
  'E82',
  'G21',
  'G22',
  'G23',
  'G24',
  'G61',
  'H21',
]
  .map((c) => `'${c}'`)
  .join(', ')

export const customsLineDataset: Dataset = dataset({
  id: 'customs_line',
  subject: 'customs',
  label: bilingual('Dòng hàng tờ khai hải quan', 'Customs declaration lines'),
  recordLabel: bilingual('dòng hàng', 'goods line'),
  description: bilingual(
    'Dòng hàng của tờ khai xuất khẩu, nhập khẩu (VNACCS) theo tháng đăng ký',
    'Goods lines of export and import declarations (VNACCS) by month of registration',
  ),
  periodKind: 'month',
  variables: [
    ...inGroup(groups.declaration, [
      reference('declaration_number', 'so_tk', 'Số tờ khai', 'Declaration number', {
        normalise: 'digits',
        nullable: false,
      }),
      reference('first_declaration_number', 'so_tk_dau_tien', 'Số tờ khai đầu tiên', 'First declaration number', {
        normalise: 'digits',
      }),
      amount('line_number', 'so_dong', 'Số thứ tự dòng hàng', 'Line number', { nullable: false }),
      code('flow', null, 'Xuất khẩu, nhập khẩu', 'Flow', {
        codeList: 'trade_flow',
        derived:
          "case when left(declaration_number, 1) = '1' then 'N' when left(declaration_number, 1) = '3' then 'X' else null end",
      }),
      code('procedure_code', 'ma_lh', 'Mã loại hình', 'Procedure code', {
        codeList: 'customs_procedure',
        normalise: 'upper',
        nullable: false,
      }),
      code('merchandise_trade', null, 'Tính vào xuất, nhập khẩu hàng hóa', 'Counted in merchandise trade', {
        codeList: 'yes_no',
        derived: `case when procedure_code in (${inTrade}) then '1' else '0' end`,
      }),
      code('customs_office', 'ma_hq', 'Cơ quan hải quan', 'Customs office', { normalise: 'upper' }),
      day('registered_on', 'ngay_dk', 'Ngày đăng ký', 'Registered on', { nullable: false }),
      day('cleared_on', 'ngay_tq', 'Ngày thông quan', 'Cleared on'),
      code('channel', 'luong', 'Luồng', 'Channel', { codeList: 'customs_channel' }),
    ]),
    ...inGroup(groups.trader, [
      ...taxCodeVariables(false),
      identifier('trader_name', 'ten_nguoi_xnk', 'Tên người xuất, nhập khẩu', 'Name of the trader', {
        sensitivity: 'confidential',
      }),
      code('province', 'ma_tinh', 'Tỉnh của doanh nghiệp', 'Province of the enterprise', {
        codeList: 'province',
        normalise: 'pad',
        width: 2,
      }),
    ]),
    ...inGroup(groups.route, [
      code('partner_country', 'nuoc_doi_tac', 'Nước đối tác', 'Partner country', {
        codeList: 'country',
        normalise: 'upper',
      }),
      code('origin_country', 'nuoc_xx', 'Nước xuất xứ', 'Country of origin', {
        codeList: 'country',
        normalise: 'upper',
      }),
      code('transport_mode', 'ma_ptvt', 'Phương thức vận chuyển', 'Mode of transport', { codeList: 'transport_mode' }),
      code('loading_place', 'ma_dd_xep', 'Địa điểm xếp hàng', 'Place of loading', { normalise: 'upper' }),
      code('unloading_place', 'ma_dd_do', 'Địa điểm dỡ hàng', 'Place of unloading', { normalise: 'upper' }),
      code('incoterm', 'dk_gia', 'Điều kiện giao hàng', 'Delivery terms', { normalise: 'upper' }),
    ]),
    ...inGroup(groups.goods, [
      code('hs_code', 'ma_hs', 'Mã HS 8 số', 'HS code, 8 digits', { normalise: 'pad', width: 8, nullable: false }),
      code('hs_chapter', null, 'Chương HS', 'HS chapter', { codeList: 'hs_chapter', derived: 'left(hs_code, 2)' }),
      note('goods_description', 'mo_ta', 'Mô tả hàng hóa', 'Description of goods'),
      decimal('quantity_1', 'luong1', 'Số lượng 1', 'Quantity 1', { scale: 3 }),
      code('unit_1', 'dvt1', 'Đơn vị tính 1', 'Unit 1', { codeList: 'quantity_unit', normalise: 'upper' }),
      decimal('quantity_2', 'luong2', 'Số lượng 2', 'Quantity 2', { scale: 3 }),
      code('unit_2', 'dvt2', 'Đơn vị tính 2', 'Unit 2', { codeList: 'quantity_unit', normalise: 'upper' }),
      decimal('net_weight', 'trong_luong', 'Trọng lượng', 'Net weight', { scale: 3, unit: units.kilogram }),
    ]),
    ...inGroup(groups.value, [
      code('currency', 'ma_nt', 'Nguyên tệ', 'Currency', { normalise: 'upper' }),
      decimal('exchange_rate', 'ty_gia', 'Tỷ giá tính thuế', 'Exchange rate', { scale: 2, unit: units.rate }),
      decimal('unit_price', 'don_gia', 'Đơn giá hóa đơn', 'Invoice unit price', {
        scale: 4,
        sensitivity: 'confidential',
      }),
      decimal('value_currency', 'tri_gia_nt', 'Trị giá nguyên tệ', 'Value in currency', {
        scale: 2,
        sensitivity: 'confidential',
      }),
      money('value_vnd', 'tri_gia_tt', 'Trị giá tính thuế', 'Customs value'),
      decimal(
        'value_usd',
        'tri_gia_usd',
        'Trị giá thống kê (xuất FOB, nhập CIF)',
        'Statistical value (exports FOB, imports CIF)',
        { scale: 2, unit: units.usd, sensitivity: 'confidential', nullable: false },
      ),
      decimal('duty_rate', 'ts_xnk', 'Thuế suất xuất, nhập khẩu', 'Duty rate', { scale: 2, unit: units.percent }),
      money('duty', 'tien_thue_xnk', 'Tiền thuế xuất, nhập khẩu', 'Duty'),
      decimal('vat_rate', 'ts_vat', 'Thuế suất GTGT', 'VAT rate', { scale: 2, unit: units.percent }),
      money('vat', 'tien_thue_vat', 'Tiền thuế GTGT', 'VAT'),
      code('tariff_table', 'bieu_thue', 'Biểu thuế', 'Tariff table', { codeList: 'tariff_table', normalise: 'upper' }),
    ]),
  ],
  key: ['declaration_number', 'line_number'],
  respondent: 'enterprise_code',
  rules: [
    taxCodeRule,
    hard(
      'declaration_number_form',
      "length(declaration_number) = 12 and left(declaration_number, 1) in ('1', '3')",
      'Số tờ khai phải có 12 chữ số, bắt đầu bằng 1 (nhập) hoặc 3 (xuất)',
      'A declaration number has 12 digits and begins with 1 (import) or 3 (export)',
    ),
    hard('hs_code_form', 'length(hs_code) = 8', 'Mã HS phải có 8 chữ số', 'An HS code has 8 digits'),
    hard(
      'value_not_negative',
      'value_usd >= 0 and value_vnd >= 0',
      'Trị giá không thể âm',
      'A value cannot be negative',
    ),
    provinceRule,
    soft(
      'partner_known',
      'known(partner_country)',
      'Mã nước đối tác không có trong danh mục',
      'The partner country code is not in the list',
    ),
    soft(
      'chapter_known',
      'known(hs_chapter)',
      'Chương HS không có trong danh mục',
      'The HS chapter is not in the list',
    ),
    soft(
      'cleared_after_registered',
      'cleared_on >= registered_on',
      'Ngày thông quan trước ngày đăng ký',
      'Cleared before it was registered',
    ),
    soft(
      'procedure_fits_flow',
      `(flow = 'X' and procedure_code in (${onlyExport})) or (flow = 'N' and not (procedure_code in (${onlyExport})))`,
      'Mã loại hình không hợp với xuất khẩu hay nhập khẩu',
      'The procedure code does not fit the flow',
    ),
    soft(
      'value_fits_rate',
      'value_vnd between value_usd * 20000 and value_usd * 30000',
      'Trị giá đồng và trị giá USD lệch nhau',
      'The values in VND and in USD disagree',
    ),
    soft(
      'registered_in_period',
      'year(registered_on) = year(period) and month(registered_on) = integer(right(period, 2))',
      'Ngày đăng ký nằm ngoài tháng của tệp',
      'Registered outside the month of the file',
    ),
    soft(
      'cleared_near_period',
      'days_between(registered_on, cleared_on) <= 366',
      'Ngày thông quan cách ngày đăng ký hơn một năm',
      'Cleared more than a year from its registration',
    ),
  ],
})
