// Whom a recovery key made administrator since somebody last opened the workspace: told to everybody else, once. In: a
// workspace. Out: a notice, or none. Never told by the header alone: the log, which nobody rewrites, is what is read.
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { roles } from '#shared/model/role.ts'

const since = perDatabase((catalog) =>
  catalog.prepare<{ name: string; added: string }, { subject: string; at: string; user: string }>(
    `SELECT subject, at, user FROM audit WHERE action = 'people_recover' AND id > (
       SELECT coalesce(max(id), 0) FROM audit
       WHERE (action = 'open' AND user = @name)
          OR (action = 'people_add' AND subject IN (SELECT value FROM json_each(@added)))
     ) ORDER BY id DESC LIMIT 1`,
  ),
)

export const recoveredNotice = (workspace: Workspace): Workspace['notices'] => {
  const name = workspace.person?.name
  if (name === undefined) return []
  const added = JSON.stringify(roles.map((role) => `${name} ${role}`))
  const found = since(workspace.catalog).get({ name, added })
  if (found === undefined) return []
  const person = found.subject.replace(/ administrator$/, '')
  return [
    { code: 'PEOPLE_RECOVERED', facts: { person, at: found.at.slice(0, 16).replace('T', ' '), user: found.user } },
  ]
}
