// The command `package`: what stands on a package of records, and its files. In: a package, a folder, the passphrase in
// a file. Out: facts, files. Never a passphrase from the arguments.
import { resolve } from 'node:path'
import type { PackageStanding } from '#shared/contract/packages.ts'
import { fail } from '#shared/model/failure.ts'
import type { Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { firstLine } from './firstLine.ts'
import { textTable } from './textTable.ts'

const rows = (found: PackageStanding): [string, string][] => [
  ['workspace', found.workspace],
  ['by', found.madeBy],
  ['at', found.madeAt],
  ['for', found.receiver],
  ['until', found.until],
  ['reason', found.reason],
  ...found.files.map(({ name, bytes }): [string, string] => [name, `${bytes}`]),
]

export const packageCommand: Command = {
  name: 'package',
  usage: 'PACKAGE [FOLDER]',
  help: {
    vi: 'Gói bản ghi nhận được: ghi trên gói có gì; có thư mục: mở gói vào đó, kiểm từng byte',
    en: 'A package of records received: what stands on it; with a folder: its files into it, every byte checked',
  },
  options: [
    {
      name: 'package-passphrase-file',
      value: 'FILE',
      help: { vi: 'mật khẩu của gói, ở dòng đầu của tệp', en: 'passphrase of the package, on the first line of FILE' },
    },
  ],
  positionals: [1, 2],
  async run(args) {
    const [given = '', folder] = args.positionals
    const path = resolve(given)
    if (folder === undefined) {
      const found = await args.ask('package.read', { path })
      return { json: found, text: textTable(['', ''], rows(found)) }
    }
    const file =
      optionText(args, 'package-passphrase-file') ?? fail('OPTION_MISSING', { option: '--package-passphrase-file' })
    const opened = await args.ask('package.open', { path, folder: resolve(folder), passphrase: firstLine(file) })
    return { json: opened, text: opened.paths.join('\n') }
  },
}
