// Going into a category: to the next level of its list, or across to another variable. In: definition, fields,
// category. Out: edits, or null where there is nothing below. A drill keeps what was chosen as a condition of the
// filter.
import type { CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { placeOf } from './blocks.ts'
import { conditionOf, joinConditions } from './conditions.ts'
import type { DimensionPlace, TableEdit } from './edit.ts'
import type { Field } from './fieldList.ts'

/**
 * The level below: of time, quarter below year; of a code list, the next more detailed. undefined as a value: the most
 * detailed of all.
 */
export const levelBelow = (field: Field, level: string | undefined): { level: string | undefined } | null => {
  if (level === undefined) return null
  const at = field.levels.findIndex((l) => l.id === level)
  if (at < 0) return null
  return { level: field.levels[at - 1]?.id }
}

/** Opens one category in place: its level's next one nested inside, all other categories collapsed. */
export const drillDown = (
  definition: TableDefinition,
  place: DimensionPlace,
  field: Field,
  dimension: CubeDimension,
  category: CubeCategory,
): TableEdit | null => {
  const old = definition[place.axis][place.index]
  const below = old && levelBelow(field, old.level)
  if (!old || !below || category.kind !== 'value') return null
  const next = definition[place.axis][place.index + 1]
  if (next?.variable === old.variable && next.level === below.level && next.stack !== true)
    return setCollapsed(definition, place, category, false)
  const { block, depth } = placeOf(definition[place.axis], place.index)
  const others = dimension.categories.filter((c) => c.kind !== 'total' && c !== category).map(categoryKey)
  return {
    type: 'together',
    edits: [
      {
        type: 'addDimension',
        to: { axis: place.axis, block, depth: depth + 1 },
        variable: old.variable,
        ...(below.level === undefined ? {} : { level: below.level }),
      },
      { type: 'setDimension', place, change: { collapsed: others.length > 0 ? others : undefined } },
    ],
  }
}

export const isCollapsed = (dimension: Dimension | undefined, category: CubeCategory): boolean =>
  dimension?.collapsed?.includes(categoryKey(category)) === true

/** One category closed or opened; null where that changes nothing. */
export const setCollapsed = (
  definition: TableDefinition,
  place: DimensionPlace,
  category: CubeCategory,
  collapsed: boolean,
): TableEdit | null => {
  const old = definition[place.axis][place.index]
  if (!old || isCollapsed(old, category) === collapsed) return null
  const key = categoryKey(category)
  const next = collapsed ? [...(old.collapsed ?? []), key] : (old.collapsed ?? []).filter((k) => k !== key)
  return { type: 'setDimension', place, change: { collapsed: next.length > 0 ? next : undefined } }
}

/** Every category of a dimension closed, or every one open. */
export const setAllCollapsed = (place: DimensionPlace, dimension: CubeDimension, collapsed: boolean): TableEdit => ({
  type: 'setDimension',
  place,
  change: {
    collapsed: collapsed ? dimension.categories.filter((c) => c.kind !== 'total').map(categoryKey) : undefined,
  },
})

/**
 * The condition that keeps only a category; null where the language of filters cannot say it (a level above, a made
 * variable).
 */
export const conditionFor = (dimension: Dimension, field: Field | undefined, category: CubeCategory): string | null => {
  if (!field || field.made || category.kind === 'total' || category.kind === 'unmapped' || category.kind === 'others')
    return null
  if (category.kind === 'missing') return category.code === 'not_linked' ? null : `${dimension.variable} is null`
  if (dimension.level !== undefined || (field.variable.type !== 'code' && dimension.variable !== 'period')) return null
  return conditionOf(dimension.variable, [category.code])
}

/** Across: another variable in the place of this one, for the records of the category alone. */
export const drillAcross = (
  definition: TableDefinition,
  place: DimensionPlace,
  condition: string,
  variable: string,
): TableEdit => ({
  type: 'together',
  edits: [
    { type: 'setFilter', filter: joinConditions(definition.filter ?? '', condition) },
    { type: 'replaceDimension', place, variable },
  ],
})
