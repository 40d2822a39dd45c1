// How a variable of the list comes into the table without a drag. In: builder. Out: edits to a shelf, to its natural
// place, to the filter.
import { conditionOf, joinConditions } from '../model/conditions.ts'
import { innerEnd, newBlock } from '../model/edit.ts'
import type { Axis } from '../model/edit.ts'
import type { FieldLine } from '../model/fieldList.ts'
import { canBeDimension, naturalPlace, recordMeasure, statisticsFor } from '../model/measureChoice.ts'
import type { Builder } from '../useBuilder.ts'
import type { Sendable } from './FieldMenu.tsx'

export const isSendable = (line: FieldLine | undefined): line is Sendable =>
  line?.kind === 'field' || line?.kind === 'level'
export const levelOf = (line: Sendable): string | undefined => (line.kind === 'level' ? line.level : undefined)

export type FieldSending = {
  send: (line: Sendable, axis: Axis, beside?: boolean) => void
  /** To rows, or among the measures: where a variable of its kind belongs. */
  sendNaturally: (line: Sendable) => void
  /** A code found by searching: the table keeps its records. */
  keepCode: (line: FieldLine & { kind: 'code' }) => void
}

export const useFieldSending = ({ definition, edit }: Builder): FieldSending => {
  const send = (line: Sendable, axis: Axis, beside = false): void => {
    const level = levelOf(line)
    edit({
      type: 'addDimension',
      to: beside ? newBlock(definition, axis) : innerEnd(definition, axis),
      variable: line.field.ref,
      ...(level === undefined ? {} : { level }),
    })
  }
  return {
    send,
    sendNaturally(line) {
      const { variable, ref } = line.field
      const statistic = statisticsFor(variable)[0]
      const measured = line.kind === 'field' && naturalPlace(variable) === 'measure' && statistic !== undefined
      if (measured)
        edit({ type: 'addMeasure', index: definition.measures.length, measure: recordMeasure(statistic, ref) })
      else if (canBeDimension(variable)) send(line, 'rows')
    },
    keepCode(line) {
      const filter = joinConditions(definition.filter ?? '', conditionOf(line.field.ref, [line.code]))
      edit({ type: 'setFilter', filter })
    },
  }
}
