// The user's settings as one JSON file. In: a folder. Out: valid settings, defaults where the file is missing or
// unreadable. Never workspace data, never a passphrase. Recent workspaces are written by the host alone, since a recent
// path is a granted path.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsSchema } from '#shared/contract/host.ts'
import type { Settings } from '#shared/contract/host.ts'

export type SettingsFile = {
  read(): Settings
  /** Merges what the page may set; `recent` can only shrink. */
  change(part: Partial<Settings>): Settings
  remember(workspace: { path: string; name: string }): Settings
}

const load = (file: string): Settings => {
  if (!existsSync(file)) return settingsSchema.parse({})
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // A settings file that cannot be read must not keep the user out: kept aside, defaults used.
    renameSync(file, `${file}.unreadable`)
    return settingsSchema.parse({})
  }
}

export const openSettingsFile = (folder: string): SettingsFile => {
  const file = join(folder, 'settings.json')
  let settings = load(file)
  const save = (next: Settings) => {
    settings = next
    writeFileSync(`${file}.new`, JSON.stringify(settings, null, 2))
    renameSync(`${file}.new`, file)
    return settings
  }
  return {
    read: () => settings,
    change(part) {
      const known = new Set(settings.recent.map((r) => r.path))
      const recent = part.recent ? part.recent.filter((r) => known.has(r.path)) : settings.recent
      return save(settingsSchema.parse({ ...settings, ...part, recent }))
    },
    remember: (workspace) =>
      save({
        ...settings,
        recent: [workspace, ...settings.recent.filter((r) => r.path !== workspace.path)].slice(0, 10),
      }),
  }
}
