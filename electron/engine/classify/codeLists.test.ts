import { describe, expect, test } from 'vitest'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import {
  ancestorCode,
  builtInCodeLists,
  codeItem,
  codeListVersion,
  codeListVersions,
  correspondence,
  detailedCodes,
  labelOf,
} from './codeLists.ts'
import { codeListVersionSchema } from '#shared/model/codeList.ts'

const at = (list: string, date: string) => codeListVersion(list, date)!

describe('every built-in list', () => {
  test.each(builtInCodeLists.map((v) => [`${v.list} ${v.version}`, v] as const))(
    '%s is well formed',
    (_name, version) => {
      expect(codeListVersionSchema.safeParse(version).success).toBe(true)
      const keys = version.items.map((item) => `${item.level}/${item.code}`)
      expect(new Set(keys).size).toBe(keys.length)
      for (const item of version.items) {
        expect(item.label.vi).not.toBe('')
        expect(item.label.en).not.toBe('')
        const depth = version.levels.findIndex((level) => level.id === item.level)
        expect(depth).toBeGreaterThanOrEqual(0)
        const above = version.levels[depth + 1]
        if (above) expect(codeItem(version, item.parent ?? '', above.id), `${item.code} → ${item.parent}`).toBeDefined()
        else expect(item.parent).toBeNull()
      }
    },
  )

  test('every code list a layout names is known', () => {
    for (const dataset of builtInDatasets) {
      for (const variable of dataset.variables) {
        if (variable.codeList !== null)
          expect(codeListVersions(variable.codeList), `${dataset.id}.${variable.id}`).not.toHaveLength(0)
      }
    }
  })
})

describe('provinces', () => {
  const before = at('province', '2025-06-30')
  const after = at('province', '2025-07-01')

  test('63 until 30/06/2025, 34 from the day after', () => {
    expect([before.version, detailedCodes(before).length, after.version, detailedCodes(after).length]).toEqual([
      '2004',
      63,
      '2025',
      34,
    ])
  })

  test('each of the 63 has a successor among the 34, and all 34 are reached', () => {
    const forward = correspondence('province', '2004', '2025')!
    expect(forward.pairs.map((p) => p.from)).toEqual(detailedCodes(before))
    expect([...new Set(forward.pairs.map((p) => p.to))].sort()).toEqual(detailedCodes(after))
  })

  test('the merger of three: Ho Chi Minh City took Binh Duong and Ba Ria - Vung Tau', () => {
    const into = correspondence('province', '2004', '2025')!
      .pairs.filter((p) => p.to === '79')
      .map((p) => p.from)
    expect(into).toEqual(['74', '77', '79'])
  })

  test('going back is possible only where one province became one', () => {
    const back = correspondence('province', '2025', '2004')!
    expect(back.pairs).toHaveLength(11)
    expect(back.pairs.every((p) => p.from === p.to && labelOf(before, p.from)?.en === labelOf(after, p.to)?.en)).toBe(
      true,
    )
  })

  test('the seven codes that changed their meaning', () => {
    const changed = detailedCodes(after).filter((code) => labelOf(before, code)?.vi !== labelOf(after, code)?.vi)
    expect(changed).toEqual(['15', '24', '44', '52', '80', '82', '91'])
  })

  test('regions: 14, 11 … members before, 9, 6, 5, 6, 3, 5 after', () => {
    const members = (version: typeof before) =>
      Object.values(Object.groupBy(detailedCodes(version), (code) => ancestorCode(version, code, 'region') ?? '')).map(
        (m) => m?.length,
      )
    expect(members(after).sort()).toEqual([3, 5, 5, 6, 6, 9])
    expect(members(before).reduce<number>((sum, n) => sum + (n ?? 0), 0)).toBe(63)
    expect(members(before)).toHaveLength(6)
  })
})

describe('activities', () => {
  test('88 divisions in 21 sections, then 87 in 22', () => {
    const old = at('vsic_division', '2025-11-14')
    const now = at('vsic_division', '2025-11-15')
    const count = (version: typeof old, level: string) => version.items.filter((item) => item.level === level).length
    expect([old.version, count(old, 'division'), count(old, 'section')]).toEqual(['2018', 88, 21])
    expect([now.version, count(now, 'division'), count(now, 'section')]).toEqual(['2025', 87, 22])
    expect(ancestorCode(old, '62', 'section')).toBe('J')
    expect(ancestorCode(now, '62', 'section')).toBe('K')
  })

  test('division 45 has no successor', () => {
    const pairs = correspondence('vsic_division', '2018', '2025')!.pairs
    expect(pairs.some((p) => p.from === '45')).toBe(false)
    expect(pairs).toHaveLength(87)
  })
})

test('a version a workspace imported replaces the built-in one of the same name', () => {
  const own = {
    ...at('sex', '2024-01-01'),
    items: [{ code: '3', label: { vi: 'Khác', en: 'Other' }, level: 'sex', parent: null }],
  }
  const imported = { versions: [own], correspondences: [] }
  expect(detailedCodes(codeListVersion('sex', '2024-01-01', imported)!)).toEqual(['3'])
  expect(codeListVersions('sex', imported)).toHaveLength(1)
})

test('54 ethnic groups, Kinh apart', () => {
  const version = at('ethnic_group', '2024-01-01')
  expect(detailedCodes(version)).toHaveLength(56)
  expect([ancestorCode(version, '01', 'ethnic_class'), ancestorCode(version, '54', 'ethnic_class')]).toEqual(['K', 'M'])
})

test('Vietnamese and English country names come from the runtime', () => {
  const version = at('country', '2024-01-01')
  expect([labelOf(version, 'JP'), labelOf(version, 'US')?.vi]).toEqual([{ vi: 'Nhật Bản', en: 'Japan' }, 'Hoa Kỳ'])
  expect(detailedCodes(version)).toHaveLength(249)
})
