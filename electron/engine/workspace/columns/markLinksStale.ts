// Marks the links that touch a dataset whose rows changed. In: workspace, dataset. Out: the links newly stale. Never
// runs a link.
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

/** For changes that bypass deliveryRepository, which marks links by itself. */
export const markLinksStale = (workspace: Workspace, dataset: string): string[] =>
  linkSetRepository(workspace.catalog).markStale(dataset)
