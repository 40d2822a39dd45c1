// One table of the library: what it is called, what it counts in words, and its figures from the workspace's own data.
// In: an entry. Out: a preview on screen. Never a definition saved, never a file.
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useWorkbench } from '../../../app/workbench.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { layerIndices } from '../../../components/cube/layers.ts'
import { useTableRun } from '../../analyse/tables/useTableRun.ts'
import type { LibraryEntry } from './libraryList.ts'
import { useDefinitionWords } from './useDefinitionWords.ts'

const firstLayers = new Map<string, never>()

export const LibraryTable = ({
  entry,
  active,
  actions,
}: {
  entry: LibraryEntry
  active: boolean
  actions: ReactNode
}) => {
  const { t, label, language } = useTexts('library')
  const format = useFormat()
  const { definition, dataset, hasData, standing } = entry
  const words = useDefinitionWords(definition)
  const run = useTableRun(definition, { enabled: hasData && active, protect: false })
  const { answer } = run
  useEffect(() => {
    if (!active || !answer) return
    useWorkbench.getState().setStatus({
      rows: answer.cube.provenance.recordsUsed,
      seconds: answer.seconds,
      engine: answer.cube.provenance.engine,
      confidential: true,
    })
  }, [active, answer])
  const other = language === 'vi' ? definition.title.en : definition.title.vi
  return (
    <section className="lb-table" aria-label={label(definition.title)}>
      <header className="lb-table__head">
        <div>
          <h2 className="lb-table__title">{label(definition.title)}</h2>
          <p className="sd-muted lb-table__other">
            {other} · {label(dataset)}
            {standing !== 'absent' && ` · ${t(`standing.${standing}`)}`}
          </p>
        </div>
        {actions}
      </header>
      <details className="lb-words" open>
        <summary>{t('words')}</summary>
        <ul>
          {words.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      {!hasData && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('noDataText', { dataset: label(dataset) })}</MessageBarBody>
        </MessageBar>
      )}
      {run.phase === 'too_large' && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('tooLarge')}</MessageBarBody>
        </MessageBar>
      )}
      {run.failure && run.failure.code !== 'CANCELLED' && <ErrorPanel failure={run.failure} onRetry={run.again} />}
      {run.phase === 'running' && (run.slow || !answer) && (
        <ProgressBar job={run.progress} title={t('preview')} onCancel={run.cancel} />
      )}
      {answer && (
        <>
          <p className="sd-muted sd-numeric lb-table__facts">
            {t('preview')} ·{' '}
            {t('facts', {
              records: format.integer(answer.cube.provenance.recordsUsed),
              cells: format.integer(answer.cube.cells.records.length),
            })}
            {answer.sample && ` · ${t('tables:sampleMark')}`}
          </p>
          <div className="lb-table__grid">
            <CubeGrid
              cube={answer.cube}
              layers={layerIndices(answer.cube, firstLayers)}
              label={label(definition.title)}
            />
          </div>
        </>
      )}
    </section>
  )
}
