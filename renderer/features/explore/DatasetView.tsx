// The rows of one dataset (or the records behind one cell): filter above, grid in the middle, profile or record at the right.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ArrowEnterRegular, EyeRegular, PanelRightRegular } from '@fluentui/react-icons'
import type { GridApi } from 'ag-grid-community'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { bilingualSchema } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useWorkbench } from '../../app/workbench.ts'
import type { DocumentParameters } from '../../app/workbench.ts'
import { useAnnounce } from '../../components/announce.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Inspector, ScreenLayout } from '../../components/Panel.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { Toolbar } from '../../components/Toolbar.tsx'
import { useCommand } from '../../components/useCommand.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { variableNamer } from './chipSentence.ts'
import { cellText } from './cellText.ts'
import { DrillBanner } from './DrillBanner.tsx'
import { FilterBar } from './FilterBar.tsx'
import { filterExpression } from './filterChips.ts'
import type { FilterChip } from './filterChips.ts'
import { GoToRow } from './GoToRow.tsx'
import { periodVariable } from './periodVariable.ts'
import { ProfilePanel } from './ProfilePanel.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { RevealDialog } from './RevealDialog.tsx'
import { RowGrid } from './RowGrid.tsx'
import type { GridRow } from './RowGrid.tsx'
import { useCodeLabels } from './useCodeLabels.ts'
import { useView } from './useView.ts'
import type { DrillRequest, Sort } from './useView.ts'

export type DatasetViewProps = { detail: DatasetDetail; tabId: string; parameters: DocumentParameters; active: boolean; drill: DrillRequest | null }

type Side = { show: 'profile'; variable: string } | { show: 'record'; dataset: string; rowId: number }

const startChips = (parameters: DocumentParameters): FilterChip[] => {
  const kept = parameters['chips']
  if (Array.isArray(kept)) return kept as FilterChip[]
  const filter = parameters['filter']
  return typeof filter === 'string' && filter !== '' ? [{ kind: 'expression', expression: filter }] : []
}

const proofOf = (parameters: DocumentParameters): Bilingual | null => {
  const parsed = bilingualSchema.safeParse(parameters['proof'])
  return parsed.success ? parsed.data : null
}

