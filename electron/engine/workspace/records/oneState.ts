// One state for each reader: what is read from catalog, records, links and column sets together stood together. In:
// datasets, work. Out: the work's answer, done again when a change of these datasets fell into it. Never a figure of
// two states, never a writer held up.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { databaseFile } from '#engine/workspace/files/openedWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { deliveryLogTable, hasTable, pairLogTable } from './recordTables.ts'

type State = { text: string; settled: boolean }

/**
 * Changes begun in this process: one that is rolled back leaves the stores as they were, and yet a reader may have seen
 * half of it.
 */
const begun = new WeakMap<Workspace, Map<string, number>>()
export const beginChange = (workspace: Workspace, dataset: string): void => {
  const of = begun.get(workspace) ?? new Map<string, number>()
  begun.set(workspace, of.set(dataset, changesBegun(workspace, dataset) + 1))
}
/** For keys of what is kept of a reading: a half-seen change that was rolled back must not be answered again. */
export const changesBegun = (workspace: Workspace, dataset: string): number => begun.get(workspace)?.get(dataset) ?? 0

/**
 * Datasets whose stored values are being changed by this process: from the first change until the column sets follow.
 */
const changing = new WeakMap<Workspace, Set<string>>()
export const setChanging = (workspace: Workspace, dataset: string, on: boolean): void => {
  const of = changing.get(workspace) ?? new Set<string>()
  if (on) of.add(dataset)
  else of.delete(dataset)
  changing.set(workspace, of)
}

/** Numbers of the deliveries whose rows the records' own file holds; null where it keeps no log. */
const loggedDeliveries = (workspace: Workspace, dataset: string): string | null => {
  const subject = datasetRepository(workspace.catalog).find(dataset)?.subject
  if (subject === undefined || !existsSync(join(workspace.folder, databaseFile(subject)))) return null
  const database = workspace.subject(subject)
  if (!hasTable(database, deliveryLogTable)) return null
  return database
    .prepare<[string], { delivery_id: number }>(
      `SELECT delivery_id FROM ${deliveryLogTable} WHERE json_extract(body, '$.dataset') = ? ORDER BY delivery_id`,
    )
    .all(dataset)
    .map((row) => row.delivery_id)
    .join(' ')
}

/** When the pairs that stand in the links' own file were made; null where it does not say. */
const loggedRun = (workspace: Workspace, link: string): string | null => {
  if (!existsSync(join(workspace.folder, databaseFile('links')))) return null
  const database = workspace.links()
  if (!hasTable(database, pairLogTable)) return null
  return (
    database.prepare<[string], { run_at: string }>(`SELECT run_at FROM ${pairLogTable} WHERE link = ?`).get(link)
      ?.run_at ?? null
  )
}

/** Datasets a table of this one may read: itself and what its links reach, chains included. */
const reached = (workspace: Workspace, datasets: readonly string[]): string[] => {
  const sets = linkSetRepository(workspace.catalog).list()
  const found = new Set(datasets)
  for (const id of found) for (const { definition } of sets) if (definition.left === id) found.add(definition.right)
  return [...found]
}

/**
 * The catalog's word beside what each file says of itself: every commit of a change writes both, so between two they
 * differ.
 */
export const stateOf = (workspace: Workspace, datasets: readonly string[]): State => {
  const deliveries = deliveryRepository(workspace.catalog)
  const parts: unknown[] = []
  let settled = true
  const all = reached(workspace, datasets)
  for (const id of all) {
    const known = deliveries
      .current(id)
      .map((d) => d.id)
      .toSorted((a, b) => a - b)
      .join(' ')
    const logged = loggedDeliveries(workspace, id)
    if (logged !== null && logged !== known) settled = false
    if (changing.get(workspace)?.has(id)) settled = false
    parts.push([id, changesBegun(workspace, id), known, logged, datasetRepository(workspace.catalog).dataVersion(id)])
  }
  for (const id of all)
    for (const { definition, runAt, stale } of linkSetRepository(workspace.catalog).from(id)) {
      const logged = loggedRun(workspace, definition.id)
      if (logged !== null && logged !== runAt) settled = false
      parts.push([definition.id, runAt, stale, logged])
    }
  return { text: JSON.stringify(parts), settled }
}

const stepMs = 40
const patienceMs = 120_000
/** Each time the data changed under the reader again. */
const mostTries = 25
/** A disk that damages what was just written is no matter of trying again. */
const mostDrops = 2

type Reader = { throwIfCancelled(): void }

const settledState = async (workspace: Workspace, datasets: readonly string[], reader: Reader): Promise<State> => {
  const started = performance.now()
  for (;;) {
    reader.throwIfCancelled()
    const state = stateOf(workspace, datasets)
    if (state.settled) return state
    // A writer in another process that was killed between its commits leaves this for good: the next writer's opening
    // mends it.
    if (performance.now() - started > patienceMs) return fail('DATA_CHANGING', { dataset: datasets.join(', ') })
    await new Promise<void>((resolve) => {
      setTimeout(resolve, stepMs)
    })
  }
}

/** `work` gathers everything it needs of the catalog itself, each time it is called. */
export const inOneState = async <T>(
  workspace: Workspace,
  datasets: readonly string[],
  reader: Reader,
  work: () => Promise<T>,
): Promise<T> => {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const before = await settledState(workspace, datasets, reader)
    const changed = (): boolean => stateOf(workspace, datasets).text !== before.text
    try {
      const answer = await work()
      if (!changed()) return answer
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.value.code === 'CANCELLED') throw thrown
      // Dropped, and made anew from the records by the next try.
      const dropped = thrown instanceof Failure && thrown.value.code === 'COLUMNS_DAMAGED' && !workspace.readOnly
      if (!changed() && !(dropped && tries <= mostDrops)) throw thrown
    }
  }
  return fail('DATA_CHANGING', { dataset: datasets.join(', ') })
}
