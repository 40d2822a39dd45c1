// What the status bar says of the selected cells: at once from the rows read, else from the engine. In: how a row is
// read, view, areas. Out: facts, or word that they are being counted. Never facts of an earlier selection.
import { useMemo } from 'react'
import type { Variable } from '#shared/model/dataset.ts'
import type { SelectionFacts } from '../../../components/cube/facts.ts'
import type { Block } from '../../../components/selection/areas.ts'
import type { GridRow } from './pageRows.ts'
import { factsFromSums, selectionFacts, sumQuestion } from './selectionFacts.ts'
import { useAnswer } from './useAnswer.ts'

/** A selection still growing asks nothing. */
const restMs = 250

export const useSelectionFacts = (
  readRow: (row: number) => GridRow | undefined,
  view: string | null,
  areas: readonly Block[],
  shown: readonly Variable[],
  active: boolean,
): SelectionFacts | 'counting' | null => {
  const known = useMemo(() => selectionFacts(readRow, areas, shown), [areas, readRow, shown])
  const question = useMemo(
    () => (known === null && active && view !== null ? sumQuestion(areas, shown) : null),
    [active, areas, known, shown, view],
  )
  const answer = useAnswer('explore.sums', question && view !== null ? { view, ...question } : null, restMs)
  const told = answer.current && answer.data ? answer.data : null
  return useMemo(() => {
    if (known) return known
    if (question === null) return null
    if (told) return factsFromSums(told, shown)
    return answer.running ? 'counting' : null
  }, [answer.running, known, question, shown, told])
}
