// What is wrong with a filter while it is typed. In: a dataset, the text. Out: the problem with its place; null: none,
// or not known yet.
import { useEffect, useState } from 'react'
import type { Bilingual } from '#shared/model/text.ts'
import { call } from '../../../../bridge/client.ts'

export type Problem = { position: number; length: number; message: Bilingual; instead?: string }

/** What is wrong with the expression, as far as the last answer tells; asked a moment after typing stops. */
export const useProblem = (dataset: string, expression: string): Problem | null => {
  const [answered, setAnswered] = useState<{ expression: string; problem: Problem | null }>({
    expression: '',
    problem: null,
  })
  useEffect(() => {
    if (expression.trim() === '') return undefined
    let superseded = false
    const timer = setTimeout(() => {
      call('expression.check', { dataset, expression, expect: 'condition' }).then(
        (answer) => {
          if (!superseded)
            setAnswered({
              expression,
              problem: answer.ok ? null : answer,
            })
        },
        // Not answered: applying the filter will tell.
        () => undefined,
      )
    }, 200)
    return () => {
      superseded = true
      clearTimeout(timer)
    }
  }, [dataset, expression])
  return expression.trim() === '' || answered.expression !== expression ? null : answered.problem
}
