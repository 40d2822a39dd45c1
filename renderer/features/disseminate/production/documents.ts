// The documents of this feature and how their ids read: "run:3", "compare:3:now", "compare:3:5", "triangle:exports".
// In: ids. Out: parts.
import { useWorkbench } from '../../../app/workbench.ts'

export type ProductionDocument =
  | { kind: 'run'; run: number }
  | { kind: 'compare'; before: number; after: number | 'now' }
  | { kind: 'triangle'; table: string }

export const documentOf = (id: string): ProductionDocument | null => {
  const run = /^run:(\d+)$/.exec(id)
  if (run) return { kind: 'run', run: Number(run[1]) }
  const compare = /^compare:(\d+):(\d+|now)$/.exec(id)
  if (compare)
    return { kind: 'compare', before: Number(compare[1]), after: compare[2] === 'now' ? 'now' : Number(compare[2]) }
  const triangle = /^triangle:([a-z][a-z0-9_]*)$/.exec(id)
  return triangle ? { kind: 'triangle', table: triangle[1] ?? '' } : null
}

export const openComparison = (before: number, after: number | 'now', title: string): void =>
  useWorkbench.getState().openDocument({ feature: 'production', documentId: `compare:${before}:${after}`, title })
export const openRun = (run: number, title: string): void =>
  useWorkbench.getState().openDocument({ feature: 'production', documentId: `run:${run}`, title })
export const openTriangle = (table: string, title: string): void =>
  useWorkbench.getState().openDocument({ feature: 'production', documentId: `triangle:${table}`, title })
