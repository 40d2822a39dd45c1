// The reason written for an act that the log keeps: how short it may be, asked in one place by window and engine. In: a
// text. Out: the text without outer spaces, or REASON_NEEDED. Never judged by what it says.
import { fail } from './failure.ts'

export const shortestReason = 10

export const reasonSuffices = (reason: string): boolean => [...reason.trim()].length >= shortestReason

export const checkedReason = (reason: string): string =>
  reasonSuffices(reason) ? reason.trim() : fail('REASON_NEEDED', { minimum: shortestReason })
