// Commands of screens that are not in front, so that the finder knows them from anywhere. In: nothing. Out: where each
// is found, and a way to run it there. The screen registers the command itself; this only goes there and waits for it.
import { activeCommands, useCommands } from '../../components/useCommand.ts'
import { useWorkbench } from '../workbench.ts'
import type { FeatureId } from '../workbench.ts'

type Elsewhere = { feature: FeatureId; command: string; text: string }

export const elsewhere: readonly Elsewhere[] = [
  { feature: 'deliveries', command: 'deliveries.importFile', text: 'deliveries:importFile' },
  { feature: 'deliveries', command: 'deliveries.importFolder', text: 'deliveries:importFolder' },
  { feature: 'links', command: 'links.runDue', text: 'links:runDue' },
  { feature: 'links', command: 'links.suggest', text: 'links:suggest' },
  { feature: 'tables', command: 'tables.new', text: 'tables:new' },
  { feature: 'indicators', command: 'indicators.new', text: 'indicators:new' },
  { feature: 'charts', command: 'charts.new', text: 'charts:new' },
  { feature: 'maps', command: 'maps.new', text: 'maps:new' },
  { feature: 'reports', command: 'reports.new', text: 'reports:new' },
  { feature: 'production', command: 'production.run', text: 'production:batch' },
]

const tries = 40
const waitMs = 100

export const runElsewhere = ({ feature, command }: Elsewhere): void => {
  useWorkbench.getState().goTo(feature)
  let tried = 0
  const look = (): void => {
    const found = activeCommands(useCommands.getState().commands).find((c) => c.id === command)
    if (found && found.enabled !== false) found.run()
    else if ((tried += 1) < tries) setTimeout(look, waitMs)
  }
  setTimeout(look, waitMs)
}
