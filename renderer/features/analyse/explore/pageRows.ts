// A page of a view as rows. In: a page column-wise. Out: one object a row. Never a masked value: it was not sent.
import type { ExploreRows } from '#shared/contract/responses.ts'

export type GridRow = {
  rowId: number
  values: Record<string, string | number | null>
  masked: ReadonlySet<string>
  flags: string[]
}

export const pageRows = (page: ExploreRows): GridRow[] => {
  const masked = new Set(page.columns.flatMap((c) => (c.masked ? [c.variable] : [])))
  return page.rowIds.map((rowId, i) => ({
    rowId,
    masked,
    flags: page.flags[i] ?? [],
    values: Object.fromEntries(page.columns.map((c) => [c.variable, c.values[i] ?? null])),
  }))
}
