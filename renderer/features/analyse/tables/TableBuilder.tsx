// One table being built: variables left, shelves and canvas in the middle, properties right, strip below.
// In: a document. Out: commands and exports. All state is in the session; this file only puts the parts together.
import { Button, Spinner } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowSwapRegular,
  ArrowUndoRegular,
  BoxRegular,
  DataBarVerticalRegular,
  PanelRightRegular,
  SaveRegular,
  SearchRegular,
} from '@fluentui/react-icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { usePolicy } from '../../../bridge/queries.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useSideFold } from '../../../app/settings.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { activeCommands, useCommand, useCommandList, useCommands } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.ts'
import { KeepRunDialog } from '../../disseminate/production/KeepRunDialog.tsx'
import { BuilderInspector } from './inspector/BuilderInspector.tsx'
import { Canvas } from './Canvas.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { useExportTable } from './exportTable.ts'
import { FieldList } from './FieldList.tsx'
import { dressed, runKey } from './model/definition.ts'
import { canRedo, canUndo } from './model/history.ts'
import { layerIndices } from '../../../components/cube/layers.ts'
import { unknownReferences, withoutReferences } from './model/references.ts'
import { showAsChoices, showAsEdit } from './model/showAs.ts'
import { dimensionName } from './names.ts'
import { PeriodControl } from './PeriodControl.tsx'
import { percentCommands } from './percentCommands.ts'
import { RunStrip } from './RunStrip.tsx'
import { Shelves } from './shelves/Shelves.tsx'
import { useBuilder } from './useBuilder.ts'
import type { Builder, BuilderState } from './useBuilder.ts'
import { useCheckedKey } from './useCheckedKey.ts'
import { useTableRun } from './useTableRun.ts'
import { VersionProposal } from './VersionProposal.tsx'
import { versionsOf } from './versionsOf.ts'

export const TableBuilder = (props: ScreenProps & { documentId: string }) => {
  const { t } = useTexts('tables')
  const { builder, failure } = useBuilder(props)
  if (!builder) {
    return (
      <ScreenLayout title={t('screen')}>
        {failure ? (
          <div className="tb-canvas--message">
            <ErrorPanel
              failure={failure}
              actions={
                <Button
                  size="small"
                  onClick={() => props.tabId !== null && useWorkbench.getState().closeTab(props.tabId)}
                >
                  {t('common:close')}
                </Button>
              }
            />
          </div>
        ) : (
          <div className="tb-canvas__wait">
            <Spinner size="small" label={t('opening')} />
          </div>
        )}
      </ScreenLayout>
    )
  }
  return <OpenBuilder state={builder} active={props.active} />
}

