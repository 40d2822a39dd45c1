// Who may do what in a workspace: each role may do what those before it may.

export const roles = ['analyst', 'reviewer', 'administrator'] as const
export type Role = (typeof roles)[number]

export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
