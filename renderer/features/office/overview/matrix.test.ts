import { expect, it } from 'vitest'
import { sampleDatasets, sampleDeliveries } from '../../../bridge/sampleWorld.ts'
import { layMatrices } from './matrix.ts'

it('puts each delivery at its dataset and period, and marks the periods that did not come', () => {
  const without = sampleDeliveries.filter((d) => d.period !== '2024-05')
  const [years, months] = layMatrices(sampleDatasets, without)
  expect(years?.periods).toEqual(['2024-2025', '2025-2026'])
  expect(months?.periods).toHaveLength(23)
  expect(months?.periods[0]).toBe('2024-01')
  const states = Object.fromEntries((months?.rows[0]?.cells ?? []).map((c) => [c.period, c.state]))
  expect(states['2024-05']).toBe('missing')
  expect(states['2024-01']).toBe('rejects')
  expect(states['2024-02']).toBe('received')
})

it('does not count a replaced or withdrawn delivery as received', () => {
  const [only] = layMatrices(sampleDatasets, [
    { ...sampleDeliveries[2]!, state: 'withdrawn' },
    { ...sampleDeliveries[3]!, state: 'current' },
    { ...sampleDeliveries[5]!, state: 'current' },
    { ...sampleDeliveries[4]!, state: 'replaced' },
  ])
  expect(only?.rows[0]?.cells.map((c) => c.state)).toEqual(['received', 'missing', 'received'])
})
