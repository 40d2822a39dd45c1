// The whole window: providers of look and data, then the frame or the welcome screen.
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queryClient, useWorkspace } from '../bridge/queries.ts'
import { LiveRegion } from '../components/announce.tsx'
import { styleNonce } from '../components/nonce.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './Frame.tsx'
import { NoticeStack } from './NoticeStack.tsx'
import { useSettings } from './settings.ts'
import { themes, useThemeName } from './theme.ts'
import { useAppCommands } from './useAppCommands.ts'
import { useAppEvents } from './useAppEvents.ts'
import { Welcome } from './welcome/Welcome.tsx'

const nonce = styleNonce()
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {})

const Window = () => {
  const workspace = useWorkspace()
  useAppEvents()
  useAppCommands(workspace.data ?? { state: 'none' })
  if (!workspace.data && workspace.isPending) return <div className="sd-window" aria-busy="true" />
  return workspace.data?.state === 'open' ? (
    <Frame workspace={workspace.data} />
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
