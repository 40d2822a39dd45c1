// The VAT return 01/GTGT: lines 21–43 of each return, monthly files, amended returns among them. Out: a Dataset. Of a
// taxpayer's returns for a month the highest amendment number counts; the sums of the form are soft rules.
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { amount, code, dataset, day, hard, inGroup, soft } from './build.ts'
import { formLines } from './formLines.ts'
import { activityRule, activityVariables, taxCodeRule, taxCodeVariables, taxOffice, taxpayerName } from './taxRules.ts'

const groups = {
  head: bilingual('Thông tin chung', 'Header'),
  bought: bilingual('Mua vào', 'Purchases'),
  sold: bilingual('Bán ra', 'Sales'),
  due: bilingual('Thuế phải nộp và được khấu trừ', 'Tax due and deductible'),
} as const

const { line, adds } = formLines({ variable: 'line', column: 'ct' })

export const vatReturnDataset: Dataset = dataset({
  id: 'vat_return',
  subject: 'tax',
  label: bilingual('Tờ khai thuế GTGT (01/GTGT)', 'VAT returns (form 01/GTGT)'),
  recordLabel: bilingual('tờ khai', 'return'),
  description: bilingual(
    'Tờ khai thuế giá trị gia tăng theo tháng hoặc quý; tờ khai quý nằm ở tháng cuối quý',
    'Value added tax returns, monthly or quarterly; a quarterly return stands in the last month of its quarter',
  ),
  periodKind: 'month',
  variables: [
    ...inGroup(groups.head, [
      ...taxCodeVariables(false),
      taxpayerName,
      code('frequency', 'loai_ky', 'Loại kỳ khai', 'Filing frequency', {
        codeList: 'filing_frequency',
        normalise: 'upper',
        nullable: false,
      }),
      amount('amendment_number', 'lan_bo_sung', 'Lần bổ sung (0: lần đầu)', 'Amendment number (0: first)', {
        nullable: false,
      }),
      day('filed_on', 'ngay_nop', 'Ngày nộp', 'Filed on'),
      taxOffice,
      ...activityVariables,
      code('line_21', 'ct21', '[21] Không phát sinh mua, bán trong kỳ', '[21] No purchase or sale in the period', {
        codeList: 'yes_no',
        nullable: false,
      }),
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
    hard(
      'amendment_not_negative',
      'amendment_number >= 0',
      'Lần bổ sung không thể âm',
      'An amendment number cannot be negative',
    ),
    activityRule,
    adds('27', '29 + 30 + 32 + 32a'),
    adds('28', '31 + 33'),
    adds('34', '26 + 27'),
    adds('35', '28'),
    adds('36', '35 - 25'),
    adds('40a - 41', '36 - 22 + 37 - 38 - 39a'),
    adds('40', '40a - 40b'),
    adds('43', '41 - 42'),
    soft('turnover_not_negative', 'line_34 >= 0', 'Tổng doanh thu âm', 'Total turnover is negative'),
    soft(
      'filed_in_time',
      'days_between(reference_date(period), filed_on) between -92 and 1830',
      'Ngày nộp trước kỳ tính thuế, hoặc quá 5 năm sau kỳ',
      'Filed before the period it is for, or more than five years after it',
    ),
  ],
})
