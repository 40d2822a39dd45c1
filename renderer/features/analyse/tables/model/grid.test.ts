import { describe, expect, it } from 'vitest'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { Cube } from '#shared/model/cube.ts'
import { cellAddress, describeCell } from '../../../../components/cube/cellAddress.ts'
import { addressOf, findCell } from '../../../../components/cube/cellAddress.ts'
import { cellInputs } from './cellInputs.ts'
import { hide, moveCategory, sortByColumn, sortedBy } from './categoryEdits.ts'
import { applyEdit } from './edit.ts'
import { drillDown, setCollapsed } from './drillDown.ts'
import type { Field } from './fieldList.ts'
import { newTable } from './definition.ts'
import { fromSample } from './sample.ts'
import { inputsTable } from './inputsTable.ts'
import { headerTree } from '../../../../components/cube/headerTree.ts'
import type { HeaderNode } from '../../../../components/cube/headerTree.ts'
import { layerIndices } from '../../../../components/cube/layers.ts'

const t = (vi: string, en = vi) => ({ vi, en })
const cat = (code: string, label = code) => ({ code, label: t(label), kind: 'value' as const })
const total = { code: '', label: t('Tổng số', 'Total'), kind: 'total' as const }
const dimension = (
  variable: string,
  axis: 'row' | 'column' | 'layer',
  categories: Cube['dimensions'][number]['categories'],
) => ({ variable, axis, label: t(variable), categories, time: null, codeList: null })
const measure = (id: string) => ({
  id,
  statistic: 'count' as const,
  label: t(id),
  unit: t('người'),
  exact: true,
  scale: 0,
  decimals: 0,
  power: 0,
  additive: true,
})

/** province (2 + total) × sex (2 + total) × one layer (2 + total), two measures, every cell present. */
const cube = ((): Cube => {
  const coordinates: number[][] = [[], [], []]
  const values: number[][] = [[], []]
  for (let p = 0; p < 3; p += 1)
    for (let s = 0; s < 3; s += 1)
      for (let l = 0; l < 3; l += 1) {
        coordinates[0]!.push(p)
        coordinates[1]!.push(s)
        coordinates[2]!.push(l)
        values[0]!.push(1000 * p + 10 * s + l)
        values[1]!.push(-1)
      }
  return {
    title: t('Thử'),
    status: 'preliminary',
    source: t(''),
    notes: [],
    dimensions: [
      dimension('province', 'row', [
        { ...cat('01', '=Hà Nội'), version: '2025' },
        { ...cat('79', 'TP HCM'), version: '2025' },
        total,
      ]),
      dimension('sex', 'column', [cat('M', 'Nam'), cat('F', 'Nữ'), total]),
      dimension('ownership', 'layer', [cat('1'), cat('2'), total]),
    ],
    measures: [measure('count'), measure('other')],
    cells: { coordinates, records: values[0]!.map(() => 1), values },
    provenance: {
      definition: {},
      deliveries: [],
      engine: 'duckdb',
      engineVersion: '',
      program: '',
      seconds: 0,
      ranAt: '',
      recordsRead: 0,
      recordsUsed: 0,
      unmappedRecords: 0,
    },
  }
})()
const sort = 'code' as const
const definition = {
  ...newTable({ id: 'p', label: t('p'), periods: [] }, 'p'),
  measures: [
    { id: 'count', statistic: 'count' as const, power: 0 },
    { id: 'other', statistic: 'count' as const, weight: 'w', power: 0 },
    { id: 'share', statistic: 'percent' as const, of: 'count', base: 'column' as const, power: 0 },
  ],
  rows: [{ variable: 'province', total: 'after' as const, sort }],
  columns: [{ variable: 'sex', total: 'after' as const, sort }],
  layers: [{ variable: 'ownership', total: 'after' as const, sort }],
}

