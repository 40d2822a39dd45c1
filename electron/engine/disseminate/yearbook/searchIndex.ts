// What the search of a yearbook finds: chapters, tables, pictures, each with the words in it, folded. In: the plan, a
// language. Out: the text of a script that sets one list; data only.
import { foldText } from '#shared/format/foldText.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { titleOfPicture } from '#engine/disseminate/report/composeReport.ts'
import { figureWord, numbered } from './yearbookPlan.ts'
import type { PlannedChapter } from './yearbookPlan.ts'

/** t: title · f: folded · x: what else is in it, folded · u: where · c: the chapter. */
type Entry = { t: string; f: string; x: string; u: string; c: string }

const wordLimit = 4000

const labelsOf = (cube: ProtectedCube, language: Language): string =>
  foldText(
    [
      ...cube.dimensions.flatMap((d) => [d.label, ...d.categories.map((c) => c.label)]),
      ...cube.measures.filter((m) => m.hidden !== true).map((m) => m.label),
    ]
      .map((label) => label[language])
      .join(' '),
  ).slice(0, wordLimit)

export const searchIndex = (chapters: readonly PlannedChapter[], language: Language): string => {
  const say = (text: Bilingual): string => text[language] || text.vi
  const entries = chapters.flatMap(({ name, title, chapter, tables }): Entry[] => {
    const own = say(title)
    // Found in either language: a reader of one page may know the name in the other.
    const entry = (text: Bilingual, u: string, x: string): Entry => ({
      t: say(text),
      f: foldText(`${text.vi} ${text.en}`),
      x,
      u,
      c: own,
    })
    return [
      entry(title, `${name}.html`, ''),
      ...chapter.report.blocks.flatMap((block, place): Entry[] => {
        const table = tables.get(place)
        if (table && block.type === 'table')
          return [entry(table.title, `${table.name}.html`, labelsOf(block.cube, language))]
        if (block.type === 'heading') return [entry(block.text, `${name}.html#${block.target}`, '')]
        if (block.type !== 'chart' && block.type !== 'map') return []
        const picture = block.type === 'chart' ? block.chart : block.map
        const text = numbered(figureWord, block.number, titleOfPicture(block.cube, picture))
        return [entry(text, `${name}.html#${block.target}`, labelsOf(block.cube, language))]
      }),
    ]
  })
  // A closing tag or a line separator inside a label must not end the script.
  const safe = JSON.stringify(entries)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return `window.yearbookSearch=${safe};\n`
}
