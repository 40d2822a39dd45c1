// A protected cube as Parquet: one row a cell; codes and labels of each dimension, each measure as an exact decimal (or
// a double where it is a quotient) with every digit, and its status. In: cube, language. Out: how many figures, after
// DuckDB read the file back and every value agreed. Never a rounded digit: a figure beyond 38 digits makes its column
// text.
import { rm } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { closeOff, literalPattern } from '#engine/workspace/columns/closeOff.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { stringifyExact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { figureStatus, figureStatuses, fileDimensions, fileMeasures, wholeFigure } from '../fileCube.ts'
import { noteLines } from '../fileNotes.ts'
import { oneLine } from '../labels.ts'
import type { PublishLanguage } from '../labels.ts'
import type { Pace } from '../pace.ts'
import { validNames } from './statTable.ts'

type Column = { name: string; type: string; value: (cell: number) => string | null }

const literal = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\0', ' ')}'`
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The narrowest type that holds every figure of a measure exactly. */
const decimalType = (texts: Iterable<string>): string => {
  let whole = 1
  let scale = 0
  for (const text of texts) {
    const [before = '', after = ''] = text.replace('-', '').split('.')
    whole = Math.max(whole, before.length)
    scale = Math.max(scale, after.length)
  }
  return whole + scale > 38 ? 'VARCHAR' : `DECIMAL(${whole + scale <= 18 ? 18 : 38}, ${scale})`
}

const columnsOf = (cube: ProtectedCube, language: PublishLanguage): Column[] => {
  const dimensions = fileDimensions(cube)
  const measures = fileMeasures(cube)
  const languages = language === 'both' ? (['vi', 'en'] as const) : ([language] as const)
  const stored = cube.cells.records.length
  const columns = [
    ...dimensions.flatMap((d): Column[] => {
      const at = (cell: number) => d.categories[cube.cells.coordinates[d.index]?.[cell] ?? 0]
      return [
        { name: d.name, type: 'VARCHAR', value: (cell) => at(cell)?.code ?? null },
        ...languages.map((l): Column => ({
          name: `${d.name}_label${languages.length > 1 ? `_${l}` : ''}`,
          type: 'VARCHAR',
          value: (cell) => at(cell)?.label[l] ?? null,
        })),
      ]
    }),
    ...measures.flatMap((m): Column[] => {
      function* texts(): Generator<string> {
        for (let i = 0; i < stored; i += 1) {
          const { text } = wholeFigure(cube, m, i)
          if (text !== null) yield text
        }
      }
      return [
        {
          name: m.id,
          type: m.measure.exact ? decimalType(texts()) : 'DOUBLE',
          value: (cell) => wholeFigure(cube, m, cell).text,
        },
        { name: `${m.id}_status`, type: 'VARCHAR', value: (cell) => figureStatus(cube, m, cell) },
      ]
    }),
    { name: 'figure_status', type: 'VARCHAR', value: figureStatuses(cube, dimensions) },
  ]
  const names = validNames(
    columns.map((c) => c.name),
    { bytes: 200, reserved: [] },
  )
  return columns.map((c, i) => ({ ...c, name: names[i] ?? c.name }))
}

/** The same number whatever zeros follow its point. */
const canonical = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

const isSame = (type: string, wanted: string | null, value: unknown): boolean => {
  if (wanted === null || value === null) return wanted === value
  if (type === 'DOUBLE') return value === Number(wanted)
  return type.startsWith('DECIMAL') ? canonical(String(value)) === canonical(wanted) : value === wanted
}

const compare = async (
  connection: DuckDBConnection,
  path: string,
  columns: Column[],
  stored: number,
  pace: Pace,
): Promise<void> => {
  const differs = (what: string): never => fail('UNEXPECTED', {}, `Parquet read back differs: ${what}`)
  const result = await connection.stream(
    `SELECT ${columns.map((c) => (c.type === 'DOUBLE' ? quoted(c.name) : `${quoted(c.name)}::VARCHAR`)).join(', ')} FROM read_parquet(${literal(literalPattern(path))})`,
  )
  let row = 0
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const found = chunk.getColumns()
    for (let r = 0; r < chunk.rowCount; r += 1, row += 1) {
      for (const [c, column] of columns.entries()) {
        const wanted = column.value(row)
        const value = found[c]?.[r] ?? null
        if (!isSame(column.type, wanted, value)) return differs(`row ${row + 1}, ${column.name}`)
      }
      await pace()
    }
  }
  if (row !== stored) differs(`${row} rows of ${stored}`)
}

export const writeCubeParquet = async (
  path: string,
  cube: ProtectedCube,
  { language, program, pace }: { language: PublishLanguage; program: string; pace: Pace },
): Promise<number> => {
  const columns = columnsOf(cube, language)
  const stored = cube.cells.records.length
  const say = (text: Bilingual): string => oneLine(text, language)
  // What is staged was protected before it came here; it goes when the file is written.
  const staging = `${path}.duckdb`
  const instance = await DuckDBInstance.create(staging, {
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  const connection = await instance.connect()
  try {
    await closeOff(connection, { paths: [path], folders: [] })
    await connection.run(`CREATE TABLE cells (${columns.map((c) => `${quoted(c.name)} VARCHAR`).join(', ')})`)
    const appender = await connection.createAppender('cells')
    for (let i = 0; i < stored; i += 1) {
      for (const { value } of columns) {
        const text = value(i)
        if (text === null) appender.appendNull()
        else appender.appendVarchar(text)
      }
      appender.endRow()
      if (i % 50_000 === 49_999) appender.flushSync()
      await pace()
    }
    appender.closeSync()
    const about: Record<string, string> = {
      title: say(cube.title),
      source: say(cube.source),
      program,
      notes: (language === 'en' ? noteLines(cube, 'en', program) : noteLines(cube, 'vi', program)).join('\n'),
      measures: JSON.stringify(
        fileMeasures(cube).map((m) => ({
          id: m.id,
          label: say(m.measure.label),
          unit: say(m.measure.unit),
          power: m.measure.power,
          ...(m.measure.formula ? { formula: say(m.measure.formula) } : {}),
        })),
      ),
      provenance: stringifyExact({
        definition: cube.provenance.definition,
        deliveries: cube.provenance.deliveries,
        engine: cube.provenance.engine,
        engineVersion: cube.provenance.engineVersion,
        ranAt: cube.provenance.ranAt,
      }),
    }
    await connection.run(`COPY (SELECT ${columns.map((c) => (c.type === 'VARCHAR' ? quoted(c.name) : `${quoted(c.name)}::${c.type} AS ${quoted(c.name)}`)).join(', ')} FROM cells)
      TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {${Object.entries(about)
        .map(([key, value]) => `${key}: ${literal(value)}`)
        .join(', ')}})`)
    await compare(connection, path, columns, stored, pace)
    return stored * fileMeasures(cube).length
  } finally {
    connection.closeSync()
    instance.closeSync()
    for (const suffix of ['', '.wal']) await rm(staging + suffix, { force: true })
  }
}
