// Runs tables.sql over the exported records in a DuckDB of its own. In: the folder of the facts. Out: table → cell →
// measure → answer. Never the workspace's column sets, never SQL the program wrote.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { CubeMeasure } from '#shared/model/cube.ts'
import type { Answers } from './compareAnswers.ts'

const tables = [
  'codes',
  'recode',
  'school',
  'teacher',
  'pupil',
  'taxpayer',
  'vat_return',
  'financial_statement',
  'customs_line',
]
type Row = Record<string, unknown>
export type SqlAnswers = Map<string, Row[]>

export const answersInSql = async (facts: string): Promise<SqlAnswers> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  try {
    for (const name of tables)
      await connection.run(
        `CREATE TABLE ${name} AS SELECT * FROM read_csv('${join(facts, `${name}.csv`)}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '')`,
      )
    const [setup = '', ...parts] = readFileSync(new URL('./tables.sql', import.meta.url), 'utf8').split(/^-- table: /m)
    await connection.run(setup)
    const answers: SqlAnswers = new Map()
    for (const part of parts) {
      const end = part.indexOf('\n')
      const reader = await connection.runAndReadAll(part.slice(end))
      answers.set(part.slice(0, end).trim(), reader.getRowObjects())
    }
    return answers
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

const text = (value: unknown, measure: CubeMeasure): string => {
  if (value === null || value === undefined) return 'NA'
  if (typeof value === 'string') return /^-?\d+$/.test(value) ? `${value}e-${measure.scale}` : value
  return measure.exact ? `${String(value)}e-${measure.scale}` : String(value)
}

/** Rows of one table as answers: c1, c2, … are its categories. */
export const sqlAnswersOf = (rows: readonly Row[], measures: readonly CubeMeasure[]): Answers => {
  const answers: Answers = new Map()
  for (const row of rows) {
    const cell = Object.keys(row)
      .filter((name) => /^c\d+$/.test(name))
      .map((name) => String(row[name]))
      .join('|')
    for (const measure of measures)
      if (measure.hidden !== true) answers.set(`${measure.id}\t${cell}`, text(row[measure.id], measure))
  }
  return answers
}
