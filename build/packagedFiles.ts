// Which files of this checkout the package would hold: the same patterns electron-builder gets, over dist/ and the
// production dependencies. In: the root. Out: paths with sizes, and what is wrong with them. Never builds anything.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { packaging } from './packaging.ts'

export type PackagedFile = { path: string; bytes: number }

type LockPackage = { dev?: boolean; optional?: boolean; os?: string[]; cpu?: string[] }

const below = (root: string, folder: string): string[] => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))
  } catch {
    return []
  }
}

/** Patterns are read as electron-builder reads them: in order, "!" takes away. */
export const matchesPatterns = (path: string, patterns: string[]): boolean => {
  let inside = path.startsWith('node_modules/')
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) inside = inside && !matchesGlob(path, pattern.slice(1))
    else inside ||= matchesGlob(path, pattern)
  }
  return inside
}

export const packagedFiles = (root: string): PackagedFile[] => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockPackage>
  }
  const production = Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev)
    .map(([path]) => path)
  const patterns = (packaging.files as string[]) ?? []
  return ['dist', ...production]
    .flatMap((folder) => below(root, folder))
    .concat('package.json')
    .filter((path) => matchesPatterns(path, patterns))
    .map((path) => ({ path, bytes: statSync(join(root, path)).size }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const needed = [
  'package.json',
  'dist/main.cjs',
  'dist/preload.cjs',
  'dist/engine.js',
  'dist/cli.js',
  'dist/renderer/index.html',
  'node_modules/better-sqlite3/prebuilds/win32-x64.node',
  'node_modules/@duckdb/node-api/package.json',
  'node_modules/@fontsource/noto-sans/unicode.json',
  'node_modules/@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2',
]

/**
 * What must be there and is not, and what must not be there and is. The other natives come with an install on Windows.
 */
export const packageComplaints = (files: PackagedFile[], platform: NodeJS.Platform): string[] => {
  const paths = new Set(files.map((file) => file.path))
  const onWindows = [
    'node_modules/@duckdb/node-bindings-win32-x64/duckdb.node',
    'node_modules/@resvg/resvg-js-win32-x64-msvc/resvgjs.win32-x64-msvc.node',
  ]
  const missing = [...needed, ...(platform === 'win32' ? onWindows : [])]
    .filter((path) => !paths.has(path))
    .map((path) => `missing: ${path}`)
  const unwanted = files
    .filter(({ path }) =>
      /(linux|darwin|android|freebsd|arm64|ia32|musl).*\.(node|so|dylib)$|\.map$|\.tsx?$|\/deps\/|\.test\.|^dist\/window\.js$|ag-grid-enterprise|\.(sqlite|duckdb|env|pem|key)$/.test(
        path,
      ),
    )
    .map(({ path }) => `unwanted: ${path}`)
  return [...missing, ...unwanted]
}
