// Files opened by programs that are not ours: DuckDB, Python's library, haven in R, LibreOffice. In: a path. Out: what
// they found there.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Found } from './fileFigures.ts'

const beside = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))
export type TextRow = Record<string, string | null>

/** Every field as text; "parquet" or "csv". */
export const inDuckdb = async (path: string, kind: 'csv' | 'parquet', header = true): Promise<TextRow[]> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const from =
      kind === 'parquet'
        ? `read_parquet('${path}')`
        : `read_csv('${path}', all_varchar = true, header = ${header}, delim = ',', quote = '"', escape = '"', nullstr = '', null_padding = true)`
    return (await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM ${from}`)).getRowObjects() as TextRow[]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

export type PythonFormat = 'px' | 'jsonstat' | 'md' | 'html'
const inPython = (path: string, format: PythonFormat): unknown =>
  JSON.parse(
    execFileSync('python3', [beside('readFiles.py'), format, path], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    }),
  )
export const foundInPython = (path: string, format: 'px' | 'jsonstat', statuses: Record<string, string>): Found[] =>
  (inPython(path, format) as [Record<string, string>, string, string | null, string | null][]).map(
    ([key, measure, text, status]) => ({
      key,
      measure,
      text: text ?? null,
      status: statuses[status ?? ''] ?? `?${status}`,
    }),
  )
export const gridInPython = (path: string, format: 'md' | 'html'): string[][] => inPython(path, format) as string[][]

/** Per file, one row a cell: "<dimension>_code", "<measure>", "<measure>_status". */
export const inHaven = (paths: readonly string[], measures: readonly string[]): Found[][] => {
  const target = `${paths[0] ?? ''}.tsv`
  execFileSync('Rscript', ['--vanilla', beside('readStat.R'), target, ...paths], { timeout: 60_000 })
  const files = new Map(paths.map((path) => [basename(path), new Map<string, Record<string, string>>()]))
  for (const line of readFileSync(target, 'utf8').trimEnd().split('\n').slice(1)) {
    const [file = '', row = '', column = '', value = ''] = line.split('\t')
    const rows = files.get(file)
    rows?.set(row, { ...rows.get(row), [column]: value })
  }
  const statuses: Record<string, string> = {
    0: 'value',
    1: 'none',
    2: 'not_available',
    3: 'suppressed',
    4: 'not_applicable',
  }
  return [...files.values()].map((rows) =>
    [...rows.values()].flatMap((row) => {
      const key = Object.fromEntries(
        Object.entries(row).flatMap(([name, value]) => (name.endsWith('_code') ? [[name.slice(0, -5), value]] : [])),
      )
      return measures.map((measure): Found => ({
        key,
        measure,
        text: row[measure] === '' ? null : (row[measure] ?? null),
        status: statuses[row[`${measure}_status`] ?? ''] ?? '?',
      }))
    }),
  )
}

/** A page opened as a spreadsheet: the fields of each row that are not empty. */
export const inLibreOffice = async (path: string, folder: string): Promise<string[][]> => {
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--infilter=HTML (StarCalc)',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
      '--outdir',
      folder,
      path,
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
  const rows = await inDuckdb(join(folder, `${basename(path, '.html')}-Sheet1.csv`), 'csv', false)
  return rows.map((row) => Object.values(row).flatMap((field) => (field === null ? [] : [field])))
}

/**
 * Printed panels beside each other again; each begins under its row of column letters "A 1 2 …". Figures with a point
 * and a plain minus.
 */
export const joinPanels = (rows: readonly string[][], width: (letters: string[]) => number): string[][] => {
  const panels: string[][][] = []
  let figures = 0
  for (const row of rows) {
    if (row[0] === 'A' && row[1] !== undefined && /^\d+$/.test(row[1])) {
      panels.push([])
      figures = width(row)
    } else if (figures > 0 && row.length >= figures) {
      const tail = row.slice(row.length - figures)
      if (tail.every((text) => /^([-…x]|[−-]?[\d. ]+(,\d+)?)$/.test(text))) panels.at(-1)?.push(tail)
    }
  }
  return (panels[0] ?? []).map((_, r) => panels.flatMap((panel) => panel[r] ?? []).map(plain))
}
export const plain = (text: string): string =>
  text === '-' || text === '…' ? text : text.replaceAll(/[.\s]/g, '').replace(',', '.').replace('−', '-')
