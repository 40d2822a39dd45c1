// Where tables protected for what leaves are noted. In: drafts, as tables are protected. Out: entries of the release
// registry made at once where the call leaves, or drafts kept beside what is made until that leaves. Never a table that
// left without an entry.
import { fail } from '#shared/model/failure.ts'
import type { EngineContext } from './context.ts'
import { releaseRepository } from './files/catalogReleases.ts'
import type { ReleaseBook, ReleaseDraft } from './files/catalogReleases.ts'

/** Of what may leave later: a page that is printed, a run or an issue that is kept. */
export const collectingBook = (before: readonly ReleaseDraft[] = []): ReleaseBook => {
  const drafts = [...before]
  return {
    drafts,
    enter: (draft) => void drafts.push(draft),
    mark: () => {
      const { length } = drafts
      return () => void drafts.splice(length)
    },
  }
}

/** Of a call that leaves; `takeBack` where nothing left after all. */
export const leavingBook = (
  context: Pick<EngineContext, 'workspace' | 'user'>,
): ReleaseBook & { takeBack(reason: string): void } => {
  const drafts: ReleaseDraft[] = []
  const own = new Set<number>()
  const registry = () => releaseRepository(context.workspace().catalog)
  const withdraw = (ids: Iterable<number>, reason: string): void => {
    for (const id of ids) registry().withdraw(id, `${new Date().toISOString()} ${context.user}: ${reason}`)
  }
  return {
    drafts,
    enter: (draft) => {
      const { dataset, table, body, seen } = draft
      const releases = registry()
      drafts.push(draft)
      if (releases.has(draft)) return
      const newer = releases.since(dataset, seen).filter(({ id }) => !own.has(id))
      if (newer.length > 0)
        fail('RELEASE_SINCE', { table, tables: newer.map((r) => `${r.table} (${r.at.slice(0, 16)})`).join(', ') })
      const id = releases.add({ dataset, table, at: new Date().toISOString(), by: context.user, body })
      if (id !== null) own.add(id)
    },
    takeBack: (reason) => withdraw(own, reason),
    mark: () => {
      const before = new Set(own)
      const { length } = drafts
      return () => {
        drafts.splice(length)
        const since = [...own].filter((id) => !before.has(id))
        withdraw(since, 'not written')
        for (const id of since) own.delete(id)
      }
    },
  }
}

/** The same context with another book; who is signed in may change while a call runs, so that is asked each time. */
export const withBook = (context: EngineContext, releases: ReleaseBook): EngineContext => ({
  ...context,
  get user() {
    return context.user
  },
  releases,
})

/** For what is printed on standard output. */
export const printing = (context: EngineContext): EngineContext =>
  context.releases === undefined ? context : withBook(context, { ...context.releases, printed: true })

const kept = new WeakMap<object, readonly ReleaseDraft[]>()

/** Keeps what a made page shows beside it, until it is printed or written. */
export const keepDrafts = <T extends object>(made: T, { drafts }: ReleaseBook): T => {
  kept.set(made, [...drafts])
  return made
}

/** Of a page made before; a page nobody knows the tables of does not leave. */
export const draftsOf = (made: object): readonly ReleaseDraft[] =>
  kept.get(made) ?? fail('UNEXPECTED', {}, 'what leaves has no release drafts')
