// One dimension: level, totals, order, missing and empty categories, its categories one by one, its label.
// In: builder, the dimension and the cube on screen. Out: edits.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension } from '#shared/model/table.ts'
import { CheckField, ChoiceField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { DimensionPlace } from '../model/edit.ts'
import { noteAt } from '../model/footnotes.ts'
import type { Builder } from '../useBuilder.ts'
import { CategoriesSection } from './CategoriesSection.tsx'
import { DimensionLabels, Makings, SortedBy } from './dimensionParts.tsx'
import type { SetDimension } from './dimensionParts.tsx'
import { More } from './More.tsx'
import { NoteField } from './NoteField.tsx'

export const DimensionProperties = ({
  builder,
  cube,
  dimension,
  place,
}: {
  builder: Builder
  cube: Cube | null
  dimension: Dimension
  place: DimensionPlace
}) => {
  const { t, label } = useTexts('tables')
  const { edit, fields, definition } = builder
  const field = fields.get(dimension.variable)
  const set: SetDimension = (part, mergeKey = null) =>
    edit({ type: 'setDimension', place, change: part }, mergeKey && `${mergeKey}:${place.axis}:${place.index}`)
  const levels = [
    { value: '', label: field ? t('mostDetailed', { name: label(field.variable.label) }) : t('mostDetailedAny') },
    ...(field?.levels ?? []).map((l) => ({ value: l.id, label: label(l.label) })),
  ]
  return (
    <>
      {!field && builder.ready && (
        <p className="tb-problem">{t('unknownVariable', { variable: dimension.variable })}</p>
      )}
      {levels.length > 1 && (
        <ChoiceField
          label={t('level')}
          value={dimension.level ?? ''}
          options={levels}
          onChange={(level) =>
            set({
              level: level === '' ? undefined : level,
              hidden: undefined,
              collapsed: undefined,
              order: undefined,
              ...(dimension.sort === 'manual' ? { sort: 'code' as const } : {}),
            })
          }
        />
      )}
      <div className="tb-pair">
        <ChoiceField
          label={t('total')}
          value={dimension.total}
          options={(['auto', 'after', 'before', 'none'] as const).map((value) => ({
            value,
            label: t(`totalPlace.${value}`),
          }))}
          onChange={(total) => set({ total })}
        />
        <ChoiceField
          label={t('sort')}
          value={dimension.sort}
          options={(['code', 'label', 'value_descending', 'value_ascending', 'manual'] as const).map((value) => ({
            value,
            label: t(`sortBy.${value}`),
          }))}
          onChange={(sort) => set({ sort, ...(sort.startsWith('value') ? {} : { sortBy: undefined }) })}
        />
      </div>
      {dimension.sort.startsWith('value') && <SortedBy builder={builder} dimension={dimension} set={set} />}
      <ChoiceField
        label={t('missing')}
        value={dimension.missing ?? ''}
        options={[
          { value: '', label: t('asTable', { value: t(`missings.${definition.missing}`) }) },
          ...(['show', 'hide'] as const).map((value) => ({ value, label: t(`missings.${value}`) })),
        ]}
        onChange={(missing) => set({ missing: missing === '' ? undefined : (missing as 'show' | 'hide') })}
      />
      {(field?.variable.codeList || field?.made) && (
        <CheckField
          label={t('showEmpty')}
          value={dimension.empty === 'show'}
          onChange={(on) => set({ empty: on ? 'show' : undefined })}
        />
      )}
      <CategoriesSection builder={builder} cube={cube} dimension={dimension} place={place} />
      {field && <Makings builder={builder} field={field} place={place} />}
      <More title={t('notes')} set={noteAt(definition, dimension.variable) !== undefined}>
        <NoteField builder={builder} place={{ variable: dimension.variable }} label={t('noteOfVariable')} />
      </More>
      <DimensionLabels builder={builder} dimension={dimension} set={set} />
      <Section title={t('item')}>
        <div className="tb-buttons">
          <Button
            size="small"
            icon={<DeleteRegular />}
            onClick={() => {
              edit({ type: 'removeDimension', place })
              builder.select(null)
            }}
          >
            {t('removeFromTable')}
          </Button>
        </div>
        <p className="sd-muted tb-small">
          {t('variableName', { name: dimension.variable })}
          {field?.variable.codeList ? ` · ${t('codeList', { list: field.variable.codeList })}` : ''}
        </p>
        <p className="sd-muted tb-small">{t('itemKeys')}</p>
      </Section>
    </>
  )
}
