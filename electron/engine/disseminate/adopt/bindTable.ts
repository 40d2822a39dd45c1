// What labels of a sheet can be bound to: the categories a cube has, all others of its code lists, units that have
// ended. In: a cube and the code lists. Out: a BindTable, and what is dated. Pure. Never a record.
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube, CubeDimension } from '#shared/model/cube.ts'
import type { CodeItem, CodeListVersion } from '#shared/model/codeList.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import type { BindCategory, BindDimension, BindTable } from './bindLabels.ts'

export type DatedKeys = {
  /** Whether a category stands in a version valid on the period's day; undated ones always do. */
  validIn(dimension: number, key: string, period: string): boolean
  /** Units of the version before that became this one, where there were several. */
  predecessors(dimension: number, key: string): Bilingual[]
  /** Whether the version of a category came into force after one period's day and by the other's. */
  changedBetween(dimension: number, key: string, earlier: string, later: string): boolean
  /** What a category that has ended became. */
  successor(dimension: number, key: string): Bilingual | null
}

const itemsAt = (version: CodeListVersion, level: string | null): CodeItem[] =>
  version.items.filter((item) => item.level === (level ?? version.levels[0]?.id))
const keyOf = (item: CodeItem, version: CodeListVersion, dated: boolean): string =>
  dated ? `${item.code}@${version.version}` : item.code

export const bindTable = (
  cube: Cube,
  lists: CodeLists,
  classification: 'as_then' | 'as_now',
): { table: BindTable; dated: DatedKeys } => {
  const versionsOf = (dimension: CubeDimension): CodeListVersion[] =>
    dimension.codeList === null ? [] : lists.versions(dimension.codeList)
  const successorOf = (list: string, from: CodeListVersion, to: CodeListVersion, code: string): CodeItem | null => {
    const pairs = lists.correspondence(list, from.version, to.version)?.pairs.filter((p) => p.from === code) ?? []
    return pairs.length === 1
      ? (to.items.find((item) => item.level === to.levels[0]?.id && item.code === pairs[0]?.to) ?? null)
      : null
  }

  const dimensions = cube.dimensions.map((dimension): BindDimension => {
    const versions = versionsOf(dimension)
    const dated = versions.length > 1
    const last = versions.at(-1)
    const level = dimension.level ?? null
    const shown = dimension.categories.filter((c) => c.kind !== 'total')
    // A cube of two versions adds the version to its labels; sheets do not.
    const listed = new Map(
      versions.flatMap((version) =>
        itemsAt(version, level).map((item) => [keyOf(item, version, dated), item.label] as const),
      ),
    )
    const categories = new Map<string, BindCategory>(
      shown.map((c) => [categoryKey(c), { key: categoryKey(c), label: listed.get(categoryKey(c)) ?? c.label }]),
    )
    const usable = classification === 'as_now' && last ? [last] : versions
    for (const version of usable)
      for (const item of itemsAt(version, level)) {
        const key = keyOf(item, version, dated)
        if (!categories.has(key)) categories.set(key, { key, label: item.label })
      }
    const former =
      dated && last && classification === 'as_now' && level === null
        ? versions.slice(0, -1).flatMap((version) =>
            itemsAt(version, null).map((item) => ({
              label: item.label,
              successor: successorOf(version.list, version, last, item.code)?.label ?? null,
            })),
          )
        : []
    return {
      variable: dimension.variable,
      level,
      label: dimension.label,
      time: dimension.time !== null,
      categories: [...categories.values()],
      totalLabel: dimension.categories.find((c) => c.kind === 'total')?.label ?? null,
      former,
    }
  })

  const split = (key: string): { code: string; version: string } => ({
    code: key.slice(0, key.lastIndexOf('@')),
    version: key.slice(key.lastIndexOf('@') + 1),
  })
  const versionAt = (dimension: number, key: string): CodeListVersion | undefined => {
    const of = cube.dimensions[dimension]
    return of && versionsOf(of).length > 1 ? versionsOf(of).find((v) => v.version === split(key).version) : undefined
  }
  return {
    table: {
      dimensions,
      measures: cube.measures.filter((m) => m.hidden !== true).map(({ id, label, unit }) => ({ id, label, unit })),
    },
    dated: {
      validIn: (dimension, key, period) => {
        const version = versionAt(dimension, key)
        const day = referenceDate(period)
        if (!version || day === null || classification === 'as_now') return true
        return (
          (version.validFrom === null || version.validFrom <= day) &&
          (version.validTo === null || day <= version.validTo)
        )
      },
      predecessors: (dimension, key) => {
        const [version, of] = [versionAt(dimension, key), cube.dimensions[dimension]]
        const before = version && of ? versionsOf(of)[versionsOf(of).indexOf(version) - 1] : undefined
        if (!version || !before || (of?.level ?? null) !== null) return []
        const pairs =
          lists
            .correspondence(version.list, before.version, version.version)
            ?.pairs.filter((p) => p.to === split(key).code) ?? []
        const labels = pairs.flatMap((p) =>
          itemsAt(before, null)
            .filter((item) => item.code === p.from)
            .map((item) => item.label),
        )
        return labels.length > 1 ? labels : []
      },
      changedBetween: (dimension, key, earlier, later) => {
        const from = versionAt(dimension, key)?.validFrom ?? null
        return from !== null && (referenceDate(earlier) ?? '') < from && from <= (referenceDate(later) ?? '')
      },
      successor: (dimension, key) => {
        const [version, of] = [versionAt(dimension, key), cube.dimensions[dimension]]
        const last = of ? versionsOf(of).at(-1) : undefined
        return version && last && version !== last
          ? (successorOf(version.list, version, last, split(key).code)?.label ?? null)
          : null
      },
    },
  }
}
