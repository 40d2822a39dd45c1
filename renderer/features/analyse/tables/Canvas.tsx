// The middle of the builder: the answer as a table, or what stands in its way (too large, a failure, nothing yet).
// In: builder and run. Out: edits. The drop places lie over it while something is dragged.
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from '@fluentui/react-components'
import { TableRegular } from '@fluentui/react-icons'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import type { Reference } from './model/references.ts'
import { DropOverlay } from './shelves/DropOverlay.tsx'
import { TableView } from './TableView.tsx'
import type { Builder } from './useBuilder.ts'
import type { TableRun } from './useTableRun.ts'

export type CanvasProps = {
  builder: Builder
  run: TableRun
  active: boolean
  unknown: readonly Reference[]
  onExportCsv: () => void
}

export const Canvas = ({ builder, run, active, unknown, onExportCsv }: CanvasProps) => {
  const { t, label, language } = useTexts('tables')
  const { definition, change } = builder
  const { answer } = run
  return (
    <div className="tb-canvas" aria-busy={run.phase === 'running'}>
      {unknown.length > 0 && <MissingBar builder={builder} unknown={unknown} />}
      {run.phase === 'too_large' && run.estimate && (
        <ErrorPanel
          failure={{
            code: 'TABLE_TOO_LARGE',
            facts: {
              cells: formatInteger(run.estimate.cells, language),
              limit: formatInteger(run.estimate.limit, language),
            },
          }}
          actions={
            <>
              <Button size="small" appearance="primary" onClick={onExportCsv}>
                {t('exportCsvDirectly')}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  change({ selected: null, panel: 'properties' })
                  setTimeout(
                    () => document.querySelector<HTMLElement>('#tb-inspector .tb-filter textarea')?.focus(),
                    50,
                  )
                }}
              >
                {t('addFilter')}
              </Button>
              <Button size="small" onClick={builder.undo}>
                {t('undoLast')}
              </Button>
            </>
          }
        />
      )}
      {run.phase === 'failed' && run.failure && (
        <ErrorPanel
          failure={run.failure}
          onRetry={run.again}
          actions={
            <Button size="small" onClick={builder.undo}>
              {t('undoLast')}
            </Button>
          }
        />
      )}
      {answer?.sample && run.phase !== 'too_large' && (
        <div className="tb-sample" role="status">
          <strong>{t('sampleMark')}</strong>
          <span>
            {t('sampleText', {
              read: formatInteger(answer.sample.read, language),
              percent: formatPercent(answer.sample.read / Math.max(1, answer.sample.of), 1, language),
            })}
          </span>
          {run.phase === 'running' ? (
            <Spinner size="extra-tiny" label={t('sampleWhole')} />
          ) : (
            <Button size="small" onClick={run.again}>
              {t('sampleRunWhole')}
            </Button>
          )}
        </div>
      )}
      {run.slow && <ProgressBar job={run.progress} title={label(definition.title)} onCancel={run.cancel} />}
      {answer && run.phase !== 'too_large' && (
        <div className={`tb-answer${(run.slow && !answer.sample) || run.phase === 'failed' ? ' tb-answer--old' : ''}`}>
          <TableView builder={builder} answer={answer} active={active} />
        </div>
      )}
      {!answer && run.phase === 'running' && !run.slow && (
        <div className="tb-canvas__wait">
          <Spinner size="small" label={t('running')} />
        </div>
      )}
      {!answer && run.phase === 'idle' && (
        <EmptyState icon={<TableRegular />} title={t('emptyCanvas')} text={t('emptyCanvasText')} />
      )}
      <DropOverlay builder={builder} />
    </div>
  )
}

/** What the table names and nothing knows; the rest is computed all the same, and kept when the user says so. */
const MissingBar = ({ builder, unknown }: { builder: Builder; unknown: readonly Reference[] }) => {
  const { t } = useTexts('tables')
  const names = [...new Set(unknown.map((u) => u.variable))]
  const places = (name: string): string =>
    unknown
      .filter((u) => u.variable === name)
      .map((u) => t(`missingAt.${u.where}`))
      .join(', ')
  return (
    <MessageBar intent="warning" layout="multiline" className="tb-missing">
      <MessageBarBody>
        <MessageBarTitle>{t('missingTitle', { count: names.length })}</MessageBarTitle>{' '}
        {names.map((name) => `${name} (${places(name)})`).join('; ')}. {t('restShown')}
      </MessageBarBody>
      <MessageBarActions>
        <Button
          size="small"
          appearance="primary"
          onClick={() =>
            builder.edit({ type: 'together', edits: names.map((variable) => ({ type: 'removeVariable', variable })) })
          }
        >
          {t('keepRest')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
