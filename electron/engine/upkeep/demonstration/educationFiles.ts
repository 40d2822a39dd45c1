// Writes the school, teacher and pupil files of two school years. In: schools, folder, planters' rate. Out: files and
// their truth. The second year is the first one a year on: the same persons under the same codes, promoted, repeating,
// moved or gone.
import type { CsvFile } from './csvFile.ts'
import type { Planter } from './defects.ts'
import { schoolDefects, teacherDefects } from './educationDefects.ts'
import { streetAddress } from './names.ts'
import { personalCode, PersonCounters } from './personCode.ts'
import { writePupils } from './pupils.ts'
import { createSchools, schoolYears } from './schools.ts'
import type { Schools } from './schools.ts'
import { writeSheet } from './sheet.ts'
import type { LinkTruth, SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { provinces } from './territory.ts'

export type EducationResult = {
  files: WrittenFile[]
  /** Rows of the left side of each link, and how many find their school. */
  links: Record<'pupil_school' | 'teacher_school', LinkTruth>
}

export const writeEducation = async (context: SheetContext, scale: number): Promise<EducationResult> => {
  const { random } = context
  const schools = createSchools(scale, random)
  const result: EducationResult = {
    files: [],
    links: { pupil_school: { rows: 0, matched: 0 }, teacher_school: { rows: 0, matched: 0 } },
  }
  for (const year of [0, 1] as const) {
    const period = schoolYears[year]
    /** Schools whose row the importer rejects: nobody can be linked to them. */
    const absent = new Uint8Array(schools.count)
    result.files.push(
      await writeSheet(context, 'school', period, schoolDefects(year), 0.03, (csv, planter) =>
        writeSchools(context, schools, year, csv, planter, absent),
      ),
    )
    const elsewhere = schools.block(0, year)
    result.files.push(
      await writeSheet(context, 'teacher', period, teacherDefects(year, elsewhere), 0.015, (csv, planter) =>
        writeTeachers(context, schools, year, csv, planter, absent, result.links.teacher_school),
      ),
    )
    result.files.push(await writePupils(context, schools, year, absent, result.links.pupil_school))
  }
  return result
}

const writeSchools = async (
  context: SheetContext,
  schools: Schools,
  year: 0 | 1,
  csv: CsvFile,
  planter: Planter,
  absent: Uint8Array,
): Promise<void> => {
  const { random, pace } = context
  for (let s = 0; s < schools.count; s++) {
    const [province = '', district = '', commune = '', name = '', code = '', ownership = '', type = ''] = schools.block(
      s,
      year,
    )
    const pupils = schools.enrolment.reduce((sum, level) => sum + (level[s] ?? 0), 0)
    random.start(streams.schoolText, s, 1)
    const address = streetAddress(random)
    const rooms = Math.max(1, Math.round(pupils / 31 + 1 + random.below(3)))
    const temporary = random.chance(0.12) ? Math.min(rooms - 1, random.below(3)) : 0
    const semi = Math.floor((rooms - temporary) * random.unit() ** 3)
    csv.fields([
      province,
      district,
      commune,
      name,
      code,
      address,
      ownership,
      type,
      String(rooms - temporary - semi),
      String(semi),
      String(temporary),
      `02${10_000_000 + random.below(89_999_999)}`,
      `truong${code}@example.edu.vn`,
    ])
    if (planter.endRow(csv) === 'rejected') absent[s] = 1
    await pace.breathe(1)
  }
}

/** Pupils for one teacher, by level. */
const pupilsPerTeacher = [9.6, 9.6, 17.95, 15.4, 16.2]
/** Shares of women, and of each qualification below the standard, at it, and above, by level. */
const women = [0.995, 0.995, 0.786, 0.68, 0.62]
const qualifications = ['TC', 'CD', 'DH', 'ThS', 'TS']
const qualified = [
  [9, 40, 50, 1, 0],
  [9, 40, 50, 1, 0],
  [1, 6, 90, 3, 0],
  [0, 6, 88, 6, 0],
  [0, 0, 82, 17.6, 0.4],
].map((shares) => shares.map((_, i) => shares.slice(0, i + 1).reduce((a, b) => a + b, 0)))

const writeTeachers = async (
  context: SheetContext,
  schools: Schools,
  year: 0 | 1,
  csv: CsvFile,
  planter: Planter,
  absent: Uint8Array,
  link: LinkTruth,
): Promise<void> => {
  const { random, pace } = context
  const counters = new PersonCounters(1)
  let index = 0
  for (let s = 0; s < schools.count; s++) {
    const block = schools.blockBytes(s, year)
    const p = schools.province[s] ?? 0
    const province = provinces[p] as (typeof provinces)[number]
    let written = 0
    for (let level = 0; level < pupilsPerTeacher.length; level++) {
      random.start(streams.teacher, s, level)
      const expected = (schools.enrolment[level]?.[s] ?? 0) / (pupilsPerTeacher[level] ?? 1)
      const posts = Math.floor(expected + random.unit())
      for (let k = 0; k < posts; k++, index++) {
        random.start(streams.teacherLeaves, index)
        const female = random.chance(women[level] ?? 0.5)
        // A post whose holder retired or left is held by a younger person with a code of their own in the second year.
        let birth = 1966 + Math.floor(37 * Math.sqrt(random.unit() * random.unit()))
        const leaves = random.chance(0.035)
        const code = personalCode(counters, p, female, birth)
        const newBirth = 1996 + random.below(7)
        const newCode = personalCode(counters, p, female, newBirth)
        if (year === 1 && leaves) birth = newBirth
        const ethnic = province.ethnicCodes[random.pick(province.ethnicShares)] ?? '01'
        const draw = random.unit() * 100
        const level5 = qualified[level] ?? []
        csv.bytes(block)
        csv.comma()
        csv.ascii(year === 1 && leaves ? newCode : code)
        csv.comma()
        csv.padded(birth, 4)
        csv.ascii(female ? ',2,' : ',1,')
        csv.ascii(ethnic)
        csv.comma()
        csv.ascii(
          qualifications[
            Math.max(
              0,
              level5.findIndex((bound) => draw < bound),
            )
          ] ?? 'DH',
        )
        const outcome = planter.endRow(csv)
        if (outcome !== 'rejected') link.rows++
        if (outcome === 'accepted' && absent[s] === 0) link.matched++
        written++
      }
    }
    await pace.breathe(written)
  }
}
