// The open documents of each person, in the workspace's own encrypted catalog. In: JSON text of the window. Out: the
// same. Never read by anything else; gone with the person.
import type { deskMethods } from '#shared/contract/desk.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'

export const deskSetting = (person: string): string => `desk.${person}`

export const deskHandlers: HandlersFor<keyof typeof deskMethods> = {
  'desk.get': (context) => {
    const { catalog, person } = context.workspace()
    return { documents: settingRepository(catalog).get(deskSetting(person?.id ?? '')) }
  },
  'desk.save': (context, { documents }) => {
    const { catalog, person } = context.workspace()
    settingRepository(catalog).set(deskSetting(person?.id ?? ''), documents)
    return null
  },
}
