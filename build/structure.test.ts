import { expect, test } from 'vitest'
import { structureComplaints } from './structure.ts'

const complaintsAbout = (path: string, text: string) =>
  structureComplaints([
    { path, text },
    { path: 'build/README.md', text: '' },
  ])

test('a folder of the design without README is named', () => {
  expect(complaintsAbout('electron/engine/workspace/files/open.ts', '// x')).toEqual([
    'electron/engine: no README.md',
    'electron/engine/workspace: no README.md',
    'electron/engine/workspace/files: no README.md',
  ])
})

test('electron may be imported in main and preload only', () => {
  const text = "// x\nimport { app } from 'electron'\n"
  expect(complaintsAbout('build/x.ts', text)).toContain('build/x.ts: imports electron')
  expect(complaintsAbout('electron/main/x.ts', text).filter((c) => c.includes('imports'))).toEqual([])
})

test('a file of two ideas, a lock file with the wrong grid and a machine path are named', () => {
  expect(complaintsAbout('build/x.ts', `// x\n${'\n'.repeat(401)}`)).toEqual(['build/x.ts: more than 400 lines'])
  expect(complaintsAbout('package-lock.json', '"node_modules/ag-grid-enterprise": {}')).toEqual([
    'package-lock.json: AG Grid Enterprise',
  ])
  expect(complaintsAbout('build/x.md', `see /${'work'}/main`)).toEqual([
    'build/x.md: a machine path or a registry host',
  ])
})
