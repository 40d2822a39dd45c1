import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { icoFile, iconSizes } from './makeIcons.ts'
import { matchesPatterns, packageComplaints } from './packagedFiles.ts'
import { packaging } from './packaging.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  main: string
  devDependencies: Record<string, string>
  dependencies: Record<string, string>
}
const patterns = packaging.files as string[]

test('the configuration satisfies electron-builder’s own schema', () => {
  const schema = JSON.parse(readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8')) as object
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
  const valid = validate(JSON.parse(JSON.stringify(packaging)))
  expect(validate.errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validate({ ...packaging, nsis: { ...packaging.nsis, notAnOption: true } })).toBe(false)
})

test('what the product promises is in the configuration', () => {
  expect(packaging.electronVersion).toBe(manifest.devDependencies['electron'])
  expect(packaging.nsis).toMatchObject({
    oneClick: false,
    perMachine: false,
    allowElevation: true,
    deleteAppDataOnUninstall: false,
    installerLanguages: ['vi_VN', 'en_US'],
  })
  expect(packaging.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  })
  expect(packaging.publish).toBeNull()
  expect(manifest.main).toBe('dist/main.cjs')
  for (const path of [packaging.win?.icon, packaging.nsis?.include, 'build/installer/statdesk.cmd'])
    expect(existsSync(join(root, String(path)))).toBe(true)
})

test('only the Windows binary of the database driver enters, no sources, no other platform', () => {
  const inside = (path: string) => matchesPatterns(path, patterns)
  expect(inside('node_modules/better-sqlite3/prebuilds/win32-x64.node')).toBe(true)
  expect(inside('node_modules/better-sqlite3/prebuilds/linux-x64.node')).toBe(false)
  expect(inside('node_modules/better-sqlite3/prebuilds/win32-arm64.node')).toBe(false)
  expect(inside('node_modules/better-sqlite3/deps/sqlite3/sqlite3.c')).toBe(false)
  expect(inside('node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so')).toBe(false)
  expect(inside('node_modules/@duckdb/node-bindings-win32-x64/duckdb.node')).toBe(true)
  expect(inside('dist/fonts/noto-sans-400.ttf')).toBe(true)
  expect(inside('node_modules/@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff')).toBe(false)
  expect(inside('node_modules/@fontsource/noto-sans/files/noto-sans-devanagari-400-normal.woff')).toBe(false)
  expect(inside('node_modules/@fontsource/noto-sans/files/noto-sans-latin-900-normal.woff2')).toBe(false)
  expect(inside('dist/main.cjs')).toBe(true)
  expect(inside('dist/engine.js.map')).toBe(false)
  expect(inside('electron/main/main.ts')).toBe(false)
})

test('a package without its engine, or with a foreign binary, is refused', () => {
  const complaints = packageComplaints(
    [
      { path: 'dist/main.cjs', bytes: 1 },
      { path: 'node_modules/x/linux-x64.node', bytes: 1 },
    ],
    'win32',
  )
  expect(complaints).toContain('missing: dist/engine.js')
  expect(complaints).toContain('unwanted: node_modules/x/linux-x64.node')
})

test('installer texts exist in both languages', () => {
  const text = readFileSync(join(root, 'build/installer/installer.nsh'), 'utf8')
  const names = (language: number) =>
    [...text.matchAll(new RegExp(`LangString (\\w+) ${language} "(.+)"`, 'g'))].map((m) => m[1])
  expect(names(1066).length).toBeGreaterThan(1)
  expect(names(1066)).toEqual(names(1033))
})

test('the icon holds every size Windows asks for', () => {
  const ico = readFileSync(join(root, 'build/icons/icon.ico'))
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => ico.readUInt8(6 + 16 * i) || 256)
  expect(sizes).toEqual(iconSizes)
  const one = Buffer.from(icoFile([{ size: 16, png: new Uint8Array([1, 2, 3]) }]))
  expect(one.readUInt32LE(6 + 12)).toBe(22)
  expect(one.length).toBe(25)
})
