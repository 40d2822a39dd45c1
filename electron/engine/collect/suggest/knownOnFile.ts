// The columns of a known layout on a file: under the names they have here, their numbers and dates in the form that
// this file writes, decided by the same rules as for an agreed file. In: a match, what the columns hold. Out: layout
// columns, and the dates of an agreed dataset that can be read both ways: somebody has to say. Where the file does not
// tell, a user's own layout holds as it was confirmed.
import { dateForms, numberForm } from '#engine/collect/intake/columnForms.ts'
import { readDate } from '#engine/collect/layouts/cellReader.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { LayoutColumn } from '#shared/model/layout.ts'
import type { ColumnProfile } from './columnProfile.ts'
import { dateShapes } from './decideColumn.ts'
import type { FileHabits } from './columnDecision.ts'
import type { LayoutMatch } from './nearestLayout.ts'

export type HereColumn = { column: LayoutColumn; profile: ColumnProfile }

type Question = {
  match: LayoutMatch
  here: readonly HereColumn[]
  dataset: Dataset
  habits: FileHabits
  /** Its files are agreed text: nobody confirmed another form. */
  agreed: boolean
  /** Spellings of "no value" that the workspace keeps for agreed files. */
  missing: (variable: Variable) => readonly string[]
}

const marks = { point: 'point', comma: 'comma', unsure: 'either' } as const
const orders = { day: 'dmy', month: 'mdy', unsure: 'either' } as const

const numberMark = (
  variable: Variable,
  known: LayoutColumn,
  { profile }: HereColumn,
  habits: FileHabits,
  agreed: boolean,
): LayoutColumn['number'] => {
  if (profile.numbers === 0) return known.number
  if (habits.given.numbers !== undefined) return habits.given.numbers
  const scale = variable.type === 'decimal' ? variable.scale : 0
  const form = numberForm(scale, profile.shapes)
  if (form !== 'unsure') return form
  return agreed || known.number === null ? marks[form] : known.number
}

/** A date that can be read both ways where nothing tells, with both readings. */
export type DateQuestion = { column: string; text: string; day: string; month: string }

export const knownOnFile = ({
  match,
  here,
  dataset,
  habits,
  agreed,
  missing,
}: Question): { columns: LayoutColumn[]; asks: DateQuestion[] } => {
  const asks: DateQuestion[] = []
  const found = match.columns.flatMap(({ column, found: name }) => {
    const place = name === null ? undefined : here.find((c) => c.column.column === name)
    const variable = dataset.variables.find((v) => v.id === column.variable)
    return place && variable ? [{ known: column, place, variable }] : []
  })
  const dated = found.filter(({ variable }) => variable.type === 'date')
  const forms = dateForms(
    new Map(dated.map(({ variable, place }) => [variable.id, dateShapes(place.profile, habits.bounds)])),
  )
  const dateOrder = ({ known, place, variable }: (typeof found)[number]): LayoutColumn['date'] => {
    if (variable.type !== 'date') return null
    const { profile } = place
    if (profile.dates === profile.iso) return place.column.date ?? known.date
    if (habits.given.dates !== undefined) return orders[habits.given.dates]
    const form = forms.get(variable.id) ?? 'day'
    if (form !== 'ask') return orders[form]
    if (!agreed && known.date !== null) return known.date
    const both = [...(profile.eitherDates?.keys() ?? [])][0] ?? ''
    const [day = '', month = ''] = both.split(' ').map((text) => text.split('-').toReversed().join('/'))
    const text = [...(profile.values?.keys() ?? [])].find(
      (value) => readDate(value, 'dmy')?.day !== readDate(value, 'mdy')?.day,
    )
    asks.push({ column: place.column.column, text: text ?? day, day, month })
    return 'either'
  }
  const columns = found.map((entry) => {
    const { known, place, variable } = entry
    const numeric = variable.type === 'integer' || variable.type === 'decimal'
    return {
      ...known,
      column: place.column.column,
      position: place.column.position,
      number: numeric ? numberMark(variable, known, place, habits, agreed) : known.number,
      date: dateOrder(entry),
      missing: [
        ...new Set(agreed ? [...known.missing, ...missing(variable)] : [...known.missing, ...place.column.missing]),
      ],
      missingRanges: place.column.missingRanges.length > 0 ? place.column.missingRanges : known.missingRanges,
    }
  })
  return { columns, asks }
}
