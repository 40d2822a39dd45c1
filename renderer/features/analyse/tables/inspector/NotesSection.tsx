// All notes with a symbol of a table, each with what it speaks of, and the kind of symbols. In: builder. Out: edits.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import type { Footnote } from '#shared/model/table.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { labelOfKey } from '../model/categories.ts'
import { fieldName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'
import { NoteField } from './NoteField.tsx'

export const NotesSection = ({ builder }: { builder: Builder }) => {
  const { t, language, label } = useTexts('tables')
  const { definition, edit, fields, lists } = builder
  const subject = (note: Footnote): string => {
    const measure = definition.measures.find((m) => m.id === note.measure)
    if (note.address)
      return t('noteOf.cell', {
        cell: note.address
          .flatMap((p) =>
            p.kind === 'total'
              ? []
              : [
                  label(
                    labelOfKey(
                      p.code ?? `#${p.kind}`,
                      lists.get(fields.get(p.variable)?.variable.codeList ?? '') ?? [],
                      undefined,
                    ),
                  ),
                ],
          )
          .join(' · '),
      })
    if (note.category !== undefined && note.variable !== undefined)
      return `${fieldName(fields, note.variable, language)}: ${label(labelOfKey(note.category, lists.get(fields.get(note.variable)?.variable.codeList ?? '') ?? [], fields.get(note.variable)?.made?.definition))}`
    if (note.variable !== undefined) return fieldName(fields, note.variable, language)
    return measure ? measureName(fields, measure, definition.measures, t, language) : t('noteOf.table')
  }
  const others = definition.footnotes.filter(
    (note) => note.variable !== undefined || note.measure !== undefined || note.address !== undefined,
  )
  return (
    <>
      <NoteField builder={builder} place={{}} label={t('noteOf.table')} />
      {others.map((note) => (
        <div
          key={`${note.variable ?? ''}${note.category ?? ''}${note.measure ?? ''}${JSON.stringify(note.address ?? null)}`}
          className="tb-note"
        >
          <span className="tb-note__subject">{subject(note)}</span>
          <span className="tb-note__text">{label(note.text)}</span>
          <Button
            size="small"
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('removeNote', { subject: subject(note) })}
            onClick={() =>
              edit({ type: 'setOptions', change: { footnotes: definition.footnotes.filter((n) => n !== note) } })
            }
          />
        </div>
      ))}
      {definition.footnotes.length > 0 && (
        <ChoiceField
          label={t('footnoteSymbols')}
          value={definition.footnoteSymbols}
          options={(['numbers', 'letters', 'asterisks'] as const).map((value) => ({
            value,
            label: t(`symbols.${value}`),
          }))}
          onChange={(footnoteSymbols) => edit({ type: 'setOptions', change: { footnoteSymbols } })}
        />
      )}
    </>
  )
}
