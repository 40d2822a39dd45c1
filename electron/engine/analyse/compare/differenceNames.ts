// How the two sides of a difference are named. In: a report. Out: names in both languages. Pure.
import type { DifferenceReport } from '#shared/contract/production.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DifferenceNames } from './differenceCube.ts'

const sideName = ({ name, ranAt }: DifferenceReport['before']): Bilingual =>
  name === '' ? { vi: `nay (${ranAt.slice(0, 10)})`, en: `now (${ranAt.slice(0, 10)})` } : { vi: name, en: name }
export const namesOf = (report: DifferenceReport): DifferenceNames => ({
  before: sideName(report.before),
  after: sideName(report.after),
})
