// The profile of the window's browser: it keeps no passwords, no addresses, nothing typed into forms. In: its folder.
// Out: preferences there. Never a profile that fills in or remembers: what is typed here are passphrases, reasons and
// conditions on records.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const wanted = {
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  profile: { password_manager_enabled: false },
  search: { suggest_enabled: false },
  browser: { enable_spellchecking: false },
}

type Json = { [key: string]: unknown }
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const merged = (known: Json, change: Json): Json =>
  Object.entries(change).reduce<Json>((all, [key, value]) => {
    const before = all[key]
    return { ...all, [key]: isJson(value) ? merged(isJson(before) ? before : {}, value) : value }
  }, known)

const known = (file: string): Json => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isJson(value) ? value : {}
  } catch {
    return {}
  }
}

/** What earlier windows may have kept of forms, passwords and the session they would bring back. */
const keptByForms = [
  'Web Data',
  'Web Data-journal',
  'Login Data',
  'Login Data-journal',
  'Login Data For Account',
  'Sessions',
  'Current Session',
  'Last Session',
]

export const prepareProfile = (folder: string): void => {
  const profile = join(folder, 'Default')
  mkdirSync(profile, { recursive: true })
  const file = join(profile, 'Preferences')
  writeFileSync(file, JSON.stringify(merged(known(file), wanted)))
  for (const name of keptByForms) rmSync(join(profile, name), { recursive: true, force: true })
}
