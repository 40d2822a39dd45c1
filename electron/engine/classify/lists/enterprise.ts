// Code lists of the tax files: kind of taxpayer, ownership, status, size bands, filing frequency, accounting regime.
// Out: one version each. Band codes are what the expression band(…) gives: '1' for below the first bound, and so on.
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { flatList, items, level, version } from './table.ts'

export const enterpriseLists: CodeListVersion[] = [
  version(
    'enterprise_ownership',
    'current',
    bilingual('Loại hình doanh nghiệp', 'Ownership of enterprise'),
    [level('enterprise_ownership', 'Loại hình', 'Type of ownership'), level('ownership_sector', 'Khu vực', 'Sector')],
    [
      ...items(
        'enterprise_ownership',
        `
      1.1|100 % vốn Nhà nước|100 % State capital|1
      1.2|Trên 50 % vốn Nhà nước|Over 50 % State capital|1
      2.1|Doanh nghiệp tư nhân|Sole proprietorship|2
      2.2|Công ty hợp danh|Partnership|2
      2.3|Công ty TNHH|Limited company|2
      2.4|Công ty cổ phần có vốn Nhà nước (đến 50 %)|Joint stock company with State capital (up to 50 %)|2
      2.5|Công ty cổ phần không có vốn Nhà nước|Joint stock company without State capital|2
      3.1|100 % vốn nước ngoài|100 % foreign capital|3
      3.2|Liên doanh với nước ngoài|Joint venture|3
      9.1|Hộ, cá nhân kinh doanh|Household business or person|9
    `,
      ),
      ...items(
        'ownership_sector',
        `
      1|Doanh nghiệp Nhà nước|State-owned enterprises
      2|Doanh nghiệp ngoài Nhà nước|Non-State enterprises
      3|Doanh nghiệp có vốn đầu tư nước ngoài|Foreign-invested enterprises
      9|Hộ, cá nhân kinh doanh|Household businesses and persons
    `,
      ),
    ],
  ),
  flatList(
    'taxpayer_unit_type',
    'Loại đơn vị',
    'Type of unit',
    `
    1|Doanh nghiệp|Enterprise
    2|Đơn vị phụ thuộc|Dependent unit
    3|Hộ, cá nhân kinh doanh|Household business or person
  `,
  ),
  flatList(
    'taxpayer_status',
    'Trạng thái mã số thuế',
    'Status of the tax code',
    `
    00|Đang hoạt động|Active
    01|Ngừng hoạt động, đã đóng mã số|Ceased, code closed
    03|Ngừng hoạt động, chưa đóng mã số|Ceased, code not closed
    05|Tạm ngừng kinh doanh|Suspended
    06|Không hoạt động tại địa chỉ đăng ký|Not at the registered address
  `,
  ),
  flatList(
    'labour_band',
    'Quy mô lao động',
    'Labour size band',
    `
    1|Dưới 5 người|Under 5
    2|5–9 người|5–9
    3|10–49 người|10–49
    4|50–199 người|50–199
    5|200–299 người|200–299
    6|300–499 người|300–499
    7|500–999 người|500–999
    8|1.000–4.999 người|1,000–4,999
    9|Từ 5.000 người|5,000 and over
  `,
  ),
  flatList(
    'capital_band',
    'Quy mô vốn',
    'Capital size band',
    `
    1|Dưới 0,5 tỷ đồng|Under 0.5 billion VND
    2|0,5 – dưới 1 tỷ đồng|0.5 – under 1 billion VND
    3|1 – dưới 5 tỷ đồng|1 – under 5 billion VND
    4|5 – dưới 10 tỷ đồng|5 – under 10 billion VND
    5|10 – dưới 50 tỷ đồng|10 – under 50 billion VND
    6|50 – dưới 200 tỷ đồng|50 – under 200 billion VND
    7|200 – dưới 500 tỷ đồng|200 – under 500 billion VND
    8|Từ 500 tỷ đồng|500 billion VND and over
  `,
  ),
  flatList(
    'filing_frequency',
    'Loại kỳ khai',
    'Filing frequency',
    `
    M|Theo tháng|Monthly
    Q|Theo quý|Quarterly
  `,
  ),
  flatList(
    'accounting_regime',
    'Chế độ kế toán',
    'Accounting regime',
    `
    TT200|Thông tư 200/2014/TT-BTC|Circular 200/2014/TT-BTC
    TT133|Thông tư 133/2016/TT-BTC (nhỏ và vừa)|Circular 133/2016/TT-BTC (small and medium)
    TT99|Thông tư 99/2025/TT-BTC (từ năm tài chính 2026)|Circular 99/2025/TT-BTC (from financial year 2026)
  `,
  ),
  flatList(
    'yes_no',
    'Có, không',
    'Yes or no',
    `
    1|Có|Yes
    0|Không|No
  `,
  ),
]
