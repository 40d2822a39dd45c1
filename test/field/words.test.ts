// Vietnamese words in order and found without marks, composed or decomposed, wherever the program sorts or searches.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openExploreView } from '#engine/analyse/explore/openExploreView.ts'
import { sortVietnamese } from '#engine/analyse/explore/vietnameseOrder.ts'
import { categoryOrder } from '#engine/analyse/tabulate/derive/arrangeOrder.ts'
import { foldText, foldWords } from '#shared/format/foldText.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '../fixtures/sampleCube.ts'
import { casesPresent, fieldFile, fieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

const orders = { given: [] as string[], expected: [] as string[] }
if (casesPresent) Object.assign(orders, JSON.parse(readFileSync(fieldFile('54', 'words.json'), 'utf8')))
const counted = (dataset: string, more: object) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: 't', en: 't' },
    dataset,
    rows: [{ variable: 'period', total: 'none' }],
    columns: [],
    measures: [{ id: 'n', statistic: 'count' }],
    ...more,
  })

describe.skipIf(!casesPresent)('the order of the alphabet (54)', () => {
  it.each(['NFC', 'NFD'])('of lists of names, %s', (form) => {
    const given = orders.given.map((word) => word.normalize(form))
    expect(sortVietnamese(given).map((word) => word.normalize('NFC'))).toEqual(orders.expected)
  })

  it.each(['NFC', 'NFD'])('of the categories of a table, %s', (form) => {
    const words = orders.given.map((word) => word.normalize(form))
    const codes = words.map((_, i) => String(i).padStart(2, '0'))
    const dimension = sampleDimension('w', 'row', codes, {
      label: (code) => ({ vi: words[Number(code)] ?? '', en: code }),
    })
    const cube = sampleCube([dimension], [sampleMeasure('n')], () => 1)
    const definition = counted('pupil', { rows: [{ variable: 'w', total: 'none', sort: 'label' }] })
    const order = categoryOrder(cube, definition, 0, definition.rows[0], null)
    expect(order.map((i) => cube.dimensions[0]?.categories[i]?.label.vi.normalize('NFC'))).toEqual(orders.expected)
  })
})

describe('words without marks (55)', () => {
  it.each([
    ['Đắk Lắk', 'dak lak'],
    ['Đắk Lắk'.normalize('NFD'), 'dak lak'],
    ['ĐÔ THỊ LẬP', 'do thi lap'],
    ['Ỷ Ủy Ưỡn', 'y uy uon'],
  ])('%s', (text, folded) => expect(foldText(text)).toBe(folded))

  it('also of names of columns', () => {
    expect(foldWords('maTỉnh_Đăng ký')).toBe('ma tinh dang ky')
  })

  it.skipIf(!casesPresent)(
    'in a condition of the explorer, composed or not (18)',
    async () => {
      const field = await fieldWorkspace('18')
      try {
        for (const form of ['NFC', 'NFD'])
          for (const condition of [
            `contains(fold(school_name), '${foldText('ĐỐNG'.normalize(form))}')`,
            `school_name = '${'Tiểu học Đống Đa'.normalize(form)}'`,
            `contains(school_name, '${'Đống'.normalize(form)}')`,
          ]) {
            const view = await openExploreView(
              field.context,
              { dataset: 'school', filter: condition, sort: [], base: null },
              quietJob(),
            )
            expect([condition, view.rows]).toEqual([condition, 2])
          }
      } finally {
        await field.close()
      }
    },
    60_000,
  )
})
