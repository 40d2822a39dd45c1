// The user's settings as shared state, read from the host at start and saved through it on every change.
// Never kept in browser storage: the host owns them.
import { create } from 'zustand'
import { settingsSchema } from '#shared/contract/host.ts'
import type { Settings } from '#shared/contract/host.ts'
import { callHost } from '../bridge/client.ts'
import { changeLanguage } from '../i18n/index.ts'

type SettingsStore = {
  settings: Settings
  /** Applies at once; the host writes in the background. */
  change(part: Partial<Settings>): void
  /** Remembers something small for one screen: open panels, column widths. */
  remember(screen: string, value: Settings['screens'][string]): void
}

export const useSettings = create<SettingsStore>((set, get) => ({
  settings: settingsSchema.parse({}),
  change(part) {
    set({ settings: { ...get().settings, ...part } })
    if (part.language) void changeLanguage(part.language)
    callHost('host.saveSettings', { settings: part }).catch(() => undefined)
  },
  remember(screen, value) {
    get().change({ screens: { ...get().settings.screens, [screen]: value } })
  },
}))

/** Recent workspaces are kept by the host alone, so they are asked for when they are to be shown. */
export const refreshRecent = async (): Promise<void> => {
  const { recent } = await callHost('host.settings', {})
  useSettings.setState((s) => ({ settings: { ...s.settings, recent } }))
}

export const loadSettings = async (): Promise<Settings> => {
  const settings = await callHost('host.settings', {})
  useSettings.setState({ settings })
  return settings
}

/** Whether a screen's side panel is open, remembered for the screen. */
export const useSideFold = (screen: string): { open: boolean; onChange: (open: boolean) => void } => {
  const key = `side.${screen}`
  const open = useSettings((s) => s.settings.screens[key]) !== false
  const remember = useSettings((s) => s.remember)
  return { open, onChange: (next) => remember(key, next) }
}
