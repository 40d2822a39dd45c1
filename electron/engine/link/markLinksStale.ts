// Marks the links that touch a dataset whose rows changed. In: workspace, dataset. Out: the links newly stale. Never runs a link.
import { linkSetRepository } from '../store/catalogLinkSets.ts'
import type { Workspace } from '../store/workspace.ts'

/** For changes that bypass deliveryRepository, which marks links by itself. */
export const markLinksStale = (workspace: Workspace, dataset: string): string[] => linkSetRepository(workspace.catalog).markStale(dataset)
