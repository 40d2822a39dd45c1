// Runs the stages of a link over the records of a workspace. In: a definition by stages, both datasets. Out: evidence
// by row id, the counts, and a temporary table by which the linked column is written. Never a stored table: the caller
// puts all in place at once.
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkDefinition, LinkReport } from '#shared/model/link.ts'
import type { LinkStages } from '#shared/model/linkModel.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { RunOnly } from '#shared/contract/links.ts'
import { earlierRun } from './earlierRun.ts'
import type { EvidenceRow } from './evidenceTable.ts'
import { jobSteps } from './jobSteps.ts'
import type { MatchCounts } from './matchRecords.ts'
import type { MatchSql } from '#engine/workspace/columns/linkedTable.ts'
import { readSide } from './readSide.ts'
import type { Side } from './readSide.ts'
import { decidedPairs } from './review/decidedPairs.ts'
import type { EarlierRun, FoundPair } from './foundPair.ts'
import type { DecidedPair, StagesFound } from './runStages.ts'
import { runStages } from './runStages.ts'
import { secondOpinion } from './secondEngine.ts'

export type MatchedStages = { evidence: EvidenceRow[]; counts: MatchCounts; sql: MatchSql; report: LinkReport }

const used = (stages: LinkStages, side: 'left' | 'right'): string[] => [
  ...new Set(stages.fields.flatMap((field) => field[side])),
]

export const readSides = async (
  workspace: Workspace,
  { left, right }: { left: Dataset; right: Dataset },
  stages: LinkStages | null,
  job: JobContext,
): Promise<{ left: Side; right: Side | null }> => {
  const steps = jobSteps(job)
  const read = (dataset: Dataset, side: 'left' | 'right'): Promise<Side> =>
    readSide(workspace, dataset, stages === null ? null : used(stages, side), (done, total) =>
      steps.breathe('reading', done, total),
    )
  const leftSide = await read(left, 'left')
  return { left: leftSide, right: left.id === right.id ? null : await read(right, 'right') }
}

export const matchStages = async (
  workspace: Workspace,
  {
    definition,
    left,
    right,
    database,
    only,
  }: { definition: LinkDefinition; left: Dataset; right: Dataset; database: ColumnDatabase; only: RunOnly },
  job: JobContext,
): Promise<MatchedStages> => {
  const stages = definition.stages ?? fail('DEFINITION_INVALID', { field: 'stages', reason: definition.id })
  checkStages(stages)
  const sides = await readSides(workspace, { left, right }, stages, job)
  const decided = decidedPlaces(decidedPairs(workspace, { link: definition.id, left, right }), sides)
  const earlier = only === 'new' ? earlierRun(workspace, definition, sides) : null
  const found = await runStages(stages, sides.left, sides.right, jobSteps(job), { decided, earlier })
  const rowAt = (place: number): number =>
    (sides.right !== null && place >= sides.left.rows
      ? sides.right.rowIds[place - sides.left.rows]
      : sides.left.rowIds[place]) as number
  const best = bestPartners(found)
  await matchTable(database, best, rowAt)
  const version = (linkSetRepository(workspace.catalog).find(definition.id)?.report?.version ?? 0) + 1
  return {
    evidence: found.pairs.map((pair) => ({ ...pair, left: rowAt(pair.left), right: rowAt(pair.right) })),
    counts: countsOf(found, best),
    sql: { tables: 'staged_match AS m', condition: 'm.left_row = l.row_id', rightRow: 'm.right_row' },
    report: {
      ...found.report,
      ...(await checkedTwice(database, stages, found)),
      version,
      modelVersion: earlier?.modelVersion ?? version,
      ...(earlier === null ? {} : { newRecords: newRecordsOf(earlier, found) }),
    },
  }
}

const newRecordsOf = ({ isNew }: EarlierRun, { pairs, sides }: StagesFound): LinkReport['newRecords'] => {
  const count = (from: number, to: number): number => isNew.subarray(from, to).reduce((sum, one) => sum + one, 0)
  return {
    left: count(0, sides.left),
    right: sides.within ? 0 : count(sides.left, sides.rows),
    linked: pairs.filter((pair) => pair.linked && (isNew[pair.left] === 1 || isNew[pair.right] === 1)).length,
  }
}

/** Readers' answers by row id → by place; a record that is not among those read is left out. */
const decidedPlaces = (
  decided: readonly DecidedPair[],
  { left, right }: { left: Side; right: Side | null },
): DecidedPair[] => {
  if (decided.length === 0) return []
  const places = (side: Side, from: number): Map<number, number> =>
    new Map(Array.from(side.rowIds, (row, place) => [row, from + place]))
  const lefts = places(left, 0)
  const rights = right === null ? lefts : places(right, left.rows)
  return decided.flatMap((pair) => {
    const [l, r] = [lefts.get(pair.left), rights.get(pair.right)]
    return l === undefined || r === undefined ? [] : [{ left: l, right: r, same: pair.same }]
  })
}

