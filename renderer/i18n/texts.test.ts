import { describe, expect, it } from 'vitest'
import { resources } from './index.ts'
import type { Texts } from './index.ts'

// Plural forms differ by language (Vietnamese has one), so keys are compared without them.
const flatten = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  )
const bare = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')
const places = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1] ?? '').toSorted()

const { vi, en } = resources()

describe('texts', () => {
  it('has the same features in both languages', () => {
    expect(Object.keys(vi).toSorted()).toEqual(Object.keys(en).toSorted())
    expect(Object.keys(vi)).toContain('frame')
  })
  it.each(Object.keys(vi))('%s: same keys, no empty value, same placeholders', (feature) => {
    const left = flatten(vi[feature] ?? {})
    const right = flatten(en[feature] ?? {})
    expect([...new Set(left.map(([key]) => bare(key)))].toSorted()).toEqual(
      [...new Set(right.map(([key]) => bare(key)))].toSorted(),
    )
    expect([...left, ...right].filter(([, value]) => value.trim() === '')).toEqual([])
    const english = new Map(right.map(([key, value]) => [bare(key), value]))
    for (const [key, value] of left) expect([key, places(value)]).toEqual([key, places(english.get(bare(key)) ?? '')])
  })
  it('keeps Vietnamese text in one Unicode form', () => {
    for (const texts of Object.values(vi))
      for (const [key, value] of flatten(texts)) expect([key, value]).toEqual([key, value.normalize('NFC')])
  })
})
