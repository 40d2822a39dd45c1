// The run of an open table as it is shown: what is unknown left out, footnotes and formats dressed on without a new
// run; its size said once. In: the open table. Out: the run, what was asked, what is missing. Never a cell changed.
import { useEffect, useMemo, useRef } from 'react'
import { formatInteger } from '#shared/format/number.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { layerIndices } from '../../../components/cube/layers.ts'
import { useTexts } from '../../../i18n/index.ts'
import { dressed } from './model/definition.ts'
import { unknownReferences, withoutReferences } from './model/references.ts'
import type { Reference } from './model/references.ts'
import type { BuilderState } from './useBuilder.ts'
import { useTableRun } from './useTableRun.ts'
import type { TableAnswer, TableRun } from './useTableRun.ts'

export type ShownRun = { run: TableRun; asked: TableDefinition; unknown: readonly Reference[]; known: boolean }

export const useShownRun = ({ definition, session, fields, ready }: BuilderState, active: boolean): ShownRun => {
  const unknown = useMemo(() => (ready ? unknownReferences(definition, fields) : []), [definition, fields, ready])
  // What is missing is left out of the run, and of the table only when the user says so.
  const asked = useMemo(
    () => (unknown.length === 0 ? definition : withoutReferences(definition, new Set(unknown.map((u) => u.variable)))),
    [definition, unknown],
  )
  const computed = useTableRun(asked, { enabled: ready, protect: session.protectedView })
  const { footnotes, footnoteSymbols, conditionalFormats } = asked
  const answer = useMemo(
    () =>
      computed.answer && {
        ...computed.answer,
        cube: dressed(computed.answer.cube, { footnotes, footnoteSymbols, conditionalFormats }),
      },
    [computed.answer, footnotes, footnoteSymbols, conditionalFormats],
  )
  useSizeSaid(computed.answer, session.layers, active)
  return { run: { ...computed, answer }, asked, unknown, known: ready && unknown.length === 0 }
}

/** Says the size of each new answer aloud, once. */
const useSizeSaid = (answer: TableAnswer | null, layers: BuilderState['session']['layers'], active: boolean): void => {
  const { t, language } = useTexts('tables')
  const announce = useAnnounce()
  const told = useRef<unknown>(null)
  useEffect(() => {
    if (!active || !answer || told.current === answer.cube) return
    told.current = answer.cube
    if (answer.sample) return
    const layout = layoutTable(answer.cube, layerIndices(answer.cube, layers))
    announce(
      t('sizeAnnounced', {
        rows: formatInteger(layout.rows.length, language),
        columns: formatInteger(layout.columns.length, language),
      }),
    )
  }, [active, announce, answer, language, layers, t])
}
