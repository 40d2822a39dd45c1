// A workspace with the files of one field case taken in. In: the number of a case, or files by name. Out: tables of it
// by any engine. Only for tests; says loudly when the cases are not beside the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { figureAt } from '#shared/model/cube.ts'
import type { Cube, Provenance } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { quietJob, testContext } from '../support/engine/testContext.ts'

const cases = fileURLToPath(new URL('../../../shared/testdata/field', import.meta.url))
export const casesPresent = existsSync(cases)
if (!casesPresent) console.warn(`Field cases not found at ${cases}: tests that need them are skipped.`)

export const engines: readonly Provenance['engine'][] = ['duckdb', 'sqlite', 'evaluator']

export type FieldWorkspace = {
  context: EngineContext
  workspace: Workspace
  folder: string
  take(path: string, dataset: string, period: string): Promise<void>
  table(definition: TableDefinition, engine?: Provenance['engine']): Promise<Cube>
  close(): Promise<void>
}

export const emptyWorkspace = async (): Promise<FieldWorkspace> => {
  const folder = await mkdtemp(join(tmpdir(), 'statdesk-field-'))
  const workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const context = testContext(() => workspace)
  return {
    context,
    workspace,
    folder,
    take: async (path, dataset, period) => {
      await importDelivery(context, { path, dataset, period, sender: '', letterNumber: '' }, quietJob())
    },
    table: (definition, engine = 'duckdb') => tabulate(context, definition, { engine }, quietJob()),
    close: async () => {
      await workspace.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The case's files in order of their names: dataset_period.csv. */
export const fieldWorkspace = async (number: string): Promise<FieldWorkspace> => {
  const field = await emptyWorkspace()
  const folder = join(cases, number)
  for (const file of readdirSync(folder).sort()) {
    const named = /^([a-z_]+)_(\d{4}(?:-\w+)?)\.csv$/.exec(file)
    if (named?.[1] !== undefined && named[2] !== undefined) await field.take(join(folder, file), named[1], named[2])
  }
  return field
}

export const fieldFile = (number: string, name: string): string => join(cases, number, name)

export const fieldTable = (number: string, name: string, more: object = {}): TableDefinition =>
  tableDefinitionSchema.parse({ ...(JSON.parse(readFileSync(fieldFile(number, name), 'utf8')) as object), ...more })

/** Lines as a file to be taken in. */
export const writeLines = async (folder: string, name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/**
 * The figures of a measure by the codes of its cells ("X 2025"), the total as "#"; a status where there is no figure.
 */
export const figuresOf = (cube: Cube, measure: string): Record<string, number | string> => {
  const m = cube.measures.findIndex((own) => own.id === measure)
  const shape = cube.measures[m]
  return Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => {
      const codes = cube.dimensions.map((d, k) => {
        const category = d.categories[cube.cells.coordinates[k]?.[i] ?? 0]
        if (category?.kind === 'total') return '#'
        return category?.version === undefined ? (category?.code ?? '') : `${category.code}@${category.version}`
      })
      const value = figureAt(cube.cells.values[m], i)
      const status = cube.cells.statuses?.[m]?.[i] ?? (value === null ? 'not_available' : 'value')
      const scaled = shape?.exact === true ? Number(value) / 10 ** shape.scale : Number(value)
      return [codes.join(' '), status === 'value' ? scaled : status]
    }),
  )
}

export const notesOf = (cube: Cube): string => cube.notes.map((n) => `${n.vi} | ${n.en}`).join('\n')