const OpenBuilder = ({ state, active }: { state: BuilderState; active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const { minimum } = usePolicy()
  const sideFold = useSideFold('tables')
  const [inspecting, setInspecting] = useState(true)
  const { definition, session, edit, undo, redo, save, change, fields, ready } = state
  const unknown = useMemo(() => (ready ? unknownReferences(definition, fields) : []), [definition, fields, ready])
  const known = ready && unknown.length === 0
  // What is missing is left out of the run, and of the table only when the user says so.
  const asked = useMemo(
    () => (unknown.length === 0 ? definition : withoutReferences(definition, new Set(unknown.map((u) => u.variable)))),
    [definition, unknown],
  )
  const computed = useTableRun(asked, { enabled: ready, protect: session.protectedView })
  const { footnotes, footnoteSymbols, conditionalFormats } = asked
  const answer = useMemo(
    () =>
      computed.answer && {
        ...computed.answer,
        cube: dressed(computed.answer.cube, { footnotes, footnoteSymbols, conditionalFormats }),
      },
    [computed.answer, footnotes, footnoteSymbols, conditionalFormats],
  )
  const run = { ...computed, answer }
  const check = useJob('table.check')
  const [checked, setChecked] = useCheckedKey()
  const exportTable = useExportTable()
  const key = runKey(asked)
  const runCheck = (): void => {
    setChecked(key)
    void check.start({ definition: asked })
  }
  const [keeping, setKeeping] = useState(false)
  // What is kept is told by the saved definition, so that later runs of it can be set beside it.
  const keepRun = (): void => {
    if (builder.dirty) announce(t('saveFirstKeep'))
    else setKeeping(true)
  }
  const builder: Builder = {
    ...state,
    keepRun,
    runAgain: run.again,
    check: {
      result: checked === key ? check.result : null,
      running: check.running,
      start: runCheck,
      cancel: check.cancel,
    },
  }

  // Says the size of each new answer aloud, once.
  const told = useRef<unknown>(null)
  const cube = computed.answer?.cube ?? null
  useEffect(() => {
    if (!active || !cube || told.current === cube) return
    told.current = cube
    if (run.answer?.sample) return
    const layout = layoutTable(cube, layerIndices(cube, session.layers))
    announce(
      t('sizeAnnounced', {
        rows: formatInteger(layout.rows.length, language),
        columns: formatInteger(layout.columns.length, language),
      }),
    )
  }, [active, announce, cube, language, run.answer, session.layers, t])

  const undoing = { canUndo: canUndo(session.history), canRedo: canRedo(session.history) }
  useDocumentCommands({ active, canSave: builder.dirty, ...undoing, save, undo, redo, history: versionsOf(builder) })
  useCommand(
    {
      id: 'tables.swap',
      title: t('swap'),
      shortcut: 'Ctrl+Shift+X',
      menu: 'data',
      group: 'table',
      run: () => edit({ type: 'swapRowsColumns' }),
    },
    active,
  )
  useCommand(
    { id: 'tables.run', title: t('runAgain'), shortcut: 'F9', menu: 'data', group: 'table', run: run.again },
    active,
  )
  useCommand({ id: 'tables.check', title: t('check'), menu: 'data', group: 'table', run: runCheck }, active)
  useCommand(
    {
      id: 'tables.protect',
      title: t('protect', { minimum }),
      menu: 'data',
      group: 'table',
      checked: session.protectedView,
      run: () => change({ protectedView: !session.protectedView }),
    },
    active,
  )
  useCommand(
    { id: 'tables.keepRun', title: t('passport:keepRun'), menu: 'file', group: 'export', run: keepRun },
    active,
  )
  useCommand(
    {
      id: 'tables.export',
      title: t('exportXlsx'),
      shortcut: 'Ctrl+E',
      menu: 'file',
      group: 'export',
      run: () => void exportTable(definition, 'xlsx'),
    },
    active,
  )
  useCommand(
    {
      id: 'tables.fields',
      title: t('goToVariables'),
      shortcut: 'Ctrl+Shift+V',
      menu: 'view',
      group: 'table',
      run: () => document.querySelector<HTMLElement>('.tb-fields input')?.focus(),
    },
    active,
  )
  useCommand(
    { id: 'tables.chart', title: t('drawChart'), menu: 'insert', group: 'chart', run: () => drawChart() },
    active,
  )

  /** The measure the quick commands speak of: the selected one, else the first. */
  const spoken =
    (session.selected?.shelf === 'measures' ? definition.measures[session.selected.index] : undefined) ??
    definition.measures.find((m) => m.hidden !== true)
  const showAs = (id: string): void => {
    const shown =
      spoken &&
      showAsChoices(definition, spoken, state.detail?.periods[0] ?? null).find((choice) => choice.id === id)?.measure
    if (shown) edit(showAsEdit(definition, spoken.id, shown, false))
  }
  useCommandList(percentCommands(t, showAs), active)

  const drawChart = (): void => {
    if (builder.dirty) return announce(t('saveFirst'))
    const documentId = `new_${definition.id}_chart`
    useWorkbench.getState().openDocument({
      feature: 'charts',
      documentId,
      title: label(definition.title),
      parameters: {
        isNew: true,
        draft: {
          kind: 'chart',
          id: 'new_chart',
          title: definition.title,
          source: { from: 'table', id: definition.id },
          chart: 'bar',
        },
      },
    })
  }
  return (
    <ScreenLayout
      title={label(definition.title) || definition.id}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'save',
              label: t('definitions:save'),
              icon: <SaveRegular />,
              run: save,
              disabled: !builder.dirty,
              shortcut: 'Ctrl+S',
            },
            {
              id: 'undo',
              label: t('definitions:undo'),
              icon: <ArrowUndoRegular />,
              run: undo,
              disabled: !undoing.canUndo,
              shortcut: 'Ctrl+Z',
              showLabel: false,
            },
            {
              id: 'redo',
              label: t('definitions:redo'),
              icon: <ArrowRedoRegular />,
              run: redo,
              disabled: !undoing.canRedo,
              shortcut: 'Ctrl+Y',
              showLabel: false,
            },
            { kind: 'divider', id: 'd' },
            {
              id: 'swap',
              label: t('swap'),
              icon: <ArrowSwapRegular />,
              run: () => edit({ type: 'swapRowsColumns' }),
              shortcut: 'Ctrl+Shift+X',
              showLabel: false,
            },
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
            {
              id: 'chart',
              label: t('drawChart'),
              icon: <DataBarVerticalRegular />,
              run: drawChart,
              disabled: builder.dirty || !cube,
            },
            {
              id: 'keep',
              label: t('passport:keepRun'),
              icon: <BoxRegular />,
              run: keepRun,
              disabled: builder.dirty || !known || !run.answer || run.answer.sample !== null,
            },
            {
              id: 'inspector',
              label: t('inspector'),
              icon: <PanelRightRegular />,
              run: () => setInspecting(!inspecting),
              pressed: inspecting,
              showLabel: false,
            },
          ]}
        >
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
