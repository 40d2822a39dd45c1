// The one door to HiGHS (WebAssembly): sparse linear and 0-1 models that are solved many times with changed costs and
// bounds. In: rows over columns as typed arrays. Out: values of the columns, or null where there is no optimum. Never a
// model left behind: whoever makes one disposes of it.
import loadHighs from 'highs'
import type { Highs, Model, ModelData } from 'highs'
import { fail } from '#shared/model/failure.ts'

export type LinearSolver = { highs: Highs; version: string }

let loaded: Promise<LinearSolver> | null = null

/** Loaded once a process; a failure is told by name, never taken for "nothing to hide". */
export const linearSolver = (): Promise<LinearSolver> => {
  loaded ??= loadHighs().then(
    (highs) => ({ highs, version: highs.version.string }),
    (cause: unknown) => {
      loaded = null
      return fail('PROTECT_SOLVER_FAILED', { reason: cause instanceof Error ? cause.message : String(cause) })
    },
  )
  return loaded
}

export type Rows = { starts: Int32Array; columns: Int32Array; values: Float64Array }

export type LinearModel = {
  readonly columns: number
  setCosts(costs: Float64Array): void
  setCost(column: number, cost: number): void
  setBounds(lower: Float64Array, upper: Float64Array): void
  setColumnBounds(column: number, lower: number, upper: number): void
  addRow(lower: number, upper: number, columns: number[], values: number[]): void
  /** The optimum (minimum), or null: infeasible, or a limit was met. */
  solve(): { values: Float64Array; reducedCosts: Float64Array; objective: number } | null
  /** Of the last solve: it is proven that there is nothing, rather than that a limit was met. */
  isImpossible(): boolean
  dispose(): void
}

export type LinearModelInput = {
  columns: number
  rows: Rows
  rowLower: Float64Array
  rowUpper: Float64Array
  costs: Float64Array
  lower: Float64Array
  upper: Float64Array
  /** Primal simplex suits changed objectives, dual simplex changed bounds; any: one large program, simplified first. */
  method: 'primal' | 'dual' | 'any'
  /** All columns are whole numbers; at most so many branches are looked at. */
  whole?: {
    nodes: number
    gap?: number
    seconds?: number
    /** What was found when a limit is met will do. */ anyFound?: boolean
  }
}

/** HiGHS' own number for a solution that keeps every bound. */
const feasible = 2

const dataOf = (input: LinearModelInput, highs: Highs): ModelData => {
  const count = input.rows.starts.length - 1
  const data = {
    numCols: input.columns,
    numRows: count,
    colCost: input.costs,
    colLower: input.lower,
    colUpper: input.upper,
    rowLower: input.rowLower,
    rowUpper: input.rowUpper,
    matrix: {
      format: 'csr' as const,
      numRows: count,
      numCols: input.columns,
      starts: input.rows.starts,
      indices: input.rows.columns,
      values: input.rows.values,
    },
  }
  if (input.whole === undefined) return data
  return { ...data, integrality: new Int32Array(input.columns).fill(highs.constants.variableType.integer) }
}

export const createLinearModel = ({ highs }: LinearSolver, input: LinearModelInput): LinearModel => {
  const model: Model = highs.createModel(dataOf(input, highs))
  model.options.set({ output_flag: false, random_seed: 0 })
  if (input.whole === undefined && input.method !== 'any')
    model.options.set({ presolve: 'off', solver: 'simplex', simplex_strategy: input.method === 'primal' ? 4 : 1 })
  if (input.whole !== undefined)
    model.options.set({
      mip_rel_gap: input.whole.gap ?? 1e-9,
      mip_abs_gap: 1e-9,
      mip_max_nodes: input.whole.nodes,
      ...(input.whole.seconds === undefined ? {} : { time_limit: input.whole.seconds }),
    })
  let impossible = false
  const all = { kind: 'range' as const, from: 0, to: Math.max(0, input.columns - 1) }
  return {
    columns: input.columns,
    setCosts: (costs) => void model.changeColsCost(all, costs),
    setCost: (column, cost) => void model.changeColCost(column, cost),
    setBounds: (lower, upper) => void model.changeColsBounds(all, lower, upper),
    setColumnBounds: (column, lower, upper) => void model.changeColBounds(column, lower, upper),
    addRow: (lower, upper, columns, values) =>
      void model.addRow(lower, upper, { indices: Int32Array.from(columns), values: Float64Array.from(values) }),
    solve() {
      const attempt = (): boolean => {
        model.run()
        const status = model.getModelStatus()
        impossible = status === highs.constants.modelStatus.infeasible
        if (status === highs.constants.modelStatus.optimal) return true
        return input.whole?.anyFound === true && Number(model.info.get('primal_solution_status')) === feasible
      }
      if (!attempt()) {
        const status = model.getModelStatus()
        if (status === highs.constants.modelStatus.infeasible || input.whole !== undefined) return null
        // A basis that went astray: once more from the beginning.
        model.clearSolver()
        if (!attempt()) return null
      }
      const { colValue, colDual } = model.getSolution()
      return { values: colValue, reducedCosts: colDual, objective: model.getObjectiveValue() }
    },
    isImpossible: () => impossible,
    dispose: () => model.dispose(),
  }
}
