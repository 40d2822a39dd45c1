// Writes the pupil file of a school year. In: schools, year. Out: the file, its truth, and how many pupils find their
// school. Year 2 walks the same persons in the same order and asks what became of each; then come the children who
// enter.
import type { CsvFile } from './csvFile.ts'
import { pupilDefects } from './educationDefects.ts'
import type { Planter } from './defects.ts'
import { personalCode, PersonCounters } from './personCode.ts'
import { schoolYears } from './schools.ts'
import type { Schools } from './schools.ts'
import { writeSheet } from './sheet.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { provinces } from './territory.ts'

/** Grades 0 … 15: nursery, kindergarten 3, 4, 5, then grades 1 to 12. */
const codes = ['NT', 'M3', 'M4', 'M5', ...Array.from({ length: 12 }, (_, i) => String(i + 1))]
const levelOf = [0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4]
/** Share of each grade in the pupils of its level. */
const shares = [1, 0.272, 0.335, 0.393, 0.19, 0.196, 0.2, 0.205, 0.209, 0.262, 0.257, 0.246, 0.235, 0.345, 0.332, 0.323]
const officialAge = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
/**
 * Who repeats the grade, and who is no longer at school a year later. Grade 9 loses those who go to vocational schools.
 */
const repeats = [0, 0, 0, 0, 0.009, 0.003, 0.0015, 0.001, 0.0005, 0.008, 0.005, 0.004, 0.0015, 0.012, 0.008, 0.002]
const leaves = [
  0.05, 0.02, 0.02, 0.005, 0.0006, 0.0005, 0.0005, 0.0006, 0.003, 0.006, 0.007, 0.009, 0.325, 0.011, 0.012, 1,
]
/** Children entering in year 2, as a share of the grade's size in year 1. */
const enters = [0.51, 0.68, 0.2, 0.155, 0.045]

const gradeBytes = codes.map((code) => new TextEncoder().encode(code))

export const writePupils = (
  context: SheetContext,
  schools: Schools,
  year: 0 | 1,
  absent: Uint8Array,
  link: LinkTruth,
): Promise<WrittenFile> =>
  writeSheet(
    context,
    'pupil',
    schoolYears[year],
    pupilDefects(year, schools.block(0, year)),
    0.015,
    async (csv, planter) => {
      const { random, pace } = context
      const counters = new PersonCounters(0)
      const write = rowWriter(schools, year, csv, planter, absent, link)

      let index = 0
      for (let s = 0; s < schools.count; s++) {
        const p = schools.province[s] ?? 0
        let people = 0
        for (let grade = 0; grade < codes.length; grade++) {
          random.start(streams.gradeCount, s, grade)
          const pupils = Math.floor(
            (schools.enrolment[levelOf[grade] ?? 0]?.[s] ?? 0) * (shares[grade] ?? 0) + random.unit(),
          )
          people += pupils
          for (let k = 0; k < pupils; k++, index++) {
            const person = drawPerson(context, index, 0, p, grade, 2024)
            const code = personalCode(counters, person.bornIn, person.female, person.birth)
            if (year === 0) {
              write(s, grade, code, person)
              continue
            }
            random.start(streams.fate, index)
            const fate = random.unit()
            const repeating = fate < (repeats[grade] ?? 0)
            if (!repeating && fate < (repeats[grade] ?? 0) + (leaves[grade] ?? 0)) continue
            const staysInNursery = grade === 0 && 2024 - person.birth < 2
            const next = repeating || staysInNursery ? grade : grade + 1
            if (next >= codes.length) continue
            const level = levelOf[next] ?? 0
            const remains = (schools.enrolment[level]?.[s] ?? 0) > 0 && !random.chance(0.006)
            write(remains ? s : schools.at(p, level, random.unit()), next, code, person)
          }
        }
        await pace.breathe(people)
      }

      if (year === 0) return
      for (let s = 0; s < schools.count; s++) {
        const p = schools.province[s] ?? 0
        let people = 0
        for (let grade = 0; grade < enters.length; grade++) {
          random.start(streams.entrant, s, grade)
          const size = (schools.enrolment[levelOf[grade] ?? 0]?.[s] ?? 0) * (shares[grade] ?? 0) * (enters[grade] ?? 0)
          const pupils = Math.floor(size + random.unit())
          people += pupils
          for (let k = 0; k < pupils; k++, index++) {
            const person = drawPerson(context, index, 1, p, grade, 2025)
            write(s, grade, personalCode(counters, person.bornIn, person.female, person.birth), person)
          }
        }
        await pace.breathe(people)
      }
    },
  )

type Person = { female: boolean; birth: number; bornIn: number; ethnic: string; disability: number }
const person: Person = { female: false, birth: 0, bornIn: 0, ethnic: '01', disability: 0 }

/** The lasting facts of a person, drawn from the index alone. The one object is reused: copy what must be kept. */
const drawPerson = (
  { random }: SheetContext,
  index: number,
  batch: number,
  province: number,
  grade: number,
  year: number,
): Person => {
  random.start(streams.pupil, index, batch)
  person.female = random.next() < 2_053_000_000
  // Nursery children are one or two years old; those entering it a year later are one.
  const age = grade === 0 ? (batch === 1 || random.next() < 2_150_000_000 ? 1 : 2) : (officialAge[grade] ?? 0)
  const late = random.unit()
  const years =
    grade < 4 ? 0 : late < 0.962 ? 0 : late < 0.988 ? 1 : late < 0.9965 ? 2 : late < 0.999 ? 3 : late < 0.9995 ? 4 : -1
  person.birth = year - age - years
  person.bornIn = random.next() < 4_080_000_000 ? province : random.below(provinces.length)
  const place = provinces[province] as (typeof provinces)[number]
  person.ethnic = place.ethnicCodes[random.pick(place.ethnicShares)] ?? '01'
  person.disability = random.next() < 4_260_000_000 ? 0 : 1 + random.below(6)
  return person
}

type WriteRow = (school: number, grade: number, code: string, who: Person) => void

const rowWriter =
  (schools: Schools, year: 0 | 1, csv: CsvFile, planter: Planter, absent: Uint8Array, link: LinkTruth): WriteRow =>
  (school, grade, code, who) => {
    csv.bytes(schools.blockBytes(school, year))
    csv.comma()
    csv.ascii(code)
    csv.comma()
    csv.padded(who.birth, 4)
    csv.ascii(who.female ? ',2,' : ',1,')
    csv.ascii(who.ethnic)
    csv.comma()
    csv.integer(who.disability)
    csv.comma()
    csv.bytes(gradeBytes[grade] as Uint8Array)
    const outcome = planter.endRow(csv)
    if (outcome === 'rejected') return
    link.rows++
    if (outcome === 'accepted' && absent[school] === 0) link.matched++
  }
