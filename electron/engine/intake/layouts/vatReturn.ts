// The VAT return 01/GTGT: lines 21–43 of each return, monthly files, amended returns among them.
// Out: a Dataset. Of a taxpayer's returns for a month the highest amendment number counts; the sums of the form are soft rules.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { amount, code, dataset, day, hard, identifier, inGroup, money, soft } from './build.ts'
import { activityRule, taxCodeRule, taxCodeVariables } from './taxRules.ts'

const groups = {
  head: bilingual('Thông tin chung', 'Header'),
  bought: bilingual('Mua vào', 'Purchases'),
  sold: bilingual('Bán ra', 'Sales'),
  due: bilingual('Thuế phải nộp và được khấu trừ', 'Tax due and deductible'),
} as const

const line = (number: string, vi: string, en: string): Variable =>
  money(`line_${number}`, `ct${number}`, `[${number}] ${vi}`, `[${number}] ${en}`)

export const vatReturnDataset: Dataset = dataset({
  id: 'vat_return',
  subject: 'tax',
  label: bilingual('Tờ khai thuế GTGT (01/GTGT)', 'VAT returns (form 01/GTGT)'),
  recordLabel: bilingual('tờ khai', 'return'),
  description: bilingual('Tờ khai thuế giá trị gia tăng theo tháng hoặc quý; tờ khai quý nằm ở tháng cuối quý', 'Value added tax returns, monthly or quarterly; a quarterly return stands in the last month of its quarter'),
  periodKind: 'month',
  variables: [
    ...inGroup(groups.head, [
      ...taxCodeVariables(false),
      identifier('taxpayer_name', 'ten_nnt', 'Tên người nộp thuế', 'Name of the taxpayer', { sensitivity: 'confidential' }),
      code('frequency', 'loai_ky', 'Loại kỳ khai', 'Filing frequency', { codeList: 'filing_frequency', normalise: 'upper', nullable: false }),
      amount('amendment_number', 'lan_bo_sung', 'Lần bổ sung (0: lần đầu)', 'Amendment number (0: first)', { nullable: false }),
      day('filed_on', 'ngay_nop', 'Ngày nộp', 'Filed on'),
      code('tax_office', 'ma_cqt', 'Cơ quan thuế quản lý', 'Tax office'),
      code('activity', 'ma_nganh', 'Ngành kinh doanh chính (5 số)', 'Main activity (5 digits)', { normalise: 'pad', width: 5 }),
      code('activity_division', null, 'Ngành cấp 2', 'Division of activity', { codeList: 'vsic_division', derived: 'left(activity, 2)' }),
      code('line_21', 'ct21', '[21] Không phát sinh mua, bán trong kỳ', '[21] No purchase or sale in the period', { codeList: 'yes_no', nullable: false }),
    ]),
    ...inGroup(groups.bought, [
      line('22', 'Thuế còn được khấu trừ kỳ trước chuyển sang', 'Deductible tax carried over'),
      line('23', 'Giá trị hàng hóa, dịch vụ mua vào', 'Value of purchases'),
      line('23a', 'Trong đó: nhập khẩu', 'Of which: imported'),
      line('24', 'Thuế của hàng hóa, dịch vụ mua vào', 'Tax on purchases'),
      line('24a', 'Trong đó: thuế hàng nhập khẩu', 'Of which: tax on imports'),
      line('25', 'Thuế được khấu trừ kỳ này', 'Tax deductible in the period'),
    ]),
    ...inGroup(groups.sold, [
      line('26', 'Bán ra không chịu thuế', 'Exempt sales'),
      line('27', 'Bán ra chịu thuế', 'Taxable sales'),
      line('28', 'Thuế của hàng hóa, dịch vụ bán ra chịu thuế', 'Tax on taxable sales'),
      line('29', 'Bán ra thuế suất 0 %', 'Sales at 0 %'),
      line('30', 'Bán ra thuế suất 5 %', 'Sales at 5 %'),
      line('31', 'Thuế của bán ra thuế suất 5 %', 'Tax on sales at 5 %'),
      line('32', 'Bán ra thuế suất 10 %', 'Sales at 10 %'),
      line('33', 'Thuế của bán ra thuế suất 10 %', 'Tax on sales at 10 %'),
      line('32a', 'Bán ra không tính thuế', 'Sales outside the tax'),
      line('34', 'Tổng doanh thu bán ra', 'Total turnover'),
      line('35', 'Tổng thuế của bán ra', 'Total tax on sales'),
    ]),
    ...inGroup(groups.due, [
      line('36', 'Thuế phát sinh trong kỳ', 'Tax arising in the period'),
      line('37', 'Điều chỉnh giảm thuế còn được khấu trừ', 'Adjustment decreasing deductible tax'),
      line('38', 'Điều chỉnh tăng thuế còn được khấu trừ', 'Adjustment increasing deductible tax'),
      line('39a', 'Thuế nhận bàn giao được khấu trừ', 'Deductible tax taken over'),
      line('40a', 'Thuế phải nộp của hoạt động kinh doanh', 'Tax due on business'),
      line('40b', 'Thuế mua vào của dự án đầu tư bù trừ', 'Input tax of investment projects set off'),
      line('40', 'Thuế còn phải nộp trong kỳ', 'Tax still due in the period'),
      line('41', 'Thuế chưa khấu trừ hết', 'Tax not yet deducted'),
      line('42', 'Thuế đề nghị hoàn', 'Refund claimed'),
      line('43', 'Thuế còn được khấu trừ chuyển kỳ sau', 'Deductible tax carried forward'),
    ]),
  ],
  key: ['tax_code'],
  latestBy: 'amendment_number',
  respondent: 'enterprise_code',
  rules: [
    taxCodeRule,
    hard('amendment_not_negative', 'amendment_number >= 0', 'Lần bổ sung không thể âm', 'An amendment number cannot be negative'),
    activityRule,
    soft('line_27_adds_up', 'line_27 = line_29 + line_30 + line_32 + line_32a', '[27] khác [29] + [30] + [32] + [32a]', '[27] differs from [29] + [30] + [32] + [32a]'),
    soft('line_28_adds_up', 'line_28 = line_31 + line_33', '[28] khác [31] + [33]', '[28] differs from [31] + [33]'),
    soft('line_34_adds_up', 'line_34 = line_26 + line_27', '[34] khác [26] + [27]', '[34] differs from [26] + [27]'),
    soft('line_35_adds_up', 'line_35 = line_28', '[35] khác [28]', '[35] differs from [28]'),
    soft('line_36_adds_up', 'line_36 = line_35 - line_25', '[36] khác [35] − [25]', '[36] differs from [35] − [25]'),
    soft('line_41_adds_up', 'line_40a - line_41 = line_36 - line_22 + line_37 - line_38 - line_39a',
      '[40a] − [41] khác [36] − [22] + [37] − [38] − [39a]', '[40a] − [41] differs from [36] − [22] + [37] − [38] − [39a]'),
    soft('line_40_adds_up', 'line_40 = line_40a - line_40b', '[40] khác [40a] − [40b]', '[40] differs from [40a] − [40b]'),
    soft('line_43_adds_up', 'line_43 = line_41 - line_42', '[43] khác [41] − [42]', '[43] differs from [41] − [42]'),
    soft('turnover_not_negative', 'line_34 >= 0', 'Tổng doanh thu âm', 'Total turnover is negative'),
  ],
})
