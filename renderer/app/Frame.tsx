// The window around an open workspace: menu bar, rail, tabs, the screen in front, help at the side, status bar.
// Every open document stays mounted, so its undo history and scroll place survive switching tabs.
import { Suspense, useEffect, useRef } from 'react'
import { Spinner } from '@fluentui/react-components'
import type { OpenWorkspace } from '#shared/contract/responses.ts'
import { notify } from '../components/notices.ts'
import { useTexts } from '../i18n/index.ts'
import { Front } from '../components/front.ts'
import { HistoryDialog } from '../components/HistoryDialog.tsx'
import { HelpPanel } from '../features/office/help/HelpPanel.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { features } from './features.tsx'
import { Finder } from './finder/Finder.tsx'
import { LeavingDialog } from './LeavingDialog.tsx'
import { useReturnFocus } from './useReturnFocus.ts'
import { guardCopy } from './guardCopy.ts'
import { guardExit } from './leaving.ts'
import { GoCommands } from './GoCommands.tsx'
import { JobTray } from './JobTray.tsx'
import { MenuBar } from './MenuBar.tsx'
import { Rail } from './Rail.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TabStrip } from './TabStrip.tsx'
import { useWorkspaceNotices } from './useWorkspaceNotices.ts'
import { useRememberedTabs } from './useRememberedTabs.ts'
import { useWorkbench } from './workbench.ts'
import type { DocumentParameters, FeatureId } from './workbench.ts'

const noParameters: DocumentParameters = {}

const ScreenSlot = ({
  feature,
  documentId,
  tabId,
  parameters,
  active,
}: {
  feature: FeatureId
  documentId: string | null
  tabId: string | null
  parameters: DocumentParameters
  active: boolean
}) => {
  const { t } = useTexts('frame')
  const Screen = features.find((f) => f.id === feature)?.screen
  return (
    <div className="sd-slot" hidden={!active}>
      <ErrorBoundary>
        <Suspense
          fallback={
            <div className="sd-slot__wait">
              <Spinner size="small" label={t('opening')} />
            </div>
          }
        >
          <Front value={active}>
            {Screen && <Screen documentId={documentId} tabId={tabId} parameters={parameters} active={active} />}
          </Front>
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

export const Frame = ({ workspace }: { workspace: OpenWorkspace }) => {
  const { t } = useTexts('frame')
  useRememberedTabs(workspace)
  useWorkspaceNotices(workspace)
  useReturnFocus()
  const feature = useWorkbench((s) => s.feature)
  const tabs = useWorkbench((s) => s.tabs)
  const active = useWorkbench((s) => s.active)
  useEffect(() => guardExit(window), [])
  const guarded = workspace.person !== null
  useEffect(
    () => (guarded ? guardCopy(document, () => notify({ intent: 'warning', text: t('recordsHeld') })) : undefined),
    [guarded, t],
  )
  const main = useRef<HTMLElement>(null)
  const place = active ?? feature
  useEffect(() => {
    const box = main.current
    if (box?.dataset['place'] === place && document.activeElement === document.body) box.focus({ preventScroll: true })
  }, [place])

  return (
    <div className="sd-window">
      <GoCommands />
      <MenuBar />
      <div className="sd-window__middle">
        <Rail />
        <div className="sd-window__content">
          <TabStrip />
          <main
            className="sd-window__main"
            ref={main}
            data-place={place}
            tabIndex={-1}
            aria-label={t(`feature.${feature}`)}
          >
            {active === null && (
              <ScreenSlot
                key={feature}
                feature={feature}
                documentId={null}
                tabId={null}
                parameters={noParameters}
                active
              />
            )}
            {tabs
              .filter((tab) => tab.visited)
              .map((tab) => (
                <ScreenSlot
                  key={tab.id}
                  feature={tab.feature}
                  documentId={tab.documentId}
                  tabId={tab.id}
                  parameters={tab.parameters}
                  active={tab.id === active}
                />
              ))}
          </main>
        </div>
        <HelpPanel />
      </div>
      <JobTray />
      <StatusBar workspace={workspace} />
      <Finder />
      <LeavingDialog />
      <HistoryDialog />
    </div>
  )
}
