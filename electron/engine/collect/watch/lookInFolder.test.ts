// A folder that files are dropped into: whole files are taken in once, unfinished ones waited for, faulty ones set
// aside with their reason.
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBench } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { hasDropped, lookInFolder } from './lookInFolder.ts'
import { setWatchedFolder, watchLog } from './watchLog.ts'

let bench: Bench
let folder = ''
beforeEach(async () => {
  bench = await openBench()
  folder = mkdtempSync(join(tmpdir(), 'statdesk-watch-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const later = (): void => {
  vi.setSystemTime(Date.now() + 3000)
}
const look = async () => {
  const { entries, waiting } = await lookInFolder(bench.context, { path: folder, suggest: true }, bench.job)
  return { said: entries.map((e) => [e.file, e.outcome, e.failure?.code ?? e.delivery]), waiting }
}

test('a file is taken in when it stood still between two looks, and only once, whatever its name', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  put('gia_2024.csv', 'ma,gia\n01,5\n')
  put('gia_2025.csv.part', 'ma,gia\n')
  expect(await look()).toEqual({ said: [], waiting: ['gia_2024.csv'] })
  later()
  // Somebody is still writing.
  appendFileSync(join(folder, 'gia_2024.csv'), '02,6\n')
  expect(await look()).toEqual({ said: [], waiting: ['gia_2024.csv'] })
  later()
  expect(await look()).toEqual({ said: [['gia_2024.csv', 'taken', 1]], waiting: [] })
  later()
  expect(await look()).toEqual({ said: [], waiting: [] })
  put('copy of it.csv', 'ma,gia\n01,5\n02,6\n')
  await look()
  later()
  expect(await look()).toEqual({ said: [['copy of it.csv', 'unchanged', 1]], waiting: [] })
  // Touched again, the same bytes are no news.
  utimesSync(join(folder, 'gia_2024.csv'), new Date(), new Date(Date.now() + 60_000))
  await look()
  later()
  expect((await look()).said).toEqual([['gia_2024.csv', 'unchanged', 1]])
  expect(watchLog(bench.workspace).map((e) => e.outcome)).toEqual(['unchanged', 'unchanged', 'taken'])
})

test('the same bytes in the name of another period are given to the import, not passed over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  put('gia_2024.csv', 'ma,gia\n01,5\n')
  await look()
  later()
  await look()
  put('gia_2025.csv', 'ma,gia\n01,5\n')
  await look()
  later()
  expect((await look()).said).toEqual([['gia_2025.csv', 'taken', 2]])
})

test('what fails is set aside with its reason, and costs no other', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  put('a.xlsx', 'PK\u0003\u0004xx')
  put('b_2024.csv', 'ma,gia\n01,5\n02,6\n')
  await look()
  later()
  expect((await look()).said).toEqual([
    ['a.xlsx', 'failed', 'FILE_DAMAGED'],
    ['b_2024.csv', 'taken', 1],
  ])
  expect(existsSync(join(folder, 'a.xlsx'))).toBe(false)
  const aside = readdirSync(join(folder, 'set-aside')).toSorted()
  expect(aside.map((name) => name.replace(/^\S+ /, ''))).toEqual(['a.xlsx', 'a.xlsx.reason.txt'])
  expect(readFileSync(join(folder, 'set-aside', aside[1] ?? ''), 'utf8')).toContain('a.xlsx')
  later()
  expect(await look()).toEqual({ said: [], waiting: [] })
})

test('the window looks only where something stands whole, and a folder that is gone is no failure', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  expect(await hasDropped(bench.workspace)).toBe(false)
  setWatchedFolder(bench.workspace, { path: folder, suggest: true })
  expect(await hasDropped(bench.workspace)).toBe(false)
  put('gia_2024.csv', 'ma,gia\n01,5\n')
  expect(await hasDropped(bench.workspace)).toBe(false)
  later()
  expect(await hasDropped(bench.workspace)).toBe(true)
  rmSync(folder, { recursive: true })
  expect(await hasDropped(bench.workspace)).toBe(false)
  await expect(lookInFolder(bench.context, {}, bench.job)).rejects.toMatchObject({
    value: { code: 'FOLDER_NOT_FOUND' },
  })
})
