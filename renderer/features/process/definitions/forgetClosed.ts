// What is being edited is forgotten when its tab closes, and all of it when the workspace does: another workspace may
// use the same names. In: a store of open documents. Out: nothing. What was not saved waits in the closed tab's
// parameters.
import { useWorkbench } from '../../../app/workbench.ts'

export const forgetClosed = (store: {
  open: () => string[]
  tabOf: (key: string) => string
  forget: (keys: string[]) => void
}): (() => void) =>
  useWorkbench.subscribe(({ tabs }, before) => {
    if (tabs === before.tabs) return
    const present = new Set(tabs.map((tab) => tab.id))
    const gone = store.open().filter((key) => !present.has(store.tabOf(key)))
    if (gone.length > 0) store.forget(gone)
  })
