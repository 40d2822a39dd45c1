import { describe, expect, it } from 'vitest'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { Cube } from '#shared/model/cube.ts'
import { cellAddress, describeCell } from './cellAddress.ts'
import { blockOf, copyBlock } from './copyText.ts'
import { headerTree } from './headerTree.ts'
import type { HeaderNode } from './headerTree.ts'
import { layerIndices } from './layers.ts'

const t = (vi: string, en = vi) => ({ vi, en })
const cat = (code: string, label = code) => ({ code, label: t(label), kind: 'value' as const })
const total = { code: '', label: t('Tổng số', 'Total'), kind: 'total' as const }
const dimension = (variable: string, axis: 'row' | 'column' | 'layer', categories: Cube['dimensions'][number]['categories']) =>
  ({ variable, axis, label: t(variable), categories, time: null, codeList: null })
const measure = (id: string) => ({ id, statistic: 'count' as const, label: t(id), unit: t('người'), exact: true, scale: 0, decimals: 0, power: 0, additive: true })

/** province (2 + total) × sex (2 + total) × one layer (2 + total), two measures, every cell present. */
const cube = ((): Cube => {
  const coordinates: number[][] = [[], [], []]
  const values: number[][] = [[], []]
  for (let p = 0; p < 3; p += 1) for (let s = 0; s < 3; s += 1) for (let l = 0; l < 3; l += 1) {
    coordinates[0]!.push(p); coordinates[1]!.push(s); coordinates[2]!.push(l)
    values[0]!.push(1000 * p + 10 * s + l); values[1]!.push(-1)
  }
  return {
    title: t('Thử'), status: 'preliminary', source: t(''), notes: [],
    dimensions: [
      dimension('province', 'row', [{ ...cat('01', '=Hà Nội'), version: '2025' }, { ...cat('79', 'TP HCM'), version: '2025' }, total]),
      dimension('sex', 'column', [cat('M', 'Nam'), cat('F', 'Nữ'), total]),
      dimension('ownership', 'layer', [cat('1'), cat('2'), total]),
    ],
    measures: [measure('count'), measure('other')],
    cells: { coordinates, records: values[0]!.map(() => 1), values },
    provenance: { definition: {}, deliveries: [], engine: 'duckdb', engineVersion: '', program: '', seconds: 0, ranAt: '', recordsRead: 0, recordsUsed: 0, unmappedRecords: 0 },
  }
})()
const sort = 'code' as const
const definition = { rows: [{ variable: 'province', total: 'after' as const, sort }], columns: [{ variable: 'sex', level: 'sex_group', total: 'after' as const, sort }], layers: [{ variable: 'ownership', total: 'after' as const, sort }] }

describe('grid of a cube', () => {
  it('shows the total of a layer until another is chosen, and keeps the choice by code', () => {
    expect(layerIndices(cube, new Map())).toEqual([2])
    expect(layerIndices(cube, new Map([['0:ownership', 'value::2']]))).toEqual([1])
    expect(layerIndices(cube, new Map([['0:ownership', 'value::9']]))).toEqual([2])
  })

  it('makes column groups whose leaves are all columns once, in order', () => {
    const layout = layoutTable(cube, [2])
    const leaves = (nodes: HeaderNode[]): number[] => nodes.flatMap((n) => (n.kind === 'leaf' ? [n.column] : leaves(n.children)))
    const tree = headerTree(layout, t(''))
    expect(leaves(tree)).toEqual(layout.columns.map((_, i) => i))
    expect(tree.map((n) => n.label.vi)).toEqual(['Nam', 'Nữ', 'Tổng số'])
    expect(headerTree({ headerRows: [], columns: [{ coordinates: [], measure: 0 }] }, t('Số bản ghi'))).toEqual([{ kind: 'leaf', key: 'c0', label: t('Số bản ghi'), role: 'measure', column: 0 }])
  })

  it('addresses the cell that is seen there', () => {
    const layout = layoutTable(cube, [2])
    const column = layout.columns.findIndex((c) => c.coordinates[0] === 1 && c.measure === 0)
    expect(cellAddress(cube, definition, layout, [2], { row: 0, column })).toEqual({
      measure: 'count',
      address: [
        { variable: 'province', code: '01', version: '2025', kind: 'value' },
        { variable: 'sex', level: 'sex_group', code: 'F', kind: 'value' },
        { variable: 'ownership', code: null, kind: 'total' },
      ],
    })
    expect(layout.rows[0]!.cells[column]!.value).toBe(12)
    expect(describeCell(cube, layout, [2], { row: 0, column }, 'vi')).toBe('=Hà Nội · Nữ')
    expect(cellAddress(cube, definition, layout, [2], { row: 99, column })).toBeNull()
  })

  it('copies a block with its headers, numbers plain, labels unable to become formulas', () => {
    const layout = layoutTable(cube, [2])
    const copied = copyBlock(layout, blockOf({ row: 1, column: 1 }, { row: 0, column: 0 }), {
      language: 'vi', alone: t(''), cellText: (c) => `«${String(c.value)}»`, cellNumber: (c) => (c.value === null ? null : String(c.value)),
    })
    const rows = copied.text.split('\r\n').map((line) => line.split('\t'))
    expect(rows).toHaveLength(layout.headerRows.length + 2)
    expect(new Set(rows.map((r) => r.length))).toEqual(new Set([3]))
    expect(rows.at(-2)).toEqual(["'=Hà Nội", '2', '-1'])
    expect(copied.html).toContain('colspan="2"')
    expect(copied.html).toContain('«2»')
  })
})
