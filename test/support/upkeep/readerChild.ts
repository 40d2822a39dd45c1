// For the test of one state: a second process that reads a workspace over and over while another writes it. Never used
// by the program.
import { contextOf, testJob } from '../intake/importTest.ts'
import { tableHandlers } from '#engine/analyse/tabulate/methods.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'

const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 't',
  title: { vi: 't', en: 't' },
  dataset: 'sample',
  rows: [{ variable: 'province' }],
  measures: [
    { id: 'amount', statistic: 'sum', variable: 'amount' },
    { id: 'n', statistic: 'count' },
    { id: 'middle', statistic: 'median', variable: 'amount' },
  ],
})
const [folder = ''] = process.argv.slice(2)
const workspace = await openWorkspace(folder, { passphrase: null, readOnly: true, user: 'reader' })
const context = contextOf(workspace)
const asked = { stop: false }
process.on('message', () => {
  asked.stop = true
})
while (!asked.stop) {
  try {
    const parts: string[] = []
    for (const engine of ['sqlite', 'duckdb'] as const) {
      const cube = await tabulate(context, definition, { engine }, testJob())
      parts.push(cube.cells.values.map((column) => String(column?.[0] ?? '–')).join(' '))
    }
    const { differing } = await tableHandlers['table.check'](context, { definition }, testJob())
    process.send?.([...parts, String(differing)].join(' | '))
  } catch (error) {
    // Told that it is locked for a moment is an answer too; anything else is not.
    if (!String(error).includes('WORKSPACE_LOCKED')) process.send?.(`${String(error)} | – | –`)
  }
}
await workspace.close()
process.disconnect()
