// Changes a user makes to a suggested layout, each as a new package. In: a package, what was changed. Out: a package
// that stays whole: a column left out takes its variable with it, a type brings the form and role that fit it. Never a
// file, never the engine.
import type { Variable } from '#shared/model/dataset.ts'
import type { LayoutColumn, LayoutPackage } from '#shared/model/layout.ts'
import { bilingual } from '#shared/model/text.ts'

export type ColumnPatch = {
  id?: string
  label?: string
  type?: Variable['type']
  role?: Variable['role']
  scale?: number
  number?: LayoutColumn['number']
  date?: LayoutColumn['date']
  missing?: string[]
  recode?: Record<string, string>
  unit?: string
}

export const variableOf = (made: LayoutPackage, column: LayoutColumn): Variable | undefined =>
  made.dataset.variables.find((v) => v.id === column.variable)

const rolesOf: Record<Variable['type'], Variable['role']> = {
  code: 'classification',
  text: 'text',
  integer: 'measure',
  decimal: 'measure',
  date: 'time',
  hash: 'key',
}

const patchedVariable = (variable: Variable, patch: ColumnPatch): Variable => {
  const type = patch.type ?? variable.type
  return {
    ...variable,
    id: patch.id ?? variable.id,
    source: patch.id ?? variable.source,
    label: patch.label === undefined ? variable.label : bilingual(patch.label, patch.label),
    type,
    role: patch.role ?? (patch.type === undefined ? variable.role : rolesOf[type]),
    scale: type === 'decimal' ? (patch.scale ?? Math.max(1, variable.scale)) : 0,
    normalise: type === 'hash' ? 'person_hash' : variable.normalise === 'person_hash' ? 'trim' : variable.normalise,
    codeList: type === 'code' ? variable.codeList : null,
    unit: patch.unit === undefined ? variable.unit : patch.unit === '' ? null : bilingual(patch.unit, patch.unit),
  }
}

export const patchColumn = (made: LayoutPackage, name: string, patch: ColumnPatch): LayoutPackage => {
  const column = made.layout.columns.find((c) => c.column === name)
  const variable = column && variableOf(made, column)
  if (!column || !variable) return made
  const changed = patchedVariable(variable, patch)
  const numeric = changed.type === 'integer' || changed.type === 'decimal'
  const next: LayoutColumn = {
    ...column,
    variable: changed.id,
    number: numeric ? (patch.number ?? column.number ?? 'point') : null,
    date: changed.type === 'date' || column.clock ? (patch.date ?? column.date ?? 'dmy') : null,
    clock: changed.type === 'date' ? false : column.clock,
    missing: patch.missing ?? column.missing,
    recode: patch.recode ?? column.recode,
  }
  return {
    ...made,
    layout: { ...made.layout, columns: made.layout.columns.map((c) => (c === column ? next : c)) },
    dataset: {
      ...made.dataset,
      variables: made.dataset.variables.map((v) => (v === variable ? changed : v)),
      key: made.dataset.key.map((id) => (id === variable.id ? changed.id : id)),
    },
  }
}

export const leaveOut = (made: LayoutPackage, name: string): LayoutPackage => {
  const column = made.layout.columns.find((c) => c.column === name)
  if (!column || made.layout.columns.length === 1) return made
  return {
    ...made,
    layout: {
      ...made.layout,
      columns: made.layout.columns.filter((c) => c !== column),
      ignored: [...made.layout.ignored, name],
    },
    dataset: {
      ...made.dataset,
      variables: made.dataset.variables.filter((v) => v.id !== column.variable),
      key: made.dataset.key.filter((id) => id !== column.variable),
    },
  }
}

/** Whether the column identifies a record: its values must then be there and differ. */
export const setKey = (made: LayoutPackage, name: string, on: boolean): LayoutPackage => {
  const column = made.layout.columns.find((c) => c.column === name)
  if (!column) return made
  const key = made.dataset.key.filter((id) => id !== column.variable)
  return {
    ...made,
    dataset: {
      ...made.dataset,
      key: on ? [...key, column.variable] : key,
      variables: made.dataset.variables.map((v) =>
        v.id === column.variable
          ? { ...v, nullable: !on, role: on ? 'key' : v.role === 'key' ? rolesOf[v.type] : v.role }
          : v,
      ),
    },
  }
}

/** "1=Nam; 2=Nữ" and back. */
export const recodeText = (recode: Record<string, string>): string =>
  Object.entries(recode)
    .map(([from, to]) => `${from}=${to}`)
    .join('; ')
export const parseRecode = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(';')
      .map((pair) => pair.split('='))
      .filter((pair) => pair.length === 2 && (pair[0] ?? '').trim() !== '')
      .map(([from = '', to = '']) => [from.trim(), to.trim()]),
  )
