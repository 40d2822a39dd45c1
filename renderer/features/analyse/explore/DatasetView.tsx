// The rows of one dataset (or the records behind one cell): filter above, rows in the middle or what is found out about them,
// profile, record or columns at the right.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import {
  AccessibilityRegular,
  ArrowEnterRegular,
  ColumnTripleRegular,
  DatabaseArrowRightRegular,
  EyeRegular,
  PanelRightRegular,
} from '@fluentui/react-icons'
import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RecordBase, SavedView } from '#shared/contract/explore.ts'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { bilingualSchema } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useSettings } from '../../../app/settings.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { DocumentParameters } from '../../../app/workbench.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { RecordsDialog } from '../../disseminate/records/RecordsDialog.tsx'
import { AnalyseMenu } from './AnalyseMenu.tsx'
import type { AnalyseAct } from './AnalyseMenu.tsx'
import { AnalysisHost } from './analysis/AnalysisHost.tsx'
import type { Analysis } from './analysis/AnalysisHost.tsx'
import { AnswerState } from './AnswerState.tsx'
import { baseSentence } from './baseSentence.ts'
import { isNumber } from './cellText.ts'
import { chipSentence } from './chipSentence.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import type { ColumnAct } from './ColumnMenu.tsx'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import { ComparePanel } from './ComparePanel.tsx'
import { DrillBanner } from './DrillBanner.tsx'
import { FilterBar } from './filter/FilterBar.tsx'
import { filterVariables } from './filter/filterVariables.ts'
import { GoToRow } from './GoToRow.tsx'
import { freezeTo, hideColumn, orderShown, shownColumns, showOnly } from './model/columns.ts'
import { filterText, filterTree, toggleValue } from './model/filterTree.ts'
import type { Group } from './model/filterTree.ts'
import type { GridRow } from './pageRows.ts'
import { periodVariable } from './periodVariable.ts'
import { PlainTable } from './PlainTable.tsx'
import { ProfilePanel } from './ProfilePanel.tsx'
import type { Block } from './rangeSelection.ts'
import { RecordPanel } from './RecordPanel.tsx'
import { RevealDialog } from './RevealDialog.tsx'
import { RowGrid } from './RowGrid.tsx'
import { SampleDialog } from './SampleDialog.tsx'
import { selectionFacts } from './selectionFacts.ts'
import { SidePanel } from './SidePanel.tsx'
import type { Side } from './SidePanel.tsx'
import { useCodeLabels } from './useCodeLabels.ts'
import { useColumnNames } from './useColumnNames.ts'
import { useCopyRows } from './useCopyRows.ts'
import { useLooking } from './useLooking.ts'
import { useView } from './useView.ts'
import type { DrillRequest, Sort } from './useView.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

export type DatasetViewProps = {
  detail: DatasetDetail
  tabId: string
  parameters: DocumentParameters
  active: boolean
  drill: DrillRequest | null
}

const nothingRevealed: ReadonlySet<string> = new Set()
const proofOf = (parameters: DocumentParameters): Bilingual | null =>
  bilingualSchema.safeParse(parameters['proof']).data ?? null
const filteredBy = (root: Group): string[] =>
  root.items.flatMap((i) => (i.kind === 'condition' ? [i.variable] : i.kind === 'group' ? filteredBy(i) : []))

