// The records a rule finds failing, with what the rule reads of them. In: dataset, delivery, rule. Out: a page of
// records, or all row ids. Never the value of an identifier: it is not even selected.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { RuleFailures } from '#shared/contract/rules.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { compiledFor, withVerdicts } from './askRule.ts'
import { heldAgainst } from './heldAgainst.ts'

type Asked = { dataset: string; delivery: number; rule: string }
type Signal = { throwIfCancelled(): void }

/** As kept in SQLite, in the words of people: decimals with their point. */
export const shownText = (variable: Variable, value: string | bigint | null): string | null => {
  if (value === null) return null
  if (typeof value === 'bigint' && variable.type === 'decimal') return exactToDecimal(value, variable.scale)
  return String(value)
}

/** Identifiers are masked; of a personal number only a hash is kept, which tells nobody anything. */
export const isMasked = (variable: Variable): boolean => variable.role === 'identifier' || variable.type === 'hash'

type Failing = { dataset: Dataset; reads: Variable[]; total: number; rows: number[] }

export const failingRows = async (
  workspace: Workspace,
  { dataset: id, delivery, rule: ruleId }: Asked,
  page: { offset: number; limit: number } | null,
  signal: Signal,
): Promise<Failing> => {
  const dataset = knownDataset(workspace, id)
  const rule =
    dataset.officeRules?.find((one) => one.id === ruleId) ?? fail('RULE_UNKNOWN', { rule: ruleId, dataset: id })
  const standing = deliveryRepository(workspace.catalog).get(delivery)
  if (standing.dataset !== id || standing.state !== 'current') return fail('DELIVERY_NOT_CURRENT', { delivery })
  const others = rule.over === 'register' ? [rule.dataset] : []
  return inOneState(workspace, [id, ...others], signal, async () => {
    for (const one of [id, ...others])
      if (deliveryRepository(workspace.catalog).current(one).length > 0)
        await ensureColumnSet(workspace, knownDataset(workspace, one))
    const held = heldAgainst(workspace, dataset, rule, standing.period)
    const connection = await (await workspace.columns()).connection()
    try {
      const asked = {
        workspace,
        connection,
        dataset,
        period: standing.period,
        ranges: deliveryRepository(workspace.catalog).currentParts(id, standing.period),
        imported: importedClassifications(workspace),
        throwIfCancelled: () => signal.throwIfCancelled(),
      }
      const compiled = compiledFor(asked, rule)
      const reads = dataset.variables.filter((v) => compiled.reads.includes(v.id))
      if (held !== null && 'why' in held) return { dataset, reads, total: 0, rows: [] }
      return await withVerdicts(asked, compiled, held, async (sql) => {
        const failing = `FROM (${sql}) WHERE verdict IS FALSE AND delivery_id = ${standing.id}`
        const [counted] = await connection.all<{ n: number }>(`SELECT count(*)::DOUBLE AS n ${failing}`)
        const limited = page === null ? '' : ` LIMIT ${page.limit} OFFSET ${page.offset}`
        const { data } = await connection.columns(`SELECT row_id ${failing} ORDER BY row_id${limited}`)
        return { dataset, reads, total: counted?.n ?? 0, rows: Array.from(data[0] ?? [], Number) }
      })
    } finally {
      await connection.close()
    }
  })
}

export const readFailures = async (
  workspace: Workspace,
  request: Asked & { offset: number; limit: number },
): Promise<RuleFailures> => {
  const { dataset, reads, total, rows } = await failingRows(workspace, request, request, {
    throwIfCancelled: () => undefined,
  })
  // Beside what the rule reads, what tells the record from others.
  const shown = [...dataset.variables.filter((v) => dataset.key.includes(v.id) && !reads.includes(v)), ...reads]
  const select = workspace
    .subject(dataset.subject)
    .prepare<[number], (string | bigint | null)[]>(
      `SELECT ${['row_number', ...shown.map((v) => (isMasked(v) ? 'NULL' : quoteName(v.id)))].join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
    )
    .raw()
    .safeIntegers()
  return {
    rule: request.rule,
    delivery: request.delivery,
    total,
    columns: shown.map((v) => ({ variable: v.id, label: v.label, masked: isMasked(v) })),
    records: rows.flatMap((rowId) => {
      const row = select.get(rowId)
      if (!row) return []
      const values = shown.map((v, index) => shownText(v, row[index + 1] ?? null))
      return [{ rowId, rowNumber: Number(row[0]), values }]
    }),
  }
}
