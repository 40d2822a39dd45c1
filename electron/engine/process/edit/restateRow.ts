// What follows from a changed value within its record: derived variables, the flags of the layout's soft rules. In: a
// dataset, a period, the variables that change. Out: a function that works them out for one row of SQLite. Never a
// value that does not depend on what changed.
import type { Database } from 'better-sqlite3'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { flagValues, lastFlagBit } from '#engine/collect/intake/flagBits.ts'
import { checkedCondition, ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { checkExpression, evaluateExpression, parseExpression, variablesOf } from '#shared/expression/index.ts'
import type { RowValue, Typed } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

export type Stored = string | bigint | null
export type StoredRow = Record<string, Stored>

/** A value as the expression language gives it, as the variable keeps it. */
const stored = (variable: Variable, typed: Typed, value: unknown): Stored => {
  if (value === null || value === undefined) return null
  if (variable.type === 'code' || variable.type === 'text') {
    if (typeof value === 'boolean') return value ? '1' : '0'
    const text = String(value)
    return text === '' ? null : text
  }
  if (variable.type === 'date') return String(value)
  const wanted = variable.type === 'decimal' ? variable.scale : 0
  const widened = BigInt(value as number | bigint) * 10n ** BigInt(Math.max(0, wanted - typed.type.scale))
  return BigInt.asIntN(64, widened) === widened ? widened : null
}

const quiet = <T>(work: () => T): T | null => {
  try {
    return work()
  } catch (thrown) {
    // A list that does not hold at that date: at intake the rule was not asked either.
    if (thrown instanceof Failure && thrown.value.code === 'EXPRESSION_INVALID') return null
    throw thrown
  }
}

/** Those that rest on what changes, in an order in which each uses only earlier ones. */
const derivedOf = (dataset: Dataset, changed: ReadonlySet<string>, check: (text: string) => Typed) => {
  const all = dataset.variables.flatMap((variable) =>
    variable.source === null && variable.derived !== null ? [{ variable, typed: check(variable.derived) }] : [],
  )
  const moved = new Set(changed)
  const found: typeof all = []
  for (let more = true; more;) {
    more = false
    for (const one of all) {
      if (found.includes(one) || !variablesOf(one.typed).some((name) => moved.has(name))) continue
      found.push(one)
      moved.add(one.variable.id)
      more = true
    }
  }
  const uses = (one: (typeof all)[number], other: (typeof all)[number]): boolean =>
    variablesOf(one.typed).includes(other.variable.id)
  const waiting = [...found]
  const sorted: typeof all = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => !waiting.some((other) => other !== one && uses(one, other)))
    sorted.push(...waiting.splice(Math.max(0, next), 1))
  }
  return { sorted, moved }
}

export type Restate = {
  /** Hard rules of the layout and the office, over one record, that the row breaks as it would stand. */
  refusedBy(row: StoredRow): string | null
  /** Works out what follows and writes the row. */
  write(rowId: number, row: StoredRow): void
  read(rowId: number): StoredRow | null
}

export const restateRow = (
  database: Database,
  dataset: Dataset,
  period: Period,
  imported: ImportedClassifications,
  changed: ReadonlySet<string>,
): Restate => {
  const date =
    referenceDate(period) ?? fail('PERIOD_INVALID', { period, dataset: dataset.id, kind: dataset.periodKind })
  const { scope } = ruleTerms(dataset, date, imported)
  const condition = (text: string): Typed | null => quiet(() => checkedCondition(text, dataset, imported, scope))
  const { sorted, moved } = derivedOf(dataset, changed, (text) => checkExpression(parseExpression(text), scope))
  const touches = (typed: Typed | null): typed is Typed =>
    typed !== null && variablesOf(typed).some((n) => moved.has(n))
  const bits = flagValues(dataset)
  const soft = dataset.rules.flatMap((rule) => {
    const typed = rule.severity === 'soft' && rule.decimalsOf === undefined ? condition(rule.expression) : null
    const bit = bits.get(rule.id) ?? 0
    // The last bit is of many rules: what it says cannot be taken apart.
    return touches(typed) && bit < 2 ** lastFlagBit ? [{ typed, bit: BigInt(bit) }] : []
  })
  const hard = [
    ...dataset.rules.filter((rule) => rule.severity === 'hard'),
    ...(dataset.officeRules ?? []).flatMap((rule) =>
      rule.over === 'record' && rule.severity === 'hard' && rule.active ? [rule] : [],
    ),
  ].flatMap((rule) => {
    const typed = condition(rule.expression)
    return touches(typed) ? [{ id: rule.id, typed }] : []
  })
  const table = quoteName(recordTable(dataset.id))
  const select = database
    .prepare<[number], StoredRow>(
      `SELECT flags, ${dataset.variables.map((v) => quoteName(v.id)).join(', ')} FROM ${table} WHERE row_id = ?`,
    )
    .safeIntegers()
  const written = dataset.variables.filter((v) => moved.has(v.id))
  const update = database.prepare(
    `UPDATE ${table} SET ${[...written.map((v) => quoteName(v.id)), 'flags'].map((name) => `${name} = ?`).join(', ')} WHERE row_id = ?`,
  )
  const derive = (row: StoredRow): Record<string, RowValue> => {
    const values: Record<string, RowValue> = { ...row, [periodVariableId]: period }
    for (const { variable, typed } of sorted)
      values[variable.id] = stored(variable, typed, evaluateExpression(typed, values))
    return values
  }
  const required = dataset.variables.filter((v) => !v.nullable && moved.has(v.id))
  return {
    read: (rowId) => select.get(rowId) ?? null,
    refusedBy: (row) => {
      const values = derive(row)
      const missing = required.find((v) => values[v.id] === null)
      if (missing) return `MISSING:${missing.id}`
      return hard.find(({ typed }) => evaluateExpression(typed, values) === false)?.id ?? null
    },
    write: (rowId, row) => {
      const values = derive(row)
      let flags = typeof row['flags'] === 'bigint' ? row['flags'] : 0n
      for (const { typed, bit } of soft) {
        const broken = evaluateExpression(typed, values) === false
        if (broken !== ((flags & bit) !== 0n)) flags ^= bit
      }
      update.run(...written.map((v) => values[v.id] ?? null), flags, rowId)
    },
  }
}
