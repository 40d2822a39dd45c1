// Reports → an electronic yearbook. In: the request. Out: the folder, with counts, exceptions and the hash of its
// certificate. Sizes are told beforehand by estimateYearbook.ts. Never an unprotected cube, never a page without the
// mark while a chapter is not approved.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { YearbookException, YearbookRequest, YearbookResult } from '#shared/contract/yearbook.ts'
import { formatDate } from '#shared/format/time.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { fontFiles } from '#engine/disseminate/chart/fonts.ts'
import { printStamp } from '#engine/disseminate/report/printStamp.ts'
import { draftStanding } from '#engine/disseminate/report/issue/standing.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { writeBrought } from './broughtFiles.ts'
import { certifiedFiles, writeCertificate } from './certificate.ts'
import { chapterContent } from './chapterPage.ts'
import { chaptersOf } from './chapters.ts'
import type { Chapter } from './chapters.ts'
import { certificateContent, doorPage, indexContent } from './indexPage.ts'
import { yearbookScript } from './script.ts'
import { searchIndex } from './searchIndex.ts'
import { yearbookStyle } from './style.ts'
import { tableFiles } from './tableFiles.ts'
import type { TableFile } from './tableFiles.ts'
import { tableContent } from './tablePage.ts'
import { webPage, words } from './webPage.ts'
import type { Book } from './webPage.ts'
import { yearbookFolder } from './yearbookFolder.ts'
import { planYearbook } from './yearbookPlan.ts'
import type { PlannedChapter } from './yearbookPlan.ts'

const languages: readonly Language[] = ['vi', 'en']
const none: Bilingual = { vi: '', en: '' }

const bookOf = (
  chapters: readonly Chapter[],
  title: Bilingual | undefined,
  { program, user }: Pick<EngineContext, 'program' | 'user'>,
): Book => {
  const [first] = chapters
  const marked = chapters.find(({ report }) => report.standing?.mark)
  const own =
    chapters.length === 1 && first ? first.report.title : { vi: 'Niên giám thống kê', en: 'Statistical Yearbook' }
  const now = new Date().toISOString()
  const day = formatDate(now)
  // Of what is internal every page says who wrote it when.
  const stamp = chapters.map(({ report }) => printStamp(report, user, now)).find((text) => text !== null)
  const stamps = stamp === undefined ? [] : [stamp]
  const approved = chapters.flatMap(({ issue }) => (issue ? [issue.sha256.slice(0, 12)] : []))
  return {
    title: title ?? own,
    office: first?.report.definition.office ?? none,
    mark: marked ? (marked.report.standing?.mark ?? draftStanding.mark) : null,
    confidentiality:
      chapters.find(({ report }) => report.definition.confidentiality)?.report.definition.confidentiality ?? none,
    imprint: {
      vi: [
        program,
        `lập ${day}`,
        ...stamps,
        ...(approved.length > 0 ? [`bản phát hành ${approved.join(', ')}`] : []),
      ].join(', '),
      en: [program, `made ${day}`, ...stamps, ...(approved.length > 0 ? [`issues ${approved.join(', ')}`] : [])].join(
        ', ',
      ),
    },
  }
}

type Work = {
  folder: string
  book: Book
  plan: PlannedChapter[]
  files: ReadonlyMap<string, TableFile[]>
  exceptions: readonly YearbookException[]
}

const writePages = async ({ folder, book, plan, files, exceptions }: Work, job: JobContext): Promise<void> => {
  const tables = plan.flatMap((chapter) => [...chapter.tables.values()])
  for (const language of languages) {
    const page = async (name: string, title: string, trail: { href: string; text: string }[], content: string) => {
      await writeFile(join(folder, language, `${name}.html`), webPage(book, language, { name, title, trail, content }))
    }
    const home = { href: 'index.html', text: words.contents[language] }
    const own = (text: Bilingual): string => text[language] || text.vi
    await page('index', own(book.title), [], indexContent(book, plan, exceptions, language))
    for (const chapter of plan) {
      job.throwIfCancelled()
      await page(chapter.name, own(chapter.title), [home], chapterContent(chapter, language))
    }
    for (const [i, table] of tables.entries()) {
      job.throwIfCancelled()
      const chapter = plan[table.chapter]
      const trail = [home, ...(chapter ? [{ href: `${chapter.name}.html`, text: own(chapter.title) }] : [])]
      const around = { before: tables[i - 1], after: tables[i + 1] }
      const content = tableContent(table, files.get(table.name) ?? [], language, around)
      await page(table.name, own(table.title), trail, content)
    }
    await writeFile(join(folder, 'assets', `search-${language}.js`), searchIndex(plan, language))
  }
  await writeFile(join(folder, 'index.html'), doorPage(book))
}

