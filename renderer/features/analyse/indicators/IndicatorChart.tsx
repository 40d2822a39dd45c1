// The series of an indicator as a line, as wide as there is room; as bars where a line does not fit. In: the cube. Out:
// a drawing.
import { useMemo, useRef } from 'react'
import { chartOption } from '#shared/chart/chartOption.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { Failure, toFailureValue } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { useSettings } from '../../../app/settings.ts'
import { useThemeName } from '../../../app/theme.ts'
import { useElementSize } from '../../../components/useElementSize.ts'
import { useTexts } from '../../../i18n/index.ts'
import { EChart } from '../../disseminate/charts/EChart.tsx'

export const IndicatorChart = ({ cube, definition }: { cube: Cube; definition: IndicatorDefinition }) => {
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
