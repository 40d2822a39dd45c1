// The share of statutory indicators compiled from administrative data. In: the library with its states. Out: counts by
// field and for all. Codes of the system are counted; a code counts as computable where one of its definitions is.
import type { LibraryIndicator } from '#shared/contract/indicators.ts'

export const shareTargets = [
  { year: 2025, share: 0.5 },
  { year: 2030, share: 0.7 },
] as const

export type ShareRow = { field: LibraryIndicator['domain'] | 'all'; all: number; computable: number; here: number }

export const administrativeShare = (library: readonly LibraryIndicator[]): ShareRow[] => {
  const fields = [...new Set(library.map((e) => e.domain))]
  const row = (field: ShareRow['field'], of: readonly LibraryIndicator[]): ShareRow => {
    const codes = (keep: (e: LibraryIndicator) => boolean): number =>
      new Set(of.flatMap((e) => (keep(e) ? [e.code] : []))).size
    const administrative = (e: LibraryIndicator): boolean => e.definition?.origin === 'administrative'
    return {
      field,
      all: codes(() => true),
      computable: codes((e) => administrative(e)),
      here: codes((e) => administrative(e) && e.state === 'ready'),
    }
  }
  return [
    ...fields.map((field) =>
      row(
        field,
        library.filter((e) => e.domain === field),
      ),
    ),
    row('all', library),
  ]
}
