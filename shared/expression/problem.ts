// What is wrong with an expression, and where. In: offset, length, a bilingual reason. Out: the one error this folder
// throws. Never another error: whatever text comes in, the caller sees EXPRESSION_INVALID or a result.
import { Failure } from '../model/failure.ts'
import type { Bilingual } from '../model/text.ts'

/** A part of the expression text: UTF-16 offsets, `end` exclusive. */
export type Span = { start: number; end: number }

/** `position` is the 0-based offset of the first wrong character, for editors; messages to people count from 1. */
export type Problem = {
  ok: false
  position: number
  length: number
  message: Bilingual
  /** What was most likely meant there, as it would be written. */
  instead?: string
}

export class ExpressionProblem extends Failure {
  readonly problem: Problem
  constructor(span: Span, message: Bilingual, instead?: string) {
    super({
      code: 'EXPRESSION_INVALID',
      facts: {
        position: span.start + 1,
        length: Math.max(1, span.end - span.start),
        reason: message.vi,
        reason_vi: message.vi,
        reason_en: message.en,
      },
    })
    this.name = 'ExpressionProblem'
    this.problem = {
      ok: false,
      position: span.start,
      length: Math.max(1, span.end - span.start),
      message,
      ...(instead === undefined ? {} : { instead }),
    }
  }
}

export const problem = (span: Span, vi: string, en: string, instead?: string): never => {
  throw new ExpressionProblem(span, { vi, en }, instead)
}

/** The value, or the problem as a value; any other error passes through. */
export const attempt = <T extends { ok: true }>(work: () => T): T | Problem => {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof ExpressionProblem) return thrown.problem
    throw thrown
  }
}
