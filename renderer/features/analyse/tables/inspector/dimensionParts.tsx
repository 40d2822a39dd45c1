// Parts of the properties of a dimension: what it is sorted by, what can be made of its variable, its words.
// In: builder and the dimension. Out: edits.
import { Button } from '@fluentui/react-components'
import type { Dimension } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { BilingualField, ChoiceField } from '../../../../components/Field.tsx'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { DimensionPlace } from '../model/edit.ts'
import type { Field } from '../model/fieldList.ts'
import { visible } from '../model/measureEdit.ts'
import { dimensionName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import { More } from './More.tsx'

export type SetDimension = (part: Partial<Omit<Dimension, 'variable' | 'stack'>>, mergeKey?: string | null) => void
type Part = { builder: Builder; dimension: Dimension; set: SetDimension }

const nothing: Bilingual = { vi: '', en: '' }
const orNothing = (text: Bilingual): Bilingual | undefined => (text.vi === '' && text.en === '' ? undefined : text)

/** The measure whose values order the categories, and the column they are taken from. */
export const SortedBy = ({ builder: { definition, fields }, dimension, set }: Part) => {
  const { t, language } = useTexts('tables')
  const shown = visible(definition.measures)
  const sortMeasure = dimension.sortBy?.measure ?? ''
  return (
    <>
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
      {(dimension.sortBy?.address.length ?? 0) > 0 && (
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
    </>
  )
}

type MakingsProps = { builder: Builder; field: Field; place: DimensionPlace }
export const Makings = ({ builder, field, place }: MakingsProps) => {
  const { t } = useTexts('tables')
  const { change } = builder
  const { made } = field
  const methods = startVariable.makings(field)
  if (methods.length === 0 && !made) return null
  return (
    <Section title={t('makeVariable')}>
      <div className="tb-buttons">
        {methods.map((method) => (
          <Button
            key={method}
            size="small"
            onClick={() => change({ editing: startVariable(builder, method, field, place) })}
          >
            {t(`making.${method}`)}
          </Button>
        ))}
        {made && (
          <Button
            size="small"
            onClick={() => change({ editing: { variable: made.definition, isNew: false, scope: made.scope, place } })}
          >
            {t('editVariable')}
          </Button>
        )}
      </div>
    </Section>
  )
}

export const DimensionLabels = ({ builder: { definition, fields }, dimension, set }: Part) => {
  const { t } = useTexts('tables')
  const own = { ...dimension, label: undefined }
  return (
    <More
      title={t('labels')}
      set={dimension.label !== undefined || dimension.totalLabel !== undefined || dimension.missingLabel !== undefined}
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
  )
}
