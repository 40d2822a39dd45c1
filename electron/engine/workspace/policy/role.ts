// The role of whoever opened the workspace. In: the workspace. Out: a role. Never a setting, never a default: it stands
// in the sealed slot.
import type { Role } from '#shared/model/role.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export const roleNames: Record<Role, Bilingual> = {
  analyst: { vi: 'người phân tích', en: 'analyst' },
  reviewer: { vi: 'người soát xét', en: 'reviewer' },
  administrator: { vi: 'người quản trị', en: 'administrator' },
}

/**
 * Of the slot that their passphrase opened. Made-up data have no slots: whoever tries the program may try all of it.
 */
export const roleOf = (workspace: Workspace): Role => workspace.role
