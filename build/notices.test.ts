import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './bundle.ts'
import { noticesFile, shippedPackages } from './notices.ts'

test('every package that goes along is in the notices with a licence', () => {
  const text = readFileSync(join(root, noticesFile), 'utf8')
  for (const name of shippedPackages())
    expect(text).toMatch(new RegExp(`\\| ${name.replace('/', '\\/')} \\| \\S+ \\| \\S`))
})
