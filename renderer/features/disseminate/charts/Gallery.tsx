// The kinds of chart, drawn small with the user's own figures; a kind that does not fit says why and cannot be chosen.
// In: cube and definition. Out: the chosen kind.
import { StarFilled } from '@fluentui/react-icons'
import { useMemo } from 'react'
import { chartOption, chartPixels } from '#shared/chart/chartOption.ts'
import { fittingCharts } from '#shared/chart/fittingCharts.ts'
import type { ChartFit } from '#shared/chart/fittingCharts.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { useTexts } from '../../../i18n/index.ts'
import { EChart } from './EChart.tsx'

const thumbnail = { width: 92, height: 56 }

/** With more cells than this the kinds are named, not drawn: twenty drawings of them would take seconds. */
const drawnCells = 20_000

export type GalleryProps = { cube: Cube; value: ChartDefinition; onChange: (value: ChartDefinition) => void }

export const Gallery = ({ cube, value, onChange }: GalleryProps) => {
  const { t } = useTexts('charts')
  const { categoryDimension, seriesDimension, measure, secondMeasure, thirdMeasure, top } = value
  const fits = useMemo(
    () =>
      fittingCharts(cube, {
        ...(categoryDimension === undefined ? {} : { categoryDimension }),
        ...(seriesDimension === undefined ? {} : { seriesDimension }),
        ...(measure === undefined ? {} : { measure }),
        ...(secondMeasure === undefined ? {} : { secondMeasure }),
        ...(thirdMeasure === undefined ? {} : { thirdMeasure }),
        ...(top === undefined ? {} : { top }),
      }),
    [cube, categoryDimension, seriesDimension, measure, secondMeasure, thirdMeasure, top],
  )
  // The fitting kind first, then those that fit, then those that do not, each group in its order.
  const rank = (fit: ChartFit): number => (fit.suggested ? 0 : fit.fits ? 1 : 2)
  const ordered = fits.toSorted((a, b) => rank(a) - rank(b))
  return (
    <div className="ch-gallery" role="group" aria-label={t('kinds')}>
      {ordered.map((fit) => (
        <Kind
          key={fit.kind}
          cube={cube}
          value={value}
          fit={fit}
          chosen={fit.kind === value.chart}
          onChoose={() => onChange({ ...value, chart: fit.kind, ...(value.chart === fit.kind ? {} : fit.size) })}
        />
      ))}
    </div>
  )
}

const Kind = ({
  cube,
  value,
  fit,
  chosen,
  onChoose,
}: {
  cube: Cube
  value: ChartDefinition
  fit: ChartFit
  chosen: boolean
  onChoose: () => void
}) => {
  const { t, label, language } = useTexts('charts')
  const drawn = useMemo(() => {
    if (!fit.fits || cube.cells.records.length > drawnCells) return null
    const definition: ChartDefinition = { ...value, ...fit.size, chart: fit.kind, theme: 'light' }
    const size = chartPixels(definition)
    try {
      return { option: chartOption(cube, definition, language, 'light', { heading: false }), size }
    } catch {
      return null
    }
  }, [cube, fit, language, value])
  const name = t(`kind.${fit.kind}`)
  const said = fit.suggested ? `${name} · ${t('suggested')}` : name
  const scale = drawn ? Math.min(thumbnail.width / drawn.size.width, thumbnail.height / drawn.size.height) : 1
  return (
    <button
      type="button"
      className={`ch-kind${chosen ? ' ch-kind--chosen' : ''}`}
      aria-pressed={chosen}
      disabled={!fit.fits && !chosen}
      title={fit.fits ? said : `${name}: ${label(fit.reason)}`}
      onClick={onChoose}
    >
      <span className="ch-kind__picture" style={thumbnail} aria-hidden="true">
        {drawn && (
          <span
            className="ch-kind__scaled"
            style={{ width: drawn.size.width, height: drawn.size.height, transform: `scale(${scale})` }}
          >
            <EChart option={drawn.option} width={drawn.size.width} height={drawn.size.height} label="" quiet />
          </span>
        )}
      </span>
      <span className="ch-kind__name">
        {fit.suggested && <StarFilled aria-label={t('suggested')} className="ch-kind__star" />}
        {name}
      </span>
      {!fit.fits && <span className="sd-visually-hidden">: {label(fit.reason)}</span>}
    </button>
  )
}
