// Import of one national file into an encrypted workspace, with edit rules and column set, beside `sqlite3 .import` of
// the same file. In: folders. Out: rows of the bench's table. Every import is a process of its own, timed and weighed
// from outside.
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { benchPassphrase } from './benchContext.ts'
import { runChild, spread } from './measure.ts'
import type { ChildRun } from './measure.ts'
import type { BenchRow } from './report.ts'

export const statdesk = (root: string, ...parameters: string[]): Promise<ChildRun> =>
  runChild(process.execPath, [join(root, 'dist', 'cli.js'), ...parameters, '--quiet', '--json'], {
    STATDESK_PASSPHRASE: benchPassphrase,
  })

export const done = (run: ChildRun, what: string): ChildRun => {
  if (run.status !== 0) throw new Error(`${what}: ${run.output.slice(-2000)}`)
  return run
}

const inSeconds = (n: number) => `${n.toFixed(1)} s`

export const importBench = async (root: string, folder: string, file: string, runs: number): Promise<BenchRow> => {
  const ours: ChildRun[] = []
  const theirs: ChildRun[] = []
  const workspace = join(folder, 'workspace')
  const plain = join(folder, 'plain.sqlite')
  for (let run = 0; run < runs; run += 1) {
    rmSync(plain, { force: true })
    theirs.push(done(await runChild('sqlite3', [plain, `.import --csv ${file} pupil`]), 'sqlite3 .import'))
    rmSync(workspace, { recursive: true, force: true })
    done(await statdesk(root, 'new', workspace), 'new')
    ours.push(done(await statdesk(root, 'import', workspace, file), 'import'))
  }
  const { delivery } = (
    JSON.parse(ours.at(-1)?.output ?? '[]') as { delivery: { rowsRead: number; rowsRejected: number } }[]
  )[0] ?? { delivery: { rowsRead: 0, rowsRejected: 0 } }
  const [a, b] = [spread(ours.map((r) => r.seconds)), spread(theirs.map((r) => r.seconds))]
  return {
    stage: 'import',
    work: `import of ${delivery.rowsRead.toLocaleString('en')} pupils (${(statSync(file).size / 1e9).toFixed(2)} GB CSV), rules, encrypted, column set; ${delivery.rowsRejected.toLocaleString('en')} rejects kept`,
    reach: '≤ 1.3 × `.import`; ≤ 1.5 GB',
    found: `${inSeconds(a.median)} (${Math.round(delivery.rowsRead / a.median).toLocaleString('en')} rows/s), peak ${Math.max(...ours.map((r) => r.peakMb ?? 0)).toFixed(0)} MB`,
    peer: `\`sqlite3 .import\`: ${inSeconds(b.median)}`,
    ratio: (a.median / b.median).toFixed(2),
  }
}
