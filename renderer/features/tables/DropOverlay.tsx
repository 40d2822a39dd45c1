// While something is dragged, the table itself becomes the drop place: above for columns, left for rows, inside for measures.
// Each place says what will nest in what. In: builder. Out: edits. Absent when nothing is dragged.
import { useState } from 'react'
import type { DragEvent } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { useDrag } from './drag.ts'
import { dropEdit, neighbours } from './model/dropPlace.ts'
import type { Target } from './model/dropPlace.ts'
import type { Axis } from './model/edit.ts'
import { fieldName } from './names.ts'
import type { Builder } from './useBuilder.ts'

export const DropOverlay = ({ builder }: { builder: Builder }) => {
  const { t, language } = useTexts('tables')
  const { definition, fields, edit } = builder
  const { dragged, end } = useDrag()
  const [over, setOver] = useState<string | null>(null)
  if (!dragged) return null

  const place = (target: Target & { index: number }, text: string) => {
    const step = dropEdit(definition, dragged, target, fields)
    const key = `${target.axis}:${target.index}`
    if (!step) return null
    return (
      <div
        key={key} className={`tb-drop__place${over === key ? ' tb-drop__place--over' : ''}`}
        onDragEnter={() => setOver(key)}
        onDragLeave={() => setOver((now) => (now === key ? null : now))}
        onDragOver={(event: DragEvent) => { event.preventDefault(); event.dataTransfer.dropEffect = dragged.from === 'list' ? 'copy' : 'move' }}
        onDrop={(event: DragEvent) => { event.preventDefault(); setOver(null); end(); edit(step) }}
      >
        {text}
      </div>
    )
  }
  const axisPlaces = (axis: Axis) =>
    Array.from({ length: definition[axis].length + 1 }, (_, index) => {
      const { outer, inner } = neighbours(definition, dragged, axis, index)
      const names = { outer: outer && fieldName(fields, outer, language), inner: inner && fieldName(fields, inner, language) }
      const text = outer && inner ? t('nest.between', names) : outer ? t('nest.inside', names) : inner ? t('nest.outside', names) : t(`nest.${axis}`)
      return place({ axis, index }, text)
    })
  return (
    <div className="tb-drop" aria-hidden="true">
      <div className="tb-drop__columns">{axisPlaces('columns')}</div>
      <div className="tb-drop__rows">{axisPlaces('rows')}</div>
      <div className="tb-drop__measures">{place({ axis: 'measures', index: definition.measures.length }, t('nest.measures'))}</div>
    </div>
  )
}
