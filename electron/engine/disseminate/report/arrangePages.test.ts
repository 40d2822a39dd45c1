// Wide tables by rule: turned where standing they would be cut into three or more and lying into fewer.
import { expect, it } from 'vitest'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '../../../../test/fixtures/sampleCube.ts'
import { arrangePages } from './arrangePages.ts'
import type { ComposedBlock } from './composeReport.ts'

const source = { from: 'table' as const, id: 't' }
const tableOf = (columns: number): ComposedBlock => ({
  type: 'table',
  source,
  number: '',
  target: 'b1',
  cube: asProtected(
    sampleCube(
      [
        sampleDimension('p', 'row', ['01', '02']),
        sampleDimension(
          'm',
          'column',
          Array.from({ length: columns }, (_, i) => `${i}`),
        ),
      ],
      [sampleMeasure('n')],
      () => 123_456_789,
    ),
  ),
})
const arranged = (block: ComposedBlock | ComposedBlock[], more: object = {}): string => {
  const definition = reportDefinitionSchema.parse({
    kind: 'report',
    id: 'r',
    title: { vi: 'r', en: 'r' },
    office: { vi: '', en: '' },
    language: 'vi',
    blocks: [{ type: 'table', source }],
    ...more,
  })
  return arrangePages({ definition, blocks: [block].flat() })
    .map((each) => (each.type === 'section' ? each.orientation : each.type))
    .join(' ')
}

it('leaves a table that fits, and one that is two panels', () => {
  expect(arranged(tableOf(4))).toBe('table')
  expect(arranged(tableOf(10))).toBe('table')
})

it('turns what would be three panels standing and is fewer lying, or any that is told to', () => {
  expect(arranged(tableOf(24))).toBe('landscape table portrait')
  expect(arranged(tableOf(10), { wideTables: 'turn' })).toBe('landscape table portrait')
})

it('cuts where it is told to, and turns nothing that lies already', () => {
  expect(arranged(tableOf(10), { wideTables: 'split' })).toBe('table')
  expect(arranged(tableOf(10), { wideTables: 'turn', orientation: 'landscape' })).toBe('table')
})

it('takes a heading along to the page it heads: before a section, a page break, a table that is turned', () => {
  const heading: ComposedBlock = { type: 'heading', text: { vi: 'I', en: 'I' }, level: 1, number: 'I', target: 'h' }
  const text: ComposedBlock = { type: 'paragraph', text: { vi: 'a', en: 'a' }, style: 'text' }
  const lies: ComposedBlock = { type: 'section', orientation: 'landscape' }
  expect(arranged([text, heading, heading, lies, tableOf(4)])).toBe('paragraph landscape heading heading table')
  expect(arranged([text, heading, { type: 'page_break' }, text])).toBe('paragraph page_break heading paragraph')
  expect(arranged([text, heading, tableOf(24)])).toBe('paragraph landscape heading table portrait')
  expect(arranged([heading, text, lies, tableOf(4)])).toBe('heading paragraph landscape table')
})
