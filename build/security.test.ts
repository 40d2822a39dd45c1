// The claims about security: each names tests that exist, and the help pages say the same in both languages as the
// document beside.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const testsIn = (text: string): string[] => [...text.matchAll(/[\w./-]+\.test\.ts/g)].map(([path]) => path)

describe('each claim names a test that exists', () => {
  it.each([
    'build/SECURITY.md',
    'renderer/features/office/help/vi/security.ts',
    'renderer/features/office/help/en/security.ts',
  ])('%s', (path) => {
    const missing = testsIn(read(path)).filter((test) => test.includes('/') && !existsSync(new URL(test, root)))
    expect(missing).toEqual([])
  })
  it('the same in Vietnamese, in English and in the document', () => {
    const [vi, en, document] = ['renderer/features/office/help/vi/', 'renderer/features/office/help/en/', 'build/'].map(
      (folder) =>
        testsIn(read(`${folder}${folder === 'build/' ? 'SECURITY.md' : 'security.ts'}`)).filter(
          (test) => test !== 'build/security.test.ts',
        ),
    )
    expect(vi).toEqual(en)
    expect(en?.filter((test) => !document?.includes(test))).toEqual([])
  })
})
