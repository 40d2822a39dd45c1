// The tax register: one record per taxpayer or dependent unit, delivered once a year.
// Out: a Dataset. It carries the attributes by which linked customs lines, returns and statements are classified.
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { amount, code, dataset, day, identifier, inGroup, money, soft, units } from './build.ts'
import {
  activityRule,
  activityVariables,
  provinceRule,
  taxCodeRule,
  taxCodeVariables,
  taxOffice,
  taxpayerName,
} from './taxRules.ts'

const groups = {
  identity: bilingual('Định danh', 'Identification'),
  place: bilingual('Địa bàn', 'Territory'),
  activity: bilingual('Ngành và loại hình', 'Activity and ownership'),
  life: bilingual('Đăng ký', 'Registration'),
  size: bilingual('Quy mô', 'Size'),
} as const

export const taxpayerDataset: Dataset = dataset({
  id: 'taxpayer',
  subject: 'tax',
  label: bilingual('Người nộp thuế (đăng ký thuế)', 'Taxpayers (tax register)'),
  recordLabel: bilingual('đơn vị nộp thuế', 'taxpayer'),
  description: bilingual(
    'Danh bạ doanh nghiệp, đơn vị phụ thuộc và cá nhân kinh doanh có mã số thuế tại 31/12',
    'Enterprises, dependent units and business persons with a tax code at 31 December',
  ),
  periodKind: 'year',
  temporality: 'stock',
  variables: [
    ...inGroup(groups.identity, [
      ...taxCodeVariables(true),
      taxpayerName,
      identifier('address', 'dia_chi', 'Địa chỉ trụ sở', 'Registered address', { sensitivity: 'confidential' }),
      identifier('phone', 'dien_thoai', 'Điện thoại', 'Telephone', { sensitivity: 'confidential' }),
      code('unit_type', 'loai_don_vi', 'Loại đơn vị', 'Type of unit', {
        codeList: 'taxpayer_unit_type',
        nullable: false,
      }),
    ]),
    ...inGroup(groups.place, [
      code('province', 'ma_tinh', 'Tỉnh, thành phố', 'Province', {
        codeList: 'province',
        normalise: 'pad',
        width: 2,
        nullable: false,
      }),
      code('commune', 'ma_xa', 'Xã, phường, đặc khu', 'Commune', { normalise: 'pad', width: 5 }),
      taxOffice,
    ]),
    ...inGroup(groups.activity, [
      ...activityVariables,
      code('ownership', 'loai_hinh_dn', 'Loại hình doanh nghiệp', 'Ownership', { codeList: 'enterprise_ownership' }),
    ]),
    ...inGroup(groups.life, [
      day('registered_on', 'ngay_dk', 'Ngày đăng ký', 'Registered on'),
      code('status', 'trang_thai', 'Trạng thái', 'Status', {
        codeList: 'taxpayer_status',
        normalise: 'pad',
        width: 2,
        nullable: false,
      }),
      day('status_since', 'ngay_trang_thai', 'Trạng thái từ ngày', 'Status since'),
    ]),
    ...inGroup(groups.size, [
      amount('employees', 'so_lao_dong', 'Số lao động', 'Employees', {
        unit: units.person,
        sensitivity: 'confidential',
      }),
      code('labour_band', null, 'Quy mô lao động', 'Labour size band', {
        codeList: 'labour_band',
        derived: 'band(employees, 5, 10, 50, 200, 300, 500, 1000, 5000)',
      }),
      money('charter_capital', 'von_dieu_le', 'Vốn điều lệ', 'Charter capital'),
      code('capital_band', null, 'Quy mô vốn', 'Capital size band', {
        codeList: 'capital_band',
        derived:
          'band(charter_capital, 500000000, 1000000000, 5000000000, 10000000000, 50000000000, 200000000000, 500000000000)',
      }),
    ]),
  ],
  key: ['tax_code'],
  respondent: 'enterprise_code',
  rules: [
    taxCodeRule,
    provinceRule,
    activityRule,
    soft(
      'ownership_known',
      'known(ownership)',
      'Mã loại hình doanh nghiệp không có trong danh mục',
      'The ownership code is not in the list',
    ),
    soft(
      'registered_in_time',
      'year(registered_on) <= year(period)',
      'Ngày đăng ký sau kỳ dữ liệu',
      'Registered after the period',
    ),
    soft(
      'employees_plausible',
      'employees between 0 and 250000',
      'Số lao động không hợp lý',
      'The number of employees is not plausible',
    ),
    soft(
      'status_in_time',
      'status_since <= reference_date(period)',
      'Ngày của trạng thái sau kỳ dữ liệu',
      'The status begins after the period',
    ),
    soft(
      'registered_since_1945',
      'year(registered_on) >= 1945 and (status_since is null or year(status_since) >= 1945)',
      'Ngày trước năm 1945',
      'A date before 1945',
    ),
  ],
})
