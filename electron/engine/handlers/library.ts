// The library of yearbook tables. In: nothing. Out: definitions a user may save. Never a change to the workspace.
import type { HandlersFor } from '../context.ts'
import { tableLibrary } from '../library/index.ts'

export const libraryHandlers: HandlersFor<'library.list'> = {
  'library.list': () => [...tableLibrary],
}
