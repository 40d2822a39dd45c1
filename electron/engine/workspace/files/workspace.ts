// An open workspace: its SQLite databases, its column sets and its keys. In: a folder and a passphrase. Out: handles.
// Never SQL of a dataset here, never a path that did not come from workspace.json.
import type { Database } from 'better-sqlite3'
import type { Subject } from '#shared/model/dataset.ts'
import type { Role } from '#shared/model/role.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'

export type WorkspaceHeader = {
  format: 'statdesk-workspace'
  schema: number
  id: string
  name: string
  createdAt: string
  demonstration: boolean
  /**
   * Of a workspace made before persons had keys: one passphrase for all. Replaced by `people` on its first opening for
   * writing.
   */
  encryption: { kdf: 'scrypt'; salt: string; N: number; r: number; p: number; wrappedKey: string } | null
  /** Everybody who can open it; absent: demonstration data without a passphrase, or the above. */
  people?: PersonSlot[] | undefined
  /** Sealed with a key of the workspace, so that nobody outside adds or drops a person. */
  peopleMac?: string | undefined
  /** Under way from this data key to another: which one a file is under is tried out. */
  rotation?: { nextKey: string } | undefined
  /** Only without a passphrase: the key in the open. It keeps no secret; it makes every damaged byte show. */
  openKey?: string | undefined
  /** The log as it last was. */
  anchor?: LogAnchor | undefined
}

export type GuessCost = { kdf: 'scrypt'; salt: string; N: number; r: number; p: number }

export type PersonSlot = {
  id: string
  name: string
  role: Role
  kind: 'person' | 'recovery'
  addedAt: string
  addedBy: string
  guess: GuessCost
  sealedSeed: string
  boxKey: string
  signKey: string
  sealedKey: { from: string; sealed: string }
}

export type NewPerson = {
  name: string
  role: Role
  kind: PersonSlot['kind']
  passphrase: string
  addedBy: string
}

/** A workspace of demonstration data may have neither. */
export const isEncrypted = ({ encryption, people }: WorkspaceHeader): boolean =>
  encryption !== null || people !== undefined

/** Number and hash of the log's last entry, sealed with a key of the workspace. */
export type LogAnchor = { entries: number; hash: string; mac: string }

export type Workspace = {
  folder: string
  header: WorkspaceHeader
  readOnly: boolean
  /** Of the person whose key opened it. */
  role: Role
  /** Null: demonstration data, opened without a key. */
  person: { id: string; name: string } | null
  /** Nobody is at the window: nothing is answered until their passphrase is given again. */
  locked: boolean
  /** What only the person signed in can do with their key. */
  sign(text: string): string
  /** A slot for another person, or the same one under another passphrase. */
  makeSlot(person: NewPerson): Promise<PersonSlot>
  renewSlot(slot: PersonSlot, passphrase: string): Promise<PersonSlot>
  /** A slot with the data key of now: making it took time, in which the key may have changed. */
  sealedNow(slot: PersonSlot): PersonSlot
  /** What proves a list of people to be of this workspace. */
  macOfPeople(people: PersonSlot[]): string
  /** Definitions, datasets, deliveries, code lists, audit, settings. */
  catalog: Database
  /** records of a subject: tables r_<dataset>, rejects, flags; opened on first use. */
  subject(subject: Subject): Database
  /** Link pairs: tables pair_<link>(left_row, right_row); opened on first use. */
  links(): Database
  /** DuckDB column sets; opened on first use. */
  columns(): Promise<ColumnDatabase>
  /** SQL that attaches a subject or links database (encrypted or not) to a SQLite connection under its name. */
  attachSql(name: Subject | 'links' | 'catalog'): string
  /** 32 bytes from which the keyed hash of person codes is made; the same for the life of the workspace. */
  personKey: Buffer
  /** A key of the workspace for one purpose, never written down. */
  secret(purpose: string): Buffer
  /** Changes the header, in memory and on disk, whole. */
  saveHeader(change: Partial<WorkspaceHeader>): void
  notices: { code: string; facts: Record<string, string | number> }[]
  close(): Promise<void>
}
