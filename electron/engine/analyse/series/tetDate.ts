// The first day of the lunar year in Viet Nam. In: a year. Out: the day, counted in days since 1970-01-01. Pure
// astronomy, by the meridian of Ha Noi (UTC+7), which differs from Beijing's in some years (1985, 2007, 2030). Never a
// table that ends.

const radians = Math.PI / 180
/** Julian day of 1970-01-01 at midnight UTC. */
const epoch = 2_440_587.5
const zone = 7 / 24

/** Julian day of new moon number k since 1900 (Meeus, Astronomical Algorithms; good to minutes). */
const newMoon = (k: number): number => {
  const t = k / 1236.85
  const mean = 2_415_020.75933 + 29.53058868 * k + (0.0001178 - 0.000000155 * t) * t * t
  const shifted = mean + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * radians)
  const sun = (359.2242 + 29.10535608 * k - (0.0000333 + 0.00000347 * t) * t * t) * radians
  const moon = (306.0253 + 385.81691806 * k + (0.0107306 + 0.00001236 * t) * t * t) * radians
  const node = (21.2964 + 390.67050646 * k - (0.0016528 + 0.00000239 * t) * t * t) * radians
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(sun + 2 * moon)
  // What the turning of the earth has lost since 1900.
  const late = -0.000278 + 0.000265 * t + 0.000262 * t * t
  return shifted + correction - late
}

/** Local day of new moon k. */
const dayOf = (k: number): number => Math.floor(newMoon(k) - epoch + zone)

/** Which twelfth of the sun's way (0 from the spring equinox) holds at the beginning of a local day. */
const solarTerm = (day: number): number => {
  const t = (day - zone + epoch - 2_451_545) / 36_525
  const anomaly = (357.5291 + 35_999.0503 * t - (0.0001559 + 0.00000048 * t) * t * t) * radians
  const mean = 280.46645 + 36_000.76983 * t + 0.0003032 * t * t
  const centre =
    (1.9146 - (0.004817 + 0.000014 * t) * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = (((mean + centre) % 360) + 360) % 360
  return Math.floor(longitude / 30)
}

const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 86_400_000

/** New moon that begins the month with the winter solstice of a year. */
const eleventhMonth = (year: number): number => {
  const end = dayNumber(year, 12, 31)
  const k = Math.floor((end + epoch - 2_415_021.077) / 29.530588853)
  const begins = dayOf(k) > end ? k - 1 : k
  return solarTerm(dayOf(begins)) >= 9 ? begins - 1 : begins
}

/**
 * Months after the eleventh until the leap month; null in a year of twelve. The leap month is the first without a new
 * term.
 */
const leapAfter = (from: number, to: number): number | null => {
  if (to - from < 13) return null
  for (let i = 1; i < 14; i += 1) if (solarTerm(dayOf(from + i)) === solarTerm(dayOf(from + i + 1))) return i
  return null
}

export const tetDate = (year: number): number => {
  const from = eleventhMonth(year - 1)
  const leap = leapAfter(from, eleventhMonth(year))
  return dayOf(from + (leap !== null && leap <= 2 ? 3 : 2))
}
