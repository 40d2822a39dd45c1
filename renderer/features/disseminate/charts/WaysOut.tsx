// What leads on from a chart that cannot be drawn: fewer categories, a larger page, a kind that can. In: cube and
// definition. Out: buttons that change the definition. Never a dead end.
import { Button } from '@fluentui/react-components'
import { useMemo } from 'react'
import { fittingCharts } from '#shared/chart/fittingCharts.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { useTexts } from '../../../i18n/index.ts'

export const WaysOut = ({
  cube,
  value,
  onChange,
}: {
  cube: Cube
  value: ChartDefinition
  onChange: (value: ChartDefinition) => void
}) => {
  const { t } = useTexts('charts')
  const other = useMemo(
    () => fittingCharts(cube).find((f) => f.suggested && f.kind !== value.chart),
    [cube, value.chart],
  )
  const many = cube.dimensions.some((d) => d.time === null && d.categories.length > 20)
  return (
    <div className="ch-ways">
      {many && value.top !== 20 && (
        <Button size="small" onClick={() => onChange({ ...value, top: 20 })}>
          {t('wayTop', { count: 20 })}
        </Button>
      )}
      {value.heightMm < 250 && (
        <Button size="small" onClick={() => onChange({ ...value, heightMm: Math.min(400, value.heightMm + 80) })}>
          {t('wayTaller')}
        </Button>
      )}
      {other && (
        <Button size="small" onClick={() => onChange({ ...value, chart: other.kind, ...other.size })}>
          {t('wayKind', { kind: t(`kind.${other.kind}`) })}
        </Button>
      )}
    </div>
  )
}
