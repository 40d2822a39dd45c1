// Open documents of a workspace come back when it is opened again; they are kept in the host's settings by path.
import { useEffect } from 'react'
import { z } from 'zod'
import { useSettings } from './settings.ts'
import { featureIds, useWorkbench } from './workbench.ts'

const rememberedSchema = z.array(
  z.object({
    feature: z.enum(featureIds),
    documentId: z.string(),
    title: z.string(),
    parameters: z.record(z.string(), z.unknown()).default({}),
  }),
)

const keepMs = 100

export const useRememberedTabs = (path: string): void => {
  useEffect(() => {
    const key = `tabs:${path}`
    const known = rememberedSchema.safeParse(useSettings.getState().settings.screens[key])
    useWorkbench.getState().restore(known.success ? known.data : [])
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = (): void => {
      const kept = useWorkbench.getState().tabs.map(({ feature, documentId, title, parameters }) => ({
        feature,
        documentId,
        title,
        parameters,
      }))
      useSettings.getState().remember(key, JSON.parse(JSON.stringify(kept)))
    }
    let before = useWorkbench.getState().tabs
    const stop = useWorkbench.subscribe(({ tabs }) => {
      if (tabs === before) return
      before = tabs
      clearTimeout(timer)
      timer = setTimeout(keep, keepMs)
    })
    // The page goes, perhaps for good: nothing waits.
    const leaving = (): void => {
      clearTimeout(timer)
      keep()
    }
    window.addEventListener('pagehide', leaving)
    return () => {
      stop()
      window.removeEventListener('pagehide', leaving)
      clearTimeout(timer)
      useWorkbench.getState().clear()
    }
  }, [path])
}