export const DatasetView = ({ detail, tabId, parameters, active, drill }: DatasetViewProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const announce = useAnnounce()
  const dataset = detail.definition
  const variables = useMemo((): readonly Variable[] => [periodVariable, ...dataset.variables], [dataset])
  const ids = useMemo(() => variables.map((v) => v.id), [variables])
  const [looking, look] = useLooking(detail.id, tabId, parameters)
  const { filter, sort, base, columns } = looking
  const firstProfiled = (variables.find((v) => v.codeList !== null) ?? variables[1])?.id ?? ''
  const [side, setSide] = useState<Side | null>({
    show: 'profile',
    variable: typeof parameters['profile'] === 'string' ? parameters['profile'] : firstProfiled,
  })
  const [analysis, setAnalysis] = useState<Analysis | null>(null)
  const [asking, setAsking] = useState<'reveal' | 'row' | 'sample' | 'save' | 'records' | null>(null)
  const [builder, setBuilder] = useState<{ open: boolean; begin: string | null }>({ open: false, begin: null })
  const [menu, setMenu] = useState<{ variable: string; anchor: HTMLElement } | null>(null)
  const [held, setHeld] = useState<number | null>(null)
  const [block, setBlock] = useState<Block | null>(null)
  const [revealing, setRevealing] = useState<{ view: string; variables: ReadonlySet<string>; times: number }>({
    view: '',
    variables: nothingRevealed,
    times: 0,
  })
  const plain = useSettings((s) => s.settings.accessibleGrid)
  const changeSettings = useSettings((s) => s.change)
  const api = useRef<GridApi<GridRow> | null>(null)
  const labels = useCodeLabels(variables)
  const view = useView({ dataset: detail.id, filter, sort, base, drill })
  const { open } = view
  const revealed = open && revealing.view === open.view.view ? revealing.variables : nothingRevealed
  const identifiers = useMemo(() => variables.filter((v) => v.role === 'identifier'), [variables])
  const countable = useMemo(
    () => variables.filter((v) => v.role !== 'identifier' || revealed.has(v.id)),
    [variables, revealed],
  )
  const shown = useMemo(
    () => shownColumns(columns, ids).flatMap((id) => variables.find((v) => v.id === id) ?? []),
    [columns, ids, variables],
  )
  const inFilter = useMemo(() => filterVariables(countable, detail.links), [countable, detail.links])
  const names = useColumnNames(inFilter)
  const types = useMemo(() => new Map(inFilter.map((v) => [v.ref, v.variable])), [inFilter])
  const root = useMemo(() => filterTree(filter), [filter])
  const filtered = useMemo(() => new Set(filteredBy(root)), [root])
  const copyRows = useCopyRows(open?.view.view ?? null, shown, labels)

  // The finder may ask for another variable while the document is open.
  const [askedProfile, setAskedProfile] = useState(parameters['profile'])
  if (askedProfile !== parameters['profile']) {
    setAskedProfile(parameters['profile'])
    if (typeof parameters['profile'] === 'string') setSide({ show: 'profile', variable: parameters['profile'] })
  }
  useEffect(() => {
    if (!active) return
    const facts = selectionFacts(api.current, block, shown)
    useWorkbench.getState().setStatus(
      open
        ? {
            rows: open.view.rows,
            seconds: open.view.seconds,
            engine: t('lastAnswer'),
            confidential: true,
            ...(facts ? { selection: facts } : {}),
          }
        : {},
    )
  }, [active, open, block, shown, t])
  useEffect(() => {
    if (active && open) announce(t('announceRows', { rows: format.integer(open.view.rows) }))
  }, [active, open, announce, format, t])

  const setRoot = (next: Group): void => look({ filter: filterText(next, types) })
  const setSort = (next: Sort): void => look({ sort: next })
  const toBase = (next: RecordBase): void => {
    // The filter becomes part of how the records were picked; further conditions come on top.
    look({ base: next, filter: null })
    setAnalysis(null)
  }
  const choose = (saved: SavedView): void =>
    look(
      saved.kind === 'columns'
        ? { columns: saved.columns }
        : {
            filter: saved.filter,
            sort: saved.sort.filter((s) => ids.includes(s.variable)),
            base: saved.base,
            columns: saved.columns,
          },
    )
  const openRecord = (rowId: number): void =>
    setSide(
      held !== null && held !== rowId
        ? { show: 'compare', left: held, right: rowId }
        : { show: 'record', dataset: detail.id, rowId },
    )
  const goTo = (row: number): void => {
    setAsking(null)
    const grid = api.current
    if (!grid) return
    grid.ensureIndexVisible(row - 1, 'middle')
    // After the dialog has given the focus back, else it would take it from the row again.
    setTimeout(() => {
      grid.setFocusedCell(row - 1, '#')
      grid.ensureColumnVisible(ids[0] ?? '#', 'start')
    }, 50)
    announce(t('announceRow', { row: format.integer(row) }))
  }
  const profiled = side?.show === 'profile' ? side.variable : firstProfiled
  /** The variable the focus is on, if it may be counted. */
  const focused = (fits: (v: Variable) => boolean): string | null =>
    [variables.find((v) => v.id === profiled), ...countable].find(
      (v) => v && countable.includes(v) && v.type !== 'hash' && fits(v),
    )?.id ?? null
  const actOn = (variable: string, act: ColumnAct): void => {
    const rest = sort.filter((s) => s.variable !== variable)
    switch (act) {
      case 'ascending':
      case 'descending':
        return setSort([{ variable, direction: act }])
      case 'then_ascending':
      case 'then_descending':
        return setSort([...rest, { variable, direction: act === 'then_ascending' ? 'ascending' : 'descending' }])
      case 'unsorted':
        return setSort(rest)
      case 'filter':
        return setBuilder({ open: true, begin: variable })
      case 'profile':
        return setSide({ show: 'profile', variable })
      case 'frequency':
      case 'periods':
      case 'outliers':
        return setAnalysis({ kind: act, variable })
      case 'cross':
        return setAnalysis({ kind: 'cross', variable, column: null })
      case 'hide':
        return look({ columns: hideColumn(columns, ids, variable) })
      case 'hide_others':
        return look({ columns: showOnly(columns, ids, [variable]) })
      case 'freeze':
        return look({ columns: freezeTo(columns, ids, variable) })
      default:
        return setSide({ show: 'columns' })
    }
  }
  const selectedRows = (): [number, number] | null => {
    if (!block || block.top === block.bottom) return null
    const [first, last] = [block.top, block.bottom].map((row) => api.current?.getDisplayedRowAtIndex(row)?.data?.rowId)
    return first === undefined || last === undefined ? null : [first, last]
  }
  const possible = (act: AnalyseAct): boolean =>
    act === 'compare'
      ? block !== null && block.top < block.bottom
      : act === 'sample'
        ? !drill && (base === null || base.type === 'sample')
        : act === 'outliers'
          ? focused(isNumber) !== null
          : act === 'periods'
            ? detail.periods.length > 1
            : true
  const analyse = (act: AnalyseAct): void => {
    if (act === 'sample') return setAsking('sample')
    if (act === 'compare') {
      const pair = selectedRows()
      return pair ? setSide({ show: 'compare', left: pair[0], right: pair[1] }) : undefined
    }
    if (act === 'profiles' || act === 'duplicates') return setAnalysis({ kind: act })
    const variable = focused(
      act === 'outliers' ? isNumber : act === 'periods' ? (v) => v.id !== periodVariable.id : () => true,
    )
    if (variable) setAnalysis(act === 'cross' ? { kind: 'cross', variable, column: null } : { kind: act, variable })
  }
  const togglePanel = (): void => setSide(side ? null : { show: 'profile', variable: profiled })
  const openMenu = useCallback((variable: string, anchor: HTMLElement): void => setMenu({ variable, anchor }), [])
  /** Where the focus was before a menu or an analysis took it. */
  const lastHead = useRef<HTMLElement | null>(null)
  const focusBack = (): void => {
    // After what had the focus is gone.
    setTimeout(() => {
      if (document.activeElement !== document.body) return
      const cell = api.current?.getFocusedCell()
      if (lastHead.current?.checkVisibility()) lastHead.current.focus()
      else if (cell) api.current?.setFocusedCell(cell.rowIndex, cell.column)
    }, 30)
  }
  const closeMenu = (): void => {
    lastHead.current = menu?.anchor.closest<HTMLElement>('.ag-header-cell') ?? menu?.anchor ?? null
    setMenu(null)
    focusBack()
  }
  const closeAnalysis = (): void => {
    setAnalysis(null)
    focusBack()
  }

  const ready = open !== null
  useCommand(
    {
      id: 'explore.goToRow',
      title: t('goToRow'),
      shortcut: 'Ctrl+G',
      menu: 'edit',
      group: 'find',
      enabled: ready && !plain,
      run: () => setAsking('row'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.copy',
      title: t('copy.title'),
      menu: 'edit',
      group: 'find',
      enabled: block !== null,
      run: () => void copyRows(block, false),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.copyCodes',
      title: t('copy.codes'),
      menu: 'edit',
      group: 'find',
      enabled: block !== null,
      run: () => void copyRows(block, true),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.builder',
      title: t('builder.toggle'),
      shortcut: 'Ctrl+Shift+L',
      menu: 'data',
      group: 'filter',
      checked: builder.open,
      run: () => setBuilder({ open: !builder.open, begin: null }),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.clearFilter',
      title: t('clearFilter'),
      menu: 'data',
      group: 'filter',
      enabled: filter !== null || base !== null,
      run: () => look({ filter: null, base: null }),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.profiles',
      title: t('analyse.profiles'),
      menu: 'data',
      group: 'analyse',
      enabled: ready,
      run: () => analyse('profiles'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.frequency',
      title: t('analyse.frequency'),
      shortcut: 'Ctrl+Shift+F',
      menu: 'data',
      group: 'analyse',
      enabled: ready,
      run: () => analyse('frequency'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.cross',
      title: t('analyse.cross'),
      menu: 'data',
      group: 'analyse',
      enabled: ready,
      run: () => analyse('cross'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.periods',
      title: t('analyse.periods'),
      menu: 'data',
      group: 'analyse',
      enabled: ready && possible('periods'),
      run: () => analyse('periods'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.outliers',
      title: t('analyse.outliers'),
      menu: 'data',
      group: 'analyse',
      enabled: ready && possible('outliers'),
      run: () => analyse('outliers'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.duplicates',
      title: t('analyse.duplicates'),
      menu: 'data',
      group: 'analyse',
      enabled: ready,
      run: () => analyse('duplicates'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.sample',
      title: t('analyse.sample'),
      menu: 'data',
      group: 'analyse',
      enabled: ready && possible('sample'),
      run: () => analyse('sample'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.compare',
      title: t('analyse.compare'),
      menu: 'data',
      group: 'analyse',
      enabled: possible('compare'),
      run: () => analyse('compare'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.reveal',
      title: t('reveal'),
      menu: 'data',
      enabled: ready && identifiers.length > 0,
      run: () => setAsking('reveal'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.records',
      title: t('files:records.menu'),
      menu: 'file',
      group: 'export',
      enabled: ready,
      run: () => setAsking('records'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.saveView',
      title: t('views.save'),
      menu: 'view',
      group: 'columns',
      enabled: ready,
      run: () => setAsking('save'),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.columns',
      title: t('columns.title'),
      menu: 'view',
      group: 'columns',
      run: () => setSide({ show: 'columns' }),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.plain',
      title: t('plain.toggle'),
      menu: 'view',
      group: 'panels',
      checked: plain,
      run: () => changeSettings({ accessibleGrid: !plain }),
    },
    active,
  )
  useCommand(
    {
      id: 'explore.panel',
      title: t('panel'),
      shortcut: 'Ctrl+I',
      menu: 'view',
      group: 'panels',
      checked: side !== null,
      run: togglePanel,
    },
    active,
  )

  const rows = (n: number): string => format.integer(n)
  const counted = open
    ? open.view.rows === open.view.totalRows
      ? t('rowsAll', { rows: rows(open.view.rows) })
      : t('rowsOf', { rows: rows(open.view.rows), total: rows(open.view.totalRows) })
    : ''
  const profile = side?.show === 'profile' ? variables.find((v) => v.id === side.variable) : undefined
  const menuVariable = menu ? variables.find((v) => v.id === menu.variable) : undefined
  const common = open && { open, variables: shown, labels, onSort: setSort, onMenu: openMenu, onOpenRow: openRecord }

  return (
    <ScreenLayout
      title={label(detail.label)}
      toolbar={
        <>
          <span className="sd-muted sd-numeric">{counted}</span>
          <Toolbar
            label={t('toolbar')}
            items={[
              {
                id: 'columns',
                label: t('columns.short'),
                icon: <ColumnTripleRegular />,
                pressed: side?.show === 'columns',
                run: () =>
                  setSide(side?.show === 'columns' ? { show: 'profile', variable: profiled } : { show: 'columns' }),
              },
              {
                id: 'row',
                label: t('goToRow'),
                icon: <ArrowEnterRegular />,
                shortcut: 'Ctrl+G',
                disabled: !ready || plain,
                run: () => setAsking('row'),
              },
              ...(identifiers.length === 0
                ? []
                : [
                    {
                      id: 'reveal',
                      label: t('reveal'),
                      icon: <EyeRegular />,
                      disabled: !ready,
                      run: () => setAsking('reveal'),
                    },
                  ]),
              {
                id: 'records',
                label: t('files:records.menu'),
                icon: <DatabaseArrowRightRegular />,
                showLabel: false,
                disabled: !ready,
                run: () => setAsking('records'),
              },
              {
                id: 'plain',
                label: t('plain.toggle'),
                icon: <AccessibilityRegular />,
                showLabel: false,
                pressed: plain,
                run: () => changeSettings({ accessibleGrid: !plain }),
              },
              {
                id: 'panel',
                label: t('panel'),
                icon: <PanelRightRegular />,
                shortcut: 'Ctrl+I',
                showLabel: false,
                pressed: side !== null,
                run: togglePanel,
              },
            ]}
          >
            <AnalyseMenu possible={possible} disabled={!ready} onAct={analyse} />
            <ViewsMenu
              dataset={detail.id}
              now={{ filter, sort, base, columns }}
              onChoose={choose}
              saving={asking === 'save'}
              onSaving={(on) => setAsking(on ? 'save' : null)}
            />
          </Toolbar>
        </>
      }
      inspector={
        side && (
          <SidePanel
            side={side}
            onProfile={() => setSide({ show: 'profile', variable: firstProfiled })}
            onClose={() => setSide(null)}
            actions={
              side.show === 'record' && side.dataset === detail.id ? (
                <Button
                  size="small"
                  appearance="subtle"
                  onClick={() => setHeld(held === side.rowId ? null : side.rowId)}
                >
                  {t(held === side.rowId ? 'compare.letGo' : 'compare.hold')}
                </Button>
              ) : side.show === 'compare' && held !== null ? (
                <Button size="small" appearance="subtle" onClick={() => setHeld(null)}>
                  {t('compare.letGo')}
                </Button>
              ) : undefined
            }
          >
            {side.show === 'record' && (
              <>
                {held === side.rowId && <p className="sd-muted">{t('compare.held')}</p>}
                <RecordPanel
                  dataset={side.dataset}
                  rowId={side.rowId}
                  variables={side.dataset === detail.id ? variables : []}
                  onLinked={(of, rowId) => setSide({ show: 'record', dataset: of, rowId })}
                />
              </>
            )}
            {side.show === 'compare' && (
              <ComparePanel dataset={detail.id} left={side.left} right={side.right} variables={variables} />
            )}
            {side.show === 'columns' && (
              <ColumnsPanel variables={variables} choice={columns} onChange={(next) => look({ columns: next })} />
            )}
            {profile && open && (
              <ProfilePanel
                key={profile.role === 'identifier' ? revealing.times : 0}
                view={open.view.view}
                variable={profile}
                root={root}
                masked={!countable.includes(profile)}
                labels={labels}
                onFilter={setRoot}
                onSort={(direction) => setSort([{ variable: profile.id, direction }])}
                onFrequency={() => setAnalysis({ kind: 'frequency', variable: profile.id })}
              />
            )}
          </SidePanel>
        )
      }
    >
      {open?.drill && <DrillBanner drill={open.drill} proof={proofOf(parameters)} />}
      <FilterBar
        dataset={detail.id}
        view={open?.view.view ?? null}
        filter={filter}
        variables={inFilter}
        names={names}
        builder={builder}
        onBuilder={(on) => setBuilder({ open: on, begin: null })}
        onChange={(next) => look({ filter: next })}
        base={
          base && base.type !== 'view'
            ? {
                sentence: baseSentence(
                  base,
                  names.variable,
                  (text) => chipSentence(filterTree(text), names, t),
                  t,
                  format,
                ),
                onRemove: () => look({ base: null, filter: filter ?? base.filter }),
              }
            : null
        }
      />
      <AnswerState
        answer={{
          running: view.opening,
          progress: view.progress,
          failure: view.failure,
          cancel: view.cancel,
          retry: view.retry,
        }}
      />
      {!detail.columnSetReady && (
        <div className="sd-explore__notice">
          <MessageBar intent="warning">
            <MessageBarBody>{t('columnsNotReady')}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      {open && analysis && (
        <AnalysisHost
          analysis={analysis}
          view={open.view.view}
          dataset={dataset}
          variables={countable}
          allVariables={variables}
          periods={detail.periods}
          filter={filter}
          whole={base === null && !drill}
          onAnalysis={setAnalysis}
          onClose={closeAnalysis}
          onProfile={(variable) => setSide({ show: 'profile', variable })}
          onPick={(variable, code) => setRoot(toggleValue(root, variable, code))}
          onBase={drill || base ? null : toBase}
        />
      )}
      {/* Kept beneath what is looked into, so that its place is found again. */}
      {common && (
        <div className="sd-explore__rows" hidden={analysis !== null}>
          {plain ? (
            <PlainTable {...common} title={label(detail.label)} readings={revealing.times} />
          ) : (
            <RowGrid
              {...common}
              frozen={columns.frozen}
              widths={columns.widths}
              sort={view.failure ? common.open.sort : sort}
              filtered={filtered}
              revealed={revealed}
              onMoved={(order) => look({ columns: orderShown(columns, ids, order) })}
              onResized={(variable, width) =>
                look({
                  columns: {
                    ...columns,
                    widths: { ...columns.widths, [variable]: Math.max(30, Math.min(1000, width)) },
                  },
                })
              }
              onFocus={(id) => {
                if (side?.show === 'profile' && side.variable !== id && ids.includes(id))
                  setSide({ show: 'profile', variable: id })
              }}
              onSelect={setBlock}
              onCopy={(codes) => void copyRows(block, codes)}
              onReady={(gridApi) => {
                api.current = gridApi
              }}
            />
          )}
        </div>
      )}
      {menu && menuVariable && (
        <ColumnMenu
          variable={menuVariable}
          anchor={menu.anchor}
          masked={!countable.includes(menuVariable)}
          sorted={sort.some((s) => s.variable === menu.variable)}
          otherSorts={sort.some((s) => s.variable !== menu.variable)}
          frozenHere={columns.frozen > 0 && shown[columns.frozen - 1]?.id === menu.variable}
          onAct={(act) => {
            closeMenu()
            actOn(menu.variable, act)
          }}
          onClose={closeMenu}
        />
      )}
      {asking === 'row' && open && <GoToRow rows={open.view.rows} onGo={goTo} onClose={() => setAsking(null)} />}
      {asking === 'sample' && open && (
        <SampleDialog
          rows={open.view.rows}
          onClose={() => setAsking(null)}
          onDraw={(size, seed) => {
            setAsking(null)
            toBase({ type: 'sample', filter: base?.type === 'sample' ? base.filter : filter, size, seed })
          }}
        />
      )}
      {asking === 'records' && (
        <RecordsDialog
          dataset={detail.id}
          start={{ filter, narrowed: drill !== null || base !== null }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'reveal' && open && (
        <RevealDialog
          view={open.view.view}
          identifiers={identifiers}
          onClose={() => setAsking(null)}
          onRevealed={(chosen) => {
            setAsking(null)
            setRevealing({
              view: open.view.view,
              variables: new Set([...revealed, ...chosen]),
              times: revealing.times + 1,
            })
            view.readAgain()
          }}
        />
      )}
    </ScreenLayout>
  )
}
