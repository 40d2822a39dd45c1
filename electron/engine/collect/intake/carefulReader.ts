// When the fast reader gives way to the careful one. In: what the fast reader threw. Out: whether the careful one can
// help.
import { Failure } from '#shared/model/failure.ts'

/** The fast reader met something it cannot read in parallel or at all: the careful one takes over. */
export class CarefulReaderNeeded extends Error {}

export const needsCarefulReader = (thrown: unknown): boolean =>
  thrown instanceof CarefulReaderNeeded ||
  (!(thrown instanceof Failure) &&
    thrown instanceof Error &&
    /CSV|parallel scanner|Invalid Input Error|max_line_size|Maximum line size|No files found/i.test(thrown.message))
