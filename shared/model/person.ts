// Persons of a workspace, as lists and dialogs show them. Never a key here.
import { z } from 'zod'
import { roles } from './role.ts'
import type { Role } from './role.ts'

export const personNameSchema = z.string().trim().min(1).max(80)
export const roleSchema = z.enum(roles)

export type Person = {
  name: string
  role: Role
  /** recovery: the key in the sealed file, of nobody. */
  kind: 'person' | 'recovery'
  addedAt: string
  addedBy: string
  /** Whoever is signed in now. */
  own: boolean
}

/** Names are compared as people read them: composed, without regard to case and outer spaces. */
export const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').trim().toLocaleLowerCase('vi') === b.normalize('NFC').trim().toLocaleLowerCase('vi')

export const leaveStates = ['asked', 'granted', 'refused', 'used'] as const
export type LeaveState = (typeof leaveStates)[number]

/** Leave for one act of one person, given or refused by another. */
export type Leave = {
  id: number
  method: string
  /** What would be done, as JSON text of the fields that count. */
  act: string
  reason: string
  askedBy: string
  askedAt: string
  state: LeaveState
  decidedBy: string
  decidedAt: string
  note: string
  /** After it the leave is worth nothing. */
  until: string
  /** Whoever is signed in may decide on it. */
  mayDecide: boolean
}
