// What was protected once and kept, when it leaves at last. In: drafts kept with it. Out: their entries in the
// registry. Refused where tables that left since would tell more than was known when it was protected: the past cannot
// be protected again.
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { releaseRepository } from '#engine/workspace/files/catalogReleases.ts'
import type { ReleaseDraft } from '#engine/workspace/files/catalogReleases.ts'
import { protectionPolicy } from '#engine/workspace/policy/officePolicy.ts'
import { collectingBook, withBook } from '#engine/workspace/releaseBook.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { protectedWide } from '../protectCube.ts'
import { stands } from './jointly.ts'

/** Whether a table made now would show everything the kept one shows. */
const showsNoLess = (now: ReleaseDraft, kept: ReleaseDraft): boolean =>
  now.body.columns.every((column, i) => {
    const before = kept.body.columns[i]
    if (before === undefined || before.key !== column.key || before.filter !== column.filter) return false
    const withheld = new Set(before.withheld)
    return column.withheld.every((cell) => withheld.has(cell))
  })

type Since = ReturnType<ReturnType<typeof releaseRepository>['since']>

const checkedAgain = async (
  context: EngineContext,
  draft: ReleaseDraft,
  since: Since,
  job: JobContext,
): Promise<ReleaseDraft> => {
  const { dataset, table, body } = draft
  const registry = releaseRepository(context.workspace().catalog)
  // Records that were replaced meanwhile stand in no table that left since.
  if (!stands(tableModel(context, dataset), { body })) return { ...draft, seen: registry.newest(dataset) }
  const book = collectingBook()
  const policy = protectionPolicy(context.workspace(), undefined)
  await protectedWide(withBook(context, book), body.definition, { engine: 'duckdb', limit: fileLimit }, policy, job)
  const [now] = book.drafts
  if (now === undefined || !showsNoLess(now, draft))
    return fail('RELEASE_SINCE', { table, tables: since.map((r) => `${r.table} (${r.at.slice(0, 16)})`).join(', ') })
  return { ...draft, seen: now.seen }
}

/** `drafts` absent: kept before the registry was told of it. */
export const enterKept = async (
  context: EngineContext,
  drafts: readonly ReleaseDraft[] | undefined,
  name: string,
  job: JobContext,
): Promise<void> => {
  const { releases } = context
  if (releases === undefined) return
  if (drafts === undefined) return fail('RELEASE_NOT_KEPT', { name })
  const registry = releaseRepository(context.workspace().catalog)
  // Looked up before any is entered: those of one page were protected against each other when it was made.
  const found = drafts.map((draft) => ({ draft, since: registry.since(draft.dataset, draft.seen) }))
  for (const { draft, since } of found)
    releases.enter(since.length === 0 || registry.has(draft) ? draft : await checkedAgain(context, draft, since, job))
}
