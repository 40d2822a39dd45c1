// Timing and memory. In: work. Out: medians over several runs; peak memory of a child process from the system's own
// account.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

export type Spread = { median: number; minimum: number; maximum: number; runs: number }
export const spread = (values: number[]): Spread => ({
  median: median(values),
  minimum: Math.min(...values),
  maximum: Math.max(...values),
  runs: values.length,
})

const seconds = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** The works in turn, A B C A B C …, so that a drifting machine drifts for all; one round first that is not counted. */
export const inTurn = async <K extends string>(
  works: Record<K, () => unknown>,
  runs: number,
  warmUp = true,
): Promise<Record<K, Spread>> => {
  const names = Object.keys(works) as K[]
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  if (warmUp) for (const name of names) await works[name]()
  for (let run = 0; run < runs; run += 1) for (const name of names) found[name].push(await seconds(works[name]))
  return Object.fromEntries(names.map((name) => [name, spread(found[name])])) as Record<K, Spread>
}

/** Peak resident memory in MB of a process (Linux: VmHWM), or null where the system does not tell. */
const peakMemory = (pid: number): number | null => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return null
  }
}

export type ChildRun = { seconds: number; peakMb: number | null; status: number | null; output: string }

export const runChild = (command: string, parameters: string[], env: Record<string, string> = {}): Promise<ChildRun> =>
  new Promise((resolve) => {
    const started = performance.now()
    const child = spawn(command, parameters, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    let peakMb: number | null = null
    const timer = setInterval(() => {
      peakMb = Math.max(peakMb ?? 0, peakMemory(child.pid ?? 0) ?? 0) || null
    }, 100)
    child.on('close', (status) => {
      clearInterval(timer)
      resolve({ seconds: (performance.now() - started) / 1000, peakMb, status, output })
    })
  })
