// What a table and an indicator say of imputed values among those they read. In: the variable, how many, whether they
// count. Out: a note, and whether a note is one of these, so that what is computed from a table says it too.
import { bilingual } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'

export type ImputedAmong = {
  label: Bilingual
  count: number
  /** Of another dataset, met across a link. */
  dataset: Bilingual | null
}

const begins = 'With imputed values of'

const where = (dataset: Bilingual | null): Bilingual =>
  dataset === null ? bilingual('', '') : bilingual(` “${dataset.vi}”`, ` “${dataset.en}”`)

export const withImputedWords = ({ label, count, dataset }: ImputedAmong): Bilingual => {
  const of = where(dataset)
  return bilingual(
    `Gồm cả giá trị gán của “${label.vi}” (${count} giá trị trong bộ dữ liệu${of.vi}).`,
    `${begins} “${label.en}” (${count} in the dataset${of.en}).`,
  )
}

export const withoutImputedWords = ({ label, count, dataset }: ImputedAmong): Bilingual => {
  const of = where(dataset)
  return bilingual(
    `Không dùng giá trị gán của “${label.vi}” (${count} giá trị trong bộ dữ liệu${of.vi}): coi là không có.`,
    `Imputed values of “${label.en}” (${count} in the dataset${of.en}) are not used: they count as missing.`,
  )
}

export const tellsImputed = (note: Bilingual): boolean => note.en.startsWith(begins)
