// Notices of what the program is made of: each package with its version and licence, from the installed packages
// themselves. In: package.json. Out: .github/THIRD-PARTY-NOTICES.md. Run after a dependency changed: node
// build/notices.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './bundle.ts'

type Manifest = { name?: string; version?: string; license?: string; dependencies?: Record<string, string> }
export const noticesFile = '.github/THIRD-PARTY-NOTICES.md'

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as Manifest
/** Tools of building and testing stay behind; what a bundle carries and what it needs at run time goes along. */
const tools = new Set([
  '@types/better-sqlite3',
  '@types/d3-geo',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  '@types/shapefile',
  '@types/topojson-client',
  '@types/yauzl',
  '@vitejs/plugin-react',
  'ajv',
  'axe-core',
  'csv-stringify',
  'electron-builder',
  'esbuild',
  'fast-check',
  'node',
  'oxfmt',
  'oxlint',
  'typescript',
  'vite',
  'vitest',
])

export const shippedPackages = (): string[] => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter((name) => !tools.has(name)).toSorted()
}

const notices = (): string => {
  const lines = shippedPackages().map((name) => {
    const { version = '', license = '' } = manifestOf(name)
    return `| ${name} | ${version} | ${license} |`
  })
  return `# Third-party notices

StatDesk is licensed under the Apache License, version 2.0 (\`LICENSE\`). It is built with and carries these packages and what they depend on, each under its own licence, whose text stands in the package. The fonts Be Vietnam Pro and Noto Sans are under the SIL Open Font License 1.1.

| package | version | licence |
| --- | --- | --- |
${lines.join('\n')}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(root, noticesFile), notices())
