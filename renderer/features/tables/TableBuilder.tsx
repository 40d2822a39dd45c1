// One table being built: variables left, shelves and canvas in the middle, properties right, strip below.
// In: a document. Out: commands and exports. All state is in the session; this file only puts the parts together.
import { Button, Spinner } from '@fluentui/react-components'
import { ArrowRedoRegular, ArrowUndoRegular, DataBarVerticalRegular, PanelRightRegular, SaveRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { ScreenProps } from '../../app/screen.ts'
import { useSettings } from '../../app/settings.ts'
import { useWorkbench } from '../../app/workbench.ts'
import { useJob } from '../../bridge/useJob.ts'
import { useAnnounce } from '../../components/announce.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../components/Panel.tsx'
import { Toolbar } from '../../components/Toolbar.tsx'
import { useCommand } from '../../components/useCommand.ts'
import { useTexts } from '../../i18n/index.ts'
import { useDocumentCommands } from '../definitions/useDocumentCommands.ts'
import { BuilderInspector } from './BuilderInspector.tsx'
import { Canvas } from './Canvas.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { useExportTable } from './exportTable.ts'
import { FieldList } from './FieldList.tsx'
import { runKey, unknownReferences } from './model/definition.ts'
import { canRedo, canUndo } from './model/history.ts'
import { layerIndices } from './model/layers.ts'
import { RunStrip } from './RunStrip.tsx'
import { Shelves } from './Shelves.tsx'
import { useBuilder } from './useBuilder.ts'
import type { Builder } from './useBuilder.ts'
import { useTableRun } from './useTableRun.ts'

export const TableBuilder = (props: ScreenProps & { documentId: string }) => {
  const { t } = useTexts('tables')
  const { builder, failure } = useBuilder(props)
  if (!builder) {
    return (
      <ScreenLayout title={t('screen')}>
        {failure ? <div className="tb-canvas--message"><ErrorPanel failure={failure} actions={<Button size="small" onClick={() => props.tabId !== null && useWorkbench.getState().closeTab(props.tabId)}>{t('common:close')}</Button>} /></div> : <div className="tb-canvas__wait"><Spinner size="small" label={t('opening')} /></div>}
      </ScreenLayout>
    )
  }
  return <OpenBuilder builder={builder} active={props.active} />
}

const OpenBuilder = ({ builder, active }: { builder: Builder; active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const minimum = useSettings((s) => s.settings.minimumFrequency)
  const [inspecting, setInspecting] = useState(true)
  const { definition, session, edit, undo, redo, save, change } = builder
  const known = builder.ready && unknownReferences(definition, builder.fields).length === 0
  const run = useTableRun(definition, { enabled: known, protectWith: session.protectedView ? minimum : null })
  const check = useJob('table.check')
  const [checked, setChecked] = useState<string | null>(null)
  const exportTable = useExportTable()
  const key = runKey(definition)

  // Says the size of each new answer aloud, once.
  const told = useRef<unknown>(null)
  const cube = run.answer?.cube ?? null
  useEffect(() => {
    if (!active || !cube || told.current === cube) return
    told.current = cube
    const layout = layoutTable(cube, layerIndices(cube, session.layers))
    announce(t('sizeAnnounced', { rows: formatInteger(layout.rows.length, language), columns: formatInteger(layout.columns.length, language) }))
  }, [active, announce, cube, language, session.layers, t])

  const runCheck = (): void => {
    setChecked(key)
    void check.start({ definition })
  }
  const undoing = { canUndo: canUndo(session.history), canRedo: canRedo(session.history) }
  useDocumentCommands({ active, canSave: builder.dirty, ...undoing, save, undo, redo })
  useCommand({ id: 'tables.swap', title: t('swap'), shortcut: 'Ctrl+Shift+X', menu: 'data', group: 'table', run: () => edit({ type: 'swapRowsColumns' }) }, active)
  useCommand({ id: 'tables.run', title: t('runAgain'), shortcut: 'F9', menu: 'data', group: 'table', run: run.again }, active)
  useCommand({ id: 'tables.check', title: t('check'), menu: 'data', group: 'table', run: runCheck }, active)
  useCommand({ id: 'tables.protect', title: t('protect', { minimum }), menu: 'data', group: 'table', checked: session.protectedView, run: () => change({ protectedView: !session.protectedView }) }, active)
  useCommand({ id: 'tables.export', title: t('exportXlsx'), shortcut: 'Ctrl+E', menu: 'file', group: 'export', run: () => void exportTable(definition, 'xlsx') }, active)
  useCommand({ id: 'tables.fields', title: t('goToVariables'), shortcut: 'Ctrl+Shift+V', menu: 'view', group: 'table', run: () => document.querySelector<HTMLElement>('.tb-fields input')?.focus() }, active)
  useCommand({ id: 'tables.chart', title: t('drawChart'), menu: 'insert', group: 'chart', run: () => drawChart() }, active)

  const drawChart = (): void => {
    if (builder.dirty) return announce(t('saveFirst'))
    const documentId = `new_${definition.id}_chart`
    useWorkbench.getState().openDocument({
      feature: 'charts', documentId, title: label(definition.title),
      parameters: { isNew: true, draft: { kind: 'chart', id: 'new_chart', title: definition.title, source: { from: 'table', id: definition.id }, chart: 'bar' } },
    })
  }
  return (
    <ScreenLayout
      title={label(definition.title) || definition.id}
      toolbar={(
        <Toolbar
          label={t('toolbar')}
          items={[
            { id: 'save', label: t('definitions:save'), icon: <SaveRegular />, run: save, disabled: !builder.dirty, shortcut: 'Ctrl+S' },
            { id: 'undo', label: t('definitions:undo'), icon: <ArrowUndoRegular />, run: undo, disabled: !undoing.canUndo, shortcut: 'Ctrl+Z', showLabel: false },
            { id: 'redo', label: t('definitions:redo'), icon: <ArrowRedoRegular />, run: redo, disabled: !undoing.canRedo, shortcut: 'Ctrl+Y', showLabel: false },
            { kind: 'divider', id: 'd' },
            { id: 'chart', label: t('drawChart'), icon: <DataBarVerticalRegular />, run: drawChart, disabled: builder.dirty || !cube },
            { id: 'inspector', label: t('inspector'), icon: <PanelRightRegular />, run: () => setInspecting(!inspecting), pressed: inspecting, showLabel: false },
          ]}
        >
          <ExportMenu disabled={!known} onExport={(format) => void exportTable(definition, format)} />
        </Toolbar>
      )}
      side={<FieldList builder={builder} />}
      inspector={inspecting ? <BuilderInspector builder={builder} /> : undefined}
      footer={<RunStrip run={run} check={check} checkIsCurrent={checked === key} protectedView={session.protectedView} minimum={minimum} onCheck={runCheck} onProtect={(protectedView) => change({ protectedView })} />}
    >
      <div className="tb-main">
        <Shelves builder={builder} />
        {check.failure && checked === key && <ErrorPanel failure={check.failure} onDismiss={check.reset} />}
        <Canvas builder={builder} run={run} active={active} onExportCsv={() => void exportTable(definition, 'csv')} />
      </div>
    </ScreenLayout>
  )
}
