// One drop-down per layer dimension, and one for the measure where measures are layers. In: cube, layout, choices. Out:
// a new choice.
import { markText } from '#shared/format/footnotes.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { visibleMeasures } from '#shared/format/measureUnits.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { ChoiceField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { choiceKey, dimensionsOn, measureChoice } from '../../../components/cube/layers.ts'
import type { LayerChoice } from '../../../components/cube/layers.ts'

export type LayerBarProps = {
  cube: Cube
  layout: TableLayout
  indices: readonly number[]
  measure: number | undefined
  choice: LayerChoice
  onChoose: (choice: LayerChoice) => void
}

export const LayerBar = ({ cube, layout, indices, measure, choice, onChoose }: LayerBarProps) => {
  const { t, label } = useTexts('tables')
  const layers = dimensionsOn(cube, 'layer')
  if (layers.length === 0 && measure === undefined) return null
  return (
    <div className="tb-layers">
      {layers.map((dimension, i) => {
        const current = dimension.categories[indices[i] ?? 0]
        return (
          <ChoiceField
            key={choiceKey(dimension)}
            label={`${label(dimension.label)}${markText(layout.layerMarks[i])}`}
            value={current ? categoryKey(current) : ''}
            options={dimension.categories.map((category) => ({
              value: categoryKey(category),
              label: label(category.label),
            }))}
            onChange={(key) => onChoose(new Map(choice).set(choiceKey(dimension), key))}
          />
        )
      })}
      {measure !== undefined && (
        <ChoiceField
          label={t('shelf.measures')}
          value={cube.measures[measure]?.id ?? ''}
          options={visibleMeasures(cube).map((m) => ({
            value: cube.measures[m]?.id ?? '',
            label: label(cube.measures[m]?.label),
          }))}
          onChange={(id) => onChoose(new Map(choice).set(measureChoice, id))}
        />
      )}
    </div>
  )
}
