// The rules of the layout that no linter knows, as one pure function. In: tracked files and their text. Out:
// complaints. A README in every folder of the design, no electron import outside its two folders, no file grown beyond
// one idea, no AG Grid Enterprise, no machine path or registry host written down.

export type SourceFile = { path: string; text: string }

/** Each folder of the map, whether files stand in it directly or only below. */
const readmeFolders = [
  /^electron\/(?:main|preload|host|host-chromium|cli)$/,
  /^electron\/engine(?:\/[a-z-]+)?$/,
  /^electron\/engine\/(?:workspace|collect|process|analyse|disseminate|upkeep)\/[a-z-]+$/,
  /^shared(?:\/[a-z]+)?$/,
  /^renderer(?:\/[a-z0-9-]+)?$/,
  /^renderer\/features\/[a-z]+(?:\/[a-z]+)?$/,
  /^(?:build|test(?:\/[a-z0-9]+)?)$/,
]
const foldersAbove = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, i, parts) => parts.slice(0, i + 1).join('/'))
const lineLimit = 400
/** Tests list cases and dictionaries list words: long without being two ideas. */
const listLimit = 700
const isList = (path: string): boolean => /\.test\.tsx?$|^renderer\/i18n\/|^shared\/model\/messages/.test(path)

export const structureComplaints = (files: SourceFile[]): string[] => {
  const complaints: string[] = []
  const paths = new Set(files.map((file) => file.path))
  const folders = new Set<string>()
  for (const { path } of files)
    for (const folder of foldersAbove(path))
      if (readmeFolders.some((pattern) => pattern.test(folder))) folders.add(folder)
  for (const folder of [...folders].toSorted())
    if (!paths.has(`${folder}/README.md`)) complaints.push(`${folder}: no README.md`)

  for (const { path, text } of files) {
    const code = /\.(ts|tsx|mjs)$/.test(path)
    const limit = isList(path) ? listLimit : lineLimit
    const tooLong = code && text.split('\n').length > limit
    if (tooLong) complaints.push(`${path}: more than ${limit} lines`)
    const importsElectron = /(from|import\(|require\()\s*['"]electron['"]/.test(text)
    if (
      code &&
      importsElectron &&
      !/^electron\/(main|preload)\//.test(path) &&
      !path.startsWith('test/electron/') &&
      path !== 'build/structure.test.ts'
    )
      complaints.push(`${path}: imports electron`)
    if (
      code &&
      !/\.test\.tsx?$/.test(path) &&
      !text.startsWith('//') &&
      !text.startsWith('/**') &&
      !path.endsWith('.config.ts')
    )
      complaints.push(`${path}: no header comment`)
    if (path === 'package-lock.json' && /node_modules\/(@ag-grid-enterprise|ag-grid-enterprise)/.test(text))
      complaints.push(`${path}: AG Grid Enterprise`)
    if (
      path !== 'package-lock.json' &&
      /\/(work|farm)\/|registry\.[a-z]+\.org|deb\.[a-z]+\.org/.test(text) &&
      !path.startsWith('build/structure')
    )
      complaints.push(`${path}: a machine path or a registry host`)
  }
  return complaints
}
