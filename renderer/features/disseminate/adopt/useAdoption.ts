// One workbook being taken over: what was read, which table fills it, what its labels stand for, what filling it told.
// In: a path the user granted. Out: state and acts. Figures, bindings and the file are the engine's.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { AdoptFillResult, AdoptMode, AdoptReading, LabelBinding } from '#shared/contract/adopt.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useCall, useDatasets, useDefinitions } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { unboundCount, validChoices, withChoices } from './model/bindings.ts'
import type { Choices } from './model/bindings.ts'
import { fillPeriods, proposedPeriod } from './model/periods.ts'
import { proposedSource, tableSources } from './model/sources.ts'
import type { TableSource } from './model/sources.ts'

export type Adoption = ReturnType<typeof useAdoption>

const noTables: readonly TableDefinition[] = []

export const useAdoption = (path: string) => {
  const datasets = useDatasets().data
  const savedList = useDefinitions('table')
  const library = useCall('library.list', {})
  const read = useJob('adopt.read')
  const bind = useJob('adopt.read')
  const fill = useJob('adopt.fill')
  const [askedSource, setSource] = useState<string | null>(null)
  const [askedPeriod, setPeriod] = useState<string | null>(null)
  const [previous, setPrevious] = useState<string | null>(null)
  const [mode, setMode] = useState<AdoptMode>('add')
  const [choices, setChoices] = useState<Choices>({})
  /** What a fill was asked with: its answer is out of date once something else is chosen. */
  const [filledAs, setFilledAs] = useState<string | null>(null)

  const { start: startRead } = read
  const { start: startBind, reset: resetBind } = bind
  const readSheet = useCallback(
    (sheet: string | null): void => {
      setSource(null)
      setPeriod(null)
      setChoices({})
      resetBind()
      void startRead({ path, sheet })
    },
    [path, startRead, resetBind],
  )
  useEffect(() => {
    void startRead({ path })
  }, [path, startRead])

  const reading: AdoptReading | null = read.result
  const listsReady = !savedList.isPending && !library.isPending
  const saved = useMemo(
    () => savedList.data?.flatMap((d) => (d.definition.kind === 'table' ? [d.definition] : [])) ?? noTables,
    [savedList.data],
  )
  const sources = useMemo(
    (): TableSource[] => (reading && listsReady ? tableSources(reading, saved, library.data ?? noTables) : []),
    [reading, listsReady, saved, library.data],
  )
  const source = sources.find((s) => s.id === askedSource) ?? proposedSource(sources)
  const definition = source?.definition ?? null
  const dataset = datasets?.find((d) => d.id === definition?.dataset) ?? null
  const periods = useMemo(
    () => fillPeriods(dataset?.periods.toSorted() ?? [], reading?.periods ?? []),
    [dataset, reading],
  )
  const period = periods.find((p) => p === askedPeriod) ?? proposedPeriod(periods, reading?.periods ?? [])

  // The kind of period decides the table's own periods; another year of the same kind binds the same labels.
  const kind = parsePeriod(period ?? '')?.kind ?? null
  const sheet = reading?.table.sheet ?? null
  const definitionText = definition === null ? null : JSON.stringify(definition)
  const bindNow = useCallback((): void => {
    if (sheet === null || definitionText === null) return
    void startBind({ path, sheet, definition: JSON.parse(definitionText) as TableDefinition, period })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the kind of the period matters here
  }, [path, sheet, definitionText, kind, startBind])
  useEffect(bindNow, [bindNow])

  const bound =
    !bind.running && bind.failure === null && reading !== null && bind.result?.table.sheet === sheet
      ? bind.result
      : null
  const targets = bound?.targets ?? null
  const given = bound?.bindings ?? null
  const bindings: LabelBinding[] | null = useMemo(
    () => (given && targets ? withChoices(given, choices, targets) : null),
    [given, targets, choices],
  )
  const unbound = bindings ? unboundCount(bindings) : 0

  const request =
    definition !== null && period !== null && sheet !== null && targets !== null
      ? { path, sheet, definition, period, previous, mode, chosen: validChoices(choices, targets) }
      : null
  const requestText = JSON.stringify(request)
  const fillTo = async (out: string): Promise<AdoptFillResult | null> => {
    if (!request) return null
    setFilledAs(requestText)
    return fill.start({ ...request, out })
  }
  return {
    path,
    read,
    bind,
    bindNow,
    fill,
    reading,
    readSheet,
    sources,
    source,
    setSource,
    definition,
    dataset,
    periods,
    period,
    setPeriod,
    previous,
    setPrevious,
    mode,
    setMode,
    choose: (cell: string, choice: string | null) =>
      setChoices(({ [cell]: _before, ...rest }) => (choice === null ? rest : { ...rest, [cell]: choice })),
    choices,
    given,
    bindings,
    targets,
    unbound,
    ready: request !== null && !bind.running && !fill.running,
    fillTo,
    stale: fill.result !== null && filledAs !== requestText,
  }
}
