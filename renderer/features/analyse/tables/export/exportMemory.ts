// What was last chosen for files: their language, the SDMX agency, the dataflow of each table. In: settings. Out: what
// to offer next. Never part of a definition: two people may publish one table under different agencies.
import { z } from 'zod'
import { sdmxSchema } from '#shared/contract/files.ts'
import { languages } from '#shared/model/text.ts'
import { useSettings } from '../../../../app/settings.ts'

const flowsKept = 200
const memorySchema = z.object({
  language: z
    .enum([...languages, 'both'])
    .catch('both')
    .default('both'),
  sdmx: sdmxSchema.omit({ flow: true }).catch(sdmxSchema.parse({})).default(sdmxSchema.parse({})),
  flows: z.record(z.string(), z.string()).catch({}).default({}),
})
export type ExportMemory = z.infer<typeof memorySchema>
export type SdmxChoice = z.infer<typeof sdmxSchema>

export const readMemory = (kept: unknown): ExportMemory =>
  memorySchema.safeParse(kept ?? {}).data ?? memorySchema.parse({})

/** An SDMX id for a table that has none given yet: what the engine would take. */
export const defaultFlow = (table: string): string => table.toUpperCase().replace(/[^A-Z0-9_@$-]/g, '_')

export const sdmxFor = (memory: ExportMemory, table: string): SdmxChoice => ({
  ...memory.sdmx,
  flow: memory.flows[table] ?? defaultFlow(table),
})

export const rememberSdmx = (memory: ExportMemory, table: string, { flow, ...sdmx }: SdmxChoice): ExportMemory => {
  const { [table]: _before, ...others } = memory.flows
  const own = flow === undefined || flow === defaultFlow(table) ? [] : [[table, flow] as const]
  return { ...memory, sdmx, flows: Object.fromEntries([...Object.entries(others), ...own].slice(-flowsKept)) }
}

/** Which fields of the panel the standard does not take. */
export const sdmxProblems = (choice: SdmxChoice): ReadonlySet<string> =>
  new Set(sdmxSchema.safeParse(choice).error?.issues.map((issue) => String(issue.path[0])) ?? [])

const screen = 'export'
export const useExportMemory = (): [ExportMemory, (next: ExportMemory) => void] => {
  const kept = useSettings((s) => s.settings.screens[screen])
  const remember = useSettings((s) => s.remember)
  return [readMemory(kept), (next) => remember(screen, next)]
}
