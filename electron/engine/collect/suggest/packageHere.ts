// A layout package fitted to a workspace: its dataset under the id that was asked for, or the one that is here already
// if both mean the same. In: workspace, package. Out: a package. Never a dataset changed that holds rows; a suggestion
// gives way with another id.
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { readsSameRows } from '#engine/collect/intake/renewDatasets.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

const differing = (here: Dataset, there: Dataset): string => {
  const names = there.variables
    .filter((v) => {
      const own = here.variables.find((o) => o.id === v.id)
      return !own || own.type !== v.type || own.scale !== v.scale || own.codeList !== v.codeList
    })
    .map((v) => v.id)
  return names.slice(0, 8).join(', ') || here.periodKind
}

export const packageHere = (
  workspace: Workspace,
  made: LayoutPackage,
  id: string | undefined,
  period: Period | undefined,
  /** Given for a suggestion, which may take another id: whether something else stands under an id. */
  stands: ((id: string) => boolean) | null = null,
): LayoutPackage => {
  const known = knownDatasets(workspace)
  const asked = id ?? made.dataset.id
  const kind = period === undefined ? undefined : parsePeriod(period)?.kind
  const wanted: Dataset = { ...made.dataset, id: asked, periodKind: kind ?? made.dataset.periodKind }
  const under = (dataset: Dataset): LayoutPackage => {
    const renamed = dataset.id !== made.dataset.id && made.layout.id === made.dataset.id
    return {
      ...made,
      dataset,
      layout: { ...made.layout, id: renamed ? dataset.id : made.layout.id, dataset: dataset.id },
    }
  }
  for (let n = 1; n < 1000; n += 1) {
    const name = n === 1 ? asked : `${asked.slice(0, 58)}_${n}`
    const here = known.find((d) => d.id === name)
    if (!here) {
      // Labels of another meaning under the same list name would change what older rows say.
      const taken = new Set(
        codeListRepository(workspace.catalog)
          .versions()
          .map((v) => v.list),
      )
      const clash = n > 1 ? made.codeLists.filter((list) => taken.has(list.list)) : []
      const other = (list: string | null): string | null =>
        list !== null && clash.some((c) => c.list === list) ? `${list.slice(0, 58)}_${n}` : list
      return {
        ...under({
          ...wanted,
          id: name,
          variables: wanted.variables.map((v) => ({ ...v, codeList: other(v.codeList) })),
        }),
        codeLists: made.codeLists.map((list) => ({ ...list, list: other(list.list) ?? list.list })),
      }
    }
    if (stands?.(name) === true) continue
    const same = { ...wanted, id: name, subject: here.subject, periodKind: here.periodKind }
    if (
      JSON.stringify(here.variables.map((v) => v.id)) === JSON.stringify(same.variables.map((v) => v.id)) &&
      readsSameRows(here, same)
    )
      return under(here)
    if (here.id === made.dataset.id && JSON.stringify(here) === JSON.stringify(made.dataset)) return under(here)
    if (stands === null || id !== undefined)
      return fail('DATASET_DIFFERS', { dataset: name, variables: differing(here, same) })
  }
  return fail('DATASET_DIFFERS', { dataset: asked, variables: '…' })
}
