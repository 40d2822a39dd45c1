// A tile of equal size for each province, roughly where it lies: a map for a workspace without boundaries. In: a grid,
// a frame. Out: the same as projected boundaries. Hoàng Sa and Trường Sa have tiles of their own, drawn with the
// province they belong to.
import type { TileGridName } from '../model/map.ts'
import { archipelagos } from './islands.ts'
import type { Frame, Inset, Placed, ProjectedMap } from './project.ts'

/** Rows of codes from north to south; a dot is an empty place. */
const rows: Record<TileGridName, string[]> = {
  tiles_34: [
    '12 15 08 04 20 .. ..',
    '11 14 25 19 24 22 ..',
    '.. .. 01 33 31 .. ..',
    '.. 38 37 .. .. .. ..',
    '.. 40 .. .. .. .. ..',
    '.. 42 .. .. .. .. ..',
    '.. .. 44 .. .. .. ..',
    '.. .. 46 48 .. .. HS',
    '.. .. .. 51 .. .. ..',
    '.. .. .. 52 .. .. ..',
    '.. .. .. 66 .. .. ..',
    '80 75 68 56 .. .. ..',
    '82 79 .. .. .. .. TS',
    '91 86 .. .. .. .. ..',
    '92 .. .. .. .. .. ..',
    '96 .. .. .. .. .. ..',
  ],
  tiles_63: [
    '12 10 02 04 .. .. ..',
    '11 15 08 06 20 .. ..',
    '14 25 26 19 24 22 ..',
    '.. 17 01 27 30 31 ..',
    '.. .. 35 33 34 .. ..',
    '.. 38 37 36 .. .. ..',
    '.. 40 .. .. .. .. ..',
    '.. 42 .. .. .. .. ..',
    '.. .. 44 .. .. .. ..',
    '.. .. 45 .. .. .. ..',
    '.. .. 46 48 .. .. HS',
    '.. .. .. 49 .. .. ..',
    '.. .. 62 51 .. .. ..',
    '.. .. 64 52 .. .. ..',
    '.. 67 66 54 .. .. ..',
    '72 70 68 56 .. .. ..',
    '74 75 60 58 .. .. TS',
    '80 79 77 .. .. .. ..',
    '87 82 83 .. .. .. ..',
    '89 86 84 .. .. .. ..',
    '91 92 94 .. .. .. ..',
    '93 95 .. .. .. .. ..',
    '96 .. .. .. .. .. ..',
  ],
}

export type Tile = { code: string; column: number; row: number }

export const tilesOf = (grid: TileGridName): Tile[] =>
  rows[grid].flatMap((line, row) =>
    line.split(' ').flatMap((code, column) => (code === '..' ? [] : [{ code, column, row }])),
  )

const rectPath = (x: number, y: number, size: number): string => `M${x},${y}h${size}v${size}h${-size}Z`

export const placeTiles = (grid: TileGridName, frame: Frame, nameOf: (code: string) => string): ProjectedMap => {
  const tiles = tilesOf(grid)
  const columns = Math.max(...tiles.map((t) => t.column)) + 1
  const lines = Math.max(...tiles.map((t) => t.row)) + 1
  const pitch = Math.min(frame.width / columns, frame.height / lines)
  const gap = Math.max(1.5, pitch * 0.06)
  const left = frame.left + (frame.width - pitch * columns) / 2
  const round = (v: number): number => Math.round(v * 10) / 10
  const place = ({ column, row }: Tile): Frame => ({
    left: round(left + column * pitch + gap / 2),
    top: round(frame.top + row * pitch + gap / 2),
    width: round(pitch - gap),
    height: round(pitch - gap),
  })
  const features = tiles
    .filter((t) => /^\d/.test(t.code))
    .map((tile): Placed => {
      const box = place(tile)
      return {
        code: tile.code,
        name: nameOf(tile.code),
        path: rectPath(box.left, box.top, box.width),
        centre: [box.left + box.width / 2, box.top + box.height / 2],
        box,
      }
    })
  const insets = archipelagos.flatMap((archipelago, i): Inset[] => {
    const tile = tiles.find((t) => t.code === (i === 0 ? 'HS' : 'TS'))
    if (!tile) return []
    const box = place(tile)
    const width = Math.max(pitch * 1.86, 72)
    const frameOf = { left: box.left + box.width - width, top: box.top, width, height: Math.max(pitch * 1.5, 50) }
    const [x, y] = [frameOf.left + frameOf.width / 2, frameOf.top + Math.max(12, pitch * 0.4)]
    const islands: [number, number][] = [
      [x - 8, y - 4],
      [x + 2, y - 8],
      [x + 9, y],
      [x - 2, y + 5],
    ]
    return [{ archipelago, frame: frameOf, islands, own: false }]
  })
  return { features, insets, frame }
}
