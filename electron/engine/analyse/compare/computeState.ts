// Computes a table together with what each delivery gives to it, and notes what decided how records were counted.
// In: a definition. Out: a RunState. Never stored here; protection only where it is asked for.
import type { Stricter } from '#shared/model/officePolicy.ts'
import { linksUsed } from '#shared/model/cube.ts'
import { createHash } from 'node:crypto'
import type { Cube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { collectingBook, withBook } from '#engine/workspace/releaseBook.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { tabulateAndProtect } from '#engine/analyse/protect/protectCube.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { contributionDefinition } from './contributions.ts'
import { frozenDefinition } from '#engine/analyse/tabulate/plan/frozenDefinition.ts'
import type { RunState } from './runState.ts'
import { savedVariables } from '#engine/analyse/tabulate/plan/savedVariables.ts'

/** More are not kept: the change of so large a table is told by cell, not by delivery. */
const contributionLimit = 600_000

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

const classificationsOf = ({ dataset, links, lists }: TableModel, used: readonly string[]): Record<string, string> => {
  const right = links.filter((l) => used.includes(l.id)).flatMap((l) => l.right.variables)
  const ids = new Set([...dataset.variables, ...right].flatMap((v) => (v.codeList === null ? [] : [v.codeList])))
  return Object.fromEntries(
    [...ids].toSorted().map((list) => {
      const versions = lists.versions(list)
      const pairs = versions.flatMap((from, i) =>
        versions.slice(i + 1).map((to) => lists.correspondence(list, from.version, to.version)),
      )
      return [list, hash([versions, pairs])]
    }),
  )
}

/** As saved variables stand now. */
export const frozenNow = (context: EngineContext, definition: TableDefinition): TableDefinition =>
  frozenDefinition(definition, savedVariables(context))

const contributionsOf = async (
  context: EngineContext,
  definition: TableDefinition,
  job: JobContext,
): Promise<Cube | null> => {
  const byDelivery = contributionDefinition(definition)
  if (byDelivery === null) return null
  try {
    return await tabulate(context, byDelivery, { engine: 'duckdb', limit: contributionLimit }, job)
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code === 'TABLE_TOO_LARGE') return null
    throw thrown
  }
}

export type StateOptions = {
  /** By the policy, or stricter; null: not protected. */
  protect: { stricter?: Stricter } | null
  /** Without: only the figures. */
  explain: boolean
}

export const computeState = (
  context: EngineContext,
  definition: TableDefinition,
  options: StateOptions,
  job: JobContext,
): Promise<RunState> =>
  inOneState(context.workspace(), [definition.dataset], job, () => computeParts(context, definition, options, job))

const computeParts = async (
  context: EngineContext,
  definition: TableDefinition,
  { protect, explain }: StateOptions,
  job: JobContext,
): Promise<RunState> => {
  const frozen = frozenNow(context, definition)
  // Figures and their protected form come of one tabulation.
  const book = collectingBook(context.releases?.drafts)
  const both =
    protect === null
      ? { cube: await tabulate(context, frozen, { engine: 'duckdb' }, job), shown: null }
      : await tabulateAndProtect(withBook(context, book), frozen, { engine: 'duckdb', ...protect }, job)
  const releases = book.drafts.slice(context.releases?.drafts.length ?? 0)
  const { cube } = both
  job.throwIfCancelled()
  const contributions = explain ? await contributionsOf(context, frozen, job) : null
  job.throwIfCancelled()
  const model = tableModel(context, frozen.dataset)
  const used = linksUsed(cube.provenance).map(({ id }) => id)
  return {
    format: 1,
    definition: frozen,
    cube,
    protected: both.shown,
    releases,
    contributions,
    classifications: classificationsOf(model, used),
    link:
      used.length === 0
        ? null
        : { id: used.join(' + '), ranAt: used.map((path) => model.link(path)?.runAt ?? '').join(' + ') },
  }
}
