// The command that lets records out, where the workspace allows it, and the one switch for that. In: arguments. Out:
// file or permission.
import { extname, resolve } from 'node:path'
import { recordFormats } from '#shared/contract/files.ts'
import type { RecordFormat } from '#shared/contract/files.ts'
import { formatBytes } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { Command } from './commandTypes.ts'
import { firstLine } from './firstLine.ts'
import { labelsOption, languageOption, optionText } from './fileOptions.ts'

export const recordsCommand: Command = {
  name: 'records',
  usage: 'WORKSPACE [DATASET]',
  help: {
    vi: 'Xuất bản ghi (không bao giờ có định danh) nếu không gian làm việc cho phép; --allow yes|no để cho phép hay cấm',
    en: 'Export records (never identifiers) where the workspace allows it; --allow yes|no gives or takes the permission',
  },
  options: [
    { name: 'out', value: 'FILE', help: { vi: 'tệp kết quả', en: 'output file' } },
    {
      name: 'format',
      value: recordFormats.join('|'),
      help: { vi: 'mặc định theo đuôi tệp', en: 'default: from the file name' },
    },
    { name: 'variables', value: 'A,B,…', help: { vi: 'các biến cần xuất', en: 'variables to export' } },
    { name: 'filter', value: 'EXPRESSION', help: { vi: 'điều kiện lọc', en: 'condition' } },
    {
      name: 'reason',
      value: 'TEXT',
      help: { vi: 'lý do, ít nhất 10 ký tự, được ghi nhật ký', en: 'reason, at least 10 characters, logged' },
    },
    { name: 'receiver', value: 'NAME', help: { vi: 'người nhận gói mã hoá', en: 'who the encrypted package is for' } },
    { name: 'until', value: 'YYYY-MM-DD', help: { vi: 'ngày hết hạn của gói', en: 'last day of the package' } },
    {
      name: 'package-passphrase-file',
      value: 'FILE',
      help: { vi: 'mật khẩu của gói, ở dòng đầu của tệp', en: 'passphrase of the package, on the first line of FILE' },
    },
    {
      name: 'ask',
      help: { vi: 'chưa xuất, chỉ xin phép người khác', en: 'do not export yet: ask another person for leave' },
    },
    labelsOption,
    {
      name: 'allow',
      value: 'yes|no',
      help: { vi: 'cho phép hay cấm xuất bản ghi', en: 'allow or forbid the export of records' },
    },
  ],
  positionals: [1, 2],
  async run(args) {
    const [folder = '', dataset] = args.positionals
    const reason = optionText(args, 'reason') ?? ''
    const allow = optionText(args, 'allow')
    if (allow !== undefined) {
      if (allow !== 'yes' && allow !== 'no') return fail('USAGE', { reason: `--allow ${allow}` })
      await args.openWorkspace(folder)
      const permission = await args.ask('records.allow', { allowed: allow === 'yes', reason })
      return { json: permission, text: permission.allowed ? 'yes' : 'no' }
    }
    if (dataset === undefined) {
      await args.openWorkspace(folder, 'read')
      const permission = await args.ask('records.permission', {})
      return { json: permission, text: permission.allowed ? 'yes' : 'no' }
    }
    const path = resolve(optionText(args, 'out') ?? fail('OPTION_MISSING', { option: '--out' }))
    const given = optionText(args, 'format') ?? extname(path).slice(1).toLowerCase()
    const format: RecordFormat =
      recordFormats.find((f) => f === given) ??
      fail('USAGE', { reason: `--format ${given} (${recordFormats.join(', ')})` })
    const variables = (optionText(args, 'variables') ?? '')
      .split(',')
      .map((v) => v.trim())
      .filter((v) => v !== '')
    if (variables.length === 0) return fail('OPTION_MISSING', { option: '--variables' })
    const receiver = optionText(args, 'receiver') ?? ''
    const until = optionText(args, 'until') ?? ''
    const filter = optionText(args, 'filter') ?? null
    await args.openWorkspace(folder)
    if (args.options['ask'] === true) {
      const request = { dataset, variables, filter, format, receiver, until }
      const leave = await args.ask('leaves.ask', { method: 'records.export', request, reason })
      return { json: leave, text: `#${leave.id}  ${leave.state}  ${leave.act}` }
    }
    const passphrase = optionText(args, 'package-passphrase-file')
    const result = await args.ask('records.export', {
      dataset,
      variables,
      filter,
      format,
      receiver,
      until,
      ...(passphrase === undefined ? {} : { passphrase: firstLine(passphrase) }),
      language: languageOption(args, 'vi'),
      reason,
      path,
    })
    return {
      json: result,
      text: `${result.path}  ${result.records}  ${formatBytes(result.bytes, args.language)}  sha256 ${result.sha256}`,
    }
  },
}
