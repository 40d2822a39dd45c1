// The role of whoever opened the workspace. In: the workspace. Out: a role. Never a guess upward: where persons have keys, their own counts.
import type { Role } from '#shared/model/role.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export const roleNames: Record<Role, Bilingual> = {
  analyst: { vi: 'người phân tích', en: 'analyst' },
  reviewer: { vi: 'người soát xét', en: 'reviewer' },
  administrator: { vi: 'người quản trị', en: 'administrator' },
}

/** One passphrase for all has one owner, who administers what they made. */
export const roleOf = (workspace: Workspace): Role => workspace.role ?? 'administrator'
