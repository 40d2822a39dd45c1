// Open documents of a workspace come back when it is opened again; keptDesk.ts says where they are kept.
import { useEffect } from 'react'
import { z } from 'zod'
import { awaitDesk, keptDesk } from './keptDesk.ts'
import { featureIds, useWorkbench } from './workbench.ts'

const rememberedSchema = z.array(
  z.object({
    feature: z.enum(featureIds),
    documentId: z.string(),
    title: z.string(),
    parameters: z.record(z.string(), z.unknown()).default({}),
  }),
)

export const useRememberedTabs = ({ path, encrypted, readOnly }: Parameters<typeof keptDesk>[0]): void => {
  useEffect(() => {
    const desk = keptDesk({ path, encrypted, readOnly })
    let gone = false
    /** What was kept is known: before that, writing would lose it. */
    let known = false
    void desk
      .read()
      .catch(() => undefined)
      .then((kept) => {
        if (gone) return
        known = true
        const parsed = rememberedSchema.safeParse(kept)
        if (parsed.success && parsed.data.length > 0) useWorkbench.getState().restore(parsed.data)
      })
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = async (): Promise<void> => {
      clearTimeout(timer)
      if (!known) return
      await desk.write(
        useWorkbench.getState().tabs.map(({ feature, documentId, title, parameters }) => ({
          feature,
          documentId,
          title,
          parameters,
        })),
      )
    }
    let before = useWorkbench.getState().tabs
    const stop = useWorkbench.subscribe(({ tabs }) => {
      if (tabs === before) return
      before = tabs
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), desk.waitMs)
    })
    // The page goes, perhaps for good: nothing waits.
    const leaving = (): void => void keep()
    awaitDesk(keep)
    window.addEventListener('pagehide', leaving)
    return () => {
      gone = true
      awaitDesk(null)
      stop()
      window.removeEventListener('pagehide', leaving)
      clearTimeout(timer)
      useWorkbench.getState().clear()
    }
  }, [path, encrypted, readOnly])
}
