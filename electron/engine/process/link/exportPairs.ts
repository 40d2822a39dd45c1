// What a link found as a CSV file for judging it: linked pairs, pairs that wait for a reader, or the records of a side
// without a partner; rows by their number in the delivered file, keys, how each pair was found. In: a link that was
// run, a path. Out: the file, whole or not at all. Never a name or an address: keys and row numbers only, and of keys
// that may not leave in a file the row numbers alone.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Database } from 'better-sqlite3'
import type { PairsFile, PairsOf } from '#shared/contract/links.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { recordsStay, staysBehind } from '#engine/workspace/policy/recordsPermission.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { furtherTableName } from '#engine/workspace/columns/furtherPartners.ts'
import { evidenceBeforeName, evidenceTableName, hasEvidence, linkedOnlyIn } from './evidenceTable.ts'
import { pairTableName } from './pairTable.ts'
import { staleLinkFacts } from '#engine/workspace/files/staleLinkFacts.ts'

/** Formulas of spreadsheets start with one of these: such a text is told to be text. */
const plainCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type SideRow = (row: number) => { number: string; key: string }

const keysOf = (dataset: Dataset): string[] =>
  dataset.key.filter((id) => {
    const variable = dataset.variables.find((v) => v.id === id)
    return variable !== undefined && variable.role !== 'text'
  })

/** Of a key that may not leave the row number must do: the columns of the file stay. */
const keyOf = (workspace: Workspace, dataset: Dataset): ((values: readonly unknown[]) => string) => {
  const stays = staysBehind(workspace)
  const keys = keysOf(dataset)
  const open = !recordsStay(workspace) && dataset.variables.filter((v) => keys.includes(v.id)).every((v) => !stays(v))
  return open ? keyText : () => ''
}

const keyText = (values: readonly unknown[]): string =>
  values.map((value) => (value === null ? '' : String(value))).join('|')

const sideRow = (workspace: Workspace, dataset: Dataset): SideRow => {
  const keys = keysOf(dataset)
  const key = keyOf(workspace, dataset)
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
    return { number: String(number), key: key(values) }
  }
}

const pairHeading = 'left_row,right_row,left_key,right_key,stage,weight,probability'

type Pair = { left_row: number; right_row: number; stage: string; weight: number | null; probability: number | null }

const pairsOf = (links: Database, link: string, linked: boolean): IterableIterator<Pair> => {
  if (hasEvidence(links, evidenceTableName(link)))
    return links
      .prepare<[number], Pair>(
        `SELECT left_row, right_row, stage, weight, probability FROM ${quoteName(evidenceTableName(link))}
         WHERE linked = ? ORDER BY left_row, right_row`,
      )
      .iterate(linked ? 1 : 0)
  // A link by keys leaves no pair in doubt; right records that share a key are partners all of them.
  const pairs = quoteName(pairTableName(link))
  const further = furtherTableName(link)
  const more = hasEvidence(links, further)
    ? ` UNION ALL SELECT p.left_row, f.right_row FROM ${pairs} p JOIN ${quoteName(further)} f ON f.anchor = p.right_row`
    : ''
  return links
    .prepare<[number], Pair>(
      `SELECT left_row, right_row, 'keys' AS stage, NULL AS weight, NULL AS probability
       FROM (SELECT left_row, right_row FROM ${pairs}${more}) WHERE ? = 1 ORDER BY left_row, right_row`,
    )
    .iterate(linked ? 1 : 0)
}

/** Linked in one of the last two runs only; none where there was one run. */
const changedPairs = (links: Database, link: string, of: 'added' | 'removed'): IterableIterator<Pair> => {
  const [now, before] = [evidenceTableName(link), evidenceBeforeName(link)]
  if (!hasEvidence(links, before) || !hasEvidence(links, now)) return fail('LINK_ONE_VERSION', { link })
  const sql = of === 'added' ? linkedOnlyIn(now, before) : linkedOnlyIn(before, now)
  return links
    .prepare<[], Pair>(`SELECT p.left_row, p.right_row, p.stage, p.weight, p.probability ${sql} ORDER BY 1, 2`)
    .iterate()
}

type Sides = { left: SideRow; right: SideRow }