describe('grid of a cube', () => {
  it('shows the total of a layer until another is chosen, and keeps the choice by code', () => {
    expect(layerIndices(cube, new Map())).toEqual([2])
    expect(layerIndices(cube, new Map([['ownership@', '2']]))).toEqual([1])
    expect(layerIndices(cube, new Map([['ownership@', '9']]))).toEqual([2])
  })

  it('makes column groups whose leaves are all columns once, in order', () => {
    const layout = layoutTable(cube, [2])
    const leaves = (nodes: HeaderNode[]): number[] =>
      nodes.flatMap((n) => (n.kind === 'leaf' ? [n.column] : leaves(n.children)))
    const tree = headerTree(layout)
    expect(leaves(tree)).toEqual(layout.columns.map((_, i) => i))
    expect(tree.map((n) => n.entry.label.vi)).toEqual(['Nam', 'Nữ', 'Tổng số'])
  })

  it('addresses the cell that is seen there', () => {
    const layout = layoutTable(cube, [2])
    const column = layout.columns.findIndex((c) => c.coordinates[0] === 1 && c.measure === 0)
    expect(cellAddress(cube, layout, [2], { row: 0, column })).toEqual({
      measure: 'count',
      address: [
        { variable: 'province', code: '01', version: '2025', kind: 'value' },
        { variable: 'sex', code: 'F', kind: 'value' },
        { variable: 'ownership', code: null, kind: 'total' },
      ],
    })
    expect(layout.rows[0]!.cells[column]!.value).toBe(12)
    expect(describeCell(cube, layout, [2], { row: 0, column }, 'vi')).toBe('=Hà Nội · Nữ')
    expect(cellAddress(cube, layout, [2], { row: 99, column })).toBeNull()
  })

  it('finds a cell again by its address, a dimension left out standing at its total', () => {
    const at = findCell(cube, [
      { variable: 'province', code: '79', version: '2025', kind: 'value' },
      { variable: 'ownership', code: '2', kind: 'value' },
    ])
    expect(cube.cells.values[0]![at]).toBe(1021)
    expect(addressOf(cube, [1, 2, 1])).toMatchObject([{ code: '79' }, { kind: 'total' }, { code: '2' }])
    expect(findCell(cube, [{ variable: 'province', code: '99', kind: 'value' }])).toBe(-1)
  })

  it('names what a percentage is made of: its own cell and the total over the rows', () => {
    const address = addressOf(cube, [1, 0, 2])
    expect(cellInputs(cube, definition.measures, address, 'share')).toMatchObject([
      { role: 'numerator', measure: 'count', address },
      {
        role: 'denominator',
        measure: 'count',
        address: [
          { variable: 'province', code: null, kind: 'total' },
          { variable: 'sex', code: 'M' },
          { kind: 'total' },
        ],
      },
    ])
    expect(inputsTable(definition, ['share']).measures.map((m) => m.id)).toEqual(['count', 'share'])
  })

  it('sorts rows by a column, largest, then smallest, then by code again', () => {
    const column = addressOf(cube, [-1, 1, -1])
    let d = applyEdit(definition, sortByColumn(definition, cube, 'count', column)!)
    expect(d.rows[0]).toMatchObject({
      sort: 'value_descending',
      sortBy: { measure: 'count', address: [{ variable: 'sex', code: 'F' }] },
    })
    expect(sortedBy(d, 'count', column)).toBe('value_descending')
    expect(sortedBy(d, 'other', column)).toBeNull()
    d = applyEdit(d, sortByColumn(d, cube, 'count', column)!)
    expect(sortedBy(d, 'count', column)).toBe('value_ascending')
    d = applyEdit(d, sortByColumn(d, cube, 'count', column)!)
    expect(d.rows[0]).toEqual(definition.rows[0])
  })

  it('hides and moves categories by name, and never the total', () => {
    const [province] = cube.dimensions
    const place = { axis: 'rows' as const, index: 0 }
    expect(applyEdit(definition, hide(definition, place, province!.categories)!).rows[0]!.hidden).toEqual([
      '01@2025',
      '79@2025',
    ])
    expect(
      applyEdit(definition, moveCategory(definition, place, province!, province!.categories[1]!, -1)!).rows[0],
    ).toMatchObject({ sort: 'manual', order: ['79@2025', '01@2025'] })
    expect(moveCategory(definition, place, province!, province!.categories[0]!, -1)).toBeNull()
  })

  it('goes down a level for one category, the others closed; opening another only opens it', () => {
    const region = { ...cube.dimensions[0]!, level: 'region' }
    const field = {
      ref: 'province',
      link: null,
      levels: [{ id: 'region', label: t('Vùng') }],
      variable: {},
    } as unknown as Field
    const d = { ...definition, rows: [{ variable: 'province', level: 'region', total: 'after' as const, sort }] }
    const place = { axis: 'rows' as const, index: 0 }
    const down = applyEdit(d, drillDown(d, place, field, region, region.categories[0]!)!)
    expect(down.rows).toMatchObject([{ level: 'region', collapsed: ['79@2025'] }, { variable: 'province' }])
    expect(down.rows[1]!.level).toBeUndefined()
    const both = applyEdit(down, drillDown(down, place, field, region, region.categories[1]!)!)
    expect(both.rows).toHaveLength(2)
    expect(both.rows[0]!.collapsed).toBeUndefined()
    expect(setCollapsed(both, place, region.categories[1]!, true)).not.toBeNull()
  })

  it('scales counts of a sample up to the whole, and leaves what is not additive', () => {
    const sampled = {
      ...cube,
      measures: [cube.measures[0]!, { ...cube.measures[1]!, additive: false }],
      provenance: { ...cube.provenance, recordsRead: 1000, recordsUsed: 10 },
    }
    const whole = fromSample(sampled, 16_000)
    expect(whole.cells.values[0]![5]).toBe(Number(cube.cells.values[0]![5]) * 16)
    expect(whole.cells.values[1]![5]).toBe(-1)
    expect(fromSample(sampled, 900)).toBe(sampled)
  })
})
