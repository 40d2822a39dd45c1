// Variables made on the spot: all that other folders may use. types.ts says how a table uses them, README.md what they
// are.
export { resolveVariables } from './resolveVariables.ts'
export { transformCategories, keyOfCategory } from './transforms.ts'
export { noCuts, quantileCuts } from './quantileCuts.ts'
export { recordWithVariables, withVariables } from './withVariables.ts'
export type {
  Categories,
  Category,
  CategoryTransform,
  ComputedColumn,
  CutReader,
  Cuts,
  QuantileCut,
  QuantileRequest,
  ResolvedVariable,
  TopBy,
  VariableContext,
  VariableSet,
} from './types.ts'
