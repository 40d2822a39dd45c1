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
  /** Null: no passphrase (demonstration data only). */
  encryption: { kdf: 'scrypt'; salt: string; N: number; r: number; p: number; wrappedKey: string } | null
  /** Only without a passphrase: the key in the open. It keeps no secret; it makes every damaged byte show. */
  openKey?: string | undefined
  /** The log as it last was. */
  anchor?: LogAnchor | undefined
}

/** Number and hash of the log's last entry, sealed with a key of the workspace. */
export type LogAnchor = { entries: number; hash: string; mac: string }

export type Workspace = {
  folder: string
  header: WorkspaceHeader
  readOnly: boolean
  /** Of whoever opened it, where persons have keys of their own; absent: one passphrase for all. */
  role?: Role
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
