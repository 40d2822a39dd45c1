// Backups and the drill that proves them. In: arguments. Out: what was written; a report, with status 1 where the drill
// found a difference.
import { resolve } from 'node:path'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const number = (args: Arguments, name: string, fallback: number): number => {
  const given = optionText(args, name)
  if (given === undefined) return fallback
  const value = Number(given)
  return Number.isFinite(value) ? value : fail('USAGE', { reason: `--${name} ${given}` })
}

const backupCommand: Command = {
  name: 'backup',
  usage: 'WORKSPACE [FILE]',
  help: {
    vi: 'Sao lưu ra một tệp; --store: vào thư mục giữ nhiều bản, chỉ ghi phần đã đổi; --every: đặt lịch khi cửa sổ mở',
    en: 'Back up into one file; --store: into a folder of many, writing only what changed; --every: a schedule while a window is open',
  },
  options: [
    { name: 'store', value: 'FOLDER', help: { vi: 'thư mục, có thể ở ổ mạng', en: 'folder, may be on a share' } },
    { name: 'keep', value: 'N', help: { vi: 'giữ N bản mới nhất; mặc định 30', en: 'keep the newest N; default 30' } },
    {
      name: 'every',
      value: 'HOURS|off',
      help: { vi: 'chỉ đặt lịch, chưa sao lưu (cần --store)', en: 'only set the schedule (with --store)' },
    },
  ],
  positionals: [1, 2],
  async run(args) {
    const store = optionText(args, 'store')
    const every = optionText(args, 'every')
    await args.openWorkspace(at(args, 0))
    if (every !== undefined) {
      const off = every === 'off'
      const path =
        store === undefined && off ? resolve('.') : resolve(store ?? fail('OPTION_MISSING', { option: '--store' }))
      const everyHours = off ? 24 : number(args, 'every', 24)
      const schedule = await args.ask('backups.setSchedule', { path, everyHours, keep: number(args, 'keep', 30), off })
      return {
        json: schedule,
        text: schedule.plan === null ? 'off' : `${schedule.plan.path}  ${schedule.plan.everyHours} h`,
      }
    }
    if (store === undefined) {
      const result = await args.ask('workspace.backup', { path: resolve(at(args, 1)) })
      return {
        json: result,
        text: `${result.path}  ${formatBytes(result.bytes, args.language)}  sha256 ${result.sha256}`,
      }
    }
    const result = await args.ask('workspace.backupToStore', { path: resolve(store), keep: number(args, 'keep', 30) })
    const written = `${formatBytes(result.newBytes, args.language)} / ${formatBytes(result.bytes, args.language)}`
    const odd = result.unreadable.map((file) => `\n? ${file}`).join('')
    return { json: result, text: `${result.path}  ${written}  sha256 ${result.sha256}${odd}` }
  },
}

const drillCommand: Command = {
  name: 'drill',
  usage: 'WORKSPACE BACKUP',
  help: {
    vi: 'Diễn tập khôi phục: dựng bản sao lưu bên cạnh, kiểm tra, so với không gian đang dùng, rồi xoá bản dựng',
    en: 'Restore drill: brings a backup back beside, verifies it, compares it with the workspace, and removes it again',
  },
  options: [],
  positionals: [2, 2],
  async run(args) {
    await args.openWorkspace(at(args, 0))
    const report = await args.ask('workspace.drill', { backup: resolve(at(args, 1)) })
    const rows = report.datasets.map((d) => [
      d.equal === d.stillCurrent ? '✓' : '✗',
      d.dataset,
      formatInteger(d.rows, args.language),
      `${d.equal}/${d.stillCurrent}/${d.deliveries}`,
    ])
    const wrong = report.checks.filter((c) => !c.ok && c.derived !== true)
    const text = [
      `${report.ok ? '✓' : '✗'} ${report.madeAt}  ${formatBytes(report.bytes, args.language)}  ${report.restoreSeconds.toFixed(1)} s`,
      textTable(['', 'dataset', 'rows', 'equal/current/then'], rows, [2]),
      `log ${report.log.agrees ? '✓' : '✗'} ${report.log.entries}`,
      ...wrong.map((c) => `✗ ${c.id} ${c.subject}: ${c.expected} ≠ ${c.found}`),
    ].join('\n')
    return report.ok
      ? { json: report, text }
      : { json: report, text, failure: { code: 'DRILL_DIFFERS', facts: { path: report.backup } } }
  },
}

export const backupCommands: Command[] = [backupCommand, drillCommand]
