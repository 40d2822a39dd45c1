// The figures of a report that changed since its last issue, and the report with them marked. In: the report composed
// now, the last issue. Out: changes in the order of the report. Never a source whose figures stand for other things in
// the two: that is said instead.
import type { FigureChange, FrozenIssue, IssueChanges } from '#shared/contract/issues.ts'
import type { CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ComposedBlock, ComposedReport } from '../composeReport.ts'
import { sourceKey } from '../reportSources.ts'
import type { SourceState } from '../reportSources.ts'
import { changeCauses, looseCauses } from './changeCauses.ts'
import type { CausesOf } from './changeCauses.ts'
import { changedFigures, withRevised } from './changedFigures.ts'
import type { IssueBody, IssueStates } from './issueBody.ts'

export const changeLimit = 2000

export const noChanges: IssueChanges = { against: null, changes: [], count: 0, limit: changeLimit, notices: [] }

export type Against = {
  issue: FrozenIssue
  body: IssueBody
  /** Null: causes are not asked for, only which figures. */
  states: IssueStates | null
}

/** The number of the first table that shows the source; empty where only charts and sentences do. */
const numberOf = (blocks: readonly ComposedBlock[], source: CubeSource): string => {
  const own = blocks.flatMap((block) =>
    block.type === 'table' && sourceKey(block.source) === sourceKey(source) ? [block.number] : [],
  )
  return own[0] ?? ''
}

/** Without its period among rows, columns or layers, a table of another period is another table. */
const standsForOther = (before: ProtectedCube, after: ProtectedCube, samePeriod: boolean): boolean =>
  !samePeriod && ![before, after].every((cube) => cube.dimensions.some((d) => d.time !== null))

const otherNotice = (cube: ProtectedCube): Bilingual => ({
  vi: `“${cube.title.vi}” là bảng của một kỳ, không có kỳ trong dòng hay cột: không so được với kỳ phát hành khác.`,
  en: `“${cube.title.en}” is a table of one period without the period in rows or columns: it is not set against an issue of another period.`,
})

const markedBlock = (block: ComposedBlock, cubes: ReadonlyMap<string, ProtectedCube>): ComposedBlock => {
  if (block.type !== 'table') return block
  const cube = cubes.get(sourceKey(block.source))
  return cube ? { ...block, cube } : block
}

/** The report with changed figures marked, and the list of them. */
export const issueChanges = (
  report: ComposedReport,
  period: string | null,
  against: Against,
  now: ReadonlyMap<string, SourceState>,
  throwIfCancelled: () => void,
): { report: ComposedReport; changes: IssueChanges } => {
  const { issue, body, states } = against
  const old = new Map(body.report.used.map((entry) => [sourceKey(entry.source), entry.cube]))
  const changes: FigureChange[] = []
  const notices: Bilingual[] = []
  const marked = new Map<string, ProtectedCube>()
  let count = 0
  for (const { source, cube } of report.used) {
    throwIfCancelled()
    const key = sourceKey(source)
    const before = old.get(key)
    if (!before) continue
    if (standsForOther(before, cube, issue.period === period)) {
      notices.push(otherNotice(cube))
      continue
    }
    const found = changedFigures(before, cube, issue.period === period)
    if (found.length === 0) continue
    marked.set(key, withRevised(cube, found))
    count += found.length
    const causesOf = causesFor(states?.[key], now.get(key), before, cube, throwIfCancelled)
    const number = numberOf(report.blocks, source)
    for (const cell of found.slice(0, Math.max(0, changeLimit - changes.length)))
      changes.push({
        source,
        table: cube.title,
        number,
        place: cell.place,
        measure: cell.label,
        before: cell.before,
        after: cell.after,
        ...causesOf(cell),
      })
  }
  const { id, number, state, frozenAt } = issue
  return {
    report: {
      ...report,
      blocks: report.blocks.map((block) => markedBlock(block, marked)),
      used: report.used.map((entry) => ({ ...entry, cube: marked.get(sourceKey(entry.source)) ?? entry.cube })),
    },
    changes: {
      against: { id, number, state, frozenAt, period: issue.period },
      changes,
      count,
      limit: changeLimit,
      notices,
    },
  }
}

const causesFor = (
  old: SourceState | undefined,
  now: SourceState | undefined,
  before: ProtectedCube,
  after: ProtectedCube,
  throwIfCancelled: () => void,
): CausesOf =>
  old && now && old.base.dataset === now.base.dataset
    ? changeCauses(old, now, throwIfCancelled)
    : looseCauses(before, after)
