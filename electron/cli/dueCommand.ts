// The command `due`: the calendar of report forms. In: a workspace, how many days ahead. Out: what is late, what comes,
// how far it is.
import { formatDate, formatPeriod } from '#shared/format/time.ts'
import type { DueReport } from '#shared/contract/reports.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

const states: Record<DueReport['state'], Bilingual> = {
  late: { vi: 'QUÁ HẠN', en: 'LATE' },
  open: { vi: 'chưa tới hạn', en: 'not due yet' },
  waiting: { vi: 'chờ duyệt', en: 'awaiting approval' },
  approved: { vi: 'đã duyệt', en: 'approved' },
}

export const dueCommand: Command = {
  name: 'due',
  usage: 'WORKSPACE',
  help: {
    vi: 'Lịch báo cáo: biểu mẫu nào tới hạn, quá hạn, đã duyệt',
    en: 'Calendar of reports: which forms are due, late, approved',
  },
  options: [
    { name: 'ahead', value: 'DAYS', help: { vi: 'nhìn trước bao nhiêu ngày (60)', en: 'how many days ahead (60)' } },
    { name: 'on', value: 'YYYY-MM-DD', help: { vi: 'tính đến ngày', en: 'as of this day' } },
  ],
  positionals: [1, 1],
  async run(args) {
    const given = optionText(args, 'ahead')
    const ahead = given === undefined ? 60 : Number(given)
    if (!Number.isInteger(ahead)) return fail('USAGE', { reason: `--ahead ${given}` })
    const on = optionText(args, 'on')
    await args.openWorkspace(args.positionals[0] ?? '', 'read')
    const due = await args.ask('report.due', { ahead, ...(on === undefined ? {} : { on }) })
    const { language } = args
    const rows = due.map((one) => [
      formatDate(one.due),
      one.report,
      formatPeriod(one.period, language),
      states[one.state][language],
      one.of === null ? `${one.done}` : `${one.done}/${one.of}`,
    ])
    const heads =
      language === 'vi'
        ? ['hạn', 'báo cáo', 'kỳ', 'trạng thái', 'đã duyệt']
        : ['due', 'report', 'period', 'state', 'done']
    return { json: due, text: textTable(heads, rows, [4]) }
  },
}
