// The headless demonstration: the commands an analyst would type, one after the other, on synthetic deliveries the
// program writes itself. In: nothing. Out: out/demonstration with deliveries, tables, charts, a printed report and
// screenshots of every screen. Every step is the command line itself, so what it shows is what scripts can do.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { bundle, root } from './bundle.ts'
import { drawGallery } from './gallery.ts'
import { takeScreenshots } from './screenshots.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const folder = join(root, 'out', 'demonstration')
const deliveries = join(folder, 'deliveries')
const workspace = join(folder, 'workspace')
const definitions = join(folder, 'definitions')
const scale = process.env['STATDESK_DEMONSTRATION_SCALE'] ?? '0.002'

const statdesk = (...parameters: string[]): string => {
  const shown = parameters.map((p) => (p.startsWith(root) ? relative(root, p) : p)).join(' ')
  const started = Date.now()
  const done = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli.js'), ...parameters, '--quiet', '--language', 'vi'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  if (done.status !== 0) {
    say(`statdesk ${shown}\n${done.stdout}${done.stderr}`)
    process.exit(done.status ?? 1)
  }
  say(`statdesk ${shown}   ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return done.stdout
}

const of = (kind: string) =>
  demonstrationDefinitions.filter((definition) => definition.kind === kind).map((definition) => definition.id)

await bundle()
rmSync(folder, { recursive: true, force: true })
for (const made of [
  definitions,
  join(folder, 'tables'),
  join(folder, 'charts'),
  join(folder, 'files'),
  join(folder, 'batch'),
])
  mkdirSync(made, { recursive: true })

statdesk('demo', deliveries, '--scale', scale, '--seed', '1')
statdesk('new', workspace, '--demonstration', '--name', 'Dữ liệu mô phỏng')
writeFileSync(join(folder, 'import.txt'), statdesk('import', workspace, deliveries))
for (const definition of demonstrationDefinitions)
  writeFileSync(join(definitions, `${definition.kind}_${definition.id}.json`), JSON.stringify(definition, null, 2))
statdesk(
  'define',
  workspace,
  ...demonstrationDefinitions.map((definition) => join(definitions, `${definition.kind}_${definition.id}.json`)),
)
statdesk('link', workspace, ...of('link'))
for (const id of of('table')) {
  writeFileSync(join(folder, 'tables', `${id}.txt`), statdesk('table', workspace, id))
  statdesk('table', workspace, id, '--out', join(folder, 'tables', `${id}.xlsx`))
}
/** One table in every other format it can leave in. */
const files = {
  csv: 'csv',
  csv_tidy: 'tidy.csv',
  html: 'html',
  md: 'md',
  px: 'px',
  jsonstat: 'json',
  sdmx_csv_1: 'sdmx-1.csv',
  sdmx_csv_2: 'sdmx-2.csv',
  parquet: 'parquet',
  dta: 'dta',
  sav: 'sav',
}
for (const [format, extension] of Object.entries(files))
  statdesk(
    'table',
    workspace,
    'pupils_by_region_level',
    '--out',
    join(folder, 'files', `pupils_by_region_level.${extension}`),
    '--format',
    format,
  )
statdesk(
  'batch',
  workspace,
  ...of('table').filter((id) => id.startsWith('pupils_')),
  '--out',
  join(folder, 'batch'),
  '--territory',
  'country,01',
  '--workbook',
)
for (const id of of('indicator')) {
  writeFileSync(join(folder, 'tables', `${id}.txt`), statdesk('indicator', workspace, id))
  statdesk('indicator', workspace, id, '--out', join(folder, 'tables', `${id}.xlsx`))
}
statdesk('chart', workspace, 'all', '--out', join(folder, 'charts'), '--format', 'xlsx')
for (const kind of ['svg', 'png', 'docx'])
  statdesk('map', workspace, 'all', '--out', join(folder, 'charts'), '--format', kind)
await drawGallery(join(folder, 'gallery'))
for (const id of of('chart'))
  for (const kind of ['svg', 'png']) statdesk('chart', workspace, id, '--out', join(folder, 'charts', `${id}.${kind}`))
for (const id of of('report')) statdesk('report', workspace, id, '--out', join(folder, `${id}.pdf`))
const table = of('table')[0]
if (table) statdesk('table', workspace, table, '--check')
statdesk('verify', workspace)

say('Screenshots of every screen …')
const pictures = await takeScreenshots({ workspace, folder: join(folder, 'screens') })

const reports = of('report').map((id) => join(folder, `${id}.pdf`))
say('\nDone. Synthetic data; nothing here is real.')
for (const path of [
  ...reports,
  ...['tables', 'charts', 'files', 'batch'].map((name) => join(folder, name)),
  ...pictures,
]) {
  const size = statSync(path)
  say(`  ${relative(root, path)}${size.isFile() ? `  ${Math.ceil(size.size / 1024)} kB` : '/'}`)
}
if (
  !readFileSync(reports[0] ?? '')
    .subarray(0, 5)
    .equals(Buffer.from('%PDF-'))
)
  process.exit(1)
