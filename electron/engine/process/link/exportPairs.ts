// The pairs of a link as a CSV file for judging it: rows by their number in the delivered file, keys, how each pair was found.
// In: a link that was run, a path. Out: the file, whole or not at all. Never a name or an address: keys and row numbers only.
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Database } from 'better-sqlite3'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { evidenceTableName, hasEvidence } from './evidenceTable.ts'
import { pairTableName } from './pairTable.ts'

export type PairsFile = { path: string; pairs: number; bytes: number; sha256: string }

/** Formulas of spreadsheets start with one of these: such a text is told to be text. */
const plainCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type SideRow = (row: number) => { number: string; key: string }

const sideRow = (workspace: Workspace, dataset: Dataset): SideRow => {
  const keys = dataset.key.filter((id) => {
    const variable = dataset.variables.find((v) => v.id === id)
    return variable !== undefined && variable.role !== 'text'
  })
  const find = workspace
    .subject(dataset.subject)
    .prepare<[number], unknown[]>(
      `SELECT ${['row_number', ...keys.map(quoteName)].join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
    )
    .raw()
    .safeIntegers()
  return (row) => {
    const found = find.get(row) as unknown[] | undefined
    if (found === undefined) return { number: '', key: '' }
    const [number, ...values] = found
    return { number: String(number), key: values.map((value) => (value === null ? '' : String(value))).join('|') }
  }
}

const heading = 'left_row,right_row,left_key,right_key,stage,weight,probability'

type Pair = { left_row: number; right_row: number; stage: string; weight: number | null; probability: number | null }

const pairsOf = (links: Database, link: string): IterableIterator<Pair> =>
  hasEvidence(links, evidenceTableName(link))
    ? links
        .prepare<[], Pair>(
          `SELECT left_row, right_row, stage, weight, probability FROM ${quoteName(evidenceTableName(link))}
           WHERE linked = 1 ORDER BY left_row, right_row`,
        )
        .iterate()
    : links
        .prepare<[], Pair>(
          `SELECT left_row, right_row, 'keys' AS stage, NULL AS weight, NULL AS probability
           FROM ${quoteName(pairTableName(link))} ORDER BY left_row`,
        )
        .iterate()

export const exportPairs = async (
  context: EngineContext,
  { link, path }: { link: string; path: string },
  job: JobContext,
): Promise<PairsFile> => {
  const workspace = context.workspace()
  const linkSet = linkSetRepository(workspace.catalog).find(link) ?? fail('LINK_UNKNOWN', { link })
  if (linkSet.stale) return fail('LINK_STALE', { link })
  const left = sideRow(workspace, knownDataset(workspace, linkSet.definition.left))
  const right = sideRow(workspace, knownDataset(workspace, linkSet.definition.right))
  let pairs = 0
  const written = await writeFileTarget(path, async (temporary) => {
    const out = createWriteStream(temporary)
    out.write(`${heading}\n`)
    for (const pair of pairsOf(workspace.links(), link)) {
      const l = left(pair.left_row)
      const r = right(pair.right_row)
      const cells = [
        l.number,
        r.number,
        l.key,
        r.key,
        pair.stage,
        pair.weight === null ? '' : pair.weight.toFixed(4),
        // A pair of equal keys is certain by definition; a model says how certain.
        pair.probability === null ? '1' : pair.probability.toFixed(6),
      ]
      out.write(`${cells.map(plainCell).join(',')}\n`)
      pairs += 1
      if (pairs % 20_000 === 0) job.throwIfCancelled()
    }
    out.end()
    await finished(out)
  })
  context.account({ subject: link, records: pairs })
  return { path, pairs, ...written }
}
