// Options of commands that write files: format, languages, crossing, SDMX names. In: arguments. Out: what the contract
// takes. A format is named, or follows from the end of the file's name where that says one thing.
import type { Stricter } from '#shared/model/officePolicy.ts'
import { extname } from 'node:path'
import { publishFormats, sdmxSchema } from '#shared/contract/files.ts'
import type { FileOptions, PublishFormat } from '#shared/contract/files.ts'
import { fail } from '#shared/model/failure.ts'
import type { Arguments, CommandOption } from './commandTypes.ts'

export const optionText = (args: Arguments, name: string): string | undefined => {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

export const minimumOption: CommandOption = {
  name: 'minimum',
  value: 'N',
  help: {
    vi: 'chặt hơn chính sách: ít nhất N đối tượng trong một ô',
    en: 'stricter than the policy: at least N respondents behind a cell',
  },
}
export const pPercentOption: CommandOption = {
  name: 'p',
  value: 'P',
  help: {
    vi: 'chặt hơn chính sách: quy tắc p % với P lớn hơn',
    en: 'stricter than the policy: the p % rule with a larger P',
  },
}
/** What a command asks beyond the office's policy; nothing where it asks for nothing. */
export const stricterOption = (args: Arguments): { stricter?: Stricter } => {
  const given = optionText(args, 'minimum')
  const p = optionText(args, 'p')
  if (given !== undefined && !/^[1-9]\d{0,2}$/.test(given)) fail('USAGE', { reason: `--minimum ${given}` })
  if (p !== undefined && !/^[1-9]\d{0,2}(\.\d+)?$/.test(p)) fail('USAGE', { reason: `--p ${p}` })
  if (given === undefined && p === undefined) return {}
  return {
    stricter: {
      ...(given === undefined ? {} : { minimum: Number(given) }),
      ...(p === undefined ? {} : { pPercent: Number(p) }),
    },
  }
}

export const labelsOption: CommandOption = {
  name: 'labels',
  value: 'vi|en|both',
  help: { vi: 'ngôn ngữ của kết quả', en: 'language of the output' },
}
export const formatOption: CommandOption = {
  name: 'format',
  value: publishFormats.join('|'),
  help: { vi: 'mặc định theo đuôi tệp', en: 'default: from the file name' },
}
export const fileOptions: CommandOption[] = [
  formatOption,
  {
    name: 'crossing',
    value: 'N',
    help: {
      vi: 'PX, JSON-stat: khối thứ mấy của bảng nhiều khối',
      en: 'PX, JSON-stat: which block of a table of several',
    },
  },
  {
    name: 'agency',
    value: 'ID',
    help: { vi: 'SDMX: cơ quan (mặc định NSO_VN)', en: 'SDMX: maintenance agency (default NSO_VN)' },
  },
  {
    name: 'flow',
    value: 'ID',
    help: { vi: 'SDMX: mã luồng dữ liệu (mặc định mã bảng)', en: 'SDMX: dataflow id (default: the id of the table)' },
  },
  {
    name: 'flow-version',
    value: 'V',
    help: { vi: 'SDMX: phiên bản luồng (mặc định 1.0)', en: 'SDMX: version of the dataflow (default 1.0)' },
  },
  {
    name: 'sdmx-labels',
    value: 'id|both',
    help: { vi: 'SDMX: chỉ mã, hay mã kèm tên', en: 'SDMX: codes alone, or codes with names' },
  },
]

/** The end of a file's name that is not the format's own. */
const byExtension: Record<string, PublishFormat> = { htm: 'html', json: 'jsonstat', markdown: 'md' }

const isFormat = (value: string): value is PublishFormat => publishFormats.some((format) => format === value)

export const chosenFormat = (args: Arguments, path: string): PublishFormat => {
  const extension = extname(path).slice(1).toLowerCase()
  const given = optionText(args, 'format') ?? byExtension[extension] ?? extension
  return isFormat(given) ? given : fail('USAGE', { reason: `--format ${given} (${publishFormats.join(', ')})` })
}

export const languageOption = (args: Arguments, absent: 'vi' | 'both' = 'both'): 'vi' | 'en' | 'both' => {
  const given = optionText(args, 'labels') ?? absent
  return given === 'vi' || given === 'en' || given === 'both' ? given : fail('USAGE', { reason: `--labels ${given}` })
}

export const chosenOptions = (args: Arguments): FileOptions => {
  const crossing = optionText(args, 'crossing')
  if (crossing !== undefined && !/^[1-9]\d?$/.test(crossing)) return fail('USAGE', { reason: `--crossing ${crossing}` })
  const named = {
    agency: optionText(args, 'agency'),
    flow: optionText(args, 'flow'),
    version: optionText(args, 'flow-version'),
    labels: optionText(args, 'sdmx-labels'),
  }
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const sdmx = Object.keys(given).length === 0 ? undefined : sdmxSchema.safeParse(given)
  if (sdmx?.success === false) return fail('USAGE', { reason: `SDMX: ${sdmx.error.issues[0]?.path.join('.') ?? ''}` })
  return { ...(crossing === undefined ? {} : { crossing: Number(crossing) }), ...(sdmx ? { sdmx: sdmx.data } : {}) }
}
