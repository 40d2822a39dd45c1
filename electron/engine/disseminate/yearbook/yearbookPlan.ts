// What pages a yearbook has and how they are called. In: chapters. Out: pages in reading order, with the tables and
// pictures on them. Pure; names are plain so that every disk and server takes them.
import type { ComposedBlock } from '#engine/disseminate/report/composeReport.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Chapter } from './chapters.ts'

export type TableBlock = Extract<ComposedBlock, { type: 'table' }>
export type PlannedTable = {
  /** File names without extension: "table-3". */
  name: string
  chapter: number
  block: TableBlock
  title: Bilingual
}
export type PlannedChapter = {
  name: string
  index: number
  chapter: Chapter
  title: Bilingual
  /** By the place of the block in the chapter. */
  tables: ReadonlyMap<number, PlannedTable>
}

export const numbered = (word: Bilingual, number: string, title: Bilingual): Bilingual =>
  number === ''
    ? title
    : { vi: `${word.vi} ${number}. ${title.vi}`, en: `${word.en} ${number}. ${title.en || title.vi}` }

export const tableWord: Bilingual = { vi: 'Biểu', en: 'Table' }
export const figureWord: Bilingual = { vi: 'Hình', en: 'Figure' }

export const planYearbook = (chapters: readonly Chapter[]): PlannedChapter[] => {
  let count = 0
  return chapters.map((chapter, index) => {
    const tables = new Map<number, PlannedTable>()
    chapter.report.blocks.forEach((block, place) => {
      if (block.type !== 'table') return
      count += 1
      const title = numbered(tableWord, block.number, block.cube.title)
      tables.set(place, { name: `table-${count}`, chapter: index, block, title })
    })
    return { name: `chapter-${index + 1}`, index, chapter, title: chapter.report.title, tables }
  })
}
