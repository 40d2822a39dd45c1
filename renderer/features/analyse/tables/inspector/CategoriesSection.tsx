// The categories of a dimension one by one: hide and bring back, order by hand, put together, status, note.
// In: builder, the cube on screen. Out: edits; putting together opens the editor of groups.
import { EyeOffRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { figureStatusLabels } from '#shared/format/cell.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension, FigureStatus } from '#shared/model/table.ts'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { bringBack, inEveryBlock } from '../model/categoryEdits.ts'
import { hiddenCategories, shownCategories } from '../model/categories.ts'
import type { DimensionPlace } from '../model/edit.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import { CategoryButtons } from './CategoryButtons.tsx'
import { CategoryList } from './CategoryList.tsx'
import { NoteField } from './NoteField.tsx'
import { noteAt } from '../model/footnotes.ts'
import { useCategoryEdits } from './useCategoryEdits.ts'

export const CategoriesSection = ({
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
  const { edit, fields, definition, lists } = builder
  const { noting } = builder.session
  const [chosen, setChosen] = useState<Set<string>>(
    () => new Set(noting?.variable === dimension.variable ? [noting.category] : []),
  )
  const field = fields.get(dimension.variable)
  const shown = useMemo(() => shownCategories(cube, dimension), [cube, dimension])
  const hidden = useMemo(
    () => hiddenCategories(dimension, lists.get(field?.variable.codeList ?? '') ?? [], field?.made?.definition),
    [dimension, field, lists],
  )
  const all = useMemo(() => [...shown.filter((c) => !hidden.some((h) => h.key === c.key)), ...hidden], [shown, hidden])
  const hiddenKeys = new Set(hidden.map((c) => c.key))
  const picked = all.filter((c) => chosen.has(c.key))
  const pickedShown = picked.filter((c) => !hiddenKeys.has(c.key)).map((c) => c.key)
  const pickedHidden = picked.filter((c) => hiddenKeys.has(c.key)).map((c) => c.key)
  const statusOf = (key: string): FigureStatus | undefined =>
    definition.categoryStatuses.find((s) => s.variable === dimension.variable && s.category === key)?.status

  const edits = useCategoryEdits(builder, { dimension, place, shown, all, picked, pickedShown })
  const canGroup = field !== undefined && startVariable.makings(field).includes('recode')
  return (
    <Section title={t('categories', { count: all.length })}>
      <CategoryList
        label={t('categories', { count: all.length })}
        categories={all}
        chosen={chosen}
        onChoose={setChosen}
        muted={(c) => hiddenKeys.has(c.key)}
        {...(canGroup ? { onDropOnto: (keys: string[], onto: string) => edits.group([...keys, onto]) } : {})}
        renderExtra={(c) => (
          <>
            {hiddenKeys.has(c.key) && <EyeOffRegular className="tb-category__mark" aria-label={t('hiddenCategory')} />}
            {statusOf(c.key) && (
              <span className="tb-category__status">{label(figureStatusLabels[statusOf(c.key) ?? 'official'])}</span>
            )}
            {noteAt(definition, dimension.variable, c.key) && <span className="tb-category__status">{t('noted')}</span>}
          </>
        )}
        onKey={(event, key) => {
          if (event.key === 'Delete') {
            edit(
              hiddenKeys.has(key)
                ? bringBack(definition, place, [key])
                : inEveryBlock(definition, place, { hidden: [...(dimension.hidden ?? []), key] }),
            )
            return true
          }
          if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            edits.move(event.key === 'ArrowUp' ? -1 : 1)
            return true
          }
          return false
        }}
      />
      <CategoryButtons
        picked={picked.length}
        pickedShown={pickedShown.length}
        pickedHidden={pickedHidden.length}
        hidden={hidden.length}
        canGroup={canGroup}
        edits={edits}
        onShow={() => edit(bringBack(definition, place, pickedHidden.length > 0 ? pickedHidden : 'all'))}
      />
      {canGroup && <p className="sd-muted tb-small">{t('dragTogether')}</p>}
      {picked.length === 1 && picked[0] && (
        <NoteField
          builder={builder}
          place={{ variable: dimension.variable, category: picked[0].key }}
          label={t('noteOfCategory', { name: label(picked[0].label) })}
        />
      )}
    </Section>
  )
}
