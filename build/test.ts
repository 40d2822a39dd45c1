// npm test: lint, structure, type checks, unit and conformance tests, the built program, end-to-end tests. In: nothing.
// Out: exit status, and as the last line the counts "N passed, N failed, N skipped". Everything runs, so that one
// failure does not hide another; the checks run beside the unit tests. Each stage tells its words at its end, the unit
// tests as they go.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, root } from './bundle.ts'
import { uncheckedFile, uncheckedLines } from './unchecked.ts'

type Counts = { passed: number; failed: number; skipped: number }
/** Full names of tests that were skipped, whatever stage they belong to. */
const skippedTests: string[] = []

const say = (text: string) => void process.stdout.write(`${text}\n`)
const bin = (path: string) => join(root, 'node_modules', path)

const reports = join(root, 'out', 'test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

type StageOptions = {
  parameters?: string[]
  /** Speaks as it goes: it is the longest. */
  live?: boolean
}
/** One program run to its end. Its words come when it has ended, so that stages beside each other do not mix. */
const stage = (name: string, script: string, { parameters = [], live = false }: StageOptions = {}): Promise<number> =>
  new Promise((done) => {
    const started = Date.now()
    const child = spawn(process.execPath, [script, ...parameters], { cwd: root })
    let text = ''
    const hear = (chunk: Buffer) => {
      if (live) process.stdout.write(chunk)
      else text += String(chunk)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (code) => {
      const status = code ?? 1
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      say(`\n── ${name}\n${text}── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
      done(status)
    })
  })

/** Runs one Vitest configuration and reads its counts from the JSON report, not from the screen. */
const vitest = async (config: string, live = false): Promise<Counts> => {
  const report = join(reports, `${config}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = await stage(config, bin('vitest/vitest.mjs'), {
    parameters: ['run', '-c', `build/${config}.ts`, ...reporters],
    live,
  })
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

const checks = Promise.all([
  stage('lint', bin('oxlint/bin/oxlint')),
  stage('structure', 'build/checkStructure.ts'),
  stage('types', 'build/checkTypes.ts'),
])
const built = await bundle().then(
  (state) => ({ state, failure: '' }),
  (thrown: unknown) => ({ state: '', failure: thrown instanceof Error ? thrown.message : String(thrown) }),
)
say(built.failure === '' ? `\ndist/ ${built.state}` : `\nthe program could not be built: ${built.failure}`)

// One after the other: beside each other they took as long, and tests of time told of each other.
const within = await vitest('vitest.config', true)
const atTheWindow = built.failure === '' ? await vitest('vitest.e2e.config') : { passed: 0, failed: 1, skipped: 0 }

const statuses = await checks
const failedChecks = statuses.filter((status) => status !== 0).length
const parts: Counts[] = [
  { passed: statuses.length - failedChecks, failed: failedChecks, skipped: 0 },
  within,
  atTheWindow,
]
const total = (of: (counts: Counts) => number) => parts.reduce((sum, counts) => sum + of(counts), 0)
const failed = total((counts) => counts.failed)

say('')
const told = join(root, uncheckedFile)
for (const line of uncheckedLines(skippedTests, existsSync(told) ? readFileSync(told, 'utf8') : '')) say(line)
say('')
say(`${total((counts) => counts.passed)} passed, ${failed} failed, ${total((counts) => counts.skipped)} skipped`)
process.exit(failed === 0 ? 0 : 1)