export const DatasetView = ({ detail, tabId, parameters, active, drill }: DatasetViewProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const announce = useAnnounce()
  const variables = useMemo((): readonly Variable[] => [periodVariable, ...detail.definition.variables], [detail])
  const [chips, setChips] = useState(() => startChips(parameters))
  const [sort, setSort] = useState<Sort>([])
  const [side, setSide] = useState<Side | null>({ show: 'profile', variable: typeof parameters['profile'] === 'string' ? parameters['profile'] : (variables[1]?.id ?? '') })
  const [asking, setAsking] = useState<'reveal' | 'row' | null>(null)
  const api = useRef<GridApi<GridRow> | null>(null)
  const labels = useCodeLabels(variables)
  const filter = useMemo(() => filterExpression(chips, variables), [chips, variables])
  const view = useView({ dataset: detail.id, filter, sort, drill })
  const open = view.open
  const identifiers = useMemo(() => variables.filter((v) => v.role === 'identifier'), [variables])

  // The finder may ask for another variable while the document is open.
  const [askedProfile, setAskedProfile] = useState(parameters['profile'])
  if (askedProfile !== parameters['profile']) {
    setAskedProfile(parameters['profile'])
    if (typeof parameters['profile'] === 'string') setSide({ show: 'profile', variable: parameters['profile'] })
  }
  const changeChips = (next: FilterChip[]): void => {
    setChips(next)
    useWorkbench.getState().setParameters(tabId, { ...parameters, chips: next })
  }
  useEffect(() => {
    if (!active) return
    useWorkbench.getState().setStatus(open ? { rows: open.view.rows, seconds: open.view.seconds, engine: t('lastAnswer'), confidential: true } : {})
  }, [active, open, t])
  useEffect(() => {
    if (active && open) announce(t('announceRows', { rows: format.integer(open.view.rows) }))
  }, [active, open, announce, format, t])
  // A failed sort goes back to the one on screen.
  useEffect(() => {
    if (view.failure && open) api.current?.applyColumnState({ state: open.sort.map((s) => ({ colId: s.variable, sort: s.direction === 'ascending' ? 'asc' : 'desc' })), defaultState: { sort: null } })
  }, [view.failure, open])

  const goTo = (row: number): void => {
    setAsking(null)
    const grid = api.current
    if (!grid) return
    grid.ensureIndexVisible(row - 1, 'middle')
    // After the dialog has given the focus back, else it would take it from the row again.
    setTimeout(() => {
      grid.setFocusedCell(row - 1, '#')
      grid.ensureColumnVisible(variables[0]?.id ?? '#', 'start')
    }, 50)
    announce(t('announceRow', { row: format.integer(row) }))
  }
  const sortBy = (variable: string, direction: 'ascending' | 'descending'): void => {
    api.current?.applyColumnState({ state: [{ colId: variable, sort: direction === 'ascending' ? 'asc' : 'desc' }], defaultState: { sort: null } })
  }
  const togglePanel = (): void => setSide(side ? null : { show: 'profile', variable: variables[1]?.id ?? '' })
  useCommand({ id: 'explore.goToRow', title: t('goToRow'), shortcut: 'Ctrl+G', menu: 'edit', group: 'find', enabled: open !== null, run: () => setAsking('row') }, active)
  useCommand({ id: 'explore.reveal', title: t('reveal'), menu: 'data', enabled: open !== null && identifiers.length > 0, run: () => setAsking('reveal') }, active)
  useCommand({ id: 'explore.clearFilter', title: t('clearFilter'), menu: 'data', enabled: chips.length > 0, run: () => changeChips([]) }, active)
  useCommand({ id: 'explore.panel', title: t('panel'), shortcut: 'Ctrl+I', menu: 'view', group: 'panels', checked: side !== null, run: togglePanel }, active)

  const names = {
    variable: variableNamer(variables, label),
    value: (id: string, code: string): string => {
      const variable = variables.find((v) => v.id === id)
      return label(labels.label(id, code)) || (variable ? cellText(variable, code, format) : code)
    },
  }
  const profiled = side?.show === 'profile' ? variables.find((v) => v.id === side.variable) : undefined
  const counted = open ? (open.view.rows === open.view.totalRows ? t('rowsAll', { rows: format.integer(open.view.rows) }) : t('rowsOf', { rows: format.integer(open.view.rows), total: format.integer(open.view.totalRows) })) : ''

  return (
    <ScreenLayout
      title={label(detail.label)}
      toolbar={
        <>
          <span className="sd-muted sd-numeric">{counted}</span>
          <Toolbar label={t('toolbar')} items={[
            { id: 'row', label: t('goToRow'), icon: <ArrowEnterRegular />, shortcut: 'Ctrl+G', disabled: !open, run: () => setAsking('row') },
            { id: 'reveal', label: t('reveal'), icon: <EyeRegular />, disabled: !open || identifiers.length === 0, run: () => setAsking('reveal') },
            { id: 'panel', label: t('panel'), icon: <PanelRightRegular />, shortcut: 'Ctrl+I', showLabel: false, pressed: side !== null, run: togglePanel },
          ]} />
        </>
      }
      inspector={side && (
        <Inspector title={side.show === 'profile' ? t('profile') : t('record')} onClose={() => setSide(null)}
          actions={side.show === 'record' ? <Button size="small" appearance="subtle" onClick={() => setSide({ show: 'profile', variable: variables[1]?.id ?? '' })}>{t('profile')}</Button> : undefined}
        >
          {side.show === 'record' && <RecordPanel dataset={side.dataset} rowId={side.rowId} variables={side.dataset === detail.id ? variables : []} onLinked={(dataset, rowId) => setSide({ show: 'record', dataset, rowId })} />}
          {profiled && (drill
            // A cell's records are chosen by the table's own dated codes, which no written condition can say.
            ? <p className="sd-muted">{t('noDrillProfile')}</p>
            : <ProfilePanel dataset={detail.id} variable={profiled} filter={filter} chips={chips} labels={labels} onChips={changeChips} onSort={(direction) => sortBy(profiled.id, direction)} />)}
        </Inspector>
      )}
    >
      {drill ? open?.drill && <DrillBanner drill={open.drill} proof={proofOf(parameters)} /> : <FilterBar dataset={detail.id} chips={chips} names={names} onChange={changeChips} />}
      {view.failure && <div className="sd-explore__notice"><ErrorPanel failure={view.failure} actions={<Button size="small" onClick={view.retry}>{t('common:retry')}</Button>} /></div>}
      {view.opening && <div className="sd-explore__notice"><DelayedProgress job={view.progress} onCancel={view.cancel} /></div>}
      {!detail.columnSetReady && <div className="sd-explore__notice"><MessageBar intent="warning"><MessageBarBody>{t('columnsNotReady')}</MessageBarBody></MessageBar></div>}
      {open && (
        <RowGrid
          open={open} variables={variables} labels={labels} sortable={!drill} onSort={setSort} onReady={(gridApi) => { api.current = gridApi }}
          onFocus={(id) => { if (side?.show === 'profile' && variables.some((v) => v.id === id)) setSide({ show: 'profile', variable: id }) }}
          onOpenRow={(rowId) => setSide({ show: 'record', dataset: detail.id, rowId })}
        />
      )}
      {asking === 'row' && open && <GoToRow rows={open.view.rows} onGo={goTo} onClose={() => setAsking(null)} />}
      {asking === 'reveal' && open && <RevealDialog view={open.view.view} identifiers={identifiers} onClose={() => setAsking(null)} onRevealed={() => { setAsking(null); view.readAgain() }} />}
    </ScreenLayout>
  )
}

/** Nothing for the first tenth of a second: most answers come before. */
const DelayedProgress = (props: Parameters<typeof ProgressBar>[0]) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return late ? <ProgressBar {...props} /> : null
}
