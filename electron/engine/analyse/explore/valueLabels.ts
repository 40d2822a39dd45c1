// What stands for a value on screen. In: a column and raw values of DuckDB. Out: plain code and label; one unit under
// two versions of its list is one category. Never a decision which values are listed.
import type { CountedValue } from '#shared/contract/explore.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { codeListVersions, labelOf } from '#engine/classify/codeLists.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export type CodeLabeller = (code: string, version: string | null) => Bilingual | null

/** Labels of a dated list by version; without a version the newest. */
export const codeLabeller = (workspace: Workspace, variable: Variable): CodeLabeller => {
  const versions =
    variable.codeList === null ? [] : codeListVersions(variable.codeList, importedClassifications(workspace))
  return (code, version) => {
    const list = versions.find((v) => v.version === version) ?? (version === null ? versions.at(-1) : undefined)
    return list ? (labelOf(list, code) ?? null) : null
  }
}

/** A number, date or person code as plain text. */
export const plainValue = (variable: Pick<Variable, 'type' | 'scale'>, value: bigint | number | string): string =>
  typeof value === 'string' ? value : exactToDecimal(BigInt(value), variable.type === 'decimal' ? variable.scale : 0)

/** Same code, same label: one category. */
export const mergeCounted = (rows: Iterable<CountedValue>): CountedValue[] => {
  const merged = new Map<string, CountedValue>()
  for (const row of rows) {
    const key = `${row.code}\u0000${row.label?.vi ?? ''}`
    const known = merged.get(key)
    if (known) known.records += row.records
    else merged.set(key, { ...row })
  }
  return [...merged.values()]
}
