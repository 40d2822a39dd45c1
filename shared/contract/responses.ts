// Response types of the contract that are not model nouns of their own.
import type { Dataset, Subject, Variable } from '../model/dataset.ts'
import type { Definition, DefinitionKind } from '../model/definition.ts'
import type { Delivery } from '../model/delivery.ts'
import type { CellStatus, Provenance } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { PeriodKind } from '../model/period.ts'
import type { CellAddress, TableDefinition } from '../model/table.ts'
import type { Role } from '../model/role.ts'
import type { Bilingual } from '../model/text.ts'

export type ExploreView = {
  view: string
  dataset: string
  rows: number
  totalRows: number
  seconds: number
  filter: string | null
}

/**
 * Column-wise page. Values are display-neutral: code text, decimal text for scaled integers beyond 2^53, ISO dates,
 * null.
 */
export type ExploreRows = {
  offset: number
  rowIds: number[]
  columns: { variable: string; masked: boolean; values: (string | number | null)[] }[]
  /** Soft rules each row failed. */
  flags: string[][]
}

export type WorkspaceStatus =
  | { state: 'none' }
  | {
      state: 'open'
      path: string
      name: string
      readOnly: boolean
      encrypted: boolean
      /** Who is signed in; null: made-up data, which nobody needs a key for. */
      person: string | null
      role: Role
      /** Nobody is at the window: the passphrase is asked for again. */
      locked: boolean
      /** After how long without a sign of the user it locks itself; null: never. */
      idleMinutes: number | null
      /** Made from seeded synthetic data; said on screen. */
      demonstration: boolean
      bytes: number
      freeBytes: number
      /** Notices to show once: an import that was interrupted and rolled back, links that went stale. */
      notices: { code: string; facts: Record<string, string | number> }[]
    }

export type DatasetSummary = {
  id: string
  subject: Subject
  label: Bilingual
  recordLabel: Bilingual
  description: Bilingual
  rows: number
  periods: string[]
  deliveries: number
  /** Rows of SQLite and of the column set agree as far as counts can tell. */
  columnSetReady: boolean
}

export type DatasetDetail = DatasetSummary & {
  definition: Dataset
  /**
   * Linked datasets whose variables can be used as "<link>.<variable>", chains ("<link>.<link>") after the links they
   * begin with.
   */
  links: {
    id: string
    label: Bilingual
    right: string
    variables: Variable[]
    /** Of a chain: what its links leave, were they independent. */
    matchRate: number
    /** Records for each linked record that any of them meets: above one, its values are met again and again. */
    shared: number
    /** Records that several linked ones match, of which one is used; 0 where all of them are meant. */
    several: number
    /** Kind of period of the linked records; null: a figure over several has none. */
    periodKind: PeriodKind | null
    stale: boolean
    /** The link of which this is one way to choose among several matches; absent: the link itself. */
    chosenOf?: string
    /** That way in words, where it stands under its link. */
    way?: Bilingual
  }[]
}

export type ImportPreview = {
  fileName: string
  bytes: number
  dataset: string | null
  period: string | null
  header: string[]
  rows: string[][]
  missingColumns: string[]
  extraColumns: string[]
  /** The same file was taken in before, as this delivery. */
  alreadyImported: Delivery | null
  /** A current delivery of the same dataset and period that this file would replace. */
  wouldReplace: Delivery | null
}

export type ImportResult = { delivery: Delivery; outcome: 'imported' | 'replaced' | 'unchanged'; seconds: number }
export type BatchImportResult = {
  results: {
    file: string
    outcome: 'imported' | 'replaced' | 'unchanged' | 'failed' | 'skipped'
    delivery?: Delivery
    failure?: { code: string; facts: Record<string, string | number> }
  }[]
}

export type VerifyResult = {
  ok: boolean
  /** derived: what is missing is made again from the records when it is next needed; nothing is lost. */
  checks: { id: string; subject: string; ok: boolean; expected: string; found: string; derived?: boolean }[]
  seconds: number
}

