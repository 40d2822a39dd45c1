// The categories of a dimension one by one: hide and bring back, order by hand, put together, status, note.
// In: builder, the cube on screen. Out: edits; putting together opens the editor of groups.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import {
  ArrowDownRegular,
  ArrowUpRegular,
  EyeOffRegular,
  EyeRegular,
  GroupRegular,
  MoreHorizontalRegular,
} from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { figureStatusLabels } from '#shared/format/cell.ts'
import type { Cube } from '#shared/model/cube.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { Dimension, FigureStatus } from '#shared/model/table.ts'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { bringBack, inEveryBlock } from '../model/categoryEdits.ts'
import { hiddenCategories, shownCategories } from '../model/categories.ts'
import type { DimensionPlace } from '../model/edit.ts'
import { groupTogether } from '../model/grouping.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import { CategoryList } from './CategoryList.tsx'
import { NoteField } from './NoteField.tsx'
import { noteAt } from '../model/footnotes.ts'

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
  const { edit, fields, definition, change, lists } = builder
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

  const hide = (): void =>
    edit(inEveryBlock(definition, place, { hidden: [...(dimension.hidden ?? []), ...pickedShown] }))
  const move = (by: 1 | -1): void => {
    const order = shown.map((c) => c.key)
    const at = order.findIndex((key) => pickedShown.includes(key))
    const to = at + by
    if (at < 0 || to < 0 || to + pickedShown.length > order.length) return
    const rest = order.filter((key) => !pickedShown.includes(key))
    edit(
      inEveryBlock(definition, place, {
        sort: 'manual',
        order: rest.toSpliced(to, 0, ...order.filter((key) => pickedShown.includes(key))),
      }),
    )
  }
  const group = (keys: readonly string[]): void => {
    if (!field) return
    const members = all.filter((c) => keys.includes(c.key))
    const made = field.made?.definition
    const editing =
      made?.method === 'recode'
        ? { variable: made, isNew: false, scope: field.made?.scope ?? ('table' as const), place }
        : startVariable(builder, 'recode', field, place)
    if (editing.variable.method !== 'recode') return
    change({
      editing: {
        ...editing,
        variable: members.length > 0 ? groupTogether(editing.variable, members) : editing.variable,
      },
      panel: 'properties',
    })
  }
  const setStatus = (status: FigureStatus | null): void => {
    const others = definition.categoryStatuses.filter(
      (s) => !(s.variable === dimension.variable && chosen.has(s.category)),
    )
    edit({
      type: 'setOptions',
      change: {
        categoryStatuses:
          status === null
            ? others
            : [...others, ...picked.map((c) => ({ variable: dimension.variable, category: c.key, status }))],
      },
    })
  }
  const canGroup = field !== undefined && startVariable.makings(field).includes('recode')
  return (
    <Section title={t('categories', { count: all.length })}>
      <CategoryList
        label={t('categories', { count: all.length })}
        categories={all}
        chosen={chosen}
        onChoose={setChosen}
        muted={(c) => hiddenKeys.has(c.key)}
        {...(canGroup ? { onDropOnto: (keys: string[], onto: string) => group([...keys, onto]) } : {})}
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
            move(event.key === 'ArrowUp' ? -1 : 1)
            return true
          }
          return false
        }}
      />
      <div className="tb-buttons">
        <Button size="small" icon={<EyeOffRegular />} disabled={pickedShown.length === 0} onClick={hide}>
          {t('hideCategories')}
        </Button>
        <Button
          size="small"
          icon={<EyeRegular />}
          disabled={hidden.length === 0}
          onClick={() => edit(bringBack(definition, place, pickedHidden.length > 0 ? pickedHidden : 'all'))}
        >
          {pickedHidden.length > 0 ? t('showCategories') : t('showAllCategories')}
        </Button>
        <Button
          size="small"
          icon={<ArrowUpRegular />}
          aria-label={t('moveUp')}
          title={`${t('moveUp')} · Alt+↑`}
          disabled={pickedShown.length === 0}
          onClick={() => move(-1)}
        />
        <Button
          size="small"
          icon={<ArrowDownRegular />}
          aria-label={t('moveDown')}
          title={`${t('moveDown')} · Alt+↓`}
          disabled={pickedShown.length === 0}
          onClick={() => move(1)}
        />
        {canGroup && (
          <Button size="small" icon={<GroupRegular />} disabled={picked.length < 1} onClick={() => group([...chosen])}>
            {t('groupCategories')}
          </Button>
        )}
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button
              size="small"
              icon={<MoreHorizontalRegular />}
              aria-label={t('more')}
              disabled={picked.length === 0}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {figureStatuses.map((status) => (
                <MenuItem key={status} onClick={() => setStatus(status)}>
                  {t('statusOf', { status: label(figureStatusLabels[status]) })}
                </MenuItem>
              ))}
              <MenuItem onClick={() => setStatus(null)}>{t('statusAsTable')}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
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
