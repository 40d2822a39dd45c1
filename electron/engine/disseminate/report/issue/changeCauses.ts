// Why figures changed between two issues. In: what was kept of a table at both. Out: for a figure its causes, and
// whether they are certain. By parts of the change where figures add up over deliveries; else what changed around the
// table, said to be possible only.
import { compareStates, partIndex } from '#engine/analyse/compare/compareStates.ts'
import { countsDifferently, definitionChanges } from '#engine/analyse/compare/definitionChanges.ts'
import { changeParts } from '#shared/contract/production.ts'
import type { ChangeCause } from '#shared/model/changeCause.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { SourceState } from '../reportSources.ts'
import { figureKey } from './changedFigures.ts'
import type { ChangedCell } from './changedFigures.ts'

export type Causes = { causes: ChangeCause[]; certain: boolean }
export type CausesOf = (cell: Pick<ChangedCell, 'key' | 'protection'>) => Causes

const unnamed = () => ({ vi: '', en: '' })

/** Deliveries, codes, link, program: whatever differs between the two may have moved a figure. */
const around = (before: Cube, after: Cube, definition: boolean, codes: boolean): ChangeCause[] => {
  const files = ({ provenance }: Cube): Map<string, string> =>
    new Map(
      [...Map.groupBy(provenance.deliveries, (d) => `${d.dataset} ${d.period}`)].map(([key, parts]) => [
        key,
        parts
          .map((part) => part.sha256)
          .toSorted()
          .join(' '),
      ]),
    )
  const [old, now] = [files(before), files(after)]
  const causes: ChangeCause[] = [
    ...([...now.keys()].some((key) => !old.has(key)) ? (['new_records'] as const) : []),
    ...([...now].some(([key, marks]) => old.has(key) && old.get(key) !== marks) ? (['amended_records'] as const) : []),
    ...([...old.keys()].some((key) => !now.has(key)) ? (['withdrawn_records'] as const) : []),
    ...(codes || before.provenance.program !== after.provenance.program ? (['recoded'] as const) : []),
    ...(definition ? (['definition'] as const) : []),
  ]
  return causes.length === 0 ? ['unexplained'] : causes
}

/** An indicator, or an issue kept without its states: only what stands around the figures is known. */
export const looseCauses = (before: Cube, after: Cube): CausesOf => {
  const redefined = JSON.stringify(before.provenance.definition) !== JSON.stringify(after.provenance.definition)
  const causes = around(before, after, redefined, false)
  return ({ protection }) => ({ causes: protection ? ['protection'] : causes, certain: protection })
}

export const changeCauses = (before: SourceState, after: SourceState, throwIfCancelled: () => void): CausesOf => {
  // The definitions before they were narrowed: another period is no other definition.
  const definitionChanged = countsDifferently(definitionChanges(before.base, after.base, unnamed))
  const codes =
    JSON.stringify(before.state.classifications) !== JSON.stringify(after.state.classifications) ||
    before.state.link?.ranAt !== after.state.link?.ranAt
  const compared = compareStates({
    before: before.state,
    after: after.state,
    middle: null,
    definitionChanged,
    throwIfCancelled,
  })
  const known = new Map<string, ChangeCause[]>()
  for (const { coordinates, measure, parts } of compared.cells) {
    const shape = compared.measures[measure]
    if (parts === null || !shape) continue
    const place = coordinates.flatMap((c, d): [string, string][] => {
      const dimension = compared.dimensions[d]
      const key = dimension?.categories[c]?.key
      if (!dimension || key === undefined || key === '#total') return []
      return [[dimension.level === null ? dimension.variable : `${dimension.variable}@${dimension.level}`, key]]
    })
    const causes = changeParts.filter((part) => BigInt(parts[partIndex[part]] ?? 0) !== 0n)
    if (causes.length > 0) known.set(figureKey(shape.id, place), causes)
  }
  const possible = around(before.state.cube, after.state.cube, definitionChanged, codes)
  return ({ key, protection }) => {
    if (protection) return { causes: ['protection'], certain: true }
    const causes = known.get(key)
    return causes ? { causes, certain: true } : { causes: possible, certain: false }
  }
}
