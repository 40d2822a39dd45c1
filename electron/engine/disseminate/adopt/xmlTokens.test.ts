// Tags of a stranger's XML: found in order with their places, and in time that grows with the text alone.
import { expect, it } from 'vitest'
import { xmlTags } from './xmlTokens.ts'

const names = (xml: string): string[] => [...xmlTags(xml)].map((t) => `${t.kind} ${t.name} ${t.start}-${t.end}`)

it('finds tags between comments, instructions and text, with their places', () => {
  const xml = '<?xml version="1.0"?><a:r x="1>2"><!-- <no/> --><c r=\'A1\'/>t</a:r>'
  expect(names(xml)).toEqual(['open r 21-34', 'empty c 48-59', 'close r 60-66'])
  expect([...xmlTags(xml, 48)].map((t) => t.name)).toEqual(['c', 'r'])
  expect(names('<!-- never closed <a>')).toEqual([])
  expect(names('< a><1<a>')).toEqual(['open a 6-9'])
})

it.each([
  ['comments that begin and never end', '<!--'.repeat(500_000)],
  ['instructions that begin and never end', '<?'.repeat(1_000_000)],
  ['comments that end', '<!--x-->'.repeat(300_000)],
  ['tags that never end', '<a '.repeat(700_000)],
  ['one tag of spaces', `<a${' '.repeat(2_000_000)}`],
  ['attributes that never end', '<a b="'.repeat(300_000)],
])('is linear over %s', (_name, xml) => {
  const started = performance.now()
  let count = 0
  for (const tag of xmlTags(xml)) count += tag.end > 0 ? 1 : 0
  expect(count).toBeLessThan(xml.length)
  // Two megabytes: milliseconds when linear, hours when not.
  expect(performance.now() - started).toBeLessThan(5_000)
})
