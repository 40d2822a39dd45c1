import { describe, expect, it } from 'vitest'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { shownCubeOf } from '#test/fixtures/shownCube.ts'
import type { PlainRecord } from '#test/fixtures/wideCube.ts'
import { conditionalStyles } from './conditionalStyles.ts'
import { findCategory } from './findCategory.ts'
import { foldText } from './foldText.ts'
import { footnoteSymbol } from './footnotes.ts'
import { stubLines } from './stubLines.ts'
import { layoutTable } from './tableLayout.ts'
import { tableNotes } from './tableNotes.ts'

const note = (text: string, more: object = {}) => ({ text: { vi: text, en: text }, ...more })
const records: PlainRecord[] = [
  { sex: 'f', area: 'town' },
  { sex: 'f', area: 'rural' },
  { sex: 'm', area: 'town' },
]
const none = { total: 'none' as const }

describe('footnotes', () => {
  const table = { rows: [{ variable: 'sex' }], columns: [{ variable: 'area', ...none }], layers: [{ variable: 'age' }] }
  const people = records.map((r) => ({ ...r, age: '1' }))
  it('take their symbols in order of occurrence, whatever the order they are written in', () => {
    const cube = shownCubeOf(
      {
        ...table,
        footnotes: [
          note('cell', {
            address: [
              { variable: 'sex', code: 'f', kind: 'value' },
              { variable: 'area', code: 'town', kind: 'value' },
            ],
          }),
          note('stub', { variable: 'sex', category: 'm' }),
          note('head', { variable: 'area', category: 'town' }),
          note('stub head', { variable: 'sex' }),
          note('measure without a heading', { measure: 'n' }),
          note('table'),
          note('gone', { variable: 'sex', category: 'x' }),
          note('layer', { variable: 'age' }),
        ],
      },
      people,
    )
    const layout = layoutTable(cube)
    expect(layout.footnotes).toEqual(
      ['measure without a heading', 'table', 'layer', 'stub head', 'head', 'stub', 'cell'].map((text, i) => ({
        symbol: String(i + 1),
        text: { vi: text, en: text },
      })),
    )
    expect([layout.titleMarks, layout.layerMarks, layout.stubHeaderMarks]).toEqual([['1', '2'], [['3']], [['4']]])
    expect(layout.headerRows[0]!.map((h) => h.marks)).toEqual([undefined, ['5']])
    expect(stubLines(layout).map((l) => l.marks)).toEqual([undefined, ['6'], undefined])
    expect(layout.rows.map((r) => r.cells.map((c) => c.marks))).toEqual([
      [undefined, ['7']],
      [undefined, undefined],
      [undefined, undefined],
    ])
    expect(
      tableNotes(cube, layout)
        .notes.map((n) => n.en)
        .slice(0, 2),
    ).toEqual(['(1) measure without a heading', '(2) table'])
    expect(tableNotes(cube, layout).layer[0]!.en).toBe('age: Total (3)')
  })
  it('mark a category wherever it stands with one symbol, and a place without records', () => {
    const cube = shownCubeOf(
      {
        rows: [
          { variable: 'sex', ...none },
          { variable: 'area', ...none },
        ],
        columns: [],
        footnoteSymbols: 'letters',
        footnotes: [note('town', { variable: 'area', category: 'town' })],
      },
      records,
    )
    expect(layoutTable(cube).rows.map((r) => r.stub[1]!.marks)).toEqual([undefined, ['a'], ['a']])
    const empty = shownCubeOf(
      {
        rows: [{ variable: 'sex', ...none }],
        columns: [{ variable: 'area', ...none }],
        footnotes: [
          note('not asked', {
            address: [
              { variable: 'sex', code: 'm', kind: 'value' },
              { variable: 'area', code: 'rural', kind: 'value' },
            ],
          }),
        ],
      },
      records,
    )
    expect(layoutTable(empty).rows[1]!.cells.map((c) => [c.status, c.marks])).toEqual([
      ['none', ['1']],
      ['value', undefined],
    ])
  })
  it('has numbers, letters beyond z, asterisks', () => {
    expect([
      footnoteSymbol(12, 'numbers'),
      footnoteSymbol(26, 'letters'),
      footnoteSymbol(27, 'letters'),
      footnoteSymbol(3, 'asterisks'),
    ]).toEqual(['12', 'z', 'aa', '***'])
  })
})

