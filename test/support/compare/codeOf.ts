// The code a piece of work fails with, null where it does not fail. What is no failure of ours is thrown on. Only for
// tests.
import { Failure } from '#shared/model/failure.ts'

export const codeOf = async (work: () => unknown): Promise<string | null> => {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
  return null
}
