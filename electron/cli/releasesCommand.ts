// The release registry on the command line: what left, and withdrawing what never went out.
import { fail } from '#shared/model/failure.ts'
import type { Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

export const releasesCommand: Command = {
  name: 'releases',
  usage: 'WORKSPACE',
  help: {
    vi: 'Sổ công bố: các bảng đã đưa ra ngoài, mà bảng sau được bảo mật cùng',
    en: 'The release registry: tables that left, against which later ones are protected',
  },
  options: [
    {
      name: 'withdraw',
      value: 'N',
      help: { vi: 'rút bảng số N chưa thực sự đưa ra ngoài', en: 'withdraw entry N, which never went out' },
    },
    { name: 'reason', value: 'TEXT', help: { vi: 'lý do, ghi vào nhật ký', en: 'the reason, logged' } },
  ],
  positionals: [1, 1],
  async run(args) {
    const withdraw = optionText(args, 'withdraw')
    await args.openWorkspace(args.positionals[0] ?? '', withdraw === undefined ? 'read' : 'write')
    if (withdraw !== undefined && !/^\d+$/.test(withdraw)) fail('USAGE', { reason: `--withdraw ${withdraw}` })
    const entries =
      withdraw === undefined
        ? await args.ask('release.list', {})
        : await args.ask('release.withdraw', { id: Number(withdraw), reason: optionText(args, 'reason') ?? '' })
    const rows = entries.map((e) => [
      String(e.id),
      e.table,
      e.dataset,
      e.at.slice(0, 16),
      e.by,
      e.told,
      e.withdrawn ?? '',
    ])
    return { json: entries, text: textTable(['id', 'table', 'dataset', 'at', 'by', 'told', 'withdrawn'], rows, [0]) }
  },
}
