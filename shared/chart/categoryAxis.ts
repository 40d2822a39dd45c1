// How the category labels stand: beside the bars, under them, or upright, whichever has room at the printed size. In:
// labels, room, bars per category. Out: orientation, wrapped labels, their width. Never drops or thins out names of
// places; only the labels of a time axis may be thinned, at an even step.
import { fontSizes } from './chartFrame.ts'
import { distinctLabels, textWidth, truncateText, wrapText } from './textFit.ts'

export type CategoryPlacement = {
  orientation: 'vertical' | 'horizontal'
  /** Wrapped label of each category. */
  labels: string[]
  fontSize: number
  /** Room the labels take: height under the plot when vertical, width beside it when horizontal. */
  room: number
  rotate: number
  /** Every how many categories a label is written. */
  step: number
}

/** The size in millimetres at which the labels would have room. */
export type NoRoom = { needed: { widthMm: number } | { heightMm: number } }

const smallest = 8
const steps = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 365, 600, 1200, 2400, 3650, 7300, 12_000, 24_000, 50_000]

type Room = { width: number; height: number; valueLabels: number }

const widest = (labels: string[], size: number): number =>
  labels.reduce((width, text) => Math.max(width, ...text.split('\n').map((line) => textWidth(line, size))), 0)

const flat = (labels: string[], pitch: number, size: number = fontSizes.label): CategoryPlacement | null => {
  const words = labels.flatMap((text) => text.split(/\s+/))
  if (widest(words, size) > pitch - 6) return null
  const wrapped = distinctLabels(labels, (text) => wrapText(text, pitch - 6, size, 9).join('\n')).map((l) =>
    l.split('\n'),
  )
  const lines = Math.max(...wrapped.map((l) => l.length))
  if (lines > 3) return null
  return {
    orientation: 'vertical',
    labels: wrapped.map((l) => l.join('\n')),
    fontSize: size,
    room: lines * size * 1.3 + 8,
    rotate: 0,
    step: 1,
  }
}

/** Where labels cannot lie beside their bars, smaller type is better than upright type. */
const flatAtSomeSize = (labels: string[], pitch: number, lying: boolean): CategoryPlacement | null =>
  flat(labels, pitch) ?? (lying ? null : (flat(labels, pitch, 9.5) ?? flat(labels, pitch, 8.5)))

const beside = (labels: string[], room: Room, barsPerCategory: number): CategoryPlacement | null => {
  const pitch = room.height / labels.length
  const size = Math.min(fontSizes.label, pitch / 1.12)
  if (size < smallest || pitch / barsPerCategory < 2.5) return null
  const most = room.width * 0.42
  const maxLines = Math.max(1, Math.floor(pitch / (size * 1.2)))
  const wide = Math.min(most, Math.max(90, room.width * 0.3))
  const fitted = distinctLabels(labels, (text) =>
    maxLines > 1 ? wrapText(text, wide, size, Math.min(3, maxLines)).join('\n') : truncateText(text, most, size),
  )
  return {
    orientation: 'horizontal',
    labels: fitted,
    fontSize: size,
    room: widest(fitted, size) + 10,
    rotate: 0,
    step: 1,
  }
}

const upright = (
  labels: string[],
  pitch: number,
  barsPerCategory: number,
  height: number,
): CategoryPlacement | null => {
  const size = Math.min(fontSizes.label, pitch / 1.12)
  if (size < smallest || pitch / barsPerCategory < 2.5) return null
  const cut = distinctLabels(labels, (text) => truncateText(text, height * 0.52, size))
  return { orientation: 'vertical', labels: cut, fontSize: size, room: widest(cut, size) + 10, rotate: 90, step: 1 }
}

/**
 * Labels of periods: level, at the smallest even step that leaves a gap between them. Few bars have all of theirs,
 * wrapped.
 */
export const placeTimeLabels = (labels: string[], width: number, all = false): CategoryPlacement => {
  const size = fontSizes.label
  const pitch = width / Math.max(1, labels.length)
  if (all && widest(labels, size) + 6 > pitch) {
    const wrapped = flat(
      labels.map((l) => l.replace(/(\d)[-/](?=\d)/g, '$1- ')),
      pitch,
    )
    if (wrapped) return { ...wrapped, labels: wrapped.labels.map((l) => l.replace(/- /g, '-')) }
  }
  const need = widest(labels, size) + 12
  const step = steps.find((s) => s * pitch >= need) ?? labels.length
  return { orientation: 'vertical', labels, fontSize: size, room: size * 1.3 + 8, rotate: 0, step }
}

export const placeCategories = (
  labels: string[],
  room: Room,
  barsPerCategory: number,
  { mmPerPixel, orientation }: { mmPerPixel: number; orientation?: CategoryPlacement['orientation'] },
): CategoryPlacement | NoRoom => {
  const across = room.width - room.valueLabels
  const standing = orientation !== 'horizontal'
  const lying = orientation !== 'vertical'
  const found =
    (standing && labels.length <= 12 ? flatAtSomeSize(labels, across / labels.length, lying) : null) ??
    (lying ? beside(labels, { ...room, height: room.height - 20 }, barsPerCategory) : null) ??
    (standing ? upright(labels, across / labels.length, barsPerCategory, room.height) : null)
  if (found) return found
  const pitch = Math.max(smallest * 1.15, barsPerCategory * 2.6)
  if (orientation === 'vertical')
    return { needed: { widthMm: Math.ceil((labels.length * pitch + room.valueLabels + 30) * mmPerPixel) } }
  return { needed: { heightMm: Math.ceil((labels.length * pitch + 110) * mmPerPixel) } }
}
