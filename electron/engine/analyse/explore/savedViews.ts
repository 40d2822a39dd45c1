// Named views and column sets of a dataset, kept with the workspace. In: a dataset, a view told by rule. Out: all of
// the dataset, by name. Never row ids: what is kept is how the records are found, so it answers for the next delivery
// too.
import { z } from 'zod'
import { savedViewSchema } from '#shared/contract/explore.ts'
import type { SavedView } from '#shared/contract/explore.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { sortVietnamese } from './vietnameseOrder.ts'

const keyOf = (dataset: string): string => `explore_views:${dataset}`

export const savedViews = (context: EngineContext, dataset: string): SavedView[] => {
  const workspace = context.workspace()
  knownDataset(workspace, dataset)
  const stored: unknown = JSON.parse(settingRepository(workspace.catalog).get(keyOf(dataset)) ?? '[]')
  // One that a later version wrote otherwise is left out of the list, and stays where it is until it is saved anew.
  const views = z
    .array(z.unknown())
    .parse(stored)
    .flatMap((view) => savedViewSchema.safeParse(view).data ?? [])
  const names = sortVietnamese(views.map((v) => v.name))
  return views.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
}

const store = (context: EngineContext, dataset: string, views: SavedView[]): SavedView[] => {
  settingRepository(context.workspace().catalog).set(keyOf(dataset), JSON.stringify(views))
  return savedViews(context, dataset)
}

const isOther =
  (a: Pick<SavedView, 'kind' | 'name'>) =>
  (b: SavedView): boolean =>
    a.kind !== b.kind || a.name !== b.name

export const saveView = (context: EngineContext, dataset: string, view: SavedView): SavedView[] => {
  if (view.base?.type === 'view')
    return fail('REQUEST_INVALID', { method: 'explore.saveView', field: 'view.base', reason: 'type' })
  return store(context, dataset, [...savedViews(context, dataset).filter(isOther(view)), view])
}

export const removeView = (
  context: EngineContext,
  dataset: string,
  kind: SavedView['kind'],
  name: string,
): SavedView[] => {
  const views = savedViews(context, dataset)
  const rest = views.filter(isOther({ kind, name }))
  return rest.length === views.length ? fail('SAVED_VIEW_UNKNOWN', { name }) : store(context, dataset, rest)
}
