// One indicator: formula and definition, the series as a line and as a table, broken down as chosen; edited at the right.
// In: a document. Out: saved definitions, exports, a chart. Never a figure computed here.
import { Button, Spinner, Tab, TabList } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  DataLineRegular,
  PanelRightRegular,
  SaveRegular,
} from '@fluentui/react-icons'
import { useMemo, useRef, useState } from 'react'
import { chartOption } from '#shared/chart/chartOption.ts'
import { staleNote } from '#shared/format/staleLinks.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { Failure, toFailureValue } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSettings } from '../../../app/settings.ts'
import { useThemeName } from '../../../app/theme.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { runJob } from '../../../bridge/client.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { CheckField } from '../../../components/Field.tsx'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { EChart } from '../../disseminate/charts/EChart.tsx'
import { useExport } from '../../process/definitions/exportFile.ts'
import { useDocumentCommands } from '../../process/definitions/useDocumentCommands.ts'
import { useDraft } from '../../process/definitions/useDraft.ts'
import { useElementSize } from '../../../components/useElementSize.ts'
import { useIndicatorCube } from '../../process/definitions/useSourceCube.ts'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { ExportMenu } from '../tables/ExportMenu.tsx'
import { extensionOf } from '../tables/exportTable.ts'
import type { ExportChoice, PublishFormat } from '../tables/exportTable.ts'
import { layerIndices } from '../../../components/cube/layers.ts'
import { IndicatorEditor } from './IndicatorEditor.tsx'
import { periodCodes, withinRange } from './model/periodRange.ts'
import type { PeriodRange } from './model/periodRange.ts'
import { headlineOf, seriesOf } from './model/series.ts'
import { PeriodRangeField } from './PeriodRangeField.tsx'
import { VintagesView } from './VintagesView.tsx'

