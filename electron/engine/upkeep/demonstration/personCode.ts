// Twelve-digit personal numbers as the schools hold them: province of birth, century and sex, year of birth, six
// digits. In: those facts and a counter. Out: a number that no other person has. All are made up.
import { provinces } from './territory.ts'

/**
 * One counter for each province, century-and-sex digit and year: numbers never repeat and the order of asking gives
 * them.
 */
export class PersonCounters {
  private readonly counts = new Int32Array(63 * 400)
  private readonly offset: number

  /** Counters with different offsets (teachers, pupils) begin in different places. */
  constructor(offset: number) {
    this.offset = offset
  }

  next(province: number, digit: number, year: number): number {
    const at = (province * 4 + digit) * 100 + (year % 100)
    const value = (this.counts[at] ?? 0) + 1
    this.counts[at] = value
    // 613 has no factor of a million in common: six digits run through all values before one comes again.
    return (value * 613 + this.offset * 211) % 1_000_000
  }
}

const prefixes = provinces.map((p) => `0${p.old}`)

export const personalCode = (
  counters: PersonCounters,
  province: number,
  female: boolean,
  birthYear: number,
): string => {
  const digit = (birthYear >= 2000 ? 2 : 0) + (female ? 1 : 0)
  const serial = counters.next(province, digit, birthYear)
  const year = birthYear % 100
  return `${prefixes[province]}${digit}${year < 10 ? '0' : ''}${year}${String(serial).padStart(6, '0')}`
}
