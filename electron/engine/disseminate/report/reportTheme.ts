// What the pages of the office have in common, kept once in the workspace. In: the catalog; a theme. Out: the theme in
// force. Never a report changed by it: it is applied when pages are made, and frozen issues keep what they had.
import { plainTheme, reportThemeSchema } from '#shared/model/reportTheme.ts'
import type { ReportTheme } from '#shared/model/reportTheme.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'

const setting = 'report.theme'

export const readTheme = (context: EngineContext): ReportTheme => {
  const kept = settingRepository(context.workspace().catalog).get(setting)
  return kept === null ? plainTheme : reportThemeSchema.parse(JSON.parse(kept))
}

export const saveTheme = (context: EngineContext, theme: ReportTheme): ReportTheme => {
  settingRepository(context.workspace().catalog).set(setting, JSON.stringify(theme))
  context.account({ subject: 'report theme' })
  context.emit('data.changed', { what: 'definitions' })
  return theme
}