function* pairLines(pairs: Iterable<Pair>, { left, right }: Sides): Generator<string[]> {
  for (const pair of pairs) {
    const l = left(pair.left_row)
    const r = right(pair.right_row)
    yield [
      l.number,
      r.number,
      l.key,
      r.key,
      pair.stage,
      pair.weight === null ? '' : pair.weight.toFixed(4),
      // A pair of equal keys is certain by definition; a model says how certain.
      pair.probability === null ? '1' : pair.probability.toFixed(6),
    ]
  }
}

/**
 * Whether a row id of a side has a partner, one bit a row: tens of millions of records have no room in a set. Within
 * one dataset a record has one whichever side of the pair it stands on.
 */
const partnered = (
  links: Database,
  { definition }: LinkSet,
  { side, highest }: { side: 'left' | 'right'; highest: number },
): ((row: number) => boolean) => {
  const bits = new Uint8Array((highest >> 3) + 1)
  const add = (row: number): void => {
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  }
  const both = definition.left === definition.right
  for (const pair of pairsOf(links, definition.id, true)) {
    if (both || side === 'left') add(pair.left_row)
    if (both || side === 'right') add(pair.right_row)
  }
  return (row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0
}

function* aloneLines(workspace: Workspace, set: LinkSet, side: 'left' | 'right'): Generator<string[]> {
  const dataset = knownDataset(workspace, set.definition[side])
  const keys = keysOf(dataset)
  const key = keyOf(workspace, dataset)
  const records = workspace.subject(dataset.subject)
  const highest = records
    .prepare(`SELECT max(row_id) FROM ${quoteName(recordTable(dataset.id))}`)
    .pluck()
    .get()
  const hasPartner = partnered(workspace.links(), set, { side, highest: Number(highest ?? 0) })
  const rows = records
    .prepare<[], unknown[]>(
      `SELECT ${['row_id', 'delivery_id', 'row_number', ...keys.map(quoteName)].join(', ')}
       FROM ${quoteName(recordTable(dataset.id))} ORDER BY row_id`,
    )
    .raw()
    .safeIntegers()
  const periods = new Map(
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .map((delivery) => [delivery.id, delivery.period]),
  )
  for (const [row, delivery, number, ...values] of rows.iterate()) {
    if (hasPartner(Number(row))) continue
    yield [String(number), key(values), periods.get(Number(delivery)) ?? '']
  }
}

const linesOf = (workspace: Workspace, set: LinkSet, of: PairsOf): { heading: string; lines: Generator<string[]> } => {
  if (of === 'left_only' || of === 'right_only')
    return { heading: 'row,key,period', lines: aloneLines(workspace, set, of === 'left_only' ? 'left' : 'right') }
  const sides = {
    left: sideRow(workspace, knownDataset(workspace, set.definition.left)),
    right: sideRow(workspace, knownDataset(workspace, set.definition.right)),
  }
  const { id } = set.definition
  const links = workspace.links()
  const pairs = of === 'added' || of === 'removed' ? changedPairs(links, id, of) : pairsOf(links, id, of === 'linked')
  return { heading: pairHeading, lines: pairLines(pairs, sides) }
}

export const exportPairs = async (
  context: EngineContext,
  { link, path, of = 'linked' }: { link: string; path: string; of?: PairsOf },
  job: JobContext,
): Promise<PairsFile> => {
  const workspace = context.workspace()
  const linkSet = linkSetRepository(workspace.catalog).find(link) ?? fail('LINK_UNKNOWN', { link })
  if (linkSet.stale) return fail('LINK_STALE', staleLinkFacts(linkSet.definition))
  const { heading, lines } = linesOf(workspace, linkSet, of)
  let pairs = 0
  const written = await writeFileTarget(path, async (temporary) => {
    const out = createWriteStream(temporary)
    out.write(`${heading}\n`)
    for (const cells of lines) {
      const flows = out.write(`${cells.map(plainCell).join(',')}\n`)
      pairs += 1
      if (!flows) await once(out, 'drain')
      if (pairs % 20_000 === 0) job.throwIfCancelled()
    }
    out.end()
    await finished(out)
  })
  context.account({ subject: `${link} ${of}`, records: pairs })
  return { path, pairs, ...written, withoutKeys: recordsStay(workspace) }
}
