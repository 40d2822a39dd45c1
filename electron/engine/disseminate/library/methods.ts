// The library of yearbook tables. In: nothing. Out: definitions a user may save. Never a change to the workspace.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { tableLibrary } from './index.ts'

export const libraryHandlers: HandlersFor<'library.list'> = {
  'library.list': () => [...tableLibrary],
}
