// The list of people beside the header, in the encrypted catalog: an older header put in the place of a newer one
// shows. In: a workspace. Out: the list remembered, or WORKSPACE_DAMAGED. Never two states at once: what is about to be
// written is remembered before it is.
import { fail } from '#shared/model/failure.ts'
import { settingRepository } from './catalogSettings.ts'
import type { Workspace, WorkspaceHeader } from './workspace.ts'

const setting = 'people.mac'

const remembered = ({ catalog }: Workspace): string[] =>
  (settingRepository(catalog).get(setting) ?? '').split(' ').filter((mac) => mac !== '')

export const rememberPeople = (workspace: Workspace): void => {
  const { peopleMac } = workspace.header
  if (peopleMac !== undefined) settingRepository(workspace.catalog).set(setting, peopleMac)
}

export const requireRememberedPeople = (workspace: Workspace): void => {
  const known = remembered(workspace)
  const { peopleMac } = workspace.header
  if (known.length > 0 && (peopleMac === undefined || !known.includes(peopleMac)))
    fail('WORKSPACE_DAMAGED', {
      file: 'workspace.json',
      reason: 'danh sách người dùng là của một lúc trước / the list of people is of an earlier time',
    })
}

/** Writes the header with another list of people; cut off at any moment, one of the two lists stands and is known. */
export const changePeople = (workspace: Workspace, next: Pick<WorkspaceHeader, 'people' | 'peopleMac'>): void => {
  const settings = settingRepository(workspace.catalog)
  settings.set(setting, [workspace.header.peopleMac, next.peopleMac].filter(Boolean).join(' '))
  workspace.saveHeader(next)
  rememberPeople(workspace)
}
