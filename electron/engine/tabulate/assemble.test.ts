// Cells → cube: the four orders with ties and tails, what a median of an even number is, statuses, categories nobody sees.
import { describe, expect, it } from 'vitest'
import { datasetSchema } from '#shared/model/dataset.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Dimension } from '#shared/model/table.ts'
import { assembleCube, measureValues, nonAdditiveKey } from './assemble.ts'
import { measured } from './evaluate.ts'
import type { TableModel } from './model.ts'
import { planTable } from './plan.ts'
import type { CategoryMap, Cells, PlainCategory } from './types.ts'

const b = (text: string) => ({ vi: text, en: text })
const dataset = datasetSchema.parse({
  id: 'd', subject: 'survey', label: b('D'), recordLabel: b('r'), description: b(''), periodKind: 'year', key: [], rules: [],
  variables: [
    { id: 'kind', source: 'k', label: b('Kind'), role: 'classification', type: 'code', codeList: 'kind' },
    { id: 'value', source: 'v', label: b('Value'), role: 'measure', type: 'decimal', scale: 2 },
  ],
})
const labels: Record<string, string> = { '1': 'Đá', '2': 'An', '3': 'Ăn', '4': 'Áo' }
const kinds = {
  list: 'kind', version: '1', label: b('kind'), validFrom: null, validTo: null, levels: [{ id: 'kind', label: b('Kind') }],
  items: Object.entries(labels).map(([code, label]) => ({ code, label: b(label), level: 'kind', parent: null })),
}
/** Only what planning and assembly read. */
const model = { dataset, links: [], link: () => null, lists: { versions: (list: string) => (list === 'kind' ? [kinds] : []), correspondence: () => null } } as unknown as TableModel

const category = (code: string, kind: PlainCategory['kind'] = 'value'): PlainCategory => ({ kind, code, version: null, notLinked: false })
/** Codes 1–4 (2 and 3 tie), then not classifiable and missing; the total last. */
const map: CategoryMap = { categories: [...['1', '2', '3', '4'].map((c) => category(c)), category('', 'unmapped'), category('', 'missing')], map: new Int32Array() }
const counts = [5, 7, 7, 1, 50, 40]

const definition = (dimension: object, measures: object[] = [{ id: 'n', statistic: 'count' }]) =>
  tableDefinitionSchema.parse({ kind: 'table', id: 't', title: b(''), dataset: 'd', rows: [{ variable: 'kind', ...dimension }], measures })
const cells: Cells = { sizes: [6], count: 7, coordinates: [Int32Array.from([0, 1, 2, 3, 4, 5, 6])], records: Float64Array.from([...counts, 110]), sums: new Map() }
const provenance = { definition: {}, deliveries: [], engine: 'evaluator' as const, engineVersion: '', program: '', seconds: 0, ranAt: '', recordsRead: 0, recordsUsed: 0, unmappedRecords: 0 }

const cubeOf = (dimension: Partial<Dimension>) => {
  const plan = planTable(model, definition(dimension), [])
  return assembleCube(model, plan, [map], cells, measureValues(plan, cells, new Map()), provenance)
}
const order = (dimension: Partial<Dimension>) => cubeOf(dimension).dimensions[0]!.categories.map((c) => (c.kind === 'value' ? c.code : c.kind))

describe('the order of categories', () => {
  it('by code is the printed order, not classifiable and missing last', () => {
    expect(order({ total: 'after' })).toEqual(['1', '2', '3', '4', 'unmapped', 'missing', 'total'])
    expect(order({ total: 'before' })).toEqual(['total', '1', '2', '3', '4', 'unmapped', 'missing'])
    expect(order({ total: 'none' })).toEqual(['1', '2', '3', '4', 'unmapped', 'missing'])
  })

  it('by label is Vietnamese: a, á, ă are letters in their order, đ comes after d', () => {
    expect(order({ sort: 'label', total: 'none' })).toEqual(['2', '4', '3', '1', 'unmapped', 'missing'])
  })

  it('by value keeps ties in the order of codes and large tails last', () => {
    expect(order({ sort: 'value_descending', total: 'none' })).toEqual(['2', '3', '1', '4', 'unmapped', 'missing'])
    expect(order({ sort: 'value_ascending', total: 'none' })).toEqual(['4', '1', '2', '3', 'unmapped', 'missing'])
  })

  it('moves the cells with their categories', () => {
    const cube = cubeOf({ sort: 'value_ascending', total: 'before' })
    const found = cube.cells.records.map((n, i) => [cube.dimensions[0]!.categories[cube.cells.coordinates[0]![i]!]!.code, n])
    expect(found).toEqual([['', 110], ['4', 1], ['1', 5], ['2', 7], ['3', 7], ['', 50], ['', 40]])
  })
})

describe('the median', () => {
  const plan = planTable(model, definition({ total: 'none' }, [{ id: 'md', statistic: 'median', variable: 'value' }]), [])
  const ofRecords = (values: (bigint | null)[]) => measured(plan, values.map((value) => () => ({ value, version: null, matched: true })))[0]

  it.each([
    ['3', '30'], ['1 2', '15'], ['5 1 3', '30'], ['4 1 2 3', '25'], ['-3 -2', '-25'], ['1 ? 2', '15'], ['?', 'null'], ['', 'null'], ['9007199254740993 9007199254740993', '90071992547409930'],
  ])('of %s is %s at one more decimal, empty fields left out', (values, median) => {
    expect(String(ofRecords(values.split(' ').filter((v) => v !== '').map((v) => (v === '?' ? null : BigInt(v)))))).toBe(median)
  })

  it('comes from a pass as the sum of the two middle values, and shows its scale', () => {
    const passes = new Map([[nonAdditiveKey({ statistic: 'median', ref: 'value' }), [{ kept: [0], rows: 3, keys: [Int32Array.from([0, 1, 3])], values: [7, 9_007_199_254_740_993n, null] }]]])
    const values = measureValues(plan, cells, passes)[0]!
    expect(values.slice(0, 4)).toEqual([35, 45_035_996_273_704_965n, null, null])
    const cube = assembleCube(model, plan, [map], cells, [values], provenance)
    expect(cube.measures[0]).toMatchObject({ exact: true, scale: 3, additive: false })
    expect(cube.cells.statuses![0]!.slice(0, 4)).toEqual(['value', 'value', 'not_available', 'not_available'])
  })
})
