import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { prepareProfile } from './browserProfile.ts'

it('keeps nothing that is typed into forms, and leaves the other preferences as they were', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-profile-'))
  try {
    prepareProfile(folder)
    const file = join(folder, 'Default', 'Preferences')
    const read = (): unknown => JSON.parse(readFileSync(file, 'utf8'))
    expect(read()).toMatchObject({ credentials_enable_service: false, autofill: { profile_enabled: false } })
    mkdirSync(join(folder, 'Default'), { recursive: true })
    writeFileSync(file, JSON.stringify({ profile: { name: 'x' }, autofill: { profile_enabled: true } }))
    writeFileSync(join(folder, 'Default', 'Web Data'), 'typed')
    mkdirSync(join(folder, 'Default', 'Sessions'))
    writeFileSync(join(folder, 'Default', 'Sessions', 'Session_1'), 'typed')
    prepareProfile(folder)
    expect(read()).toMatchObject({
      profile: { name: 'x', password_manager_enabled: false },
      autofill: { profile_enabled: false },
    })
    for (const name of ['Web Data', 'Sessions']) expect(existsSync(join(folder, 'Default', name))).toBe(false)
    writeFileSync(file, '{ cut')
    prepareProfile(folder)
    expect(read()).toMatchObject({ profile: { password_manager_enabled: false } })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
