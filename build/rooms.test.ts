import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './bundle.ts'
import { roomComplaints, roomOf, rooms } from './rooms.ts'

const complaintsOf = (path: string, text: string) => roomComplaints([{ path, text }])

test('an import upward is named, a type among them', () => {
  expect(
    complaintsOf(
      'electron/engine/process/link/x.ts',
      "import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'",
    ),
  ).toEqual([
    'electron/engine/process/link/x.ts: electron/engine/process/link may not import electron/engine/analyse/tabulate (#engine/analyse/tabulate/ask/tabulate.ts)',
  ])
  expect(
    complaintsOf(
      'electron/engine/workspace/columns/x.ts',
      "import type { A } from '../../process/link/matchRecords.ts'",
    ),
  ).toHaveLength(1)
  expect(
    complaintsOf('electron/engine/jobs/x.ts', "const { a } = await import('#engine/upkeep/methods.ts')"),
  ).toHaveLength(1)
  expect(
    complaintsOf('electron/engine/classify/x.ts', "import '#engine/workspace/files/openWorkspace.ts'"),
  ).toHaveLength(1)
})

test('an import downward, of a neighbour in the table, of shared and of a package is not', () => {
  const text = `import { a } from '#engine/workspace/context.ts'
import { b } from '#engine/collect/layouts/index.ts'
import type { C } from '#shared/model/cube.ts'
import { d } from 'zod'`
  expect(complaintsOf('electron/engine/collect/intake/x.ts', text)).toEqual([])
})

test('the renderer never reaches the engine, shared never the renderer, one screen never another unasked', () => {
  expect(
    complaintsOf('renderer/features/office/audit/x.tsx', "import { a } from '../../../../electron/engine/engine.ts'"),
  ).toHaveLength(1)
  expect(complaintsOf('shared/format/x.ts', "import { a } from '../../renderer/i18n/index.ts'")).toHaveLength(1)
  expect(
    complaintsOf('renderer/features/office/audit/x.tsx', "import { a } from '../../analyse/tables/index.tsx'"),
  ).toHaveLength(1)
  expect(complaintsOf('renderer/features/collect/nowhere/x.tsx', '')).toEqual([
    'renderer/features/collect/nowhere/x.tsx: its room is not in build/rooms.ts',
  ])
})

test('tests may reach anywhere; the deepest room in the table counts', () => {
  expect(complaintsOf('electron/engine/jobs/x.test.ts', "import { a } from '#engine/upkeep/methods.ts'")).toEqual([])
  expect(roomOf('electron/engine/upkeep/demonstration/a/b.ts')).toBe('electron/engine/upkeep/demonstration')
  expect(roomOf('electron/engine/upkeep/a.ts')).toBe('electron/engine/upkeep')
  expect(roomOf('electron/engine/analyse/elsewhere/a.ts')).toBeNull()
})

test('a part of the tests in the product is named', () => {
  const text = "import { visits } from '#test/support/publish/visits.ts'\n"
  expect(roomComplaints([{ path: 'electron/engine/disseminate/publish/x.ts', text }])).toEqual([
    "electron/engine/disseminate/publish/x.ts: the product may not import a test's part (#test/support/publish/visits.ts)",
  ])
})

test('the table has no circle below the screens, and names rooms that are there', () => {
  for (const room of rooms.keys()) {
    const listed = execFileSync('git', ['ls-files', room], { cwd: root, encoding: 'utf8' })
    expect([room, listed !== '']).toEqual([room, true])
  }
  const upward = [...rooms].flatMap(([room, may]) =>
    room.startsWith('electron/engine/')
      ? may.filter((other) => rooms.get(other)?.includes(room)).map((other) => `${room} ↔ ${other}`)
      : [],
  )
  expect(upward).toEqual([])
  expect(readFileSync(join(root, 'electron/engine/README.md'), 'utf8')).toContain('build/rooms.ts')
})
