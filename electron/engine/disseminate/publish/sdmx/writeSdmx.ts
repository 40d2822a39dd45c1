// A protected cube as SDMX-CSV: written with one CSV library, read back with a parser of our own and compared field by
// field. In: cube, options. Out: how many observations. Never a byte order mark: the format is UTF-8 and knows none.
import { createReadStream } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Pace } from '../pace.ts'
import { escapeFormula } from '#shared/format/escapeFormula.ts'
import { parseCsv } from '../parseCsv.ts'
import { writeText } from '../textFile.ts'
import { sdmxTable } from './sdmxTable.ts'
import type { SdmxOptions } from './sdmxTable.ts'

const chunkRows = 2000

const isFigure = (field: string): boolean => /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(field)
const harmless = (field: string): string => (isFigure(field) ? field : escapeFormula(field))

export const writeSdmx = async (
  path: string,
  cube: ProtectedCube,
  options: SdmxOptions,
  pace: Pace,
): Promise<number> => {
  const table = sdmxTable(cube, options)
  const { rowCount } = table
  // A code may begin with a letter that a spreadsheet runs: such a code is told with an apostrophe, as in every file of
  // ours.
  const header = table.header.map(harmless)
  function* rows(): Generator<string[]> {
    for (const row of table.rows()) yield row.map(harmless)
  }
  await writeText(path, async (write) => {
    let chunk = [header]
    const flush = () => {
      const text = stringify(chunk, { record_delimiter: 'windows' })
      chunk = []
      return write(text)
    }
    for (const row of rows()) {
      chunk.push(row)
      if (chunk.length >= chunkRows) await flush()
      await pace()
    }
    await flush()
  })
  let line = 0
  const wanted = rows()
  for await (const found of parseCsv(createReadStream(path, 'utf8'))) {
    const next = line === 0 ? { done: false as const, value: header } : wanted.next()
    const expected = next.done === true ? null : next.value
    if (!expected || expected.length !== found.length || expected.some((field, c) => field !== found[c]))
      return fail('UNEXPECTED', {}, `SDMX-CSV read back differs in line ${line + 1}`)
    line += 1
    await pace()
  }
  if (line !== rowCount + 1) return fail('UNEXPECTED', {}, `SDMX-CSV read back ends after line ${line}`)
  return rowCount
}
