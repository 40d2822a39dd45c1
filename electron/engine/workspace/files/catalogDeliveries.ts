// The deliveries of a workspace: what came, when, what became of it, and where its rows lie. In: the catalog. Out:
// deliveries. Never the rows themselves; whoever changes rows changes the delivery here last, so the catalog never
// promises rows that are not there.
import type { Database } from 'better-sqlite3'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from './perDatabase.ts'

/** A delivery with the row_id of its first accepted row; its rows are firstRow … firstRow + rowsAccepted - 1. */
export type StoredDelivery = Delivery & {
  firstRow: number
  /** Further deliveries that this one replaced: the other parts of its period. */
  alsoReplaces?: number[]
}

export type DeliveryRepository = {
  /** Newest first, all states. */
  list(dataset?: string): Delivery[]
  /** Current deliveries of a dataset in order of their rows. */
  current(dataset: string): StoredDelivery[]
  /** The current delivery of a dataset and period; of several parts the first. */
  currentFor(dataset: string, period: string): StoredDelivery | null
  /** All current parts of a dataset and period, in order. */
  currentParts(dataset: string, period: string): StoredDelivery[]
  /** The current delivery of a dataset that came from a file with this hash. */
  currentWithHash(dataset: string, sha256: string): StoredDelivery | null
  /** Fails DELIVERY_UNKNOWN. */
  get(id: number): StoredDelivery
  find(id: number): StoredDelivery | null
  /** The number the next delivery will have; numbers are never given twice. */
  nextId(): number
  /** Adds it under its id; with `replaces`, the replaced one leaves the state 'current' in the same transaction. */
  add(delivery: StoredDelivery): void
  setState(id: number, state: Delivery['state']): void
  /** Rows of current deliveries. */
  rows(dataset: string): number
}

type Row = {
  id: number
  dataset: string
  period: string
  file_name: string
  sha256: string
  bytes: number
  sender: string
  letter_number: string
  imported_at: string
  rows_read: number
  rows_accepted: number
  rows_rejected: number
  rows_flagged: number
  counts: string
  replaces: number | null
  state: Delivery['state']
  first_row: number
  part: number
  parts: number
  details: string
}
type Details = { lines?: Delivery['lines'] }

const fromRow = (row: Row): Delivery => ({
  id: row.id,
  dataset: row.dataset,
  period: row.period,
  fileName: row.file_name,
  sha256: row.sha256,
  bytes: row.bytes,
  sender: row.sender,
  letterNumber: row.letter_number,
  importedAt: row.imported_at,
  rowsRead: row.rows_read,
  rowsAccepted: row.rows_accepted,
  rowsRejected: row.rows_rejected,
  rowsFlagged: row.rows_flagged,
  counts: JSON.parse(row.counts) as Delivery['counts'],
  replaces: row.replaces,
  state: row.state,
  part: row.part,
  parts: Math.max(row.part, row.parts),
  lines: (JSON.parse(row.details) as Details).lines ?? null,
})
const stored = (row: Row | undefined): StoredDelivery | null =>
  row ? { ...fromRow(row), firstRow: row.first_row } : null

export const deliveryRepository: (catalog: Database) => DeliveryRepository = perDatabase((catalog) => {
  /** Parts of a period count where they stand beside each other now. */
  const parts = `CASE state WHEN 'current' THEN
    (SELECT count(*) FROM delivery AS o WHERE o.dataset = delivery.dataset AND o.period = delivery.period AND o.state = 'current') ELSE part END AS parts`
  const select = `SELECT *, ${parts} FROM delivery`
  const all = catalog.prepare<[], Row>(`${select} ORDER BY id DESC`)
  const ofDataset = catalog.prepare<[string], Row>(`${select} WHERE dataset = ? ORDER BY id DESC`)
  const current = catalog.prepare<[string], Row>(`${select} WHERE dataset = ? AND state = 'current' ORDER BY first_row`)
  const currentFor = catalog.prepare<[string, string], Row>(
    `${select} WHERE dataset = ? AND period = ? AND state = 'current' ORDER BY part`,
  )
  const withHash = catalog.prepare<[string, string], Row>(
    `${select} WHERE dataset = ? AND sha256 = ? AND state = 'current'`,
  )
  const one = catalog.prepare<[number], Row>(`${select} WHERE id = ?`)
  const next = catalog.prepare<[], { id: number }>(`
    SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'delivery'), 0), coalesce((SELECT max(delivery) FROM import_intent), 0)) + 1 AS id`)
  const insert = catalog.prepare(`
    INSERT INTO delivery (id, dataset, period, file_name, sha256, bytes, sender, letter_number, imported_at,
      rows_read, rows_accepted, rows_rejected, rows_flagged, counts, replaces, state, first_row, part, details)
    VALUES (@id, @dataset, @period, @fileName, @sha256, @bytes, @sender, @letterNumber, @importedAt,
      @rowsRead, @rowsAccepted, @rowsRejected, @rowsFlagged, @counts, @replaces, @state, @firstRow, @part, @details)`)
  const state = catalog.prepare<[string, number]>('UPDATE delivery SET state = ? WHERE id = ?')
  const bump = catalog.prepare<[string]>('UPDATE dataset SET data_version = data_version + 1 WHERE id = ?')
  const markLinks = catalog.prepare<[string, string]>(
    'UPDATE link_set SET stale = 1 WHERE left_dataset = ? OR right_dataset = ?',
  )
  const rows = catalog.prepare<[string], { rows: number }>(
    "SELECT coalesce(sum(rows_accepted), 0) AS rows FROM delivery WHERE dataset = ? AND state = 'current'",
  )

  const find = (id: number): StoredDelivery | null => stored(one.get(id))
  const get = (id: number): StoredDelivery => find(id) ?? fail('DELIVERY_UNKNOWN', { delivery: id })
  /** In the transaction of the delivery, so that no link can look fresh over changed rows. */
  const changed = (dataset: string): void => {
    bump.run(dataset)
    markLinks.run(dataset, dataset)
  }
  const setState = catalog.transaction((id: number, to: Delivery['state']): void => {
    const delivery = get(id)
    state.run(to, id)
    changed(delivery.dataset)
  })
  const add = catalog.transaction((delivery: StoredDelivery): void => {
    const { alsoReplaces = [], lines, counts, parts: _parts, ...fields } = delivery
    for (const id of [delivery.replaces ?? [], alsoReplaces].flat()) setState(id, 'replaced')
    const details: Details = { lines }
    insert.run({ ...fields, counts: JSON.stringify(counts), details: JSON.stringify(details) })
    changed(delivery.dataset)
  })
  return {
    list: (dataset) => (dataset === undefined ? all.all() : ofDataset.all(dataset)).map(fromRow),
    current: (dataset) => current.all(dataset).map((row) => ({ ...fromRow(row), firstRow: row.first_row })),
    currentFor: (dataset, period) => stored(currentFor.get(dataset, period)),
    currentParts: (dataset, period) =>
      currentFor.all(dataset, period).map((row) => ({ ...fromRow(row), firstRow: row.first_row })),
    currentWithHash: (dataset, sha256) => stored(withHash.get(dataset, sha256)),
    find,
    get,
    nextId: () => next.get()?.id ?? 1,
    add: (delivery) => {
      add(delivery)
    },
    setState: (id, to) => {
      setState(id, to)
    },
    rows: (dataset) => rows.get(dataset)?.rows ?? 0,
  }
})
