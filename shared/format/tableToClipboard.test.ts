import { describe, expect, it } from 'vitest'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { layoutTable } from './tableLayout.ts'
import { tableToClipboard } from './tableToClipboard.ts'

const cube = sampleCube(
  [
    sampleDimension('r', 'row', ['=1+1', '02'], { label: (c) => ({ vi: c, en: c }), total: 'before' }),
    sampleDimension('s', 'row', ['a', 'b'], { label: (c) => ({ vi: c, en: c }) }),
    sampleDimension('c', 'column', ['x', 'y']),
  ],
  [sampleMeasure('m', { scale: 2, decimals: 1 })],
  ([r, s, c]) => (r === 2 && s === 0 ? undefined : 100_000 * (r! + 1) + 1025 * s! * (c === 0 ? 1 : -100)),
  { title: { vi: 'Bảng <một>', en: 'Table <one>' } },
)
const layout = layoutTable(cube)

describe('tableToClipboard', () => {
  it('writes a block as numbers of the language, with the headings of that block only', () => {
    const { tsv } = tableToClipboard(cube, layout, { rows: [1, 2], columns: [1] }, 'vi')
    expect(tsv.split('\r\n')).toEqual(['r\ts\tc y', 'Tổng số\tb\t-25', "'=1+1\ta\t2000"])
    const one = tableToClipboard(cube, layout, { rows: [1], columns: [0] }, 'vi').tsv
    expect(one.split('\r\n')[1]).toBe('Tổng số\tb\t1010,25')
    expect(tableToClipboard(cube, layout, { rows: [1], columns: [0] }, 'en').tsv.split('\r\n')[1]).toBe(
      'Total\tb\t1010.25',
    )
  })
  it('writes HTML with merged headings, the number beside the text shown, and text kept text', () => {
    const { html } = tableToClipboard(cube, layout, { rows: [0, 1, 2, 3], columns: [0, 1] }, 'vi')
    expect(html).toContain(
      `x:num="1010.25" sdval="1010.25" style='mso-number-format:"\\#\\,\\#\\#0\\.0"' sdnum="1033;1066;#.##0,0">`,
    )
    expect(html).toContain("'=1+1</th>")
    expect(html).toContain('1.010,3')
    expect(html).toContain('rowspan="2"')
    expect(html).toContain(`mso-number-format:"\\@"`)
    expect(html).not.toContain('&lt;một')
  })
  it('comes whole with title, unit, notes and source', () => {
    const { html, tsv } = tableToClipboard(cube, layout, null, 'en')
    expect(tsv.split('\r\n').slice(0, 2)).toEqual(['Table <one>', 'Unit: Persons'])
    expect(tsv).toContain('Source: Sample source')
    expect(html).toContain('<p>Table &lt;one&gt;</p>')
    expect(tsv.split('\r\n').filter((l) => l.includes('\t'))).toHaveLength(6)
  })
})
