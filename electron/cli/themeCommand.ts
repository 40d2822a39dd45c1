// The command `theme`: what the pages of the office have in common (name, head, foot, place, colour), shown or set from
// a JSON file. In: arguments. Out: the theme. Never a report changed.
import { readFileSync } from 'node:fs'
import { fail } from '#shared/model/failure.ts'
import { reportThemeSchema } from '#shared/model/reportTheme.ts'
import type { ReportTheme } from '#shared/model/reportTheme.ts'
import type { Command } from './commandTypes.ts'
import { textTable } from './textTable.ts'

const themeIn = (path: string): ReportTheme => {
  const text = ((): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return fail('FILE_NOT_FOUND', { path })
    }
  })()
  const parsed = reportThemeSchema.safeParse(
    ((): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        return null
      }
    })(),
  )
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return fail('USAGE', { reason: `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` })
}

export const themeCommand: Command = {
  name: 'theme',
  usage: 'WORKSPACE [FILE.json]',
  help: {
    vi: 'Mẫu trang chung của cơ quan: tên, đầu trang, chân trang, nơi phát hành, màu; có tệp JSON thì đặt',
    en: 'What pages of the office have in common: name, head, foot, place, colour; set from a JSON file',
  },
  options: [],
  positionals: [1, 2],
  async run(args) {
    const [workspace = fail('USAGE', { reason: '#1' }), path] = args.positionals
    await args.openWorkspace(workspace, path === undefined ? 'read' : 'write')
    const theme =
      path === undefined
        ? await args.ask('report.theme', {})
        : await args.ask('report.setTheme', { theme: themeIn(path) })
    const rows = (['office', 'header', 'footer', 'imprint'] as const).map((part) => [
      part,
      theme[part].vi,
      theme[part].en,
    ])
    return { json: theme, text: textTable(['', 'vi', 'en'], [...rows, ['accent', theme.accent, '']]) }
  },
}