export const IndicatorDocument = (props: ScreenProps & { documentId: string }) => {
  const { t, label, language } = useTexts('indicators')
  const draft = useDraft('indicator', props)
  const [chosen, setChosen] = useState<string[]>([])
  const [view, setView] = useState<'table' | 'chart' | 'vintages'>('table')
  const [range, setRange] = useState<PeriodRange>({ from: null, to: null })
  const [editing, setEditing] = useState(true)
  const exportFile = useExport()
  const announce = useAnnounce()
  const value = draft.value
  const breakdowns = value?.breakdowns.filter((b) => chosen.includes(b.id)).map((b) => b.id) ?? []
  const answer = useIndicatorCube(value, breakdowns)
  useDocumentCommands({
    active: props.active,
    canSave: draft.dirty,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
    save: () => void draft.save(),
    history: draft.history,
    undo: draft.undo,
    redo: draft.redo,
  })

  if (!value) {
    return (
      <ScreenLayout title={t('screen')}>
        <div className="in-message">
          {draft.failure ? <ErrorPanel failure={draft.failure} /> : <Spinner size="small" label={t('opening')} />}
        </div>
      </ScreenLayout>
    )
  }
  const exportAs = (format: PublishFormat, choice: ExportChoice): void =>
    void exportFile({
      suggested: label(value.label) || value.id,
      kind: { extension: extensionOf[format], name: t(`tables:formats.${format}`) },
      write: (path) => runJob('indicator.publish', { definition: value, breakdowns, format, path, ...choice }),
    })
  const drawChart = (): void => {
    if (draft.dirty) return announce(t('saveFirst'))
    useWorkbench.getState().openDocument({
      feature: 'charts',
      documentId: `new_${value.id}_chart`,
      title: label(value.label),
      parameters: {
        isNew: true,
        draft: {
          kind: 'chart',
          id: 'new_chart',
          title: value.label,
          source: { from: 'indicator', id: value.id },
          chart: 'line',
        },
      },
    })
  }
  const whole = answer.cube
  const cube = whole && withinRange(whole, range)
  const periods = whole ? periodCodes(whole) : []
  const points = cube ? seriesOf(cube) : []
  const headline = cube?.measures[0] ? headlineOf(points, cube.measures[0], language) : null
  return (
    <ScreenLayout
      title={label(value.label) || value.id}
      toolbar={
        <Toolbar
          label={t('toolbar')}
          items={[
            {
              id: 'save',
              label: t('definitions:save'),
              icon: <SaveRegular />,
              run: () => void draft.save(),
              disabled: !draft.dirty,
              shortcut: 'Ctrl+S',
            },
            {
              id: 'undo',
              label: t('definitions:undo'),
              icon: <ArrowUndoRegular />,
              run: draft.undo,
              disabled: !draft.canUndo,
              shortcut: 'Ctrl+Z',
              showLabel: false,
            },
            {
              id: 'redo',
              label: t('definitions:redo'),
              icon: <ArrowRedoRegular />,
              run: draft.redo,
              disabled: !draft.canRedo,
              shortcut: 'Ctrl+Y',
              showLabel: false,
            },
            { kind: 'divider', id: 'd' },
            {
              id: 'chart',
              label: t('drawChart'),
              icon: <DataLineRegular />,
              run: drawChart,
              disabled: draft.dirty || !cube,
            },
            {
              id: 'edit',
              label: t('editor'),
              icon: <PanelRightRegular />,
              run: () => setEditing(!editing),
              pressed: editing,
              showLabel: false,
            },
          ]}
        >
          <ExportMenu disabled={!cube} id={value.id} cube={cube} onExport={exportAs} />
        </Toolbar>
      }
      inspector={editing ? <IndicatorEditor value={value} periods={periods} onChange={draft.change} /> : undefined}
    >
      <div className="in-document">
        <section className="in-facts" aria-label={t('definition')}>
          <p className="in-formula">
            <code>{value.formula}</code>
            {cube?.measures[0]?.formula && <span className="in-method">{label(cube.measures[0].formula)}</span>}
            {headline && (
              <span className="in-headline">
                <strong>
                  {headline.text}
                  {cube && staleNote(cube.provenance) !== null ? ' ⟳' : ''}
                </strong>{' '}
                {label(cube?.measures[0]?.unit ?? value.unit)} · {label(headline.last.label)}
                {headline.change ? ` · ${headline.change.text}` : ''} · {label(figureStatusLabels[value.status])}
              </span>
            )}
          </p>
          {label(value.definition) && (
            <p className="in-definition">
              {label(value.definition)}
              {value.officialReference ? ` (${value.officialReference})` : ''}
            </p>
          )}
        </section>
        <div className="in-bar">
          <TabList
            size="small"
            selectedValue={view}
            onTabSelect={(_e, d) => setView(d.value === 'chart' || d.value === 'vintages' ? d.value : 'table')}
            aria-label={t('views')}
          >
            <Tab value="table">{t('table')}</Tab>
            <Tab value="chart">{t('chart')}</Tab>
            <Tab value="vintages">{t('vintages')}</Tab>
          </TabList>
          <PeriodRangeField periods={periods} range={range} onChange={setRange} />
          {value.breakdowns.length > 0 && (
            <div className="in-breakdowns" role="group" aria-label={t('breakdowns')}>
              <span className="sd-muted">{t('breakdowns')}:</span>
              {value.breakdowns.map((b) => (
                <CheckField
                  key={b.id}
                  label={label(b.label) || b.id}
                  value={chosen.includes(b.id)}
                  onChange={(on) => setChosen(on ? [...chosen, b.id] : chosen.filter((id) => id !== b.id))}
                />
              ))}
            </div>
          )}
          {answer.pending && <Spinner size="extra-tiny" label={t('computing')} />}
        </div>
        {answer.failure && (
          <ErrorPanel
            failure={answer.failure}
            actions={
              <Button size="small" onClick={answer.again}>
                {t('common:retry')}
              </Button>
            }
          />
        )}
        {cube && <StaleLinks provenance={cube.provenance} />}
        {view === 'vintages' && <VintagesView indicator={value.id} />}
        {cube &&
          !answer.failure &&
          view !== 'vintages' &&
          (view === 'table' ? (
            <div className="in-grid">
              <CubeGrid cube={cube} layers={layerIndices(cube, new Map())} label={label(value.label)} />
              {cube.notes.length > 0 && (
                <ul className="in-notes" aria-label={t('notes')}>
                  {cube.notes.map((note) => (
                    <li key={note.vi}>{label(note)}</li>
                  ))}
                </ul>
              )}
            </div>
          ) : (
            <IndicatorChart cube={cube} definition={value} />
          ))}
      </div>
    </ScreenLayout>
  )
}

const IndicatorChart = ({ cube, definition }: { cube: Cube; definition: IndicatorDefinition }) => {
  const { label, language } = useTexts('indicators')
  const theme = useThemeName(useSettings((s) => s.settings.theme))
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(box)
  const drawn = useMemo(() => {
    const chart = chartDefinitionSchema.parse({
      kind: 'chart',
      id: 'series',
      title: definition.label,
      source: { from: 'indicator', id: definition.id },
      chart: 'line',
      widthMm: Math.min(400, Math.max(80, (width * 25.4) / 96)),
      heightMm: Math.min(400, Math.max(60, (height * 25.4) / 96)),
    })
    for (const kind of ['line', 'bar'] as const) {
      try {
        return { option: chartOption(cube, { ...chart, chart: kind }, language, theme), failure: null }
      } catch (thrown) {
        if (kind === 'bar' || !(thrown instanceof Failure)) return { option: null, failure: toFailureValue(thrown) }
      }
    }
    return { option: null, failure: null }
  }, [cube, definition.id, definition.label, height, language, theme, width])
  return (
    <div ref={box} className="in-chart">
      {drawn.option && width > 0 && (
        <EChart option={drawn.option} width={width} height={height} label={label(definition.label)} />
      )}
      {drawn.failure && <p className="sd-muted">{failureMessage(drawn.failure, language)}</p>}
    </div>
  )
}
