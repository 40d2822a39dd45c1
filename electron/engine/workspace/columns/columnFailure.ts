// DuckDB's errors as failures of the model. In: what DuckDB threw and the file it worked on. Out: a Failure to throw.
// Never a guess: what is not recognised stays as it was and becomes UNEXPECTED at the boundary.
import { Failure } from '#shared/model/failure.ts'

const message = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

export const isInterrupted = (thrown: unknown): boolean => /^INTERRUPT Error|Interrupted!/.test(message(thrown))
/** A page that does not prove itself: damaged on disk. */
export const isDamaged = (thrown: unknown): boolean =>
  /Corrupt database file|AES tag differs|computed checksum|Serialization Error|deserializ/i.test(message(thrown))
/** After a failed write DuckDB refuses everything until the file is opened again. */
export const isInvalidated = (thrown: unknown): boolean => /database has been invalidated/i.test(message(thrown))
export const isLockedElsewhere = (thrown: unknown): boolean =>
  /Could not set lock|being used by another process|Conflicting lock/i.test(message(thrown))
const isDiskFull = (thrown: unknown): boolean =>
  /No space left on device|not enough space on the disk|File too large|max_temp_directory_size|Disk quota/i.test(
    message(thrown),
  )

export const columnFailure = (thrown: unknown, path: string): unknown => {
  if (thrown instanceof Failure) return thrown
  if (isInterrupted(thrown)) return new Failure({ code: 'CANCELLED', facts: {} }, { cause: thrown })
  if (isDamaged(thrown))
    return new Failure({ code: 'COLUMNS_DAMAGED', facts: { path }, detail: message(thrown) }, { cause: thrown })
  if (isDiskFull(thrown))
    return new Failure({ code: 'DISK_FULL', facts: { path }, detail: message(thrown) }, { cause: thrown })
  return thrown
}
