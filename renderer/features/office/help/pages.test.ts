import { describe, expect, it } from 'vitest'
import { featureIds } from '../../../app/workbench.ts'
import { helpPages } from './pages.ts'

const vi = helpPages('vi')
const en = helpPages('en')

/** Of no screen of their own. */
const topics = [...featureIds, 'welcome', 'security']

describe('help', () => {
  it('has a page for every screen the welcome screen and the security officer, in both languages', () => {
    expect(Object.keys(vi).toSorted()).toEqual(topics.toSorted())
    expect(Object.keys(en).toSorted()).toEqual(topics.toSorted())
  })
  it.each(topics)('%s has the same sections and points in both', (id) => {
    expect(vi[id]?.sections.map((s) => s.points.length)).toEqual(en[id]?.sections.map((s) => s.points.length))
    for (const page of [vi[id], en[id]]) {
      expect(page?.title).toBeTruthy()
      expect(page?.about).toBeTruthy()
      expect(page?.sections.flatMap((s) => [s.title, ...s.points]).every((text) => text.trim() !== '')).toBe(true)
    }
  })
})