/** Pairs that the other engine compares again at each run. */
const checkedPairs = 1000

const checkedTwice = async (
  database: ColumnDatabase,
  stages: LinkStages,
  { fitted, fields, report }: StagesFound,
): Promise<Pick<LinkReport, 'secondEngine' | 'problems'>> => {
  if (fitted === null || stages.model === null) return { secondEngine: null, problems: report.problems }
  const step = Math.max(1, Math.floor(fitted.left.length / checkedPairs))
  const pairs: [number, number][] = []
  for (let pair = 0; pair < fitted.left.length; pair += step)
    pairs.push([fitted.left[pair] as number, fitted.right[pair] as number])
  const opinion = await secondOpinion(database, stages.model.comparisons, fields, pairs)
  const different = opinion.different.length
  return {
    secondEngine: { pairs: opinion.pairs, different },
    problems: different === 0 ? report.problems : [...report.problems, 'engines_differ'],
  }
}

/** Names of fields hang together; what a screen or a file got wrong is told by its place. */
const checkStages = (stages: LinkStages): void => {
  const known = new Set(stages.fields.map((field) => field.id))
  const check = (id: string, field: string): void => {
    if (!known.has(id)) fail('DEFINITION_INVALID', { field, reason: id })
  }
  if (known.size < stages.fields.length) fail('DEFINITION_INVALID', { field: 'stages.fields', reason: 'id' })
  stages.passes.forEach((pass, p) => pass.keys.forEach((key, k) => check(key.field, `stages.passes.${p}.keys.${k}`)))
  stages.never.forEach((rule, r) => check(rule.field, `stages.never.${r}`))
  stages.model?.blocking.forEach((rule, r) =>
    rule.keys.forEach((key, k) => check(key.field, `stages.model.blocking.${r}.keys.${k}`)),
  )
  stages.model?.comparisons.forEach((comparison, c) => {
    check(comparison.field, `stages.model.comparisons.${c}`)
    comparison.levels.flat().forEach((condition) => {
      if (condition.is === 'swapped') check(condition.with, `stages.model.comparisons.${c}.levels`)
    })
    const given = stages.model?.parameters?.comparisons[c]
    if (given && (given.m.length !== comparison.levels.length + 1 || given.u.length !== given.m.length))
      fail('DEFINITION_INVALID', { field: `stages.model.parameters.comparisons.${c}`, reason: String(given.m.length) })
  })
  if (stages.model === null && stages.passes.length === 0)
    fail('DEFINITION_INVALID', { field: 'stages', reason: 'passes, model' })
}

/**
 * What a table of the left side sees of each record: its surest partner, the lowest of equally sure ones. Within one
 * dataset the first record of its entity, and nothing for that first record itself: so what is linked is what stands
 * there once more.
 */
const bestPartners = ({ pairs, entity }: StagesFound): Map<number, number> => {
  const best = new Map<number, number>()
  if (entity !== null) {
    entity.forEach((lowest, row) => {
      if (lowest !== row) best.set(row, lowest)
    })
    return best
  }
  const weights = new Map<number, number>()
  const sureness = (pair: FoundPair): number => pair.weight ?? Number.POSITIVE_INFINITY
  for (const pair of pairs) {
    if (!pair.linked) continue
    const known = weights.get(pair.left)
    if (known !== undefined && known >= sureness(pair)) continue
    weights.set(pair.left, sureness(pair))
    best.set(pair.left, pair.right)
  }
  return best
}

const countsOf = ({ pairs, sides, fields, entity }: StagesFound, best: Map<number, number>): MatchCounts => {
  let empty = 0
  for (let row = 0; row < sides.left; row += 1) if (fields.every((field) => field.ids[row] === 0)) empty += 1
  const partners = new Map<number, number>()
  if (entity === null)
    for (const pair of pairs) if (pair.linked) partners.set(pair.left, (partners.get(pair.left) ?? 0) + 1)
  let several = 0
  for (const count of partners.values()) if (count > 1) several += 1
  return {
    leftRows: sides.left,
    matchedRows: best.size,
    missingKeyRows: empty,
    ambiguousRows: several,
    rightRows: sides.within ? sides.rows : sides.rows - sides.left,
    rightMatchedRows: new Set(best.values()).size,
  }
}

const rowsAStatement = 20_000

const matchTable = async (
  database: ColumnDatabase,
  best: Map<number, number>,
  rowAt: (place: number) => number,
): Promise<void> => {
  await database.run('CREATE OR REPLACE TEMP TABLE staged_match (left_row INTEGER, right_row UINTEGER)')
  const entries = [...best]
  for (let from = 0; from < entries.length; from += rowsAStatement) {
    const part = entries.slice(from, from + rowsAStatement)
    await database.run(
      "INSERT INTO staged_match SELECT unnest(string_split(?, ','))::INTEGER, unnest(string_split(?, ','))::UINTEGER",
      [part.map(([left]) => rowAt(left)).join(','), part.map(([, right]) => rowAt(right)).join(',')],
    )
  }
}
