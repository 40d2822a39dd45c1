// Bundles what runs outside the page (engine, command line, both hosts) and builds the page with Vite, into dist/.
// In: source. Out: dist/. Skips what is newer than its sources. Never ships a dependency that a bundle can carry.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { build as buildPage } from 'vite'

export const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

/** Native modules and the browser driver stay packages; everything else is bundled. */
export const externalPackages = [
  'better-sqlite3',
  '@duckdb/node-api',
  '@resvg/resvg-js',
  'highs',
  'playwright-core',
  'electron',
]

/** CommonJS packages inside an ES bundle expect `require`. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

/**
 * One hash over names, sizes and times of all sources and the lock file: cheap, and enough to know that nothing
 * changed.
 */
const stamp = (): string => {
  const hash = createHash('sha256')
  for (const file of [
    ...['electron', 'shared', 'renderer', 'build'].flatMap((f) => sourceFiles(join(root, f))),
    join(root, 'package-lock.json'),
  ]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file}:${size}:${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Everything outside the page, with the fonts that charts are rasterised in. */
export const bundlePrograms = async (): Promise<void> => {
  cpSync(join(root, 'electron/engine/disseminate/chart/fonts'), join(dist, 'fonts'), { recursive: true })
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node24',
    external: externalPackages,
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: root,
  } as const
  await Promise.all([
    build({
      ...common,
      entryPoints: {
        engine: 'electron/engine/engineProcess.ts',
        cli: 'electron/cli/main.ts',
        window: 'electron/host-chromium/main.ts',
      },
      outdir: dist,
      format: 'esm',
      // What is imported on demand (workbooks, charts, the browser driver) stays out of the start of every command.
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      minifyWhitespace: true,
      banner: { js: requireBanner },
    }),
    build({
      ...common,
      entryPoints: { main: 'electron/main/main.ts', preload: 'electron/preload/preload.ts' },
      outdir: dist,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  ])
}

export const bundle = async (): Promise<'built' | 'current'> => {
  const stampFile = join(dist, 'stamp')
  const now = stamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return 'current'
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  await bundlePrograms()
  await buildPage({ configFile: join(root, 'build', 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stampFile, now)
  return 'built'
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`dist/ ${await bundle()}\n`)
}