const writeAssets = async (folder: string): Promise<void> => {
  for (const name of ['assets', 'assets/fonts', 'data', ...languages]) await mkdir(join(folder, name))
  const { css, files } = fontFiles(
    [
      { weight: 400, style: 'normal' },
      { weight: 700, style: 'normal' },
    ],
    'fonts/',
  )
  for (const { name, bytes } of files) await writeFile(join(folder, 'assets/fonts', name), bytes)
  await writeFile(join(folder, 'assets/style.css'), yearbookStyle(css))
  await writeFile(join(folder, 'assets/yearbook.js'), yearbookScript)
}

export const writeYearbook = async (
  context: EngineContext,
  request: YearbookRequest,
  job: JobContext,
): Promise<YearbookResult> => {
  const started = performance.now()
  const { program } = context
  const { chapters, exceptions } = await chaptersOf(context, request, job)
  const plan = planYearbook(chapters)
  const book = bookOf(chapters, request.title, context)
  const tables = plan.flatMap((chapter) => [...chapter.tables.values()])
  const told = { files: 0, bytes: 0, sha256: '' }
  const path = await yearbookFolder(request.path, async (folder) => {
    await writeAssets(folder)
    const files = new Map<string, TableFile[]>()
    for (const table of tables) {
      job.throwIfCancelled()
      job.progress({ phase: 'publishing', done: files.size, total: tables.length, subject: table.title.vi })
      const written = await tableFiles(table.block.cube, join(folder, 'data'), table.name, {
        program,
        throwIfCancelled: () => job.throwIfCancelled(),
      })
      await writeBrought(join(folder, 'data'), table.name, written.files)
      files.set(table.name, written.files)
      for (const { format, text } of written.refused)
        exceptions.push({
          report: chapters[table.chapter]?.id ?? '',
          place: { vi: `${table.title.vi}: ${format}`, en: `${table.title.en}: ${format}` },
          text,
          missing: false,
        })
    }
    await writePages({ folder, book, plan, files, exceptions }, job)
    await writeFile(join(folder, 'exceptions.json'), `${JSON.stringify(exceptions, null, 2)}\n`)
    const before = await certifiedFiles(folder)
    for (const language of languages) {
      const page = {
        name: 'certificate',
        title: words.certificate[language],
        trail: [{ href: 'index.html', text: words.contents[language] }],
      }
      await writeFile(
        join(folder, language, 'certificate.html'),
        webPage(book, language, { ...page, content: certificateContent(before, language) }),
      )
    }
    const certified = await certifiedFiles(folder)
    const certificate = await writeCertificate(folder, certified, {
      program,
      madeAt: new Date().toISOString(),
      draft: book.mark !== null,
      chapters: chapters.map(({ id, issue }) => ({
        report: id,
        issue: issue ? { number: issue.number, sha256: issue.sha256, approvedBy: issue.decidedBy } : null,
      })),
    })
    told.files = certified.length + 2
    told.bytes = certified.reduce((sum, file) => sum + file.bytes, certificate.bytes)
    told.sha256 = certificate.sha256
  })
  const pictures = chapters.flatMap(({ report }) => report.blocks).filter((b) => b.type === 'chart' || b.type === 'map')
  return {
    path,
    index: join(path, 'index.html'),
    ...told,
    chapters: chapters.length,
    tables: tables.length,
    pictures: pictures.length,
    draft: book.mark !== null,
    exceptions,
    seconds: (performance.now() - started) / 1000,
  }
}
