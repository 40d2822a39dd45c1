// Widths of a table on paper: no column dropped, the stub on one line where there is room, a table too high for a page
// told apart.
import { describe, expect, it } from 'vitest'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { panelHeight } from './panelHeight.ts'
import { pageHeight, pageRoom } from './pageStyle.ts'
import { panelWidths, tablePanels } from './tablePanels.ts'

const label = (text: string) => ({ label: (code: string) => ({ vi: `${text} ${code}`, en: `Month of ${code}` }) })
const cubeOf = (rows: number, columns: number, text = 'Tháng') =>
  sampleCube(
    [
      sampleDimension(
        'p',
        'row',
        Array.from({ length: rows }, (_, i) => String(i + 1)),
        label(text),
      ),
      sampleDimension(
        'm',
        'column',
        Array.from({ length: columns }, (_, i) => `${i}`),
      ),
    ],
    [sampleMeasure('n')],
    () => 12_345,
  )

const room = pageRoom('portrait')
const planned = (rows: number, columns: number, text?: string) => {
  const cube = cubeOf(rows, columns, text)
  const layout = layoutTable(cube)
  const plan = tablePanels(cube, layout, 'both', room)
  return { layout, plan, notes: tableNotes(cube, layout) }
}

describe('a panel', () => {
  it('fills the room, columns never below what their figures need', () => {
    for (const columns of [1, 4, 9, 30]) {
      const { plan } = planned(12, columns)
      expect(plan.panels.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(columns)
      for (const panel of plan.panels) {
        const widths = panelWidths(plan, panel, room)
        expect(widths.reduce((a, b) => a + b, 0)).toBeCloseTo(room, 0)
        widths.slice(1).forEach((width, c) => {
          expect(width).toBeGreaterThanOrEqual((plan.columnWidths[panel.from + c] ?? 0) - 0.01)
        })
      }
    }
  })

  it('gives the stub what its two languages need on one line before columns share what is left', () => {
    const { plan } = planned(12, 3, 'Tháng có tên dài')
    const [stub = 0] = panelWidths(plan, plan.panels[0] ?? { from: 0, to: 3 }, room)
    expect(stub).toBeGreaterThan(plan.stubWidth)
    expect(stub).toBeCloseTo(plan.stubWanted, 1)
  })
})

it('stands higher with more lines, and beyond a page with sixty', () => {
  const heightOf = (rows: number): number => {
    const { plan, notes } = planned(rows, 3)
    const panel = plan.panels[0] ?? { from: 0, to: 3 }
    return panelHeight(plan, panel, { language: 'both', widths: panelWidths(plan, panel, room), size: 8.5, notes })
  }
  expect(heightOf(5)).toBeLessThan(heightOf(20))
  expect(heightOf(20)).toBeLessThan(pageHeight('portrait'))
  expect(heightOf(60)).toBeGreaterThan(pageHeight('portrait'))
})
