// Precision, recall and F1 of a file of pairs against known truth. In: the CSV of pairs, the entity of each row. Out:
// the three figures.
import { readFileSync } from 'node:fs'

export type Quality = { precision: number; recall: number; f1: number }

const pairsAmong = (n: number): number => (n * (n - 1)) / 2

/** `right` null: pairs within one dataset. */
export const qualityOf = (path: string, left: string[], right: string[] | null): Quality => {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  const counts = new Map<string, [number, number]>()
  const count = (entity: string, side: 0 | 1): void => {
    const known = counts.get(entity) ?? [0, 0]
    known[side] += 1
    counts.set(entity, known)
  }
  for (const entity of left) count(entity, 0)
  for (const entity of right ?? []) count(entity, 1)
  let all = 0
  for (const [a, b] of counts.values()) all += right === null ? pairsAmong(a) : a * b
  let hits = 0
  for (const line of lines) {
    const [l, r] = line.split(',').map(Number)
    if (left[(l ?? 0) - 1] === (right ?? left)[(r ?? 0) - 1]) hits += 1
  }
  return { precision: hits / lines.length, recall: hits / all, f1: (2 * hits) / (lines.length + all) }
}
