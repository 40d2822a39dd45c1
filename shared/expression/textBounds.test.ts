// The bound of text built: what is refused, what usual expressions keep below, and that the evaluator never builds more
// than was told.
import { describe, expect, it } from 'vitest'
import { tryCheck } from './index.ts'
import type { Scope } from './typed.ts'

const scope: Scope = {
  variables: new Map([
    ['name', { type: 'text' as const, scale: 0, codeList: null, nullable: true }],
    ['amount', { type: 'integer' as const, scale: 0, codeList: null, nullable: true }],
  ]),
}
const times = (n: number, inner: string, wrap: (text: string) => string): string =>
  n === 0 ? inner : wrap(times(n - 1, inner, wrap))

describe('text built by an expression', () => {
  it.each([
    ['replaced in what was replaced', times(6, 'name', (t) => `replace(${t}, 'a', 'aaaaaaaaaaaaaaaa')`)],
    ['replaced by the text itself', times(3, 'name', (t) => `replace(${t}, 'a', ${t})`)],
    ['joined to itself', times(6, 'name', (t) => `concat(${t}, ${t})`)],
    ['hidden in a condition', `length(${times(5, 'name', (t) => `concat(${t}, ${t})`)}) > 3`],
    ['hidden in a choice', `case when amount > 1 then ${times(5, 'name', (t) => `concat(${t}, ${t})`)} else 'x' end`],
    ['one long text after another', times(60, 'name', (t) => `concat(left(${t}, 9000), 'x')`)],
  ])('is refused where it grows: %s', (_name, text) => {
    const checked = tryCheck(text, scope)
    expect(checked.ok).toBe(false)
    if (!checked.ok) expect(checked.message.en).toMatch(/text|nested|long/)
  })

  it.each([
    "replace(replace(replace(name, ' ', ''), '.', ''), '-', '')",
    'concat(upper(left(name, 1)), lower(substr(name, 2, 200)))',
    "contains(fold(name), 'cong ty')",
    "concat(name, ' – ', text(amount), ' – ', name)",
    times(8, 'name', (t) => `replace(${t}, 'Cty', 'C')`),
  ])('is allowed where an analyst needs it: %s', (text) => {
    expect(tryCheck(text, scope)).toMatchObject({ ok: true })
  })
})
