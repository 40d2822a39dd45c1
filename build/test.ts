// npm test: lint, structure, type checks, unit and conformance tests, the built program, end-to-end tests.
// In: nothing. Out: exit status, and as the last line the counts "N passed, N failed, N skipped". Stops at the first broken stage
// of lint and types; tests are all run, so that one failure does not hide another.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, root } from './bundle.ts'
import { uncheckedFile, uncheckedLines } from './unchecked.ts'

type Counts = { passed: number; failed: number; skipped: number }
/** Full names of tests that were skipped, whatever stage they belong to. */
const skippedTests: string[] = []

const say = (text: string) => void process.stdout.write(`${text}\n`)
const bin = (path: string) => join(root, 'node_modules', path)
const node = (script: string, ...parameters: string[]) =>
  spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: 'inherit' }).status ?? 1

const stage = (name: string, run: () => number) => {
  const started = Date.now()
  say(`\n── ${name}`)
  const status = run()
  say(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return status
}

const reports = join(root, 'out', 'test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

/** Runs one Vitest configuration and reads its counts from the JSON report, not from the screen. */
const vitest = (config: string): Counts => {
  const report = join(reports, `${config}.json`)
  const status = stage(config, () =>
    node(
      bin('vitest/vitest.mjs'),
      'run',
      '-c',
      `build/${config}.ts`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ),
  )
  try {
    const found = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numPendingTests: number
      numTodoTests: number
      testResults: { status: string; assertionResults: { status: string; fullName: string }[] }[]
    }
    for (const file of found.testResults)
      for (const { status: outcome, fullName } of file.assertionResults)
        if (outcome === 'pending' || outcome === 'skipped') skippedTests.push(fullName.trim())
    // A file that failed before its first test has no failed test of its own; it must still count.
    const brokenFiles = found.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    const failed = found.numFailedTests + brokenFiles
    return {
      passed: found.numPassedTests,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: found.numPendingTests + found.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** Checks and the bundle have a core each; what they say is told in order, as if one had waited for the other. */
const check = (name: string, script: string): Promise<number> =>
  new Promise((done) => {
    const started = Date.now()
    const child = spawn(process.execPath, [script], { cwd: root })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)))
    child.stderr.on('data', (chunk: Buffer) => (text += String(chunk)))
    child.on('close', (code) => {
      const status = code ?? 1
      say(
        `\n── ${name}\n${text}── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
      )
      done(status)
    })
  })
const checks = Promise.all([
  check('lint', bin('oxlint/bin/oxlint')),
  check('structure', 'build/checkStructure.ts'),
  check('types', 'build/checkTypes.ts'),
])
const built = bundle().then(
  (state) => ({ state, failure: '' }),
  (thrown: unknown) => ({ state: '', failure: thrown instanceof Error ? thrown.message : String(thrown) }),
)
const statuses = await checks
const failedChecks = statuses.filter((status) => status !== 0).length

let counts: Counts = { passed: statuses.length - failedChecks, failed: failedChecks, skipped: 0 }
const add = (more: Counts) => {
  counts = {
    passed: counts.passed + more.passed,
    failed: counts.failed + more.failed,
    skipped: counts.skipped + more.skipped,
  }
}

const { state, failure } = await built
add(vitest('vitest.config'))
if (failure === '') {
  say(`\ndist/ ${state}`)
  add(vitest('vitest.e2e.config'))
} else {
  process.stderr.write(`the program could not be built: ${failure}\n`)
  add({ passed: 0, failed: 1, skipped: 0 })
}
say('')
const told = join(root, uncheckedFile)
for (const line of uncheckedLines(skippedTests, existsSync(told) ? readFileSync(told, 'utf8') : '')) say(line)
say('')
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed === 0 ? 0 : 1)
