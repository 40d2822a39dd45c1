// What stands above and beneath the figures: whether they are protected, the layers, the unit; notes. In: the answer
// and what is shown.
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { markText } from '#shared/format/footnotes.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { commonUnit, visibleMeasures } from '#shared/format/measureUnits.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { useTexts } from '../../../i18n/index.ts'
import { LayerBar } from './LayerBar.tsx'
import type { Builder } from './useBuilder.ts'
import type { TableAnswer } from './useTableRun.ts'

type Shown = { layout: TableLayout; layers: number[]; layerMeasure: number | undefined }
type HeadProps = { builder: Builder; answer: TableAnswer; shown: Shown; children: ReactNode }

export const AnswerHead = ({ builder, answer, shown, children }: HeadProps) => {
  const { t, label } = useTexts('tables')
  const { definition, session, change } = builder
  const { layout, layers, layerMeasure } = shown
  const { cube, protection } = answer
  const unit = commonUnit(cube, layerMeasure === undefined ? visibleMeasures(cube) : [layerMeasure])
  return (
    <div className="tb-answer__head">
      {layout.titleMarks.length > 0 && (
        <span className="tb-answer__note">
          {label(definition.title)}
          {markText(layout.titleMarks)}
        </span>
      )}
      {protection && <span className="tb-answer__note">{t('protectedNote', { minimum: protection.minimum })}</span>}
      <LayerBar
        cube={cube}
        layout={layout}
        indices={layers}
        measure={layerMeasure}
        choice={session.layers}
        onChoose={(choice) => change({ layers: choice })}
      />
      {children}
      {unit && <span className="tb-answer__unit">{t('unit', { unit: label(unit) })}</span>}
    </div>
  )
}

export const AnswerNotes = ({ cube, layout }: { cube: Cube; layout: TableLayout }) => {
  const { t, label } = useTexts('tables')
  const notes = useMemo(() => tableNotes(cube, layout).notes, [cube, layout])
  if (notes.length === 0) return null
  return (
    <ul className="tb-answer__notes" aria-label={t('footnotes')}>
      {notes.map(label).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
