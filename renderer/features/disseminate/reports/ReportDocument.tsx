// One report: outline left, the pages as they will print in the middle, properties right.
// In: a document. Out: saved definitions; PDF and print by the host, which takes the document from the engine.
import { Button, Spinner } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  DocumentLockRegular,
  DocumentPdfRegular,
  PanelRightRegular,
  PrintRegular,
  SaveRegular,
  ZoomInRegular,
  ZoomOutRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { formatDateTime } from '#shared/format/time.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { useCall, usePolicy } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useSideFold } from '../../../app/settings.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { BlockInspector } from './BlockInspector.tsx'
import { IssueBar } from './IssueBar.tsx'
import type { Issue } from './IssueBar.tsx'
import { IssuesPanel } from './IssuesPanel.tsx'
import { Outline } from './Outline.tsx'
import { Preview } from './Preview.tsx'
import { ReportFileMenu } from './ReportFileMenu.tsx'
import { ReportProblems } from './ReportProblems.tsx'
import { useIssuePage } from './useIssuePage.ts'
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
  const [inspecting, setInspecting] = useState<'properties' | 'issues' | null>('properties')
  const [zoom, setZoom] = useState(0.75)
  const ready = page.html !== null && !page.running && page.failure === null
  const whole = ready && page.problems.length === 0
  useDocumentCommands({
    active: props.active,
    canSave: draft.dirty,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
    save: () => void draft.save(),
    history: draft.history,
    undo: draft.undo,
    redo: draft.redo,
  })

  const { savePdf, print, saveAs } = useReportOutput(value, issue, page.job, viewing)
  useCommand(
    {
      id: 'reports.print',
      title: t('print'),
      shortcut: 'Ctrl+P',
      menu: 'file',
      group: 'export',
      enabled: whole,
      run: print,
    },
    props.active,
  )
  useCommand(
    {
      id: 'reports.pdf',
      title: t('savePdf'),
      shortcut: 'Ctrl+E',
      menu: 'file',
      group: 'export',
      enabled: whole,
      run: savePdf,
    },
    props.active,
  )

  if (!value) {
    return (
      <ScreenLayout title={t('screen')}>
        <div className="rp-message">
          {draft.failure ? <ErrorPanel failure={draft.failure} /> : <Spinner size="small" label={t('opening')} />}
        </div>
      </ScreenLayout>
    )
  }
  const step = (by: 1 | -1): void =>
    setZoom(zooms[Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(zoom) + by))] ?? 1)
  return (
    <ScreenLayout
      title={label(value.title) || value.id}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'save',
              label: t('definitions:save'),
              icon: <SaveRegular />,
              run: () => void draft.save(),
              disabled: !draft.dirty,
              shortcut: 'Ctrl+S',
            },
            {
              id: 'undo',
              label: t('definitions:undo'),
              icon: <ArrowUndoRegular />,
              run: draft.undo,
              disabled: !draft.canUndo,
              shortcut: 'Ctrl+Z',
              showLabel: false,
            },
            {
              id: 'redo',
              label: t('definitions:redo'),
              icon: <ArrowRedoRegular />,
              run: draft.redo,
              disabled: !draft.canRedo,
              shortcut: 'Ctrl+Y',
              showLabel: false,
            },
            { kind: 'divider', id: 'd1' },
            {
              id: 'pdf',
              label: t('savePdf'),
              icon: <DocumentPdfRegular />,
              run: savePdf,
              disabled: !whole,
              shortcut: 'Ctrl+E',
            },
            {
              id: 'print',
              label: t('print'),
              icon: <PrintRegular />,
              run: print,
              disabled: !whole,
              shortcut: 'Ctrl+P',
            },
            { kind: 'divider', id: 'd2' },
            { id: 'out', label: t('zoomOut'), icon: <ZoomOutRegular />, run: () => step(-1), showLabel: false },
            { id: 'in', label: t('zoomIn'), icon: <ZoomInRegular />, run: () => step(1), showLabel: false },
            {
              id: 'inspector',
              label: t('inspector'),
              icon: <PanelRightRegular />,
              run: () => setInspecting(inspecting === 'properties' ? null : 'properties'),
              pressed: inspecting === 'properties',
              showLabel: false,
            },
            {
              id: 'issues',
              label: t('issues.title'),
              icon: <DocumentLockRegular />,
              run: () => setInspecting(inspecting === 'issues' ? null : 'issues'),
              pressed: inspecting === 'issues',
            },
          ]}
        >
          <ReportFileMenu disabled={!whole} onExport={saveAs} />
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
          <IssueBar definition={value} issue={issue} onChange={setIssue} />
          <span>{t('protected', { minimum })}</span>
          {page.madeAt !== null && <span>{t('board.madeAt', { at: formatDateTime(page.madeAt) })}</span>}
          {page.running && <Spinner size="extra-tiny" label={t('composing')} />}
        </div>
      }
    >
      <div className="rp-main">
        {viewing && (
          <div className="rp-viewing" role="status">
            {t('issues.viewing', { number: viewing.number, state: t(`issues.state.${viewing.state}`) })}
            <Button size="small" onClick={() => setViewed(null)}>
              {t('issues.back')}
            </Button>
          </div>
        )}
        {page.failure && (
          <ErrorPanel
            failure={page.failure}
            actions={
              <Button size="small" onClick={page.again}>
                {t('common:retry')}
              </Button>
            }
          />
        )}
        {page.problems.length > 0 && <ReportProblems problems={page.problems} onSelect={setSelected} />}
        {page.slow && <ProgressBar job={page.progress} title={label(value.title)} onCancel={page.cancel} />}
        {page.html !== null && (
          <Preview
            html={page.html}
            layout={value.layout}
            orientation={value.orientation}
            zoom={zoom}
            title={label(value.title)}
          />
        )}
        {page.html === null && page.running && !page.slow && (
          <div className="rp-message">
            <Spinner size="small" label={t('composing')} />
          </div>
        )}
      </div>
    </ScreenLayout>
  )
}
