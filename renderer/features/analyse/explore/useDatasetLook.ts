// One dataset being looked through, as state: how it is looked at, what is shown beside it, what is being asked. In: a
// document. Out: the state and the means to change it. Never drawn here, never an act of several steps: those are
// lookActs.ts.
import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useSettings } from '../../../app/settings.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { DocumentParameters } from '../../../app/workbench.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import type { Block } from '../../../components/selection/areas.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { Analysis } from './analysis/AnalysisHost.tsx'
import { filterVariables } from './filter/filterVariables.ts'
import { shownColumns } from './model/columns.ts'
import { filterTree } from './model/filterTree.ts'
import type { Group } from './model/filterTree.ts'
import type { GridRow } from './pageRows.ts'
import { periodVariable } from './periodVariable.ts'
import { useSelectionFacts } from './useSelectionFacts.ts'
import type { Side } from './SidePanel.tsx'
import { useCodeLabels } from './useCodeLabels.ts'
import { useColumnNames } from './useColumnNames.ts'
import { useCopyRows } from './useCopyRows.ts'
import { useLooking } from './useLooking.ts'
import { useView } from './useView.ts'
import type { DrillRequest } from './useView.ts'

export type DatasetViewProps = {
  detail: DatasetDetail
  tabId: string
  parameters: DocumentParameters
  active: boolean
  drill: DrillRequest | null
}

const nothingRevealed: ReadonlySet<string> = new Set()
const filteredBy = (root: Group): string[] =>
  root.items.flatMap((i) => (i.kind === 'condition' ? [i.variable] : i.kind === 'group' ? filteredBy(i) : []))

export const useDatasetLook = ({ detail, tabId, parameters, active, drill }: DatasetViewProps) => {
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
  const [areas, setAreas] = useState<readonly Block[]>([])
  const [revealing, setRevealing] = useState<{ view: string; variables: ReadonlySet<string>; times: number }>({
    view: '',
    variables: nothingRevealed,
    times: 0,
  })
  const plain = useSettings((s) => s.settings.accessibleGrid)
  const changeSettings = useSettings((s) => s.change)
  const api = useRef<GridApi<GridRow> | null>(null)
  const holdGrid = (grid: GridApi<GridRow>): void => {
    api.current = grid
  }
  const readRow = useCallback(
    (row: number): GridRow | undefined =>
      api.current?.isDestroyed() === false ? api.current.getDisplayedRowAtIndex(row)?.data : undefined,
    [],
  )
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
  const copying = useCopyRows({ dataset: detail.id, view: open?.view.view ?? null }, shown, labels)

  const facts = useSelectionFacts(readRow, open?.view.view ?? null, areas, shown, active)

  // The finder may ask for another variable while the document is open.
  const [askedProfile, setAskedProfile] = useState(parameters['profile'])
  if (askedProfile !== parameters['profile']) {
    setAskedProfile(parameters['profile'])
    if (typeof parameters['profile'] === 'string') setSide({ show: 'profile', variable: parameters['profile'] })
  }
  useEffect(() => {
    if (!active) return
    useWorkbench.getState().setStatus(
      open
        ? {
            rows: open.view.rows,
            seconds: open.view.seconds,
            engine: t('lastAnswer'),
            confidential: true,
            ...(facts === null ? {} : { selection: facts }),
          }
        : {},
    )
  }, [active, open, facts, t])
  useEffect(() => {
    if (active && open) announce(t('announceRows', { rows: format.integer(open.view.rows) }))
  }, [active, open, announce, format, t])

  return {
    detail,
    parameters,
    active,
    drill,
    t,
    label,
    format,
    dataset,
    variables,
    look,
    filter,
    sort,
    base,
    columns,
    firstProfiled,
    side,
    setSide,
    analysis,
    setAnalysis,
    asking,
    setAsking,
    builder,
    setBuilder,
    menu,
    setMenu,
    held,
    setHeld,
    areas,
    setAreas,
    revealing,
    setRevealing,
    plain,
    changeSettings,
    api,
    holdGrid,
    labels,
    view,
    open,
    revealed,
    identifiers,
    countable,
    shown,
    inFilter,
    names,
    root,
    filtered,
    ...copying,
    announce,
    ids,
    types,
  }
}

export type DatasetLook = ReturnType<typeof useDatasetLook>
