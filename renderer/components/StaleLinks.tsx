// Said above figures that came of links older than the data, with the way out: run the links again. In: where the
// figures come from. Out: the links run, one after the other. Never silent, never in the way of reading.
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { staleLinks, staleNote } from '#shared/format/staleLinks.ts'
import type { Provenance } from '#shared/model/cube.ts'
import { linksOfPath } from '#shared/model/variableRef.ts'
import { useLinks } from '../bridge/queries.ts'
import { useJob } from '../bridge/useJob.ts'
import { useTexts } from '../i18n/index.ts'
import { ErrorPanel } from './ErrorPanel.tsx'

export const StaleLinks = ({ provenance }: { provenance: Provenance }) => {
  const { t, label } = useTexts('common')
  const links = useLinks()
  const run = useJob('links.run')
  const note = staleNote(provenance)
  if (note === null) return null
  const staleOnes = staleLinks(provenance)
  const used = new Set(staleOnes.flatMap(({ id }) => linksOfPath(id)))
  const stale = (links.data ?? []).filter((l) => l.stale && used.has(l.definition.id))
  const runAll = async (): Promise<void> => {
    for (const { definition } of stale) if ((await run.start({ definition })) === null) return
  }
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        <span title={label(note)}>
          {t('staleLinks', {
            count: staleOnes.length,
            names: staleOnes.map((l) => label(l.label) || l.id).join(', '),
          })}
        </span>
        {run.failure && <ErrorPanel failure={run.failure} />}
      </MessageBarBody>
      <MessageBarActions>
        {run.running ? (
          <Button size="small" onClick={run.cancel}>
            {t('cancel')}
          </Button>
        ) : (
          <Button size="small" disabled={stale.length === 0} onClick={() => void runAll()}>
            {t('runAgain')}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  )
}
