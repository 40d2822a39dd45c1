// The code lists of a workspace: built-in ones, those imported winning over them. In: a workspace. Out: versions and
// correspondences by name.
import { codeListVersions, correspondence } from '#engine/classify/codeLists.ts'
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import type { CodeLists } from './categories.ts'

/** Each list gathered once. */
export const workspaceCodeLists = (workspace: Workspace): CodeLists => {
  const repository = codeListRepository(workspace.catalog)
  const imported = { versions: repository.versions(), correspondences: repository.correspondences() }
  const versions = new Map<string, CodeListVersion[]>()
  const pairs = new Map<string, Correspondence | null>()
  return {
    versions: (list) => {
      let known = versions.get(list)
      if (!known) versions.set(list, (known = codeListVersions(list, imported)))
      return known
    },
    correspondence: (list, from, to) => {
      const key = `${list} ${from} ${to}`
      if (!pairs.has(key)) pairs.set(key, correspondence(list, from, to, imported) ?? null)
      return pairs.get(key) ?? null
    },
  }
}
