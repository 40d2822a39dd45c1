// The whole window: providers of look and data, then the frame or the welcome screen.
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queryClient, useWorkspace } from '../bridge/queries.ts'
import { LiveRegion } from '../components/announce.tsx'
import { styleNonce } from '../components/nonce.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './Frame.tsx'
import { LockScreen } from './LockScreen.tsx'
import { useIdleLock } from './useIdleLock.ts'
import { NoticeStack } from './NoticeStack.tsx'
import { useSettings } from './settings.ts'
import { themes, useThemeName } from './theme.ts'
import { useAppCommands } from './useAppCommands.ts'
import { useAppEvents } from './useAppEvents.ts'
import { Welcome } from './welcome/Welcome.tsx'

const nonce = styleNonce()
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {})

const closed = { state: 'none' } as const

const Window = () => {
  const workspace = useWorkspace()
  useAppEvents()
  useAppCommands(workspace.data?.state === 'open' && workspace.data.locked ? closed : (workspace.data ?? closed))
  useIdleLock(workspace.data)
  if (!workspace.data && workspace.isPending) return <div className="sd-window" aria-busy="true" />
  return workspace.data?.state === 'open' ? (
    <>
      <div className="sd-behind" hidden={workspace.data.locked} inert={workspace.data.locked}>
        <Frame workspace={workspace.data} />
      </div>
      {workspace.data.locked && <LockScreen workspace={workspace.data} />}
    </>
  ) : (
    <Welcome failure={workspace.error?.value ?? null} />
  )
}

export const App = () => {
  const setting = useSettings((s) => s.settings.theme)
  const name = useThemeName(setting)
  useEffect(() => {
    document.documentElement.dataset.theme = name
  }, [name])
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themes[name]} className="sd-theme">
        <QueryClientProvider client={queryClient}>
          <div className="sd-root">
            <ErrorBoundary>
              <Window />
            </ErrorBoundary>
            <NoticeStack />
            <LiveRegion />
          </div>
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  )
}
