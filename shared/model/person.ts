// Persons of a workspace, as lists and dialogs show them. Never a key here.
import { z } from 'zod'
import { roles } from './role.ts'
import type { Role } from './role.ts'

export const personNameSchema = z.string().trim().min(1).max(80)
/** Of a person to be added: no character that nobody sees, for two names that look alike would be two persons. */
export const newPersonNameSchema = personNameSchema.regex(/^[^\p{C}]*$/u)
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

/** The two places a tone mark may be written in: hòa, hoà. */
const toneBefore = /([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])/gu

const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .replace(toneBefore, '$1$3$2')

/**
 * Names are compared as people read them: without regard to how they are encoded, to case, to spaces, to where a tone
 * mark stands. Hòa and Hoa are two persons.
 */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b)

/** As it is written, else as it is read. */
export const ofName = <P extends { name: string }>(persons: readonly P[], name: string): P | undefined => {
  const written = name.normalize('NFC').trim()
  return persons.find((one) => one.name === written) ?? persons.find((one) => sameName(one.name, name))
}

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
