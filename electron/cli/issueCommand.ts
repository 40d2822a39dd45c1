// The command `issue`: freeze a report as an issue, list issues, approve or send one back, tell what changed, write its
// files. In: arguments. Out: text, files. Never a figure computed for an issue that is frozen already.
import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { FrozenIssue, IssueChanges } from '#shared/contract/issues.ts'
import { reportFileFormats } from '#shared/contract/reports.ts'
import { whyWords } from '#shared/format/changeWords.ts'
import { formatDateTime } from '#shared/format/time.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { printPdf } from '../host-chromium/printPdf.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { definitionArgument } from './definitionArgument.ts'
import { minimumOption, pPercentOption, optionText, stricterOption } from './fileOptions.ts'
import { textTable } from './textTable.ts'
import { signatureOf, signatureOptions } from './signatureOption.ts'

type Answer = { json: unknown; text: string }

const states: Record<FrozenIssue['state'], Bilingual> = {
  waiting: { vi: 'chờ duyệt', en: 'waiting' },
  approved: { vi: 'đã duyệt', en: 'approved' },
  returned: { vi: 'đã trả lại', en: 'returned' },
}

const listText = (issues: readonly FrozenIssue[], language: Language): string =>
  textTable(
    language === 'vi'
      ? ['id', 'báo cáo', 'số', 'kỳ', 'địa bàn', 'trạng thái', 'chốt lúc', 'người chốt', 'người duyệt', 'đổi', 'mã băm']
      : ['id', 'report', 'no', 'period', 'territory', 'state', 'frozen', 'by', 'decided by', 'changed', 'hash'],
    issues.map((issue) => [
      `${issue.id}`,
      issue.report,
      `${issue.number}`,
      issue.period ?? '',
      issue.territoryLabel[language] || (issue.territory ?? ''),
      states[issue.state][language],
      formatDateTime(issue.frozenAt),
      issue.frozenBy,
      issue.decidedBy ?? '',
      issue.changed === null ? '' : `${issue.changed}`,
      issue.sha256.slice(0, 12),
    ]),
    [0, 2, 9],
  )

const changesText = ({ against, changes, count, notices }: IssueChanges, language: Language): string => {
  if (against === null)
    return language === 'vi' ? 'Chưa có lần phát hành nào trước đó.' : 'There is no issue before this one.'
  const head =
    language === 'vi'
      ? `${count} số liệu thay đổi so với lần phát hành số ${against.number} (${formatDateTime(against.frozenAt)}).`
      : `${count} figures changed since issue ${against.number} (${formatDateTime(against.frozenAt)}).`
  const rows = changes.map((change) => [
    change.number || change.source.id,
    `${change.place[language]}: ${change.measure[language]}`,
    change.before[language],
    change.after[language],
    whyWords(change)[language],
  ])
  const heads =
    language === 'vi' ? ['biểu', 'số liệu', 'trước', 'nay', 'lý do'] : ['table', 'figure', 'before', 'now', 'why']
  return [
    head,
    ...(rows.length === 0 ? [] : [textTable(heads, rows, [2, 3])]),
    ...notices.map((n) => n[language]),
  ].join('\n')
}

const writeIssue = async (args: Arguments, issue: number, out: string): Promise<Answer> => {
  const path = resolve(out)
  const extension = extname(path).slice(1).toLowerCase()
  if (extension === 'pdf') {
    const { job } = await args.askJob('issues.html', { issue })
    const { html } = await args.ask('report.export', { job, path })
    await printPdf(html, path)
    return { json: { path }, text: path }
  }
  const format =
    reportFileFormats.find((known) => known === extension) ??
    fail('USAGE', { reason: `--out *.${extension}: pdf, ${reportFileFormats.join(', ')}` })
  if (format !== 'html') {
    const written = await args.ask('issues.write', { issue, format, path })
    return { json: written, text: `${path}  sha256 ${written.sha256}` }
  }
  const { job } = await args.askJob('issues.html', { issue })
  const { html } = await args.ask('report.export', { job, path })
  await writeFileTarget(path, (temporary) => writeFile(temporary, html))
  return { json: { path }, text: path }
}

const ofIssue = async (args: Arguments, issue: number): Promise<Answer> => {
  const reason = optionText(args, 'return')
  const approve = args.options['approve'] === true
  if (approve && reason !== undefined) return fail('USAGE', { reason: '--approve --return' })
  if (approve || reason !== undefined) {
    const decision = approve ? 'approve' : 'return'
    const decided = await args.ask('issues.decide', {
      issue,
      decision,
      signature: signatureOf(args),
      remark: reason ?? '',
    })
    return { json: decided, text: listText([decided], args.language) }
  }
  const out = optionText(args, 'out')
  if (out !== undefined) return writeIssue(args, issue, out)
  const changes = await args.ask('issues.changes', { issue })
  return { json: changes, text: changesText(changes, args.language) }
}

const ofReport = async (args: Arguments, given: string): Promise<Answer> => {
  const freeze = args.options['freeze'] === true
  if (!freeze && args.options['changes'] !== true) {
    const issues = await args.ask('issues.list', { report: given })
    return { json: issues, text: listText(issues, args.language) }
  }
  const request = {
    definition: await definitionArgument('report', given, args.ask),
    period: optionText(args, 'period') ?? null,
    territory: optionText(args, 'territory') ?? null,
    ...stricterOption(args),
  }
  if (freeze) {
    const issue = await args.ask('issues.freeze', request)
    return { json: issue, text: listText([issue], args.language) }
  }
  const changes = await args.ask('issues.compare', request)
  return { json: changes, text: changesText(changes, args.language) }
}

export const issueCommand: Command = {
  name: 'issue',
  usage: 'WORKSPACE [ISSUE|DEFINITION]',
  help: {
    vi: 'Bản phát hành của báo cáo: chốt số liệu, duyệt hoặc trả lại (người khác), xem số liệu đổi, ghi tệp; không có gì: liệt kê',
    en: 'Issues of a report: freeze figures, approve or send back (another person), tell what changed, write files; alone: list',
  },
  options: [
    { name: 'freeze', help: { vi: 'chốt báo cáo thành bản phát hành', en: 'freeze the report as an issue' } },
    { name: 'approve', help: { vi: 'duyệt bản phát hành', en: 'approve the issue' } },
    { name: 'return', value: 'REASON', help: { vi: 'trả lại với lý do', en: 'send back with a reason' } },
    {
      name: 'changes',
      help: { vi: 'số liệu sẽ đổi nếu chốt bây giờ', en: 'what would change if it were frozen now' },
    },
    {
      name: 'out',
      value: 'FILE.pdf|.docx|.xlsx|.html',
      help: { vi: 'ghi bản phát hành ra tệp', en: 'write the issue to a file' },
    },
    { name: 'period', value: 'PERIOD', help: { vi: 'kỳ báo cáo', en: 'period of the issue' } },
    { name: 'territory', value: 'CODE', help: { vi: 'mã địa bàn', en: 'code of the territory' } },
    ...signatureOptions,
    minimumOption,
    pPercentOption,
  ],
  positionals: [1, 2],
  async run(args) {
    const [workspace = '', given] = args.positionals
    const changing = ['freeze', 'approve', 'return', 'out'].some((name) => args.options[name] !== undefined)
    await args.openWorkspace(workspace, changing ? 'write' : 'read')
    if (given === undefined) {
      const issues = await args.ask('issues.list', {})
      return { json: issues, text: listText(issues, args.language) }
    }
    return /^\d+$/.test(given) ? ofIssue(args, Number(given)) : ofReport(args, given)
  },
}