describe('conditional styles', () => {
  const styled = (conditionalFormats: never[], more = {}) => {
    const cube = sampleCube(
      [sampleDimension('r', 'row', ['1', '2', '3', '4'], { total: 'after' }), sampleDimension('c', 'column', ['x'])],
      [sampleMeasure('m', { scale: 1, power: 2, ...more })],
      ([r]) => [10_000, -5000, 10_000, 1, 15_001][r!],
      { conditionalFormats },
    )
    const styles = conditionalStyles(cube, layoutTable(cube))
    return Array.from({ length: 5 }, (_, r) => styles[r]?.[0])
  }
  it('holds limits in shown units exactly', () => {
    // 10,000 at one decimal, shown in hundreds, is 10.
    expect(
      styled([{ type: 'threshold', measure: 'm', operator: '>=', value: '10', style: 'good' }] as never[]),
    ).toEqual([{ style: 'good' }, undefined, { style: 'good' }, undefined, { style: 'good' }])
    expect(
      styled([{ type: 'threshold', measure: 'm', operator: '=', value: '15.001', style: 'bad' }] as never[])[4],
    ).toEqual({ style: 'bad' })
    expect(
      styled([
        { type: 'threshold', measure: 'm', operator: 'between', value: '-6', to: '0.5', style: 'muted' },
      ] as never[]).map((s) => s?.style),
    ).toEqual([undefined, 'muted', undefined, 'muted', undefined])
  })
  it('finds extremes among parts only, with their ties', () => {
    expect(
      styled([{ type: 'extremes', measure: 'm', which: 'largest', count: 1, style: 'strong' }] as never[]).map(
        (s) => s?.style,
      ),
    ).toEqual(['strong', undefined, 'strong', undefined, undefined])
  })
  it('draws bars and scales without the total, negatives the other way', () => {
    expect(styled([{ type: 'bar', measure: 'm' }] as never[])).toEqual([
      { bar: { share: 1, negative: false } },
      { bar: { share: 0.5, negative: true } },
      { bar: { share: 1, negative: false } },
      { bar: { share: 0.0001, negative: false } },
      undefined,
    ])
    expect(styled([{ type: 'scale', measure: 'm' }] as never[]).map((s) => s?.scale)).toEqual([
      1,
      0,
      1,
      5001 / 15000,
      undefined,
    ])
  })
})

describe('findCategory', () => {
  const label = (vi: string, en: string) => () => ({ vi, en })
  const cube = sampleCube(
    [
      sampleDimension('p', 'row', ['01'], { label: label('Thành phố Đà Nẵng', 'Da Nang city'), total: 'before' }),
      sampleDimension('q', 'column', ['48', '49'], { label: (c) => ({ vi: `Quảng ${c}`, en: c }) }),
    ],
    [sampleMeasure('m')],
    () => 1,
  )
  const layout = layoutTable(cube)
  it('finds without diacritics, in both languages, by code, in reading order', () => {
    expect(foldText('ĐỒNG Tháp')).toBe('dong thap')
    expect(
      findCategory(layout, 'da nang').map((p) => (p.axis === 'row' ? [p.row, p.column] : [p.level, p.column])),
    ).toEqual([[1, 0]])
    expect(findCategory(layout, 'quang').map((p) => p.axis + String(p.column))).toEqual(['column0', 'column1'])
    expect(findCategory(layout, '49')).toHaveLength(1)
    expect(findCategory(layout, '  ')).toEqual([])
    expect(findCategory(layout, 'hue')).toEqual([])
  })
})
