// How long deliveries are kept, their destruction, a new key of the workspace. In: arguments. Out: dates, a
// certificate.
import { fail } from '#shared/model/failure.ts'
import type { Retention } from '#shared/contract/retention.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number, name: string): string =>
  args.positionals[index] ?? fail('USAGE', { reason: name })
const needed = (args: Arguments, option: string): string =>
  optionText(args, option) ?? fail('USAGE', { reason: `--${option}` })
const reasonHelp = { vi: 'lý do, ít nhất 10 ký tự, được ghi nhật ký', en: 'reason, at least 10 characters, logged' }

const told = (list: readonly Retention[]) => ({
  json: list,
  text: textTable(
    ['delivery', 'dataset', 'period', 'state', 'destroy by', 'date of', 'destroyed', 'file'],
    list.map((r) => [
      `${r.due ? '! ' : ''}${r.delivery}`,
      r.dataset,
      r.period,
      r.state,
      r.destroyBy ?? '–',
      r.by ?? '–',
      r.destroyedAt?.slice(0, 10) ?? '–',
      r.fileName,
    ]),
    [0],
  ),
})

export const retentionCommands: Command[] = [
  {
    name: 'retention',
    usage: 'WORKSPACE [DELIVERY]',
    help: {
      vi: 'Thời hạn giữ từng đợt dữ liệu; --destroy-by đặt ngày phải huỷ',
      en: 'How long each delivery is kept; --destroy-by sets the day it is to be destroyed',
    },
    options: [
      { name: 'destroy-by', value: 'YYYY-MM-DD', help: { vi: 'ngày phải huỷ', en: 'day it is to be destroyed' } },
      { name: 'reason', value: 'TEXT', help: reasonHelp },
    ],
    positionals: [1, 2],
    async run(args) {
      const folder = at(args, 0, 'WORKSPACE')
      const destroyBy = optionText(args, 'destroy-by')
      await args.openWorkspace(folder, destroyBy === undefined ? 'read' : 'write')
      if (destroyBy === undefined) return told(await args.ask('retention.list', {}))
      const delivery = Number(at(args, 1, 'DELIVERY'))
      return told(await args.ask('retention.set', { delivery, destroyBy, reason: needed(args, 'reason') }))
    },
  },
  {
    name: 'destroy',
    usage: 'WORKSPACE DELIVERY',
    help: {
      vi: 'Huỷ hẳn một đợt dữ liệu: ghi đè rồi xoá, có chứng nhận trong nhật ký',
      en: 'Destroy a delivery for good: overwritten and removed, certified in the log',
    },
    options: [{ name: 'reason', value: 'TEXT', help: reasonHelp }],
    positionals: [2, 2],
    async run(args) {
      const reason = needed(args, 'reason')
      await args.openWorkspace(at(args, 0, 'WORKSPACE'))
      const certificate = await args.ask('deliveries.destroy', { delivery: Number(at(args, 1, 'DELIVERY')), reason })
      return {
        json: certificate,
        text: Object.entries(certificate)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
      }
    },
  },
  {
    name: 'rotate-key',
    usage: 'WORKSPACE',
    help: {
      vi: 'Thay khoá dữ liệu: mã hoá lại mọi tệp; mật khẩu của từng người giữ nguyên',
      en: 'A new data key: every file encrypted anew; each person keeps their passphrase',
    },
    options: [],
    positionals: [1, 1],
    async run(args) {
      await args.openWorkspace(at(args, 0, 'WORKSPACE'))
      await args.ask('workspace.rotateKey', {})
      return { json: { rotated: true }, text: '✓' }
    },
  },
]
