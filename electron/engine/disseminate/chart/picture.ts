// A drawn picture with its table, before it is written as a file. Shapes only; no picture is made here.
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { Language } from '#shared/model/text.ts'
import type { NativeChart } from './nativeChart.ts'

export type PictureTable = {
  heads: string[]
  rows: (string | number)[][]
  /** The same as the table prints them. */
  texts: string[][]
  decimals: number
}

export type Picture = {
  svg: string
  format: PictureFormat
  dpi: number
  language: Language
  size: { widthMm: number; heightMm: number }
  title: string
  description: string
  table: PictureTable
  /** A chart Excel draws itself; null: the picture stands beside the figures. */
  native: NativeChart | null
}
