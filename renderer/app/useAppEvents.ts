// What the engine and the host tell without being asked, turned into state and notices.
import { useEffect } from 'react'
import i18next from 'i18next'
import { useQueryClient } from '@tanstack/react-query'
import { onEvent } from '../bridge/client.ts'
import { activeCommands, useCommands } from '../components/useCommand.ts'
import { dispatchShortcut } from '../components/useCommand.ts'
import { notify } from '../components/notices.ts'
import { useDropped } from './droppedFiles.ts'
import { useJobs } from './jobs.ts'
import { useWorkbench } from './workbench.ts'

export const useAppEvents = (): void => {
  const client = useQueryClient()
  useEffect(() => {
    const keydown = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) dispatchShortcut(event)
    }
    // Capture: the grid and Fluent's widgets must not swallow a command's shortcut.
    window.addEventListener('keydown', keydown, true)
    const off = [
      onEvent('job.changed', (job) => useJobs.getState().update(job)),
      onEvent('engine.crashed', () => {
        useJobs.getState().crashed()
        notify({
          intent: 'error',
          text: i18next.t('common:engineCrashed'),
          failure: { code: 'ENGINE_CRASHED', facts: {} },
        })
        void client.invalidateQueries()
      }),
      onEvent('files.dropped', ({ files }) => {
        const workspace = client.getQueryData<{ state: string; readOnly?: boolean }>(['workspace.status', {}])
        if (workspace?.state !== 'open' || workspace.readOnly === true) return
        useDropped.getState().drop(files)
        useWorkbench.getState().goTo('deliveries')
      }),
      onEvent('menu.command', ({ command }) => {
        activeCommands(useCommands.getState().commands)
          .find((c) => c.id === command && c.enabled !== false)
          ?.run()
      }),
    ]
    return () => {
      window.removeEventListener('keydown', keydown, true)
      for (const stop of off) stop()
    }
  }, [client])
}
