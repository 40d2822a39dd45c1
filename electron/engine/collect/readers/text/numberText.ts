// A number of a binary file as decimal text: plain digits, a point, no exponent, no digits that the storage only made
// up. In: a double or a single. Out: text. 15 significant digits hold what a person or a program wrote into a double, 7
// into a single.

const plain = (text: string): string => {
  const found = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!found) return text
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = found
  const digits = lead + fraction
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
const withoutZeros = (text: string): string =>
  text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text.replace(/\.?0+e/, 'e')

export const numberText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return value === 0 ? '0' : String(value)
  const short = String(value)
  const digits = short.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').length
  return plain(digits <= 15 ? short : withoutZeros(value.toPrecision(15)))
}

/** The shortest writing that gives the same single-precision number back. */
export const singleText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return numberText(value)
  for (let digits = 6; digits <= 9; digits += 1) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return plain(withoutZeros(text))
  }
  return numberText(value)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Seconds since 1970 as ISO text; only the day where it is midnight. Null beyond the years 0001 to 9999. */
export const instantText = (seconds: number): { type: 'date' | 'datetime'; text: string } | null => {
  const rounded = Math.round(seconds * 1000) / 1000
  const date = new Date(rounded * 1000)
  const year = date.getUTCFullYear()
  if (!Number.isFinite(rounded) || year < 1 || year > 9999) return null
  const day = `${String(year).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  if (rounded % 86_400 === 0) return { type: 'date', text: day }
  const milli = date.getUTCMilliseconds()
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return { type: 'datetime', text: `${day} ${clock}${milli === 0 ? '' : `.${String(milli).padStart(3, '0')}`}` }
}

export const clockText = (seconds: number): string => {
  const whole = Math.floor(seconds)
  const rest = Math.round((seconds - whole) * 1000)
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`
}
