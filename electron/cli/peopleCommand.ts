// Persons of a workspace and leave of another, from the command line. In: arguments; passphrases from files, never from
// the arguments. Out: lists and decisions. Never a passphrase on stdout.
import { resolve } from 'node:path'
import type { PeopleState } from '#shared/contract/people.ts'
import { fail } from '#shared/model/failure.ts'
import type { Leave } from '#shared/model/person.ts'
import { roles } from '#shared/model/role.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { firstLine } from './firstLine.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number, name: string): string =>
  args.positionals[index] ?? fail('USAGE', { reason: name })
const needed = (args: Arguments, option: string): string =>
  optionText(args, option) ?? fail('USAGE', { reason: `--${option}` })

const passphraseIn = (args: Arguments, option: string): string => firstLine(needed(args, option))

const people = (state: PeopleState): { json: unknown; text: string } => ({
  json: state,
  text: textTable(
    ['name', 'role', 'kind', 'added', 'by'],
    state.persons.map((p) => [p.own ? `${p.name} *` : p.name, p.role, p.kind, p.addedAt.slice(0, 10), p.addedBy]),
  ),
})

const roleOption = (args: Arguments) => {
  const given = needed(args, 'role')
  return roles.find((role) => role === given) ?? fail('USAGE', { reason: `--role ${given} (${roles.join(', ')})` })
}

const reasonHelp = { vi: 'lý do, ít nhất 10 ký tự, được ghi nhật ký', en: 'reason, at least 10 characters, logged' }

export const peopleCommand: Command = {
  name: 'people',
  usage: 'list|add|remove|passphrase|recovery|recover WORKSPACE',
  help: {
    vi: 'Người dùng có khoá riêng: liệt kê, thêm, gỡ, đổi mật khẩu, khoá khôi phục trong tệp niêm phong',
    en: 'Persons with keys of their own: list, add, remove, change passphrase, recovery key in a sealed file',
  },
  options: [
    { name: 'name', value: 'NAME', help: { vi: 'người được thêm hay gỡ', en: 'the person added or removed' } },
    { name: 'role', value: roles.join('|'), help: { vi: 'vai trò', en: 'role' } },
    {
      name: 'new-passphrase-file',
      value: 'FILE',
      help: {
        vi: 'mật khẩu của người mới, hoặc mật khẩu mới của mình',
        en: 'passphrase of the new person, or your new one',
      },
    },
    {
      name: 'sealing-passphrase-file',
      value: 'FILE',
      help: { vi: 'mật khẩu niêm phong khoá khôi phục', en: 'passphrase that seals the recovery key' },
    },
    { name: 'recovery', value: 'FILE', help: { vi: 'tệp khoá khôi phục', en: 'file of the recovery key' } },
    {
      name: 'out',
      value: 'FILE',
      help: { vi: 'tệp khoá khôi phục được viết ra', en: 'file the recovery key is written to' },
    },
    { name: 'reason', value: 'TEXT', help: reasonHelp },
  ],
  positionals: [2, 2],
  async run(args) {
    const act = at(args, 0, 'list')
    const folder = at(args, 1, 'WORKSPACE')
    switch (act) {
      case 'list':
        await args.openWorkspace(folder, 'read')
        return people(await args.ask('people.list', {}))
      case 'add': {
        const [name, role] = [needed(args, 'name'), roleOption(args)]
        const passphrase = passphraseIn(args, 'new-passphrase-file')
        await args.openWorkspace(folder)
        return people(await args.ask('people.add', { name, role, passphrase }))
      }
      case 'remove': {
        const name = needed(args, 'name')
        await args.openWorkspace(folder)
        return people(await args.ask('people.remove', { name, reason: needed(args, 'reason') }))
      }
      case 'passphrase': {
        const passphrase = passphraseIn(args, 'new-passphrase-file')
        await args.openWorkspace(folder)
        const old = args.passphrase() ?? fail('WORKSPACE_PASSPHRASE_NEEDED')
        await args.ask('people.changePassphrase', { old, passphrase })
        return people(await args.ask('people.list', {}))
      }
      case 'recovery': {
        const passphrase = passphraseIn(args, 'sealing-passphrase-file')
        await args.openWorkspace(folder)
        const result = await args.ask('people.recovery', { path: resolve(needed(args, 'out')), passphrase })
        return { json: result, text: `${result.path}  sha256 ${result.sha256}` }
      }
      case 'recover': {
        await args.ask('people.recover', {
          path: resolve(folder),
          recovery: resolve(needed(args, 'recovery')),
          sealing: passphraseIn(args, 'sealing-passphrase-file'),
          name: needed(args, 'name'),
          passphrase: passphraseIn(args, 'new-passphrase-file'),
        })
        return people(await args.ask('people.list', {}))
      }
      default:
        return fail('USAGE', { reason: act })
    }
  },
}

const leaves = (list: readonly Leave[]): { json: unknown; text: string } => ({
  json: list,
  text: textTable(
    ['id', 'state', 'asked by', 'decided by', 'until', 'act', 'reason'],
    list.map((l) => [
      String(l.id),
      l.state,
      l.askedBy,
      l.decidedBy,
      l.until.slice(0, 16).replace('T', ' '),
      `${l.method} ${l.act}`,
      l.reason,
    ]),
    [0],
  ),
})

const parsedRequest = (text: string): Record<string, never> => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, never>
  } catch {
    // Told below.
  }
  return fail('OPTION_VALUE_UNKNOWN', { option: '--request' })
}

export const leaveCommand: Command = {
  name: 'leave',
  usage: 'list|ask|grant|refuse WORKSPACE [NUMBER]',
  help: {
    vi: 'Sự cho phép của người khác: xin (--method, --request), liệt kê, cho phép hay từ chối (mở bằng --person của người quyết định)',
    en: 'Leave of another person: ask (--method, --request), list, grant or refuse (opened by the --person who decides)',
  },
  options: [
    {
      name: 'method',
      value: 'NAME',
      help: { vi: 'việc cần phép: policy.set, records.export…', en: 'the act: policy.set, records.export…' },
    },
    {
      name: 'request',
      value: 'JSON',
      help: { vi: 'nội dung việc, như sẽ gửi đi', en: 'what would be done, as it would be asked' },
    },
    {
      name: 'hours',
      value: 'N',
      help: { vi: 'có giá trị bao nhiêu giờ; mặc định 24', en: 'hours it is good for; default 24' },
    },
    { name: 'reason', value: 'TEXT', help: reasonHelp },
  ],
  positionals: [2, 3],
  async run(args) {
    const act = at(args, 0, 'list')
    const folder = at(args, 1, 'WORKSPACE')
    if (act === 'list') {
      await args.openWorkspace(folder, 'read')
      return leaves(await args.ask('leaves.list', {}))
    }
    const reason = needed(args, 'reason')
    if (act === 'ask') {
      const request = parsedRequest(needed(args, 'request'))
      await args.openWorkspace(folder)
      return leaves([await args.ask('leaves.ask', { method: needed(args, 'method'), request, reason })])
    }
    if (act !== 'grant' && act !== 'refuse') return fail('USAGE', { reason: act })
    const leave = Number(at(args, 2, 'NUMBER'))
    await args.openWorkspace(folder)
    const hours = Number(optionText(args, 'hours') ?? 24)
    return leaves([await args.ask('leaves.decide', { leave, grant: act === 'grant', note: reason, hours })])
  },
}
