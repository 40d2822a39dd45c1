// A run of one template over many territories, and what can go wrong with it: a disk that fills half-way and the run
// taken up again, a target that cannot be written, a territory without data, a table that was deleted.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallWorkspace } from './smallWorkspace.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-run-'))
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
let workspace = ''

type Run = { folder: string; issues: { path: string; failure: { code: string } | null }[]; taken: number }

const ownMounts = spawnSync('unshare', ['-rm', 'true']).status === 0
if (!ownMounts) console.warn('SKIPPED: a full disk: no mounts of a process’s own here (unshare -rm)')

beforeAll(() => {
  workspace = smallWorkspace(folder)
  expect(statdesk(['template', workspace, 'factsheet']).failure).toBeNull()
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(!ownMounts)(
  'a disk that fills ends the run with what stands; taken up again only the rest is made',
  () => {
    const out = join(folder, 'full')
    mkdirSync(out)
    const command = (more: string) =>
      `"${process.execPath}" "${cli}" report "${workspace}" factsheet --territory each --format html --out "${out}" --json --quiet ${more}`
    const script = `mount -t tmpfs -o size=1200k tmpfs "${out}"
${command('')} > "${folder}/first.json" 2> "${folder}/first.err"
echo $? > "${folder}/first.status"
ls "${out}" > "${folder}/first.files"
mount -o remount,size=64m "${out}"
${command('--resume')} > "${folder}/second.json" 2> "${folder}/second.err"
echo $? > "${folder}/second.status"
cp -r "${out}" "${folder}/kept"`
    const ran = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' })
    expect([ran.status, ran.stderr]).toEqual([0, ''])
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim()
    const failure = JSON.parse(read('first.err').split('\n').at(-1) ?? '') as {
      code: string
      facts: { made: number; issues: number }
    }
    expect([read('first.status'), failure.code]).toEqual(['1', 'REPORT_RUN_STOPPED'])
    expect(failure.facts.made).toBeGreaterThan(1)
    expect(failure.facts.made).toBeLessThan(failure.facts.issues)
    // Nothing half written lies about.
    const files = read('first.files').split('\n')
    expect(files.filter((name) => name.endsWith('.html'))).toHaveLength(failure.facts.made)
    expect(files.filter((name) => !/\.html$|^report-run\.json$/.test(name))).toEqual([])
    const second = JSON.parse(read('second.json')) as Run
    expect([read('second.status'), read('second.err')]).toEqual(['0', ''])
    expect(second.taken).toBe(failure.facts.made)
    expect(second.issues).toHaveLength(failure.facts.issues)
    for (const name of readdirSync(join(folder, 'kept')).filter((own) => own.endsWith('.html')))
      expect(readFileSync(join(folder, 'kept', name), 'utf8')).toMatch(/<\/html>\s*$/)
  },
  240_000,
)

test('a target that cannot be written is an exception of its own; the others stand, and only it is made when taken up again', () => {
  const out = join(folder, 'locked')
  mkdirSync(join(out, 'factsheet_38.html'), { recursive: true })
  const run = ['report', workspace, 'factsheet', '--territory', '01,38,79', '--format', 'html', '--out', out]
  const first = statdesk(run)
  expect([first.status, first.failure?.code]).toEqual([1, 'REPORT_ISSUES_INCOMPLETE'])
  const listed = JSON.parse(readFileSync(join(out, 'report-run.json'), 'utf8')) as {
    exceptions: { territory: string; code: string; vi: string; en: string }[]
  }
  expect(listed.exceptions.map(({ territory }) => territory)).toEqual(['38'])
  expect(listed.exceptions[0]?.vi).toContain('factsheet_38.html')
  const before = statSync(join(out, 'factsheet_01.html')).mtimeMs
  rmSync(join(out, 'factsheet_38.html'), { recursive: true })
  const again = statdesk([...run, '--resume'])
  expect([again.failure, (again.json as Run).taken]).toEqual([null, 2])
  expect(statSync(join(out, 'factsheet_01.html')).mtimeMs).toBe(before)
  expect(statSync(join(out, 'factsheet_38.html')).size).toBeGreaterThan(10_000)
}, 120_000)

test('a territory without data has a sentence where each table would stand', () => {
  const path = join(folder, 'none.html')
  const { failure } = statdesk(['report', workspace, 'factsheet', '--territory', '97', '--out', path])
  if (failure) expect(failure.message).toMatch(/97/)
  else expect(readFileSync(path, 'utf8')).toContain('không có số liệu cho kỳ và địa bàn này')
})

test('a template whose table is gone is refused with its place, in both languages, and nothing is written', () => {
  const definition = join(folder, 'holed.json')
  writeFileSync(
    definition,
    JSON.stringify({
      kind: 'report',
      id: 'holed',
      title: { vi: 'Thiếu', en: 'Holed' },
      office: { vi: '', en: '' },
      blocks: [{ type: 'table', source: { from: 'table', id: 'gone' } }],
    }),
  )
  for (const extension of ['pdf', 'docx', 'xlsx', 'html']) {
    const path = join(folder, `holed.${extension}`)
    const { failure } = statdesk(['report', workspace, definition, '--out', path])
    expect([extension, failure?.code]).toEqual([extension, 'REPORT_INCOMPLETE'])
    expect(failure?.message).toContain('gone')
    expect(readdirSync(folder)).not.toContain(`holed.${extension}`)
  }
}, 60_000)
