// A package at its receiver's: whole or not at all, whatever was done to it on the way, and never outside the folder
// chosen.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEngine } from '#engine/engine.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { quietJob } from '#test/support/engine/testContext.ts'
import { openPackage, readPackage } from './openPackage.ts'
import { packageMagic, sealPackage } from './sealedPackage.ts'
import { guessCost } from './workspaceKeys.ts'

const cost = guessCost.N
const passphrase = 'giếng làng cạn nước mùa hè'
const about = { workspace: 'w', madeBy: 'Lan', receiver: 'Viện A', reason: 'Nghiên cứu', until: '2030-06-30' }
let base: string
let path: string
let folder: string
const first = Buffer.alloc(2.5 * 1024 * 1024, 'á')
beforeEach(async () => {
  guessCost.N = 2 ** 14
  base = mkdtempSync(join(tmpdir(), 'statdesk-package-test-'))
  path = join(base, 'gói.statdesk-package')
  folder = join(base, 'nhận')
  writeFileSync(join(base, 'a'), first)
  writeFileSync(join(base, 'b'), 'script')
  const contents = [
    { name: 'bản ghi.csv', path: join(base, 'a') },
    { name: 'script.R', path: join(base, 'b') },
  ]
  await sealPackage(path, about, contents, passphrase, () => undefined)
})
afterEach(() => {
  guessCost.N = cost
  rmSync(base, { recursive: true, force: true })
})
const opened = (words = passphrase, today = '2030-06-30') =>
  openPackage({ path, folder, passphrase: words }, quietJob(), today)
const codeOf = async (work: () => Promise<unknown>): Promise<string> =>
  work().then(
    () => '',
    (thrown: unknown) => toFailureValue(thrown).code,
  )
const nothingIn = (): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

it('says what stands on it, and gives its files on its last day', async () => {
  expect(await readPackage(path)).toMatchObject({
    ...about,
    files: [
      { name: 'bản ghi.csv', bytes: first.length },
      { name: 'script.R', bytes: 6 },
    ],
  })
  expect((await opened()).paths).toEqual([join(folder, 'bản ghi.csv'), join(folder, 'script.R')])
  expect(readFileSync(join(folder, 'bản ghi.csv')).equals(first)).toBe(true)
  expect(nothingIn().toSorted()).toEqual(['bản ghi.csv', 'script.R'])
  expect(await codeOf(opened)).toBe('PACKAGE_FILE_EXISTS')
})

it('gives nothing after its last day, nor for another passphrase', async () => {
  expect(await codeOf(() => opened(passphrase, '2030-07-01'))).toBe('PACKAGE_EXPIRED')
  expect(await codeOf(() => opened('sai mật khẩu'))).toBe('PACKAGE_PASSPHRASE_WRONG')
  expect(nothingIn()).toEqual([])
})

it('gives nothing where a byte was changed, cut off or added, wherever', async () => {
  const whole = readFileSync(path)
  const headerEnd = packageMagic.length + 4 + whole.readUInt32BE(packageMagic.length)
  const places = [0, packageMagic.length, packageMagic.length + 20, headerEnd - 3, headerEnd + 5, whole.length >> 1]
  for (const at of [...places, whole.length - 20, whole.length - 1]) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    for (const damaged of [changed, whole.subarray(0, at)]) {
      writeFileSync(path, damaged)
      expect(await codeOf(opened)).toMatch(/^PACKAGE_(INVALID|PASSPHRASE_WRONG|EXPIRED)$/)
      expect(nothingIn()).toEqual([])
    }
  }
  writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]))
  expect(await codeOf(opened)).toBe('PACKAGE_INVALID')
  expect(nothingIn()).toEqual([])
})

describe('a made-up header', () => {
  const withHeader = (change: (header: { contents: { name: string }[]; guess: { N: number } }) => void): void => {
    const whole = readFileSync(path)
    const start = packageMagic.length + 4
    const length = whole.readUInt32BE(packageMagic.length)
    const header = JSON.parse(whole.subarray(start, start + length).toString()) as Parameters<typeof change>[0]
    change(header)
    const text = Buffer.from(JSON.stringify(header))
    const size = Buffer.alloc(4)
    size.writeUInt32BE(text.length)
    writeFileSync(path, Buffer.concat([Buffer.from(packageMagic), size, text, whole.subarray(start + length)]))
  }
  it.each(['../ngoài.csv', '/etc/x', '..', 'a\\b', 'c:x', 'a\u0000b'])('names no file %j', async (name) => {
    withHeader(({ contents }) => void (contents[0] && (contents[0].name = name)))
    expect(await codeOf(opened)).toBe('PACKAGE_INVALID')
  })
  it('does not take the memory of the machine', async () => {
    withHeader(({ guess }) => void (guess.N = 2 ** 30))
    expect(await codeOf(opened)).toBe('PACKAGE_INVALID')
    writeFileSync(path, Buffer.concat([Buffer.from(packageMagic), Buffer.from([0xff, 0xff, 0xff, 0xff])]))
    expect(await codeOf(opened)).toBe('PACKAGE_INVALID')
  })
})

it('is opened without a workspace, and never into one', async () => {
  const engine = createEngine({ program: 't', user: 't', emit: () => undefined })
  expect(await engine.call('package.read', { path })).toMatchObject({ receiver: 'Viện A' })
  await engine.close()
  const workspace = join(base, 'w')
  mkdirSync(workspace)
  writeFileSync(join(workspace, 'workspace.json'), '{"format":"statdesk-workspace-1"}')
  folder = join(workspace, 'outgoing')
  expect(await codeOf(opened)).toBe('TARGET_IN_WORKSPACE')
})