export type DemoResult = {
  files: { path: string; dataset: string; period: string; rows: number; bytes: number }[]
  truthPath: string
  seconds: number
}

export type VariableProfile = {
  dataset: string
  variable: string
  records: number
  missing: number
  distinct: number | null
  /** Most frequent values, at most 20. */
  top: { code: string; label: Bilingual | null; records: number }[]
  /** Equal-width bins for measures and dates; null for codes. Bounds are decimal text or ISO dates. */
  histogram: { from: string; to: string; records: number }[] | null
  minimum: string | null
  maximum: string | null
  mean: number | null
  median: number | null
  /** Identifier: nothing but counts is told. */
  masked: boolean
  /** Present when only a sample was read: then all counts are of the records read, spread evenly over this many. */
  sampledFrom?: number
}

export type RecordSheet = {
  dataset: string
  rowId: number
  delivery: Delivery
  rowNumber: number
  groups: {
    label: Bilingual
    values: {
      variable: string
      label: Bilingual
      value: string | number | null
      text: Bilingual | null
      masked: boolean
    }[]
  }[]
  flags: { rule: string; message: Bilingual }[]
  linked: { link: string; label: Bilingual; dataset: string; rowId: number | null }[]
}

export type TableEstimate = {
  /** Upper bound: product of the categories present, totals included, times measures. */
  cells: number
  limit: number
  tooLarge: boolean
  records: number
  /** About how long two cores read the records for it; a table answered from memory takes none of it. */
  seconds: number
}

export type TableCheck = {
  cells: number
  differing: number
  first: { address: string; measure: string; duckdb: string; sqlite: string }[]
  seconds: { duckdb: number; sqlite: number }
  /** What the passport of the table says of it. */
  check: NonNullable<Provenance['check']>
}

/**
 * A definition made elsewhere: what can be computed here, and what was left out, by name and with the failure it would
 * have been.
 */
export type FittedDefinition = {
  definition: TableDefinition
  leftOut: { what: 'variable' | 'dimension' | 'measure' | 'filter'; name: string; code: string }[]
}

/** A figure that a derived one is made of, with the cell it stands in. */
export type DrillInput = {
  role: 'numerator' | 'denominator'
  measure: string
  address: CellAddress
  value: Exact | null
  status: CellStatus
}

export type DrillResult = {
  view: ExploreView
  cellRecords: number
  viewRecords: number
  cellValue: Exact | null
  /** The measure recomputed from the records of the view; equals cellValue. */
  viewValue: Exact | null
  equal: boolean
  /**
   * The measure of records and the cell whose records the view holds: those asked for, or what a derived figure is made
   * of.
   */
  measure: string
  address: CellAddress
  /** What a derived figure is made of; empty for a measure of records. */
  inputs: DrillInput[]
}

/**
 * How far the links of a table reach one of its cells; `whole` and `unmatched` are sums of what the measure adds up,
 * null for others.
 */
export type CellMatch = {
  records: number
  whole: Exact | null
  links: { id: string; label: Bilingual; unmatchedRecords: number; unmatched: Exact | null }[]
}

/** The file was read back by an independent reader and every one of its cells agreed with the cube. */
export type WrittenCertificate = { format: string; cells: number; compared: number; reader: string }

export type ExportResult = {
  path: string
  bytes: number
  sha256: string
  seconds: number
  /** Absent for what is no table: backups, pictures. */
  certificate?: WrittenCertificate
}

/** What a table's workbook will be, told before it is written. */
export type WorkbookEstimate = {
  /** Yearbook sheets: one for each layer, more where the table is wider than Excel. */
  sheets: number
  dataSheets: number
  cells: number
  bytes: number
  /** The table is cut into groups of columns. */
  split: boolean
}

export type SavedDefinition = {
  kind: DefinitionKind
  id: string
  title: Bilingual
  savedAt: string
  definition: Definition
}

export type AuditEntry = {
  id: number
  at: string
  user: string
  action: string
  subject: string
  records: number
  reason: string
  hash: string
}

/** The status while a workspace is open. */
export type OpenWorkspace = Extract<WorkspaceStatus, { state: 'open' }>
