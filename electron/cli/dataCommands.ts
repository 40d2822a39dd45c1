// Commands about workspaces and data: new, demo, import, datasets, deliveries, rejects, withdraw, verify, backup,
// restore, audit.
import { basename, join, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { backupCommands } from './backupCommand.ts'
import { importCommand, missingCommand } from './importCommand.ts'
import { watchCommand } from './watchCommand.ts'
import { deliveriesCommand } from './deliveryCommand.ts'
import { calibrateCommand } from './calibrateCommand.ts'
import { designCommand } from './designCommand.ts'
import { heldBack, recordsShown } from './recordsOnScreen.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const text = (value: string | boolean | undefined): string => (typeof value === 'string' ? value : '')
const number = (args: Arguments, name: string, fallback: number): number => {
  const given = args.options[name]
  if (given === undefined) return fallback
  const value = Number(given)
  return Number.isFinite(value) ? value : fail('USAGE', { reason: `--${name} ${String(given)}` })
}
const word = (language: Language, vi: string, en: string) => (language === 'vi' ? vi : en)

export const dataCommands: Command[] = [
  {
    name: 'new',
    usage: 'WORKSPACE',
    help: { vi: 'Tạo không gian làm việc mới', en: 'Create a workspace' },
    options: [
      { name: 'name', value: 'NAME', help: { vi: 'tên hiển thị', en: 'display name' } },
      {
        name: 'demonstration',
        help: { vi: 'không mật khẩu, chỉ cho dữ liệu mô phỏng', en: 'no passphrase, for synthetic data only' },
      },
    ],
    positionals: [1, 1],
    async run(args) {
      const folder = resolve(at(args, 0))
      const demonstration = args.options['demonstration'] === true
      const passphrase = args.passphrase() ?? (demonstration ? null : fail('WORKSPACE_PASSPHRASE_REQUIRED'))
      const status = await args.ask('workspace.create', {
        path: folder,
        name: text(args.options['name']) || basename(folder),
        passphrase,
        demonstration,
        ...(args.person() === undefined ? {} : { person: args.person() }),
      })
      return { json: status, text: word(args.language, `Đã tạo ${folder}`, `Created ${folder}`) }
    },
  },
  {
    name: 'demo',
    usage: 'FOLDER',
    help: {
      vi: 'Viết các tệp mô phỏng như các cơ quan gửi đến',
      en: 'Write delivery files as the agencies would send them',
    },
    options: [
      {
        name: 'scale',
        value: 'S',
        help: { vi: '1 = cả nước; mặc định 0.002', en: '1 = the whole country; default 0.002' },
      },
      { name: 'seed', value: 'N', help: { vi: 'mặc định 1', en: 'default 1' } },
    ],
    positionals: [1, 1],
    async run(args) {
      const result = await args.ask('demo.write', {
        path: resolve(at(args, 0)),
        scale: number(args, 'scale', 0.002),
        seed: number(args, 'seed', 1),
      })
      const rows = result.files.map((f) => [
        basename(f.path),
        f.dataset,
        f.period,
        formatInteger(f.rows, args.language),
        formatBytes(f.bytes, args.language),
      ])
      return { json: result, text: textTable(['file', 'dataset', 'period', 'rows', 'bytes'], rows, [3, 4]) }
    },
  },
  importCommand,
  watchCommand,
  missingCommand,
  {
    name: 'datasets',
    usage: 'WORKSPACE [DATASET]',
    help: { vi: 'Các bộ dữ liệu, hoặc các biến của một bộ', en: 'The datasets, or the variables of one' },
    options: [],
    positionals: [1, 2],
    async run(args) {
      await args.openWorkspace(at(args, 0), 'read')
      const dataset = args.positionals[1]
      if (dataset) {
        const detail = await args.ask('datasets.get', { dataset })
        const rows = detail.definition.variables.map((v) => [
          v.id,
          v.source ?? '',
          v.role,
          v.type,
          v.codeList ?? '',
          v.label[args.language],
        ])
        return { json: detail, text: textTable(['variable', 'source', 'role', 'type', 'code list', 'label'], rows) }
      }
      const list = await args.ask('datasets.list', {})
      const rows = list.map((d) => [
        d.id,
        d.label[args.language],
        formatInteger(d.rows, args.language),
        String(d.deliveries),
        d.periods.join(' '),
      ])
      return { json: list, text: textTable(['id', 'label', 'rows', 'deliveries', 'periods'], rows, [2, 3]) }
    },
  },
  designCommand,
  calibrateCommand,
  deliveriesCommand,
  {
    name: 'rejects',
    usage: 'WORKSPACE DELIVERY',
    help: { vi: 'Các dòng bị loại của một đợt nhận, với lý do', en: 'The rejected rows of a delivery, with reasons' },
    options: [
      { name: 'limit', value: 'N', help: { vi: 'mặc định 100', en: 'default 100' } },
      {
        name: 'out',
        value: 'FILE',
        help: {
          vi: 'ghi theo mẫu của tệp gửi đến, để cơ quan sửa',
          en: 'write in the layout of the source, to be mended',
        },
      },
      { name: 'reason', value: 'TEXT', help: { vi: 'lý do đưa bản ghi ra ngoài', en: 'why records leave' } },
    ],
    positionals: [2, 2],
    async run(args) {
      const out = text(args.options['out'])
      await args.openWorkspace(at(args, 0), out === '' ? 'read' : 'write')
      if (out !== '') {
        const written = await args.ask('deliveries.exportRejects', {
          delivery: Number(at(args, 1)),
          path: resolve(out),
          language: args.language,
          reason: text(args.options['reason']),
        })
        return { json: written, text: `${written.path}: ${formatInteger(written.records, args.language)}` }
      }
      const page = await args.ask('deliveries.rejects', {
        delivery: Number(at(args, 1)),
        limit: number(args, 'limit', 100),
      })
      const shown = await recordsShown(args)
      const rejects = shown ? page.rejects : page.rejects.map((r) => ({ ...r, raw: '' }))
      const rows = rejects.map((r) => [String(r.rowNumber), r.reasons.join(' '), r.raw])
      const table = textTable(['row', 'reasons', 'raw'], rows, [0])
      return { json: { ...page, rejects }, text: shown ? table : `${table}\n${heldBack[args.language]}` }
    },
  },
  {
    name: 'withdraw',
    usage: 'WORKSPACE DELIVERY',
    help: { vi: 'Rút một đợt nhận: bỏ đúng các dòng của nó', en: 'Withdraw a delivery: removes exactly its rows' },
    options: [],
    positionals: [2, 2],
    async run(args) {
      await args.openWorkspace(at(args, 0))
      const result = await args.ask('deliveries.withdraw', { delivery: Number(at(args, 1)) })
      return { json: result, text: formatInteger(result.rowsRemoved, args.language) }
    },
  },
  {
    name: 'define',
    usage: 'WORKSPACE FILE…',
    help: {
      vi: 'Lưu định nghĩa (bảng, liên kết, chỉ tiêu, biểu đồ, báo cáo) vào không gian làm việc',
      en: 'Save definitions (table, link, indicator, chart, report) in the workspace',
    },
    options: [],
    positionals: [1, 10_000],
    async run(args) {
      await args.openWorkspace(at(args, 0), args.positionals.length > 1 ? 'write' : 'read')
      for (const file of args.positionals.slice(1)) {
        const { readFileSync } = await import('node:fs')
        const { definitionSchema, parseDefinition } = await import('#shared/model/definition.ts')
        const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
        const kind = definitionSchema.safeParse(value).data?.kind ?? 'table'
        await args.ask('definitions.save', { definition: parseDefinition(kind, value) })
      }
      const list = await args.ask('definitions.list', {})
      return {
        json: list,
        text: textTable(
          ['kind', 'id', 'title'],
          list.map((d) => [d.kind, d.id, d.title[args.language]]),
        ),
      }
    },
  },
  {
    name: 'verify',
    usage: 'WORKSPACE',
    help: { vi: 'Kiểm tra toàn vẹn: SQLite, bộ cột, nhật ký', en: 'Check integrity: SQLite, column sets, audit log' },
    options: [],
    positionals: [1, 1],
    async run(args) {
      await args.openWorkspace(at(args, 0), 'read')
      const result = await args.ask('workspace.verify', {})
      const rows = result.checks.map((c) => [c.ok ? '✓' : c.derived ? '○' : '✗', c.id, c.subject, c.expected, c.found])
      if (!result.ok) {
        const bad = result.checks.find((c) => !c.ok && !c.derived)
        fail('WORKSPACE_DAMAGED', {
          file: bad?.subject ?? '',
          reason: `${bad?.id ?? ''}: ${bad?.expected ?? ''} ≠ ${bad?.found ?? ''}`,
        })
      }
      return { json: result, text: textTable(['', 'check', 'subject', 'expected', 'found'], rows) }
    },
  },
  ...backupCommands,
  {
    name: 'restore',
    usage: 'FILE WORKSPACE',
    help: { vi: 'Khôi phục bản sao lưu vào thư mục mới', en: 'Restore a backup into a new folder' },
    options: [],
    positionals: [2, 2],
    async run(args) {
      const result = await args.ask('workspace.restore', {
        backup: resolve(at(args, 0)),
        path: resolve(at(args, 1)),
        passphrase: args.passphrase(),
        ...(args.person() === undefined ? {} : { person: args.person() }),
      })
      return { json: result, text: result.state === 'open' ? join(result.path) : result.state }
    },
  },
  {
    name: 'audit',
    usage: 'WORKSPACE',
    help: { vi: 'Nhật ký truy cập', en: 'The audit log' },
    options: [
      { name: 'limit', value: 'N', help: { vi: 'mặc định 100', en: 'default 100' } },
      {
        name: 'out',
        value: 'FILE.jsonl',
        help: {
          vi: 'xuất toàn bộ, kiểm bằng build/verifyLog.mjs',
          en: 'export it whole; check with build/verifyLog.mjs',
        },
      },
      {
        name: 'anchor',
        value: 'FILE.jsonl',
        help: {
          vi: 'tệp mốc nhật ký của cơ quan (cần --reason)',
          en: 'the office’s anchors of the log (with --reason)',
        },
      },
      { name: 'reason', value: 'TEXT', help: { vi: 'lý do', en: 'why' } },
    ],
    positionals: [1, 1],
    async run(args) {
      const { out, anchor, reason } = args.options
      const writes = typeof out === 'string' || typeof anchor === 'string'
      await args.openWorkspace(at(args, 0), writes ? 'write' : 'read')
      if (typeof anchor === 'string') {
        const path = resolve(anchor)
        const set = await args.ask('audit.setAnchor', { path, reason: typeof reason === 'string' ? reason : '' })
        if (typeof out !== 'string') return { json: set, text: set.path }
      }
      if (typeof out === 'string') {
        const result = await args.ask('audit.export', { path: resolve(out) })
        return { json: result, text: `${result.path}  sha256 ${result.sha256}` }
      }
      const log = await args.ask('audit.list', { limit: number(args, 'limit', 100) })
      const rows = log.entries.map((e) => [
        String(e.id),
        e.at,
        e.user,
        e.action,
        e.subject,
        formatInteger(e.records, args.language),
        e.reason,
      ])
      return { json: log, text: textTable(['', 'at', 'user', 'action', 'subject', 'records', 'reason'], rows, [0, 5]) }
    },
  },
]
