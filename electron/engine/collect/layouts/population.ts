// The population of a year by province, sex and single age, as a population register or a projection gives it. Out: a
// Dataset. A row is a number of people, never a person.
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { amount, code, dataset, hard, inGroup, ordinal, soft, units } from './build.ts'
import { provinceRule } from './taxRules.ts'

const groups = {
  place: bilingual('Địa bàn', 'Territory'),
  person: bilingual('Dân cư', 'Inhabitants'),
} as const

export const populationDataset: Dataset = dataset({
  id: 'population',
  subject: 'population',
  label: bilingual('Dân số theo tuổi', 'Population by age'),
  recordLabel: bilingual('dòng dân số', 'population line'),
  description: bilingual(
    'Dân số trung bình của năm theo tỉnh, giới tính và từng tuổi',
    'Mean population of the year by province, sex and single age',
  ),
  periodKind: 'year',
  temporality: 'stock',
  variables: [
    ...inGroup(groups.place, [
      code('province', 'ma_tinh', 'Tỉnh, thành phố', 'Province', {
        codeList: 'province',
        normalise: 'pad',
        width: 2,
        nullable: false,
      }),
    ]),
    ...inGroup(groups.person, [
      code('sex', 'gioi_tinh', 'Giới tính', 'Sex', { codeList: 'sex', nullable: false }),
      ordinal('age', 'tuoi', 'Tuổi', 'Age', { unit: units.year, nullable: false }),
      amount('persons', 'so_nguoi', 'Số người', 'Persons', { unit: units.person, nullable: false }),
    ]),
  ],
  key: ['province', 'sex', 'age'],
  respondent: null,
  rules: [
    hard('persons_not_negative', 'persons >= 0', 'Số người không thể âm', 'A number of persons cannot be negative'),
    hard('age_possible', 'age between 0 and 120', 'Tuổi phải từ 0 đến 120', 'An age lies between 0 and 120'),
    provinceRule,
    soft('sex_known', 'known(sex)', 'Mã giới tính không có trong danh mục', 'The code of sex is not in the list'),
  ],
})
