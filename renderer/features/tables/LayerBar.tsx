// One drop-down per layer dimension. In: a cube and the choices. Out: a new choice by category key.
import { ChoiceField } from '../../components/Field.tsx'
import { useTexts } from '../../i18n/index.ts'
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey, dimensionsOn } from './model/layers.ts'
import type { LayerChoice } from './model/layers.ts'

export type LayerBarProps = { cube: Cube; indices: readonly number[]; choice: LayerChoice; onChoose: (choice: LayerChoice) => void }

export const LayerBar = ({ cube, indices, choice, onChoose }: LayerBarProps) => {
  const { label } = useTexts('tables')
  const layers = dimensionsOn(cube, 'layer')
  if (layers.length === 0) return null
  return (
    <div className="tb-layers">
      {layers.map((dimension, i) => {
        const current = dimension.categories[indices[i] ?? 0]
        return (
          <ChoiceField
            key={`${i}:${dimension.variable}`} label={label(dimension.label)} value={current ? categoryKey(current) : ''}
            options={dimension.categories.map((category) => ({ value: categoryKey(category), label: label(category.label) }))}
            onChange={(key) => onChoose(new Map(choice).set(`${i}:${dimension.variable}`, key))}
          />
        )
      })}
    </div>
  )
}
