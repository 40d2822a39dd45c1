// What a row of the contract says of itself, for the door of the engine to enforce once for all. In: what differs from
// harmless. Out: the whole policy. Never enforced elsewhere: no handler asks these questions again.
import type { Role } from '../model/role.ts'

export type MethodPolicy = {
  /** Changes the workspace (or what may be seen of it): refused where it is open read-only. */
  writes: boolean
  /** A job that runs alone among its like, in order. */
  exclusive: boolean
  /** Data leave the program by it. It is logged before the first byte, so it is refused where nothing can be logged. */
  leaves: boolean
  /**
   * The action the log tells. Of what leaves: `<action>_asked` before the first byte, `<action>` with its result or
   * `<action>_failed` after. Of the rest: `<action>` once it is done; a workspace that is open read-only keeps no log
   * of looking.
   */
  logs: string | null
  /** The area appends the entry itself, in the transaction that makes the change: neither stands without the other. */
  within: boolean
  /** The least that whoever opened the workspace must be. */
  role: Role
  /**
   * The leave of another person, for this act alone: always, or where there is somebody else who could give it. Where
   * there is nobody, the log says that it was done alone.
   */
  leave: 'always' | 'several' | null
  /** The least that whoever gives leave must be. */
  leaver: Role
  /**
   * Signed: by whoever is signed in or another at the desk, with their passphrase, who is at least this. The request
   * has a `signature`; the door proves it and gives the name.
   */
  signer: Role | null
  /**
   * Single records leave by it, and only where the office allowed that: always, or where persons have keys (made-up
   * data have nothing to guard).
   */
  records: 'always' | 'persons' | null
  /** Answered while the workspace is locked because nobody is at the window. */
  whileLocked: boolean
  /** Asked by a host for itself (printing, copying); a page cannot. */
  host: boolean
}

/** What leaves is always logged. */
export type PolicyInput = Partial<Omit<MethodPolicy, 'leaves' | 'logs'>> &
  ({ leaves: true; logs: string } | { leaves?: false; logs?: string })

const harmless: MethodPolicy = {
  writes: false,
  exclusive: false,
  leaves: false,
  logs: null,
  within: false,
  role: 'analyst',
  leave: null,
  leaver: 'reviewer',
  signer: null,
  records: null,
  whileLocked: false,
  host: false,
}

export const policyOf = (input: PolicyInput): MethodPolicy => ({ ...harmless, ...input })
