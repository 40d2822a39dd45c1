// In which form the numbers and dates of a column are written, decided for the whole column from the texts it holds.
// In: how many texts are of each shape. Out: a form, or a question. Pure: what cannot be told from the texts is left
// undecided, never guessed.

/**
 * point: decimal point, comma between thousands · comma: the other way round · unsure: only texts that can be read one
 * way.
 */
export type NumberForm = 'point' | 'comma' | 'unsure'
/** day: 31/12/2025 · month: 12/31/2025 · unsure: only dates that can be read one way. */
export type DateForm = 'day' | 'month' | 'unsure'
/** Of the columns that are not simply in their agreed form. */
export type ColumnForms = { numbers: ReadonlyMap<string, NumberForm>; dates: ReadonlyMap<string, DateForm> }

export const noForms: ColumnForms = { numbers: new Map(), dates: new Map() }

/** Agreed layouts write a decimal point; a whole number has none, so that a point in it is a question. */
export const agreedNumberForm = (scale: number): NumberForm => (scale === 0 ? 'unsure' : 'point')

/** Texts of a column by shape; numbers with neither point nor comma below and from 1000. */
export type NumberShapes = {
  below1000: number
  from1000: number
  /** 12.5 · 1500.25 · 0.125: the point is a decimal point. */
  decimalPoint: number
  /** 12,5 · 1500,25 */
  decimalComma: number
  /** 1.234.567 · 1.234,5 */
  thousandPoints: number
  /** 1,234,567 · 1,234.5 */
  thousandCommas: number
  /** 1.234 may be either; apart, those whose last three digits are not 000. */
  onePoint: number
  onePointOdd: number
  oneComma: number
  oneCommaOdd: number
  /** 1 234 */
  spaces: number
}

/** Beside so many texts of one form, one of the other is a slip. */
const clearShare = 20

export const numberForm = (scale: number, shapes: NumberShapes): NumberForm => {
  const whole = scale === 0
  // 1.250 persons are 1250: a whole number has no thousandths.
  const point = shapes.decimalPoint + shapes.thousandCommas + (whole ? shapes.oneCommaOdd : 0)
  const comma = shapes.decimalComma + shapes.thousandPoints + (whole ? shapes.onePointOdd : 0)
  // Beside a clear majority the others are slips.
  if (point > 0 && comma > 0) {
    if (point >= comma * clearShare) return 'point'
    return comma >= point * clearShare ? 'comma' : 'unsure'
  }
  // Who groups thousands groups them all.
  if (whole && shapes.from1000 > 0 && shapes.thousandPoints + shapes.thousandCommas === 0 && point + comma > 0)
    return 'unsure'
  if (comma > 0) return 'comma'
  if (point > 0) return 'point'
  if (shapes.onePoint + shapes.oneComma === 0) return agreedNumberForm(scale)
  if (whole || shapes.oneComma > 0) return 'unsure'
  if (shapes.from1000 > 0) return 'point'
  return scale === 3 && shapes.below1000 === 0 ? 'point' : 'unsure'
}

/** Whether the form reads nothing of the column that its agreed form does not read at first sight. */
export const isAgreed = (scale: number, shapes: NumberShapes, form: NumberForm): boolean => {
  if (form !== agreedNumberForm(scale)) return false
  const grouped = shapes.spaces + shapes.thousandCommas + (form === 'point' ? shapes.oneComma : 0)
  return grouped + (form === 'unsure' ? shapes.decimalComma + shapes.thousandPoints : 0) === 0
}

export type DateShapes = {
  /** The first number is above 12, or the second. */
  dayFirst: number
  monthFirst: number
  /** Both are at most 12 and differ; of these, how many lie in the file's period when read either way. */
  either: number
  inPeriodDayFirst: number
  inPeriodMonthFirst: number
}

const ownOrder = (shapes: DateShapes): DateForm | null => {
  const { dayFirst, monthFirst } = shapes
  if (dayFirst === 0 && monthFirst === 0) return null
  if (dayFirst >= monthFirst * clearShare) return 'day'
  return monthFirst >= dayFirst * clearShare ? 'month' : 'unsure'
}

export const orderOfPeriod = ({ either, inPeriodDayFirst, inPeriodMonthFirst }: DateShapes): DateForm | null => {
  if (inPeriodDayFirst === inPeriodMonthFirst) return null
  if (inPeriodDayFirst > inPeriodMonthFirst)
    return inPeriodMonthFirst === 0 || inPeriodDayFirst === either ? 'day' : null
  return inPeriodDayFirst === 0 || inPeriodMonthFirst === either ? 'month' : null
}

/**
 * The order of each date column that needs one; a column that cannot tell follows the others of its file.
 * 'ask': dates can be read both ways and nothing in the file tells.
 */
export const dateForms = (columns: ReadonlyMap<string, DateShapes>): Map<string, DateForm | 'ask'> => {
  const shapes = [...columns]
  const told = (of: (shapes: DateShapes) => DateForm | null): DateForm | null => {
    const found = new Set(shapes.map(([, s]) => of(s)).filter((form) => form !== null))
    return found.size === 1 ? ([...found][0] ?? null) : null
  }
  const common = told(ownOrder) ?? told(orderOfPeriod)
  return new Map(
    shapes.map(([id, s]) => {
      const own = ownOrder(s)
      if (own !== null) return [id, own]
      if (s.either === 0) return [id, 'day']
      return [id, common === 'unsure' || common === null ? 'ask' : common]
    }),
  )
}
