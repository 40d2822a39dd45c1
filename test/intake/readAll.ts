// A file as a suggested import would store it, without a workspace. In: a path. Out: variables, rows of texts, rejected
// rows by reason.
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { agreedLayout } from '#engine/collect/layouts/builtInLayouts.ts'
import { notRead } from '#engine/collect/layouts/cellReader.ts'
import { layoutRecords } from '#engine/collect/layouts/layoutRecords.ts'
import { openTable, optionsOf } from '#engine/collect/layouts/openTable.ts'
import type { FrameOptions } from '#engine/collect/readers/grid/frame.ts'
import type { ReadOptions } from '#engine/collect/readers/types.ts'
import { suggestLayout } from '#engine/collect/suggest/suggestLayout.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'

export type Taken = {
  suggestion: Suggestion
  /** "id type" of each variable. */
  variables: string[]
  rows: (string | null)[][]
  rejected: Record<string, number>
}

export const readAll = async (path: string, options: ReadOptions & FrameOptions = {}): Promise<Taken> => {
  const suggestion = await suggestLayout(path, options, {
    datasets: builtInDatasets,
    layouts: builtInDatasets.map(agreedLayout),
    imported: { versions: [], correspondences: [] },
    agreed: new Set(builtInDatasets.map(({ id }) => id)),
    missing: () => () => [],
  })
  const { layout, dataset } = suggestion.package
  const opened = await openTable(path, { ...options, ...optionsOf(layout) })
  try {
    const rows: (string | null)[][] = []
    const rejected: Record<string, number> = {}
    for await (const batch of layoutRecords(path, opened, layout, dataset).batches())
      for (const { fields, problem } of batch) {
        const bad = problem ?? (fields.some((field) => field?.startsWith(notRead)) ? 'TYPE' : null)
        if (bad === null) rows.push(fields)
        else rejected[bad] = (rejected[bad] ?? 0) + 1
      }
    const kindOf = (id: string): string => {
      const variable = dataset.variables.find((v) => v.id === id)
      return variable ? `${id} ${variable.type}` : id
    }
    return { suggestion, variables: dataset.variables.map((v) => kindOf(v.id)), rows, rejected }
  } finally {
    await opened.source.close()
  }
}

/** Codes as their labels, where the file has labels. */
export const labelled = ({ suggestion, rows }: Taken): (string | null)[][] => {
  const { dataset, codeLists } = suggestion.package
  const labels = dataset.variables.map((v) => {
    const list = codeLists.find((c) => c.list === v.codeList)
    return list ? new Map(list.items.map((item) => [item.code, item.label.vi])) : null
  })
  return rows.map((row) => row.map((value, i) => (value === null ? null : (labels[i]?.get(value) ?? value))))
}
