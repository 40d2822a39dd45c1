// One report: outline left, the pages as they will print in the middle, properties right.
// In: a document. Out: saved definitions; PDF and print by the host, which takes the document from the engine.
import { Button, Spinner } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  DocumentPdfRegular,
  PanelRightRegular,
  PrintRegular,
  SaveRegular,
  ZoomInRegular,
  ZoomOutRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { callHost } from '../../../bridge/client.ts'
import { usePolicy } from '../../../bridge/queries.ts'
import { notify } from '../../../components/notices.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { BlockInspector } from './BlockInspector.tsx'
import { Outline } from './Outline.tsx'
import { Preview } from './Preview.tsx'
import { useReportHtml } from './useReportHtml.ts'

const zooms = [0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5]

export const ReportDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label, language } = useTexts('reports')
  const draft = useDraft('report', props)
  const value = draft.value
  const { minimum } = usePolicy()
  const page = useReportHtml(value, props.active)
  const [selected, setSelected] = useState<number | null>(null)
  const [inspecting, setInspecting] = useState(true)
  const [zoom, setZoom] = useState(0.75)
  const exportFile = useExport()
  const ready = page.html !== null && !page.running && page.failure === null
  useDocumentCommands({
    active: props.active,
    canSave: draft.dirty,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
    save: () => void draft.save(),
    undo: draft.undo,
    redo: draft.redo,
  })

  const savePdf = (): void => {
    const { job } = page
    if (!value || job === null) return
    void exportFile({
      suggested: label(value.title) || value.id,
      kind: { extension: 'pdf', name: 'PDF' },
      write: (path) => callHost('host.writePdf', { job, path }),
    })
  }
  const print = (): void => {
    const { job } = page
    if (!value || job === null) return
    const run = async (): Promise<void> => {
      try {
        await callHost('host.print', { job })
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        notify({ intent: 'error', text: failureMessage(failure, language), failure })
      }
    }
    void run()
  }
  useCommand(
    {
      id: 'reports.print',
      title: t('print'),
      shortcut: 'Ctrl+P',
      menu: 'file',
      group: 'export',
      enabled: ready,
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
      enabled: ready,
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
              disabled: !ready,
              shortcut: 'Ctrl+E',
            },
            {
              id: 'print',
              label: t('print'),
              icon: <PrintRegular />,
              run: print,
              disabled: !ready,
              shortcut: 'Ctrl+P',
            },
            { kind: 'divider', id: 'd2' },
            { id: 'out', label: t('zoomOut'), icon: <ZoomOutRegular />, run: () => step(-1), showLabel: false },
            { id: 'in', label: t('zoomIn'), icon: <ZoomInRegular />, run: () => step(1), showLabel: false },
            {
              id: 'inspector',
              label: t('inspector'),
              icon: <PanelRightRegular />,
              run: () => setInspecting(!inspecting),
              pressed: inspecting,
              showLabel: false,
            },
          ]}
        />
      }
      side={<Outline value={value} selected={selected} onSelect={setSelected} onChange={draft.change} />}
      inspector={
        inspecting ? (
          <BlockInspector value={value} selected={selected} onSelect={setSelected} onChange={draft.change} />
        ) : undefined
      }
      footer={
        <div className="rp-strip">
          <span>{t('protected', { minimum })}</span>
          {page.running && <Spinner size="extra-tiny" label={t('composing')} />}
        </div>
      }
    >
      <div className="rp-main">
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
        {page.slow && <ProgressBar job={page.progress} title={label(value.title)} onCancel={page.cancel} />}
        {page.html !== null && (
          <Preview html={page.html} orientation={value.orientation} zoom={zoom} title={label(value.title)} />
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
