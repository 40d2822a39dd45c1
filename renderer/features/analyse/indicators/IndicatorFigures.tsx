// The figures of an open indicator: what they are, which periods and breakdowns are shown, and the series as table,
// line or compilations. In: the definition and its cube. Out: what was chosen. Never a figure computed here.
import { Spinner, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { staleNote } from '#shared/format/staleLinks.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { CheckField } from '../../../components/Field.tsx'
import { StaleLinks } from '../../../components/StaleLinks.tsx'
import { CubeGrid } from '../../../components/cube/CubeGrid.tsx'
import { layerIndices } from '../../../components/cube/layers.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { CubeAnswer } from '../../process/definitions/useSourceCube.ts'
import { IndicatorChart } from './IndicatorChart.tsx'
import type { PeriodRange } from './model/periodRange.ts'
import { headlineOf, seriesOf } from './model/series.ts'
import { PeriodRangeField } from './PeriodRangeField.tsx'
import { VintagesView } from './VintagesView.tsx'

export type IndicatorFiguresProps = {
  value: IndicatorDefinition
  answer: CubeAnswer
  /** Of the periods in range. */
  cube: Cube | null
  periods: string[]
  range: PeriodRange
  onRange: (range: PeriodRange) => void
  chosen: string[]
  onChosen: (breakdowns: string[]) => void
}
type View = 'table' | 'chart' | 'vintages'

export const IndicatorFigures = ({ value, answer, cube, ...choices }: IndicatorFiguresProps) => {
  const { t } = useTexts('indicators')
  const [view, setView] = useState<View>('table')
  const drawn = answer.failure ? null : cube
  return (
    <div className="in-document">
      <Facts value={value} cube={cube} />
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
        <Choices value={value} {...choices} />
        {answer.pending && <Spinner size="extra-tiny" label={t('computing')} />}
      </div>
      {answer.failure && <ErrorPanel failure={answer.failure} onRetry={answer.again} />}
      {cube && <StaleLinks provenance={cube.provenance} />}
      {view === 'vintages' && <VintagesView indicator={value.id} />}
      {drawn && view === 'table' && <Series cube={drawn} value={value} />}
      {drawn && view === 'chart' && <IndicatorChart cube={drawn} definition={value} />}
    </div>
  )
}

type Choosing = Pick<IndicatorFiguresProps, 'value' | 'periods' | 'range' | 'onRange' | 'chosen' | 'onChosen'>

const Choices = ({ value, periods, range, onRange, chosen, onChosen }: Choosing) => {
  const { t, label } = useTexts('indicators')
  return (
    <>
      <PeriodRangeField periods={periods} range={range} onChange={onRange} />
      {value.breakdowns.length > 0 && (
        <div className="in-breakdowns" role="group" aria-label={t('breakdowns')}>
          <span className="sd-muted">{t('breakdowns')}:</span>
          {value.breakdowns.map((b) => (
            <CheckField
              key={b.id}
              label={label(b.label) || b.id}
              value={chosen.includes(b.id)}
              onChange={(on) => onChosen(on ? [...chosen, b.id] : chosen.filter((id) => id !== b.id))}
            />
          ))}
        </div>
      )}
    </>
  )
}

const Facts = ({ value, cube }: { value: IndicatorDefinition; cube: Cube | null }) => {
  const { t, label, language } = useTexts('indicators')
  const measure = cube?.measures[0]
  const headline = cube && measure ? headlineOf(seriesOf(cube), measure, language) : null
  return (
    <section className="in-facts" aria-label={t('definition')}>
      <p className="in-formula">
        <code>{value.formula}</code>
        {measure?.formula && <span className="in-method">{label(measure.formula)}</span>}
        {headline && (
          <span className="in-headline">
            <strong>
              {headline.text}
              {cube && staleNote(cube.provenance) !== null ? ' ⟳' : ''}
            </strong>{' '}
            {label(measure?.unit ?? value.unit)} · {label(headline.last.label)}
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
  )
}

const Series = ({ cube, value }: { cube: Cube; value: IndicatorDefinition }) => {
  const { t, label } = useTexts('indicators')
  return (
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
  )
}
