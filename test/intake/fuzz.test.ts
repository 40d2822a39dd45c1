// Files of every format with bytes changed, cut, doubled, put in: each is read, or refused with a reason that has a
// code. Nothing else: no other error, no rows that are not accounted for, no waiting. A short run in npm test;
// STATDESK_RUNS makes it long.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { readAll } from './readAll.ts'
import { writeSeeds } from './seeds.ts'

let folder = ''
let seeds: string[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-fuzz-'))
  seeds = await writeSeeds(folder)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same numbers each time: what fails can be run again. */
const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const spoiled = (bytes: Buffer, next: () => number): Buffer => {
  let out = Buffer.from(bytes)
  const times = 1 + Math.floor(next() * 4)
  for (let i = 0; i < times && out.length > 0; i += 1) {
    const at = Math.floor(next() * out.length)
    const kind = next()
    if (kind < 0.4) out[at] = Math.floor(next() * 256)
    else if (kind < 0.55) out = out.subarray(0, at)
    else if (kind < 0.7) {
      const end = Math.min(out.length, at + Math.floor(next() * 64))
      out = Buffer.concat([out.subarray(0, end), out.subarray(at)])
    } else if (kind < 0.85) {
      const odd = ['"', '\n', '\0', ',', '\u00ff', '<', '}', '&', '=1+1', '-1', '9'.repeat(40)]
      out = Buffer.concat([
        out.subarray(0, at),
        Buffer.from(odd[Math.floor(next() * odd.length)] ?? ''),
        out.subarray(at),
      ])
    } else {
      const end = Math.min(out.length, at + 8)
      for (let b = at; b < end; b += 1) out[b] = next() < 0.5 ? 0xff : 0
    }
  }
  return out
}

const patience = 20_000

const outcome = async (path: string): Promise<string> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done('LATE'), patience)
  })
  const read = readAll(path).then(
    ({ rows, rejected, suggestion }) => {
      const accounted = rows.length + Object.values(rejected).reduce((a, b) => a + b, 0)
      return accounted === suggestion.rows ? 'read' : `ROWS ${accounted} of ${suggestion.rows}`
    },
    (thrown: unknown) =>
      thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED' ? 'refused' : `THROWN ${String(thrown)}`,
  )
  const result = await Promise.race([read, late])
  clearTimeout(timer)
  return result
}

const runs = Math.ceil(Number(process.env['STATDESK_RUNS'] ?? 12) * 2.2)

describe('a spoiled file is read or refused', () => {
  it('sound files first: each is read', async () => {
    const outcomes = []
    for (const seed of seeds) outcomes.push([basename(seed), await outcome(seed)])
    expect(outcomes).toEqual(seeds.map((seed) => [basename(seed), 'read']))
  }, 60_000)

  it('every format', async () => {
    const bad: string[] = []
    const counts = new Map<string, number>()
    for (const [index, seed] of seeds.entries()) {
      const bytes = readFileSync(seed)
      // A spoiled Parquet file is read by a library in this process, which its own makers test; fewer runs tell as
      // much.
      const times = extname(seed) === '.parquet' ? Math.ceil(runs / 4) : runs
      for (let run = 0; run < times; run += 1) {
        const path = join(folder, `spoiled${extname(seed)}`)
        const spoil = spoiled(bytes, random(index * 1_000_003 + run))
        writeFileSync(path, spoil)
        const result = await outcome(path)
        counts.set(result.split(' ')[0] ?? '', (counts.get(result.split(' ')[0] ?? '') ?? 0) + 1)
        if (result !== 'read' && result !== 'refused') {
          bad.push(`${basename(seed)} run ${run}: ${result}`)
          if (process.env['STATDESK_KEEP'])
            writeFileSync(join(process.env['STATDESK_KEEP'], `${run}-${basename(seed)}`), spoil)
        }
      }
    }
    console.warn(`spoiled files: ${[...counts].map(([what, count]) => `${count} ${what}`).join(', ')}`)
    expect(bad.slice(0, 20)).toEqual([])
  }, 7_000_000)
})
