// The bench's rows as a Markdown table, and the part of README.md it keeps. In: rows, facts of the machine. Out: text.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

export type BenchRow = { stage?: 'import'; work: string; reach: string; found: string; peer: string; ratio: string }

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.version}`

export const markdownTable = (rows: BenchRow[]): string =>
  [
    '| work | to reach | found | measured beside it in the same run | ratio |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((r) => `| ${r.work} | ${r.reach} | ${r.found} | ${r.peer} | ${r.ratio} |`),
  ].join('\n')

/** Replaces what stands between the two marks of the README; the words around them are written by hand. */
export const keepInReadme = (file: string, text: string): void => {
  const [begin, end] = ['<!-- bench begin -->', '<!-- bench end -->']
  const whole = readFileSync(file, 'utf8')
  const at = whole.indexOf(begin) + begin.length
  writeFileSync(file, `${whole.slice(0, at)}\n${text}\n${whole.slice(whole.indexOf(end))}`)
}
