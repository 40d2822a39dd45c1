// The table of a file that a layout speaks of, with its heading. In: a path, a layout or options. Out: columns and
// rows; close it. Fails where the table or the heading is not there, naming what is.
import { openSource } from '#engine/collect/readers/openSource.ts'
import { frameTable } from '#engine/collect/readers/grid/frame.ts'
import type { FrameOptions, FramedTable } from '#engine/collect/readers/grid/frame.ts'
import type { OpenedSource, ReadOptions, SourceColumn, SourceTable } from '#engine/collect/readers/types.ts'
import { fail } from '#shared/model/failure.ts'
import type { Layout } from '#shared/model/layout.ts'

export type OpenedTable = {
  source: OpenedSource
  table: SourceTable & { columns: SourceColumn[] }
  /** Where the heading was found, for sheets of rows. */
  frame: FramedTable | null
  others: string[]
}

export const optionsOf = (layout: Layout): ReadOptions & FrameOptions => ({
  format: layout.format,
  member: layout.member ?? undefined,
  encoding: layout.encoding ?? undefined,
  delimiter: layout.delimiter ?? undefined,
  quote: layout.quote ?? undefined,
  fields: layout.fields.length > 0 ? layout.fields : undefined,
  table: layout.table ?? undefined,
  headerLine: layout.headerLine ?? undefined,
  headerRows: layout.headerRows ?? undefined,
  keepTail: layout.keepTail,
})

const named = (table: SourceTable): table is SourceTable & { columns: SourceColumn[] } => table.columns !== null

/** The first table that looks like one: a sheet of notes before the data is passed over. */
const firstUsable = async (tables: readonly SourceTable[]): Promise<SourceTable | undefined> => {
  if (tables.length < 2) return tables[0]
  for (const table of tables) {
    if (named(table)) {
      if (table.expectedRows !== 0 && table.columns.length > 0) return table
      continue
    }
    const framed = await frameTable(table)
    if (framed.columns.length >= 2 && framed.heading.reason === 'contrast') return table
  }
  return tables[0]
}

export const openTable = async (path: string, options: ReadOptions & FrameOptions = {}): Promise<OpenedTable> => {
  const source = await openSource(path, options)
  try {
    const chosen =
      options.table === undefined
        ? await firstUsable(source.tables)
        : (source.tables.find((table) => table.name === options.table) ??
          (source.tables.length === 1 && (source.format === 'delimited' || source.format === 'fixed')
            ? source.tables[0]
            : undefined))
    if (!chosen)
      return fail('TABLE_UNKNOWN', {
        path,
        table: options.table ?? '',
        tables: source.tables.map((t) => t.name).join(', '),
      })
    const others = source.tables.filter((table) => table !== chosen).map((table) => table.name)
    if (named(chosen)) return { source, table: chosen, frame: null, others }
    const frame = await frameTable(chosen, options)
    if (options.headerLine !== undefined && frame.heading.reason !== 'given')
      return fail('HEADER_NOT_FOUND', { path, line: options.headerLine })
    return { source, table: frame, frame, others }
  } catch (error) {
    await source.close()
    throw error
  }
}

const holds = (opened: OpenedTable, layout: Layout): boolean => {
  const names = new Set(opened.table.columns.map((c) => c.name.trim().toLowerCase()))
  return layout.columns.every((c) => c.position !== null || names.has(c.column.trim().toLowerCase()))
}

/** As the layout says; where its columns do not stand there, wherever the heading is found this time. */
export const openByLayout = async (
  path: string,
  layout: Layout,
  reading: { dictionary?: string | undefined },
): Promise<OpenedTable> => {
  const options = { ...optionsOf(layout), dictionary: reading.dictionary }
  const first = await openTable(path, options).catch((error: unknown) => error)
  if (isOpened(first) && holds(first, layout)) return first
  const free = { ...options, headerLine: undefined, headerRows: undefined, delimiter: undefined, quote: undefined }
  const second = await openTable(path, { ...free, table: undefined }).catch(() => null)
  if (second !== null && holds(second, layout)) {
    if (isOpened(first)) await first.source.close()
    return second
  }
  await second?.source.close()
  if (isOpened(first)) return first
  throw first
}

const isOpened = (value: unknown): value is OpenedTable =>
  typeof value === 'object' && value !== null && 'source' in value
