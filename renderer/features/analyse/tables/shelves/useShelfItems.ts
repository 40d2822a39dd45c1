// What an item on a shelf is called, which variable it stands on, and which one Tab comes to. In: builder. Out: pure
// look-ups.
import type { Language } from '#shared/model/text.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { axes } from '../model/edit.ts'
import { shelfItems } from '../model/itemKeys.ts'
import type { Item } from '../model/itemKeys.ts'
import { dimensionName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'

export type Shelf = Item['shelf']
export const shelves: readonly Shelf[] = [...axes, 'measures']
export const keyOf = (item: Item): string => `${item.shelf}:${item.index}`
export const itemsOf = (definition: Builder['definition'], shelf: Shelf): Item[] =>
  shelfItems(definition, shelf).map((index) => ({ shelf, index }) as Item)

export type ShelfItems = {
  nameOf: (item: Item, language?: Language) => string
  refOf: (item: Item) => string | null
  /** The variable has left the dataset. */
  unknown: (item: Item) => boolean
  tabStop: Item | undefined
}

export const useShelfItems = (builder: Builder): ShelfItems => {
  const { t, language } = useTexts('tables')
  const { definition, fields, session } = builder
  const nameOf = (item: Item, lng: Language = language): string => {
    if (item.shelf === 'measures') {
      const measure = definition.measures[item.index]
      return measure
        ? measureName(fields, measure, definition.measures, (key, values) => t(key, { ...values, lng }), lng)
        : ''
    }
    const dimension = definition[item.shelf][item.index]
    return dimension ? dimensionName(fields, dimension, lng) : ''
  }
  const refOf = (item: Item): string | null => {
    if (item.shelf !== 'measures') return definition[item.shelf][item.index]?.variable ?? null
    const measure = definition.measures[item.index]
    return measure ? measuredVariable(measure) : null
  }
  const unknown = (item: Item): boolean => {
    const ref = refOf(item)
    return builder.ready && ref !== null && !fields.has(ref)
  }
  const selected = session.selected
  const stands = selected !== null && shelfItems(definition, selected.shelf).includes(selected.index)
  const first = shelves.flatMap((shelf) => itemsOf(definition, shelf).slice(0, 1))[0]
  return { nameOf, refOf, unknown, tabStop: stands ? selected : first }
}
