// The categories of a dimension as lists show them: those of the answer in their order, then the hidden ones, by key.
// In: the cube on screen, the dimension, code lists. Out: key, code and label. Never a figure.
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Dimension } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'

export type ListedCategory = { key: string; code: string; label: Bilingual; records: number | null }

const special: Record<string, Bilingual> = {
  '#missing': { vi: 'Không có mã', en: 'No code' },
  '#not_linked': { vi: 'Không liên kết được', en: 'Not linked' },
  '#unmapped': { vi: 'Mã không hợp lệ / không chuyển được', en: 'Invalid code / no counterpart' },
  '#others': { vi: 'Khác', en: 'Others' },
  '#total': { vi: 'Tổng số', en: 'Total' },
}

/** The label of a category named by key, from what knows it; else the code itself. */
export const labelOfKey = (
  key: string,
  versions: readonly CodeListVersion[],
  made: DerivedVariable | undefined,
): Bilingual => {
  const known = special[key]
  if (known) return known
  const group = made?.method === 'recode' ? made.groups.find((g) => g.code === key) : undefined
  if (group) return group.label
  const [code = key, version] = key.split('@')
  const inVersion = versions.filter((v) => version === undefined || v.version === version)
  for (const v of inVersion.toReversed()) {
    const item = v.items.find((i) => i.code === code)
    if (item) return item.label
  }
  return { vi: code, en: code }
}

/** All categories of a list at a level, newest version first where codes repeat; dated lists name their version. */
export const codeListCategories = (
  versions: readonly CodeListVersion[],
  level: string | undefined,
): ListedCategory[] => {
  const dated = versions.length > 1
  return versions.flatMap((v) => {
    const wanted = level ?? v.levels[0]?.id
    return v.items
      .filter((item) => item.level === wanted)
      .map((item) => ({
        key: dated ? `${item.code}@${v.version}` : item.code,
        code: item.code,
        label: item.label,
        records: null,
      }))
  })
}

export const shownCategories = (
  cube: Cube | null,
  dimension: Pick<Dimension, 'variable' | 'level'>,
): ListedCategory[] => {
  const found = cube?.dimensions.find((d) => d.variable === dimension.variable && d.level === dimension.level)
  return (found?.categories ?? [])
    .filter((c) => c.kind !== 'total')
    .map((c) => ({ key: categoryKey(c), code: c.kind === 'value' ? c.code : '', label: c.label, records: null }))
}

export const hiddenCategories = (
  dimension: Dimension,
  versions: readonly CodeListVersion[],
  made: DerivedVariable | undefined,
): ListedCategory[] =>
  (dimension.hidden ?? []).map((key) => ({
    key,
    code: key.startsWith('#') ? '' : (key.split('@')[0] ?? ''),
    label: labelOfKey(key, versions, made),
    records: null,
  }))
