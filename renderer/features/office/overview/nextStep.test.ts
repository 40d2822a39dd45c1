import { describe, expect, it } from 'vitest'
import { sampleDatasets, sampleLinks } from '../../../bridge/sampleWorld.ts'
import { nextStep } from './nextStep.ts'

const empty = sampleDatasets.map((d) => ({ ...d, rows: 0 }))
const fresh = sampleLinks.map((l) => ({ ...l, stale: false }))

describe('nextStep', () => {
  it.each([
    ['import', { datasets: empty, links: [], tables: 0, reports: 0 }],
    ['link', { datasets: sampleDatasets, links: [], tables: 3, reports: 0 }],
    ['relink', { datasets: sampleDatasets, links: sampleLinks, tables: 3, reports: 0 }],
    ['table', { datasets: sampleDatasets, links: fresh, tables: 0, reports: 0 }],
    ['report', { datasets: sampleDatasets, links: fresh, tables: 2, reports: 0 }],
    ['table', { datasets: sampleDatasets.slice(0, 1), links: [], tables: 0, reports: 0 }],
  ] as const)('%s', (step, state) => expect(nextStep(state)).toBe(step))
})
