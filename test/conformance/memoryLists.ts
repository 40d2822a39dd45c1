// Code lists of the small datasets of conformance tests, awkward on purpose. In: nothing. Out: lists and how their
// versions correspond.
import type { CodeLists } from '#engine/process/categories/categories.ts'
import type { CodeListVersion, Correspondence } from '#shared/model/codeList.ts'

const b = (text: string) => ({ vi: text, en: text })

const version = (
  list: string,
  name: string,
  levels: string[],
  items: [string, string, string | null][],
): CodeListVersion => ({
  list,
  version: name,
  label: b(`${list} ${name}`),
  validFrom: null,
  validTo: null,
  levels: levels.map((id) => ({ id, label: b(id) })),
  items: items.map(([code, level, parent]) => ({ code, level, parent, label: b(`${level} ${code}`) })),
})

/**
 * Area changed in 2025: 01 and 02 became 01; 03 was split; 04 kept; code 02 means another area now. Printed order
 * differs from code order.
 */
const versions: Record<string, CodeListVersion[]> = {
  area: [
    version(
      'area',
      '2004',
      ['province', 'region'],
      [
        ['R2', 'region', null],
        ['04', 'province', 'R2'],
        ['03', 'province', 'R2'],
        ['R1', 'region', null],
        ['01', 'province', 'R1'],
        ['02', 'province', 'R1'],
      ],
    ),
    version(
      'area',
      '2025',
      ['province', 'region'],
      [
        ['V1', 'region', null],
        ['01', 'province', 'V1'],
        ['02', 'province', 'V1'],
        ['V2', 'region', null],
        ['04', 'province', 'V2'],
      ],
    ),
  ],
  flow: [
    version(
      'flow',
      '1',
      ['flow'],
      [
        ['X', 'flow', null],
        ['N', 'flow', null],
      ],
    ),
  ],
  owner: [
    version(
      'owner',
      '1',
      ['detail', 'group'],
      [
        ['1', 'group', null],
        ['2', 'group', null],
        ['11', 'detail', '1'],
        ['12', 'detail', '1'],
        ['21', 'detail', '2'],
      ],
    ),
    version(
      'owner',
      '2',
      ['detail', 'group'],
      [
        ['3', 'group', null],
        ['13', 'detail', '3'],
        ['11', 'detail', '3'],
        ['1', 'group', null],
        ['77', 'detail', '1'],
      ],
    ),
  ],
}
const correspondences: Correspondence[] = [
  {
    list: 'area',
    from: '2004',
    to: '2025',
    pairs: [
      { from: '01', to: '01' },
      { from: '02', to: '01' },
      { from: '03', to: '02' },
      { from: '03', to: '04' },
      { from: '04', to: '04' },
    ],
  },
  // 21 becomes a code that the new version does not have.
  {
    list: 'owner',
    from: '1',
    to: '2',
    pairs: [
      { from: '11', to: '13' },
      { from: '12', to: '11' },
      { from: '21', to: '99' },
    ],
  },
]
export const testLists: CodeLists = {
  versions: (list) => versions[list] ?? [],
  correspondence: (list, from, to) =>
    correspondences.find((c) => c.list === list && c.from === from && c.to === to) ?? null,
}
