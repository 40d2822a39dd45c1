// Which table fills this sheet: saved ones, those of the library, the one drafted from the labels, likeliest first. In:
// the sheet's title and guesses, tables at hand. Out: sources with how like they are. Pure; a proposal the user
// confirms.
import { foldText } from '#shared/format/foldText.ts'
import type { AdoptReading } from '#shared/contract/adopt.ts'
import type { TableDefinition } from '#shared/model/table.ts'

export type TableSource = {
  id: string
  kind: 'draft' | 'saved' | 'library'
  definition: TableDefinition
  /** 0 to 1. */ likeness: number
}

/** Words that stand in nearly every title tell nothing. */
const common = new Set([
  'so',
  'theo',
  'phan',
  'va',
  'cua',
  'cac',
  'tai',
  'nam',
  'bieu',
  'by',
  'of',
  'and',
  'the',
  'in',
  'number',
])
const wordsOf = (text: string): Set<string> =>
  new Set(
    foldText(text)
      .replace(/[^a-z0-9]+/g, ' ')
      .split(' ')
      .filter((word) => word.length > 1 && !/^\d+$/.test(word) && !common.has(word)),
  )

/** Dice coefficient of the telling words of two titles. */
export const titleLikeness = (a: string, b: string): number => {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.size === 0 || right.size === 0) return 0
  return (2 * [...left].filter((word) => right.has(word)).length) / (left.size + right.size)
}

export const tableSources = (
  reading: Pick<AdoptReading, 'table' | 'draft'>,
  saved: readonly TableDefinition[],
  library: readonly TableDefinition[],
): TableSource[] => {
  const { title } = reading.table
  const likeness = (definition: TableDefinition): number =>
    Math.max(
      titleLikeness(title.vi, definition.title.vi),
      title.en === '' ? 0 : titleLikeness(title.en, definition.title.en),
    )
  const of =
    (kind: 'saved' | 'library') =>
    (definition: TableDefinition): TableSource => ({
      id: `${kind}:${definition.id}`,
      kind,
      definition,
      likeness: likeness(definition),
    })
  const known = new Set(saved.map((d) => d.id))
  const found = [...saved.map(of('saved')), ...library.filter((d) => !known.has(d.id)).map(of('library'))].toSorted(
    (a, b) => b.likeness - a.likeness,
  )
  return reading.draft === null
    ? found
    : [{ id: 'draft', kind: 'draft', definition: reading.draft, likeness: 1 }, ...found]
}

/** A table whose title says the same; else what the labels say; else nothing is chosen. */
export const proposedSource = (sources: readonly TableSource[]): TableSource | null =>
  sources.find((s) => s.kind !== 'draft' && s.likeness >= 0.8) ?? sources.find((s) => s.kind === 'draft') ?? null
