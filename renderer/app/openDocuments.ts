// How each open document saves itself, so that closing, locking and leaving can save any of them. In: a saver a tab.
// Out: what was saved. A document restored with unsaved work and not drawn yet is drawn first. Never a definition of
// its own.
import { useEffect, useRef } from 'react'
import { useWorkbench } from './workbench.ts'

type Saver = () => Promise<boolean>

const savers = new Map<string, Saver>()
const drawMs = 10_000
const lookMs = 100

/** Offers to save a document for as long as it is open. */
export const useSaver = (tabId: string | null, save: Saver): void => {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    if (tabId === null) return undefined
    const saver: Saver = () => latest.current()
    savers.set(tabId, saver)
    return () => {
      if (savers.get(tabId) === saver) savers.delete(tabId)
    }
  }, [tabId])
}

export const dirtyTabs = (): string[] =>
  useWorkbench
    .getState()
    .tabs.filter((tab) => tab.dirty)
    .map((tab) => tab.id)

const saverOf = async (tab: string): Promise<Saver | undefined> => {
  useWorkbench.getState().draw(tab)
  for (let waited = 0; waited < drawMs && !savers.has(tab); waited += lookMs)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  return savers.get(tab)
}

/** True when all of them are saved; stops at the first that could not be: its notice says why. */
export const saveTabs = async (tabs: readonly string[]): Promise<boolean> => {
  for (const tab of tabs) {
    const saver = await saverOf(tab)
    if (!saver || !(await saver())) return false
  }
  return true
}

/** What was changed in these is given up. */
export const discardTabs = (tabs: readonly string[]): void => {
  const { setParameters, setDirty } = useWorkbench.getState()
  for (const tab of tabs) {
    setParameters(tab, {})
    setDirty(tab, false)
  }
}
