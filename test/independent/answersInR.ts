// Runs tables.R over the delivered files. In: the folder of the demonstration. Out: table → its answers. Never the
// program's records.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Answers } from './compareAnswers.ts'

export const answersInR = async (folder: string): Promise<Map<string, Answers>> => {
  const target = join(folder, 'answers.tsv')
  await promisify(execFile)(
    'Rscript',
    ['--vanilla', fileURLToPath(new URL('./tables.R', import.meta.url)), folder, target],
    { timeout: 120_000 },
  )
  const tables = new Map<string, Answers>()
  for (const line of readFileSync(target, 'utf8').trimEnd().split('\n').slice(1)) {
    const [table = '', cell = '', measure = '', value = ''] = line.split('\t')
    const answers = tables.get(table) ?? new Map<string, string>()
    tables.set(table, answers)
    answers.set(`${measure}\t${cell}`, value)
  }
  return tables
}
