// One report: outline left, the pages as they will print in the middle, properties right.
// In: a document. Out: saved definitions; PDF and print by the host, which takes the document from the engine.
import { Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { formatDateTime } from '#shared/format/time.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { useCall, usePolicy } from '../../../bridge/queries.ts'
import { useSideFold } from '../../../app/settings.ts'
import { OpeningScreen } from '../../../components/OpeningScreen.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useZoom } from '../../../components/useZoom.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.tsx'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { BlockInspector } from './BlockInspector.tsx'
import { FullView } from './FullView.tsx'
import { IssueBar } from './IssueBar.tsx'
import type { Issue } from './IssueBar.tsx'
import { IssuesPanel } from './IssuesPanel.tsx'
import { Outline } from './Outline.tsx'
import { ReportFileMenu } from './ReportFileMenu.tsx'
import { ReportPages } from './ReportPages.tsx'
import { useIssuePage } from './useIssuePage.ts'
import { useReportCommands } from './useReportCommands.tsx'
import type { ReportPanel } from './useReportCommands.tsx'
import { useReportHtml } from './useReportHtml.ts'
import { useReportOutput } from './useReportOutput.ts'

const zooms = [0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5]

export const ReportDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label } = useTexts('reports')
  const draft = useDraft('report', props)
  const value = draft.value
  const { minimum } = usePolicy()
  const [issue, setIssue] = useState<Issue>({ period: null, territory: null })
  const [viewed, setViewed] = useState<FrozenIssue | null>(null)
  const issues = useCall('issues.list', { report: props.documentId }).data ?? []
  // As the list has it now: approval changes what its pages say.
  const viewing = viewed === null ? null : (issues.find((one) => one.id === viewed.id) ?? viewed)
  const draftPage = useReportHtml(value, issue, props.active && viewing === null)
  const frozenPage = useIssuePage(viewing)
  const page = viewing === null ? draftPage : { ...draftPage, ...frozenPage, problems: [], running: false, slow: false }
  const [selected, setSelected] = useState<number | null>(null)
  const sideFold = useSideFold('reports')
  const [full, setFull] = useState(false)
  const [inspecting, setInspecting] = useState<ReportPanel | null>('properties')
  const { zoom, zoomItems } = useZoom(zooms, 0.75)
  const ready = page.html !== null && !page.running && page.failure === null
  const whole = ready && page.problems.length === 0
  const documentItems = useDocumentCommands(draft, props.active)
  const output = useReportOutput(value, issue, page.job, viewing)
  const items = useReportCommands({
    active: props.active,
    whole,
    shown: page.html !== null,
    leads: documentItems,
    zooms: zoomItems,
    output,
    inspecting,
    onInspect: setInspecting,
    onFull: () => setFull(true),
  })
  if (!value) return <OpeningScreen title={t('screen')} opening={t('opening')} failure={draft.failure} />
  const pages = (
    <ReportPages
      value={value}
      page={page}
      viewing={viewing}
      zoom={zoom}
      onSelect={setSelected}
      onLeaveIssue={() => setViewed(null)}
    />
  )
  const bar = (
    <>
      <IssueBar definition={value} issue={issue} onChange={setIssue} />
      {page.madeAt !== null && <span>{t('board.madeAt', { at: formatDateTime(page.madeAt) })}</span>}
      {page.running && <Spinner size="extra-tiny" label={t('composing')} />}
    </>
  )
  if (full)
    return (
      <FullView title={label(value.title) || value.id} bar={bar} onLeave={() => setFull(false)}>
        {pages}
      </FullView>
    )
  return (
    <ScreenLayout
      title={label(value.title) || value.id}
      toolbar={
        <Toolbar label={t('toolbar')} items={items}>
          <ReportFileMenu disabled={!whole} onExport={output.saveAs} />
        </Toolbar>
      }
      sideFold={sideFold}
      side={
        <Outline
          value={value}
          selected={selected}
          words={draftPage.words}
          onSelect={setSelected}
          onChange={draft.change}
        />
      }
      inspector={
        {
          properties: (
            <BlockInspector value={value} selected={selected} onSelect={setSelected} onChange={draft.change} />
          ),
          issues: (
            <IssuesPanel
              definition={value}
              issue={issue}
              viewing={viewing}
              onView={setViewed}
              onClose={() => setInspecting(null)}
            />
          ),
          none: undefined,
        }[inspecting ?? 'none']
      }
      footer={
        <div className="rp-strip">
          {bar}
          <span>{t('protected', { minimum })}</span>
        </div>
      }
    >
      {pages}
    </ScreenLayout>
  )
}
