// The figures a cell was made from, with the records behind each: from the answer where they stand in it, else asked
// anew. In: the answer, the cell. Out: inputs with value and records. The engine keeps the groups, so asking again
// costs little.
import { useMemo } from 'react'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { CellStatus, Cube, CubeMeasure } from '#shared/model/cube.ts'
import type { CellAddress, TableDefinition } from '#shared/model/table.ts'
import { runJob } from '../../../../bridge/client.ts'
import { findCell } from '../../../../components/cube/cellAddress.ts'
import { cellInputs } from '../model/cellInputs.ts'
import type { CellInput } from '../model/cellInputs.ts'
import { inputsTable } from '../model/inputsTable.ts'
import type { TableAnswer } from '../useTableRun.ts'
import { useAsked } from '../variables/useVariablePreview.ts'

export type InputFigure = CellInput & {
  shape: CubeMeasure | null
  value: Exact | null
  status: CellStatus
  records: number
}

const figureIn = (cube: Cube, input: CellInput): InputFigure => {
  const m = cube.measures.findIndex((measure) => measure.id === input.measure)
  const cell = m < 0 ? -1 : findCell(cube, input.address)
  const value = cell < 0 ? null : (cube.cells.values[m]?.[cell] ?? null)
  return {
    ...input,
    shape: cube.measures[m] ?? null,
    value,
    status: cell < 0 ? 'none' : (cube.cells.statuses?.[m]?.[cell] ?? (value === null ? 'not_available' : 'value')),
    records: cell < 0 ? 0 : (cube.cells.records[cell] ?? 0),
  }
}

const ask = async (key: string, signal: AbortSignal): Promise<InputFigure[]> => {
  const { definition, inputs } = parseExact(key) as { definition: TableDefinition; inputs: CellInput[] }
  const cube = await runJob('table.run', { definition }, { signal })
  return inputs.map((input) => figureIn(cube, input))
}

export type CellInputs = { inputs: InputFigure[]; running: boolean; table: TableDefinition }

export const useCellInputs = (answer: TableAnswer, cell: { address: CellAddress; measure: string }): CellInputs => {
  const inputs = useMemo(
    () => cellInputs(answer.cube, answer.definition.measures, cell.address, cell.measure),
    [answer, cell],
  )
  const table = useMemo(
    () =>
      inputsTable(
        answer.definition,
        inputs.map((i) => i.measure),
      ),
    [answer.definition, inputs],
  )
  const here = useMemo(() => inputs.map((input) => figureIn(answer.cube, input)), [answer.cube, inputs])
  const complete = here.every((figure) => figure.shape !== null && (figure.records > 0 || figure.status !== 'none'))
  // A protected answer is not opened up by asking for its parts without protection.
  const { value, running } = useAsked(
    complete || answer.protection !== null ? null : stringifyExact({ definition: table, inputs }),
    ask,
  )
  return {
    inputs: complete || answer.protection !== null ? here : (value ?? here),
    running: running && !complete,
    table,
  }
}
