// While something is dragged, the table itself becomes the drop place: above for columns, left for rows, a strip for
// layers, inside for measures. Each place says what it will nest in or stand beside. In: builder. Out: edits. Absent
// when nothing is dragged.
import { useState } from 'react'
import type { DragEvent } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import { useDrag } from '../drag.ts'
import { dropEdit, placesOf } from '../model/dropPlace.ts'
import type { Target } from '../model/dropPlace.ts'
import type { Axis } from '../model/edit.ts'
import { dimensionName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'

export const DropOverlay = ({ builder }: { builder: Builder }) => {
  const { t, language } = useTexts('tables')
  const { definition, fields, edit } = builder
  const { dragged, end } = useDrag()
  const [over, setOver] = useState<string | null>(null)
  if (!dragged) return null

  const place = (target: Target, key: string, text: string, beside = false) => {
    const step = dropEdit(definition, dragged, target, fields)
    if (!step) return null
    return (
      <div
        key={key}
        className={`tb-drop__place${beside ? ' tb-drop__place--beside' : ''}${over === key ? ' tb-drop__place--over' : ''}`}
        onDragEnter={() => setOver(key)}
        onDragLeave={() => setOver((now) => (now === key ? null : now))}
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          event.dataTransfer.dropEffect = dragged.from === 'list' ? 'copy' : 'move'
        }}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(null)
          end()
          edit(step)
        }}
      >
        {beside && <span className="tb-drop__sign">+</span>}
        {text}
      </div>
    )
  }
  const measures = dragged.from === 'measures' || dragged.from === 'measureGroup'
  const axisPlaces = (axis: Axis) => {
    if (measures) return place({ axis, block: 0, depth: 0 }, `${axis}:measures`, t(`nest.measuresOn.${axis}`))
    return placesOf(definition, axis).map(({ target, how, outer, inner }) => {
      const names = {
        outer: outer && dimensionName(fields, outer, language),
        inner: inner && dimensionName(fields, inner, language),
      }
      const text =
        how === 'alone'
          ? t(`nest.${axis}`)
          : how === 'beside'
            ? t(
                inner === null ? 'nest.besideAfter' : outer === null ? 'nest.besideBefore' : 'nest.besideBetween',
                names,
              )
            : t(`nest.${how}`, names)
      return place(target, `${axis}:${target.block}:${target.depth}`, text, how === 'beside')
    })
  }
  return (
    <div className="tb-drop" aria-hidden="true">
      <div className="tb-drop__layers">{axisPlaces('layers')}</div>
      <div className="tb-drop__columns">{axisPlaces('columns')}</div>
      <div className="tb-drop__rows">{axisPlaces('rows')}</div>
      <div className="tb-drop__measures">
        {place({ axis: 'measures', index: definition.measures.length }, 'measures', t('nest.measures'))}
      </div>
    </div>
  )
}
