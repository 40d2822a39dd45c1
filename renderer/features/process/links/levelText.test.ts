// Weights and thresholds as the screen tells them, against figures worked out by hand.
import { describe, expect, it } from 'vitest'
import { linkReportSchema } from '#shared/model/link.ts'
import { linkStagesSchema } from '#shared/model/linkModel.ts'
import { atThresholds, weightRows } from './levelText.ts'

const report = linkReportSchema.parse({
  version: 1,
  seed: 1,
  passes: [],
  rules: [],
  compared: 10,
  parameters: { prior: 0.1, comparisons: [{ m: [0.1, 0.1, 0.8], u: [0.7, 0.2, 0.1] }] },
  iterations: 3,
  problems: [],
  linked: 3,
  review: 2,
  entities: null,
  expected: null,
  histogram: { first: -3, pairs: [4, 1, 1, 1, 0, 3], linked: [0, 0, 0, 1, 0, 3] },
  secondEngine: null,
})
const stages = linkStagesSchema.parse({
  fields: [{ id: 'name', kind: 'person', left: ['a'], right: ['b'] }],
  cardinality: 'one_to_one',
  model: {
    blocking: [{ keys: [{ field: 'name' }] }],
    comparisons: [{ field: 'name', levels: [[{ is: 'exact' }], [{ is: 'jaro_winkler', at: 0.9 }]] }],
  },
})
const t = (key: string, values?: Record<string, unknown>): string =>
  values && Object.keys(values).length > 0 ? `${key} ${JSON.stringify(values)}` : key

describe('levels in words', () => {
  it('come from the closest down with the binary logarithm of m over u', () => {
    const rounded = weightRows(stages, report, { t, language: 'vi' }).map((row) => ({
      ...row,
      weight: Math.round(row.weight * 100) / 100,
    }))
    expect(rounded).toEqual([
      { field: 'name', text: 'condition.exact', m: 0.8, u: 0.1, weight: 3, first: true },
      { field: 'name', text: 'condition.jaro_winkler {"at":"0,9"}', m: 0.1, u: 0.2, weight: -1, first: false },
      { field: 'name', text: 'otherwise', m: 0.1, u: 0.7, weight: -2.81, first: false },
    ])
  })
  it('thresholds count the bars at or above them', () => {
    expect(atThresholds(report, 0.5, 0.2)).toEqual({ linked: 4, review: 2 })
    expect(atThresholds(report, 0.8, 0.5)).toEqual({ linked: 3, review: 1 })
  })
})
