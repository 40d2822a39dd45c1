import { expect, it } from 'vitest'
import { withPrintStamp } from './printStamp.ts'

const page = (mark: string): string => `<html><body><main><header>${mark}</header></main></body></html>`

it('names who printed and when on what is marked internal, and nobody elsewhere', () => {
  const stamped = withPrintStamp(page('<div class="mark">Lưu hành nội bộ</div>'), 'Lan <b>', '2026-11-30T15:04:05Z')
  expect(stamped).toMatch(/class="stamp".*Lan &lt;b&gt; · .*2026/)
  expect(stamped.indexOf('stamp')).toBeLessThan(stamped.indexOf('<main>'))
  expect(withPrintStamp(page(''), 'Lan', '2026-11-30T15:04:05Z')).toBe(page(''))
})
