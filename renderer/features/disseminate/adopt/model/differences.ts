// What differs, as rows of text: by kind with counts, and as text for the clipboard. In: differences. Out: rows. Pure;
// figures as told.
import type { AdoptDifference } from '#shared/contract/adopt.ts'
import { gridToClipboard, numberShown } from '#shared/format/clipboardCells.ts'
import type { ClipboardCell, ClipboardTable } from '#shared/format/clipboardCells.ts'
import { localiseDecimal } from '#shared/format/number.ts'
import type { Language } from '#shared/model/text.ts'

export type DifferenceKind = AdoptDifference['kind']
/** In the order a user deals with them. */
export const differenceKinds: readonly DifferenceKind[] = [
  'label',
  'ended',
  'missing',
  'figure',
  'extent',
  'unit',
  'withheld',
  'kept',
]

export type DifferenceRow = {
  kind: DifferenceKind
  cell: string
  place: string
  was: string
  now: string
  /** Ratio to what it was. */ relative: number | null
}

const unitDone = {
  converted: { vi: 'đã đổi sang đơn vị của biểu', en: 'converted to the unit of the sheet' },
  blank: { vi: 'không đổi được, để trống', en: 'not convertible, left blank' },
  filled: { vi: 'đã điền, hãy kiểm tra', en: 'filled in, please check' },
} as const

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const figure = (text: string, language: Language): string =>
  /^-?\d+(\.\d+)?$/.test(text) ? localiseDecimal(text, language) : text

export const differenceRow = (d: AdoptDifference, language: Language): DifferenceRow => {
  const row = (cell: string, place: string, was = '', now = '', relative: number | null = null): DifferenceRow => ({
    kind: d.kind,
    cell,
    place: oneLine(place),
    was: oneLine(was),
    now: oneLine(now),
    relative,
  })
  const names = (labels: readonly { vi: string; en: string }[]): string => labels.map((l) => l[language]).join(' + ')
  switch (d.kind) {
    case 'figure':
      return row(d.cell, `${d.row} · ${d.column}`, figure(d.was, language), figure(d.now, language), d.relative)
    case 'label':
      return row(d.cell, d.label, '', d.suggestions.map((s) => s.label[language]).join(' / '))
    case 'ended':
      return row(d.cell, d.label, '', d.successor?.[language] ?? '')
    case 'extent':
      return row(d.cell, d.label, names(d.before))
    case 'missing':
      return row('', d.label[language], '', figure(d.now, language))
    case 'withheld':
      return row(d.cell, `${d.row} · ${d.column}`)
    case 'unit':
      return row(d.cell, unitDone[d.done][language], d.was, d.now)
    case 'kept':
      return row(d.cell, d.message[language])
    default:
      return d satisfies never
  }
}

export const differenceCounts = (differences: readonly AdoptDifference[]): { kind: DifferenceKind; count: number }[] =>
  differenceKinds.flatMap((kind) => {
    const count = differences.filter((d) => d.kind === kind).length
    return count > 0 ? [{ kind, count }] : []
  })

/** As Excel takes it: figures as numbers, all else as text that no sheet runs. */
export const differencesText = (
  rows: readonly DifferenceRow[],
  headings: readonly string[],
  kindName: (kind: DifferenceKind) => string,
  language: Language,
): ClipboardTable =>
  gridToClipboard(
    headings,
    rows.map((r) => [
      ...[kindName(r.kind), r.cell, r.place].map((text): ClipboardCell => ({ text, number: null })),
      ...[r.was, r.now].map((text): ClipboardCell => ({ text, number: numberShown(text, language) })),
    ]),
    language,
  )
