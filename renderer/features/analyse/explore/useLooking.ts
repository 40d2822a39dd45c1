// How a dataset is looked at: filter, sort, base, columns; kept with the tab and restored with it, the columns for the
// next tab too. In: the tab's parameters. Out: the state and a way to change it. Never records.
import { useCallback, useState } from 'react'
import { z } from 'zod'
import { recordBaseSchema, sortSchema } from '#shared/contract/explore.ts'
import type { ColumnChoice, RecordBase, Sort } from '#shared/contract/explore.ts'
import { useSettings } from '../../../app/settings.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { DocumentParameters } from '../../../app/workbench.ts'
import { readColumns } from './model/columns.ts'

export type Looking = { filter: string | null; sort: Sort; base: RecordBase | null; columns: ColumnChoice }

const keptSchema = z.object({
  filter: z.string().nullable(),
  sort: sortSchema,
  base: recordBaseSchema.nullable(),
  columns: z.unknown(),
})
const keyOf = (dataset: string): string => `explore:${dataset}`

const asked = (parameters: DocumentParameters): Partial<Looking> => {
  const kept = keptSchema.safeParse(parameters['looking']).data
  if (kept) return { ...kept, columns: readColumns(kept.columns) }
  const filter = parameters['filter']
  return typeof filter === 'string' ? { filter: filter === '' ? null : filter, base: null } : {}
}

export const useLooking = (
  dataset: string,
  tabId: string,
  parameters: DocumentParameters,
): [Looking, (part: Partial<Looking>) => void] => {
  const [known, setKnown] = useState(() => ({
    parameters,
    looking: {
      filter: null,
      sort: [],
      base: null,
      columns: readColumns(useSettings.getState().settings.screens[keyOf(dataset)]),
      ...asked(parameters),
    } as Looking,
  }))
  // Another screen may ask for this document with a filter of its own; what it does not speak of stays.
  if (known.parameters !== parameters) setKnown({ parameters, looking: { ...known.looking, ...asked(parameters) } })
  const { looking } = known
  const change = useCallback(
    (part: Partial<Looking>) => {
      const { tabs, setParameters } = useWorkbench.getState()
      // Two changes of one moment: the second builds on the first.
      const { filter: _asked, ...others } = tabs.find((tab) => tab.id === tabId)?.parameters ?? {}
      setParameters(tabId, { ...others, looking: { ...looking, ...asked(others), ...part } })
      if (part.columns) useSettings.getState().remember(keyOf(dataset), JSON.parse(JSON.stringify(part.columns)))
    },
    [looking, tabId, dataset],
  )
  return [looking, change]
}
