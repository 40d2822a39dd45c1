// What belongs to the table as a whole: title, filter, where the measures stand, dated lists, missing codes, status,
// notes. In: builder. Out: edits.
import { figureStatusLabels } from '#shared/format/cell.ts'
import { figureStatuses } from '#shared/model/table.ts'
import { BilingualField, ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { visible } from '../model/measureEdit.ts'
import type { Builder } from '../useBuilder.ts'
import { ExpressionField } from './ExpressionField.tsx'
import { More } from './More.tsx'
import { NotesSection } from './NotesSection.tsx'
import { MadeVariablesSection } from '../variables/MadeVariablesSection.tsx'

export const TableProperties = ({ builder }: { builder: Builder }) => {
  const { t, label } = useTexts('tables')
  const { definition, edit, fields, detail } = builder
  const note = definition.notes[0] ?? { vi: '', en: '' }
  const several = visible(definition.measures).length > 1
  return (
    <>
      <BilingualField
        label={t('title')}
        value={definition.title}
        onChange={(title) => edit({ type: 'setTitle', title }, 'title')}
        multiline
      />
      <ExpressionField
        dataset={definition.dataset}
        variables={definition.variables}
        fields={fields}
        expression={definition.filter}
        label={t('filter')}
        tableFilter={null}
        onChange={(filter) => edit({ type: 'setFilter', filter }, 'filter')}
      />
      {several && (
        <div className="tb-pair">
          <ChoiceField
            label={t('measureAxis')}
            value={definition.measureAxis}
            options={(['row', 'column', 'layer'] as const).map((value) => ({
              value,
              label: t(`measureAxes.${value}`),
            }))}
            onChange={(measureAxis) => edit({ type: 'setOptions', change: { measureAxis } })}
          />
          <ChoiceField
            label={t('measurePlace')}
            value={definition.measurePlace}
            options={(['inner', 'outer'] as const).map((value) => ({ value, label: t(`measurePlaces.${value}`) }))}
            onChange={(measurePlace) => edit({ type: 'setOptions', change: { measurePlace } })}
          />
        </div>
      )}
      <ChoiceField
        label={t('classification')}
        value={definition.classification}
        options={(['as_then', 'as_now'] as const).map((value) => ({ value, label: t(`classifications.${value}`) }))}
        onChange={(classification) => edit({ type: 'setOptions', change: { classification } })}
      />
      <ChoiceField
        label={t('missing')}
        value={definition.missing}
        options={(['show', 'hide'] as const).map((value) => ({ value, label: t(`missings.${value}`) }))}
        onChange={(missing) => edit({ type: 'setOptions', change: { missing } })}
      />
      <ChoiceField
        label={t('imputed')}
        value={definition.imputed ?? 'with'}
        options={(['with', 'without'] as const).map((value) => ({ value, label: t(`imputeds.${value}`) }))}
        onChange={(value) =>
          edit({
            type: 'setOptions',
            change: { imputed: value === 'without' ? 'without' : undefined },
          })
        }
      />
      <ChoiceField
        label={t('status')}
        value={definition.status}
        options={figureStatuses.map((value) => ({ value, label: label(figureStatusLabels[value]) }))}
        onChange={(status) => edit({ type: 'setOptions', change: { status } })}
      />
      <MadeVariablesSection builder={builder} />
      <More title={t('sourceAndNotes')} set={definition.source !== undefined || definition.notes.length > 0}>
        <BilingualField
          label={t('source')}
          value={definition.source ?? { vi: '', en: '' }}
          onChange={(source) =>
            edit({ type: 'setSource', source: source.vi === '' && source.en === '' ? undefined : source }, 'source')
          }
        />
        <BilingualField
          label={t('note')}
          value={note}
          multiline
          onChange={(text) =>
            edit(
              {
                type: 'setNotes',
                notes:
                  text.vi === '' && text.en === '' ? definition.notes.slice(1) : [text, ...definition.notes.slice(1)],
              },
              'notes',
            )
          }
        />
      </More>
      <More title={t('footnotes')} set={definition.footnotes.length > 0}>
        <NotesSection builder={builder} />
      </More>
      <p className="sd-muted tb-small">{t('datasetLine', { dataset: label(detail?.label), id: definition.id })}</p>
    </>
  )
}
