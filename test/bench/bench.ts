// npm run bench [-- --scale 1 --runs 3 --folder DIR --keep]: the table of the design, measured. Writes deliveries,
// imports, links, tabulates, explores, opens the window; prints the table and keeps it in test/bench/README.md. About
// 30 minutes at scale 1.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { bundle, root } from '../../build/bundle.ts'
import { openBench } from './benchContext.ts'
import { exploreBench } from './exploreBench.ts'
import { done, importBench, statdesk } from './importBench.ts'
import { runChild } from './measure.ts'
import { keepInReadme, machine, markdownTable } from './report.ts'
import type { BenchRow } from './report.ts'
import { dataTablePeer, largeTable, linkedTables, pupilTables, sampledTables } from './tableBench.ts'
import { windowBench } from './windowBench.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
    reuse: { type: 'boolean', default: false },
  },
})
const scale = Number(values.scale)
const runs = Number(values.runs)
const folder = resolve(values.folder ?? join(root, 'out', 'bench'))
const deliveries = join(folder, 'deliveries')
const workspace = join(folder, 'workspace')
const say = (text: string) => void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)

const resultFile = join(folder, 'result.json')
/** With --reuse the rows about imports and links stand as they were measured when the workspace was made. */
const rows: BenchRow[] =
  values.reuse && existsSync(resultFile)
    ? (JSON.parse(readFileSync(resultFile, 'utf8')) as BenchRow[]).filter((row) => row.stage === 'import')
    : []
const add = (...more: BenchRow[]) => {
  rows.push(...more)
  writeFileSync(resultFile, JSON.stringify(rows, null, 2))
  for (const row of more) say(`${row.work}: ${row.found}  [${row.peer}] ${row.ratio}`)
}

mkdirSync(folder, { recursive: true })
const free = statfsSync(folder).bavail * statfsSync(folder).bsize
if (free < 45e9 * scale) {
  process.stderr.write(
    `The bench at scale ${scale} needs about ${Math.ceil(45 * scale)} GB; ${(free / 1e9).toFixed(0)} GB are free in ${folder}. Use --scale or --folder.\n`,
  )
  process.exit(1)
}
await bundle()
if (!existsSync(join(deliveries, 'truth.json'))) {
  say(`writing deliveries at scale ${scale} …`)
  const written = done(
    await runChild(process.execPath, [join(root, 'test', 'bench', 'writeDeliveries.ts'), deliveries, String(scale)]),
    'deliveries',
  )
  const facts = JSON.parse(written.output.trim().split('\n').at(-1) ?? '{}') as {
    rows: number
    bytes: number
    seconds: number
    peakMb: number
  }
  add({
    stage: 'import',
    work: `writing ${facts.rows.toLocaleString('en')} rows of deliveries (${(facts.bytes / 1e9).toFixed(1)} GB)`,
    reach: 'bounded memory',
    found: `${facts.seconds.toFixed(0)} s, ${Math.round(facts.rows / facts.seconds).toLocaleString('en')} rows/s, peak ${facts.peakMb.toFixed(0)} MB`,
    peer: '',
    ratio: '',
  })
}

const pupils = join(deliveries, 'pupil_2024-2025.csv')
if (!values.reuse) {
  add(await importBench(root, folder, pupils, scale > 0.5 ? 1 : runs))
  const rest = readdirSync(deliveries)
    .filter((file) => /^(taxpayer_|customs_line_)/.test(file))
    .toSorted()
    .toReversed()
  const customs = rest
    .filter((file) => file.startsWith('customs'))
    .map((file) => statSync(join(deliveries, file)).size)
    .reduce((a, b) => a + b, 0)
  const imported = done(
    await statdesk(root, 'import', workspace, ...rest.map((file) => join(deliveries, file))),
    'import of customs and register',
  )
  const lines = (JSON.parse(imported.output) as { delivery: { rowsRead: number } }[]).reduce(
    (sum, r) => sum + r.delivery.rowsRead,
    0,
  )
  add({
    stage: 'import',
    work: `import of the register and a year of customs lines, ${lines.toLocaleString('en')} rows (${(customs / 1e9).toFixed(1)} GB)`,
    reach: '',
    found: `${imported.seconds.toFixed(0)} s, ${Math.round(lines / imported.seconds).toLocaleString('en')} rows/s, peak ${(imported.peakMb ?? 0).toFixed(0)} MB`,
    peer: '',
    ratio: '',
  })
  const definition = join(folder, 'link.json')
  writeFileSync(definition, JSON.stringify(demonstrationDefinitions.find((d) => d.id === 'customs_register')))
  const linked = done(await statdesk(root, 'link', workspace, definition), 'link')
  const [set] = JSON.parse(linked.output) as {
    leftRows: number
    rightRows: number
    matchedRows: number
    seconds: number
  }[]
  if (set)
    add({
      stage: 'import',
      work: `deterministic link ${set.leftRows.toLocaleString('en')} × ${set.rightRows.toLocaleString('en')}, ${((100 * set.matchedRows) / set.leftRows).toFixed(1)} % matched`,
      reach: '≤ 20 s',
      found: `${set.seconds.toFixed(1)} s, peak ${(linked.peakMb ?? 0).toFixed(0)} MB`,
      peer: '',
      ratio: '',
    })
}

const { context, job, close } = await openBench(workspace)
const plain = join(folder, 'plain.sqlite')
add(...(await pupilTables(context, job, existsSync(plain) ? plain : null, runs)))
add(...(await sampledTables(context, job, runs)))
add(...(await dataTablePeer(root, pupils, runs)))
add(...(await linkedTables(context, job, runs)))
add(...(await exploreBench(context, job, 'pupil', runs)))
await close()
add(await largeTable(root, workspace))
add(await windowBench(root, workspace, runs))

const text = `Scale ${scale}, ${new Date().toISOString().slice(0, 10)}, ${machine()}; medians of ${runs} runs (imports at full scale: one).\n\n${markdownTable(rows)}`
process.stdout.write(`\n${text}\n`)
keepInReadme(join(root, 'test', 'bench', 'README.md'), text)
if (!values.keep) rmSync(folder, { recursive: true, force: true })
