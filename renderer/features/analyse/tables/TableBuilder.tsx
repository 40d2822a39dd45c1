// One table being built: variables left, shelves and canvas in the middle, properties right, strip below.
// In: a document. Out: commands and exports. All state is in the session; this file only puts the parts together.
import { Button } from '@fluentui/react-components'
import {
  ArrowSwapRegular,
  BoxRegular,
  DataBarVerticalRegular,
  PanelRightRegular,
  SearchRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSideFold } from '../../../app/settings.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { usePolicy } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { OpeningScreen } from '../../../components/OpeningScreen.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar, commandItem } from '../../../components/Toolbar.tsx'
import type { ToolbarItem } from '../../../components/Toolbar.tsx'
import { activeCommands, useCommandList, useCommands } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { KeepRunDialog } from '../../disseminate/production/KeepRunDialog.tsx'
import { newChart } from '../../process/definitions/newPicture.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.tsx'
import { builderCommands, chartCommand, keepCommand, swapCommand } from './builderCommands.ts'
import { Canvas } from './Canvas.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { useExportTable } from './exportTable.ts'
import { FieldList } from './fields/FieldList.tsx'
import { BuilderInspector } from './inspector/BuilderInspector.tsx'
import { runKey } from './model/definition.ts'
import { canRedo, canUndo } from './model/history.ts'
import { dimensionName } from './names.ts'
import { PeriodControl } from './PeriodControl.tsx'
import { RunStrip } from './RunStrip.tsx'
import { Shelves } from './shelves/Shelves.tsx'
import { useBuilder } from './useBuilder.ts'
import type { Builder, BuilderState } from './useBuilder.ts'
import { useCheckedKey } from './useCheckedKey.ts'
import { useShownRun } from './useShownRun.ts'
import { VersionProposal } from './VersionProposal.tsx'
import { versionsOf } from './versionsOf.ts'

export const TableBuilder = (props: ScreenProps & { documentId: string }) => {
  const { t } = useTexts('tables')
  const { builder, failure } = useBuilder(props)
  if (builder) return <OpenBuilder state={builder} active={props.active} />
  const close = (): void => {
    if (props.tabId !== null) useWorkbench.getState().closeTab(props.tabId)
  }
  return (
    <OpeningScreen
      title={t('screen')}
      opening={t('opening')}
      failure={failure}
      actions={
        <Button size="small" onClick={close}>
          {t('common:close')}
        </Button>
      }
    />
  )
}

const OpenBuilder = ({ state, active }: { state: BuilderState; active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const { minimum } = usePolicy()
  const sideFold = useSideFold('tables')
  const [inspecting, setInspecting] = useState(true)
  const { definition, session, dirty, undo, redo, save, change, fields } = state
  const { run, asked, unknown, known } = useShownRun(state, active)
  const cube = run.answer?.cube ?? null
  const check = useJob('table.check')
  const [checked, setChecked] = useCheckedKey()
  const exportTable = useExportTable()
  const key = runKey(asked)
  const runCheck = (): void => {
    setChecked(key)
    void check.start({ definition: asked })
  }
  const [keeping, setKeeping] = useState(false)
  const builder: Builder = {
    ...state,
    // What is kept is told by the saved definition, so that later runs of it can be set beside it.
    keepRun: () => (dirty ? announce(t('saveFirstKeep')) : setKeeping(true)),
    runAgain: run.again,
    check: {
      result: checked === key ? check.result : null,
      running: check.running,
      start: runCheck,
      cancel: check.cancel,
    },
  }
  const drawChart = (): void => (dirty ? announce(t('saveFirst')) : newChart(definition, language))
  const steps = { canUndo: canUndo(session.history), canRedo: canRedo(session.history), undo, redo }
  const documentItems = useDocumentCommands({ dirty, save, ...steps, history: versionsOf(state) }, active)
  const exportWorkbook = (): void => void exportTable(definition, 'xlsx')
  useCommandList(builderCommands(t, builder, { minimum, exportWorkbook, drawChart }), active)
  const items: ToolbarItem[] = [
    ...documentItems,
    commandItem(swapCommand(t, state), <ArrowSwapRegular />, { showLabel: false }),
    {
      id: 'find',
      label: t('findCategory'),
      icon: <SearchRegular />,
      run: () =>
        activeCommands(useCommands.getState().commands)
          .find((c) => c.id === 'tables.find')
          ?.run(),
      shortcut: 'Ctrl+F',
      showLabel: false,
      disabled: !cube,
    },
    commandItem(chartCommand(t, { drawChart }), <DataBarVerticalRegular />, { disabled: dirty || !cube }),
    commandItem(keepCommand(t, builder), <BoxRegular />, {
      disabled: dirty || !known || !run.answer || run.answer.sample !== null,
    }),
    {
      id: 'inspector',
      label: t('inspector'),
      icon: <PanelRightRegular />,
      run: () => setInspecting(!inspecting),
      pressed: inspecting,
      showLabel: false,
    },
  ]
  return (
    <ScreenLayout
      title={label(definition.title) || definition.id}
      toolbar={
        <Toolbar label={t('toolbar')} items={items}>
          <ExportMenu
            disabled={!known}
            active={active}
            id={definition.id}
            cube={cube}
            table={{ definition, nameOf: (d) => dimensionName(fields, d, language) }}
            onExport={(format, choice) => void exportTable(definition, format, choice)}
          />
        </Toolbar>
      }
      side={<FieldList builder={builder} />}
      sideFold={sideFold}
      inspector={inspecting ? <BuilderInspector builder={builder} answer={run.answer} /> : undefined}
      footer={
        <RunStrip
          run={run}
          check={check}
          checkIsCurrent={checked === key}
          protectedView={session.protectedView}
          minimum={minimum}
          onCheck={runCheck}
          onProtect={(protectedView) => change({ protectedView })}
        >
          <PeriodControl builder={builder} />
          {cube && <VersionProposal builder={builder} cube={cube} />}
        </RunStrip>
      }
    >
      <div className="tb-main">
        <Shelves builder={builder} />
        {keeping && <KeepRunDialog definition={definition} onClose={() => setKeeping(false)} />}
        {check.failure && checked === key && <ErrorPanel failure={check.failure} onDismiss={check.reset} />}
        <Canvas
          builder={builder}
          run={run}
          active={active}
          unknown={unknown}
          onExportCsv={() => void exportTable(definition, 'csv')}
        />
      </div>
    </ScreenLayout>
  )
}
