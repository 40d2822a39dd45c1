// The two archipelagos every map of Viet Nam shows, and the units they belong to. Facts of geography and law; no
// figure.
import type { Bilingual } from '../model/text.ts'
import type { Extent } from './boundaries.ts'

export type Archipelago = {
  id: 'hoang_sa' | 'truong_sa'
  name: Bilingual
  extent: Extent
  /** Where else its reefs lie. */
  also?: Extent
  /** Units it belongs to: province (34 and 63 alike), special zone of 2025. */
  codes: string[]
  /** Some of its islands, for boundaries that do not have them. */
  islands: [number, number][]
}

export const archipelagos: readonly Archipelago[] = [
  {
    id: 'hoang_sa',
    name: { vi: 'Hoàng Sa (TP. Đà Nẵng)', en: 'Hoang Sa (Da Nang)' },
    extent: { west: 110.9, south: 15.4, east: 113.1, north: 17.4 },
    codes: ['20333', '490', '48'],
    islands: [
      [112.34, 16.84],
      [112.73, 16.67],
      [111.61, 16.53],
      [111.71, 16.45],
      [111.2, 15.78],
      [112.24, 15.7],
    ],
  },
  {
    id: 'truong_sa',
    name: { vi: 'Trường Sa (tỉnh Khánh Hòa)', en: 'Truong Sa (Khanh Hoa)' },
    extent: { west: 108.8, south: 6.4, east: 118, north: 12.2 },
    also: { west: 108.8, south: 6, east: 110.6, north: 8.4 },
    codes: ['22736', '576', '56'],
    islands: [
      [111.92, 8.64],
      [114.33, 11.43],
      [114.37, 10.18],
      [114.33, 9.89],
      [113.7, 8.97],
      [112.92, 7.87],
      [114.48, 10.38],
      [115.8, 10.73],
    ],
  },
]

/** Where the main land and the islands near it lie. */
export const mainLand: Extent = { west: 101.5, south: 7.5, east: 110.4, north: 24 }

export const liesIn = (extent: Extent, { west, east, south, north }: Extent): boolean => {
  const [x, y] = [(extent.west + extent.east) / 2, (extent.south + extent.north) / 2]
  return x >= west && x <= east && y >= south && y <= north
}

/** The archipelago a ring belongs to, -1 for the main land: its reefs lie far out, the islands of the coast do not. */
export const archipelagoAt = (extent: Extent): number =>
  archipelagos.findIndex(
    (a) => (a.also && liesIn(extent, a.also)) || (liesIn(extent, a.extent) && !liesIn(extent, mainLand)),
  )
