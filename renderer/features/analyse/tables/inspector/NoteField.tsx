// The note of one thing: a variable, a category, a measure or a cell, in both languages. In: builder and what it speaks
// of. Out: edits of the table's notes. Symbols are the layout's.
import { BilingualField } from '../../../../components/Field.tsx'
import { noteOf, withNote } from '../model/footnotes.ts'
import type { NotePlace } from '../model/footnotes.ts'
import type { Builder } from '../useBuilder.ts'

export const NoteField = ({ builder, place, label }: { builder: Builder; place: NotePlace; label: string }) => {
  const { definition, edit } = builder
  return (
    <BilingualField
      label={label}
      multiline
      value={noteOf(definition, place)?.text ?? { vi: '', en: '' }}
      onChange={(text) =>
        edit(
          { type: 'setOptions', change: { footnotes: withNote(definition.footnotes, place, text) } },
          `note:${JSON.stringify(place)}`,
        )
      }
    />
  )
}
