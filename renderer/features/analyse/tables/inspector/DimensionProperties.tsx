// One dimension: level, totals, order, missing and empty categories, its categories one by one, its label.
// In: builder, the dimension and the cube on screen. Out: edits.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { BilingualField, CheckField, ChoiceField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { DimensionPlace } from '../model/edit.ts'
import { noteAt } from '../model/footnotes.ts'
import { visible } from '../model/measureEdit.ts'
import { dimensionName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import { CategoriesSection } from './CategoriesSection.tsx'
import { More } from './More.tsx'
import { NoteField } from './NoteField.tsx'

const nothing: Bilingual = { vi: '', en: '' }
const orNothing = (text: Bilingual): Bilingual | undefined => (text.vi === '' && text.en === '' ? undefined : text)

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
  const { t, label, language } = useTexts('tables')
  const { edit, fields, definition, change } = builder
  const field = fields.get(dimension.variable)
  const set = (part: Partial<Omit<Dimension, 'variable' | 'stack'>>, mergeKey: string | null = null): void =>
    edit({ type: 'setDimension', place, change: part }, mergeKey && `${mergeKey}:${place.axis}:${place.index}`)
  const levels = [
    { value: '', label: field ? t('mostDetailed', { name: label(field.variable.label) }) : t('mostDetailedAny') },
    ...(field?.levels ?? []).map((l) => ({ value: l.id, label: label(l.label) })),
  ]
  const shown = visible(definition.measures)
  const sortMeasure = dimension.sortBy?.measure ?? ''
  const own = { ...dimension, label: undefined }
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
      {dimension.sort.startsWith('value') && (
        <ChoiceField
          label={t('sortMeasure')}
          value={sortMeasure}
          options={[
            { value: '', label: t('firstMeasure') },
            ...shown.map((m) => ({ value: m.id, label: measureName(fields, m, definition.measures, t, language) })),
          ]}
          onChange={(measure) =>
            set({ sortBy: measure === '' ? undefined : { measure, address: dimension.sortBy?.address ?? [] } })
          }
        />
      )}
      {dimension.sort.startsWith('value') && (dimension.sortBy?.address.length ?? 0) > 0 && (
        <p className="sd-muted tb-small">
          {t('sortedInColumn', { column: dimension.sortBy?.address.map((part) => part.code ?? part.kind).join(' · ') })}{' '}
          <Button
            size="small"
            appearance="transparent"
            onClick={() =>
              set({ sortBy: dimension.sortBy ? { measure: dimension.sortBy.measure, address: [] } : undefined })
            }
          >
            {t('sortWholeTable')}
          </Button>
        </p>
      )}
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
      {field && (startVariable.makings(field).length > 0 || field.made) && (
        <Section title={t('makeVariable')}>
          <div className="tb-buttons">
            {startVariable.makings(field).map((method) => (
              <Button
                key={method}
                size="small"
                onClick={() => change({ editing: startVariable(builder, method, field, place) })}
              >
                {t(`making.${method}`)}
              </Button>
            ))}
            {field.made && (
              <Button
                size="small"
                onClick={() => {
                  if (field.made)
                    change({
                      editing: { variable: field.made.definition, isNew: false, scope: field.made.scope, place },
                    })
                }}
              >
                {t('editVariable')}
              </Button>
            )}
          </div>
        </Section>
      )}
      <More title={t('notes')} set={noteAt(definition, dimension.variable) !== undefined}>
        <NoteField builder={builder} place={{ variable: dimension.variable }} label={t('noteOfVariable')} />
      </More>
      <More
        title={t('labels')}
        set={
          dimension.label !== undefined || dimension.totalLabel !== undefined || dimension.missingLabel !== undefined
        }
      >
        <BilingualField
          label={t('label')}
          value={dimension.label ?? { vi: dimensionName(fields, own, 'vi'), en: dimensionName(fields, own, 'en') }}
          onChange={(text) => set({ label: text }, 'label')}
        />
        {dimension.label && (
          <Button size="small" onClick={() => set({ label: undefined })}>
            {t('labelReset')}
          </Button>
        )}
        {dimension.total !== 'none' && (
          <BilingualField
            label={t('totalLabel')}
            value={dimension.totalLabel ?? nothing}
            onChange={(text) => set({ totalLabel: orNothing(text) }, 'totalLabel')}
          />
        )}
        {(dimension.missing ?? definition.missing) === 'show' && (
          <BilingualField
            label={t('missingLabel')}
            value={dimension.missingLabel ?? nothing}
            onChange={(text) => set({ missingLabel: orNothing(text) }, 'missingLabel')}
          />
        )}
      </More>
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
