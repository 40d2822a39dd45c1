// The middle of the builder: the answer as a grid, or what stands in its way (too large, a failure, nothing yet).
// In: builder and run. Out: cells opened, layers chosen. The drop places lie over it while something is dragged.
import { Button, Spinner } from '@fluentui/react-components'
import { TableRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useMemo } from 'react'
import { formatInteger } from '#shared/format/number.ts'
import type { TableLayout } from '#shared/format/tableLayout.ts'
import { useWorkbench } from '../../app/workbench.ts'
import { useAnnounce } from '../../components/announce.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { useTexts } from '../../i18n/index.ts'
import { CubeGrid } from './CubeGrid.tsx'
import type { SelectionFacts } from './CubeGrid.tsx'
import { DropOverlay } from './DropOverlay.tsx'
import { useDrill } from './drill.ts'
import { LayerBar } from './LayerBar.tsx'
import { cellAddress, describeCell } from './model/cellAddress.ts'
import type { GridPlace } from './model/cellAddress.ts'
import { unknownReferences } from './model/definition.ts'
import { layerIndices } from './model/layers.ts'
import { commonUnit } from './unitText.ts'
import type { Builder } from './useBuilder.ts'
import type { TableRun } from './useTableRun.ts'

export type CanvasProps = { builder: Builder; run: TableRun; active: boolean; onExportCsv: () => void }

export const Canvas = ({ builder, run, active, onExportCsv }: CanvasProps) => {
  const { t, label, language } = useTexts('tables')
  const announce = useAnnounce()
  const { definition, fields, session, edit, change } = builder
  const { drill, drilling } = useDrill()
  const answer = run.answer
  const cube = answer?.cube ?? null
  const layers = useMemo(() => (cube ? layerIndices(cube, session.layers) : []), [cube, session.layers])
  const unknown = builder.ready ? unknownReferences(definition, fields) : []

  const openCell = useCallback((place: GridPlace, layout: TableLayout) => {
    if (!answer) return
    const found = cellAddress(answer.cube, answer.definition, layout, layers, place)
    const measure = answer.cube.measures[layout.columns[place.column]?.measure ?? -1]
    const cell = layout.rows[place.row]?.cells[place.column]
    if (!found || !measure || !cell || cell.cell < 0) return
    if (cell.status.startsWith('suppressed')) return announce(t('drillWithheld'))
    drill({ definition: answer.definition, address: found.address, measure, title: describeCell(answer.cube, layout, layers, place, language) || label(answer.cube.title) })
  }, [answer, announce, drill, label, language, layers, t])

  const selectionChanged = useCallback((selection: SelectionFacts | null) => {
    if (!active || !answer) return
    useWorkbench.getState().setStatus({
      rows: answer.cube.provenance.recordsUsed, seconds: answer.seconds, engine: answer.cube.provenance.engine, confidential: answer.protection === null,
      ...(selection ? { selection } : {}),
    })
  }, [active, answer])
  useEffect(() => selectionChanged(null), [selectionChanged])

  if (unknown.length > 0) {
    return (
      <div className="tb-canvas tb-canvas--message">
        {[...new Set(unknown.map((u) => u.variable))].map((variable) => (
          <ErrorPanel
            key={variable} failure={{ code: 'VARIABLE_UNKNOWN', facts: { variable, dataset: definition.dataset } }}
            actions={<Button size="small" appearance="primary" onClick={() => edit({ type: 'removeVariable', variable })}>{t('removeVariable', { variable })}</Button>}
          />
        ))}
        <p className="sd-muted">{t('restKept')}</p>
      </div>
    )
  }
  const unit = cube ? commonUnit(cube.measures, language) : null
  return (
    <div className="tb-canvas" aria-busy={run.phase === 'running'}>
      {run.phase === 'too_large' && run.estimate && (
        <ErrorPanel
          failure={{ code: 'TABLE_TOO_LARGE', facts: { cells: formatInteger(run.estimate.cells, language), limit: formatInteger(run.estimate.limit, language) } }}
          actions={<>
            <Button size="small" appearance="primary" onClick={onExportCsv}>{t('exportCsvDirectly')}</Button>
            <Button size="small" onClick={() => { change({ selected: null }); setTimeout(() => document.querySelector<HTMLElement>('#tb-inspector .tb-filter textarea')?.focus(), 50) }}>{t('addFilter')}</Button>
            <Button size="small" onClick={builder.undo}>{t('undoLast')}</Button>
          </>}
        />
      )}
      {run.phase === 'failed' && run.failure && <ErrorPanel failure={run.failure} actions={<Button size="small" onClick={run.again}>{t('common:retry')}</Button>} />}
      {run.slow && <ProgressBar job={run.progress} title={label(definition.title)} onCancel={run.cancel} />}
      {cube && answer && run.phase !== 'too_large' && (
        <div className={`tb-answer${run.slow || run.phase === 'failed' ? ' tb-answer--old' : ''}`}>
          <div className="tb-answer__head">
            {answer.protection && <span className="tb-answer__note">{t('protectedNote', { minimum: answer.protection.minimum })}</span>}
            <LayerBar cube={cube} indices={layers} choice={session.layers} onChoose={(choice) => change({ layers: choice })} />
            {unit && <span className="tb-answer__unit">{t('unit', { unit })}</span>}
          </div>
          <div className="tb-answer__grid">
            <CubeGrid cube={cube} layers={layers} label={label(definition.title) || t('tableProperties')} onOpenCell={openCell} onSelection={selectionChanged} />
          </div>
        </div>
      )}
      {!cube && run.phase === 'running' && !run.slow && <div className="tb-canvas__wait"><Spinner size="small" label={t('running')} /></div>}
      {!cube && run.phase === 'idle' && <EmptyState icon={<TableRegular />} title={t('emptyCanvas')} text={t('emptyCanvasText')} />}
      {drilling && <div className="tb-canvas__drilling"><Spinner size="tiny" label={t('drilling')} /></div>}
      <DropOverlay builder={builder} />
    </div>
  )
}
