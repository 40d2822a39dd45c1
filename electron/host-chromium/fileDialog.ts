// The file dialogs of this host: a page of its own in the same browser, since the browser's own picker hides paths.
// In: what is asked for. Out: the chosen paths, null when closed. The application's page cannot reach or script it.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import type { FileFilter } from '../host/platform.ts'
import { dialogPage } from './fileDialogPage.ts'
import type { DialogRequest } from './fileDialogPage.ts'

export type FolderListing = {
  folder: string
  parent: string | null
  folders: string[]
  files: { name: string; bytes: number }[]
  failure: string | null
}

/**
 * The names in a folder, hidden ones left out, files reduced to the wanted extensions; a folder that cannot be read
 * says so.
 */
export const listFolder = (folder: string, filters: FileFilter[]): FolderListing => {
  const at = resolve(folder)
  const parent = dirname(at) === at ? null : dirname(at)
  const wanted = new Set(filters.flatMap((f) => f.extensions.map((e) => `.${e.toLowerCase()}`)))
  const listing: FolderListing = { folder: at, parent, folders: [], files: [], failure: null }
  try {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) listing.folders.push(entry.name)
      else if (wanted.size === 0 || wanted.has('.*') || wanted.has(extname(entry.name).toLowerCase())) {
        listing.files.push({ name: entry.name, bytes: statSync(join(at, entry.name)).size })
      }
    }
  } catch (cause) {
    listing.failure = cause instanceof Error ? cause.message : String(cause)
  }
  const compare = new Intl.Collator('vi', { numeric: true }).compare
  listing.folders.sort(compare)
  listing.files.sort((a, b) => compare(a.name, b.name))
  return listing
}

const dialogOrigin = 'https://dialog.invalid'
let lastFolder = homedir()

export const showFileDialog = async (context: BrowserContext, request: DialogRequest): Promise<string[] | null> => {
  const page = await context.newPage()
  try {
    await page.setViewportSize({ width: 760, height: 560 }).catch(() => undefined)
    await page.route('**/*', (route) =>
      route.request().url() === `${dialogOrigin}/`
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: dialogPage(request) })
        : route.abort(),
    )
    const chosen = new Promise<string[] | null>((done) => {
      page.on('close', () => done(null))
      void page
        .exposeBinding('dialogHost', (_source, action: string, value: string) => {
          if (action === 'list') return listFolder(value || lastFolder, request.filters)
          if (action === 'exists') return existsSync(value)
          if (action === 'cancel') done(null)
          if (action === 'choose') {
            const paths = (JSON.parse(value) as string[]).map((path) => resolve(path))
            lastFolder = request.kind === 'folder' ? (paths[0] ?? lastFolder) : dirname(paths[0] ?? lastFolder)
            done(paths)
          }
          return null
        })
        .then(() => page.goto(`${dialogOrigin}/`))
    })
    return await chosen
  } finally {
    if (!page.isClosed()) await page.close()
  }
}
