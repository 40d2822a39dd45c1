// A table says what it leaves out: categories not shown that have records, records without a code.
import { expect, it } from 'vitest'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { arrangeCube } from './arrangeCube.ts'

const cube = sampleCube(
  [
    sampleDimension('province', 'row', ['01', '04', '08'], { total: 'after' }),
    sampleDimension('sex', 'column', ['1', '2'], { total: 'after' }),
  ],
  [sampleMeasure('n')],
  () => 7,
)
const notesOf = (more: object, top: object = {}): string[] =>
  arrangeCube(
    cube,
    tableDefinitionSchema.parse({
      kind: 'table',
      id: 't',
      title: { vi: 't', en: 't' },
      dataset: 'd',
      rows: [{ variable: 'province', total: 'after', ...more }],
      columns: [{ variable: 'sex', total: 'after' }],
      measures: [{ id: 'n', statistic: 'count', label: { vi: 'n', en: 'n' } }],
      ...top,
    }),
  ).notes.map((note) => note.en)

it('names what is hidden and that its records still count', () => {
  expect(notesOf({ hidden: ['04'] })).toEqual([
    expect.stringMatching(/^province.*: not shown: .*04.*; still part of the totals\.$/),
  ])
  expect(notesOf({ hidden: ['04'] }).join()).not.toContain('08')
})

it('says nothing of a code that has no records, or where nothing is hidden', () => {
  expect(notesOf({ hidden: ['99'] })).toEqual([])
  expect(notesOf({})).toEqual([])
})

it('says of which variables only records with a code are counted', () => {
  expect(notesOf({ missing: 'hide' })).toEqual([expect.stringMatching(/^Only records with a code of: province/)])
  expect(notesOf({}, { missing: 'hide' })).toEqual([expect.stringMatching(/province.*, sex/)])
})
