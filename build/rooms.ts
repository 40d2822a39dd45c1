// What each room may import, types included: the one table of the map. In: files and their text. Out: complaints.
// Imports only go down. A room that is not in the table is a complaint too: whoever builds one says here what it stands
// on.
import { posix } from 'node:path'
import type { SourceFile } from './structure.ts'

/** A room, and its neighbours of the same floor that it may import. */
type Floor = Readonly<Record<string, readonly string[]>>

/**
 * The engine's floors, lowest first: a room may import every room of the floors below its own, and the neighbours
 * named.
 */
const engineFloors: readonly Floor[] = [
  { 'classify/lists': [], classify: ['classify/lists'] },
  { workspace: [] },
  { jobs: [] },
  {
    'collect/readers': [],
    'collect/layouts': ['collect/readers'],
    'collect/rules': ['collect/layouts'],
    'collect/intake': ['collect/layouts', 'collect/readers', 'collect/rules'],
    'collect/suggest': ['collect/intake', 'collect/layouts', 'collect/readers', 'collect/rules'],
    'collect/runs': ['collect/intake', 'collect/layouts', 'collect/readers', 'collect/suggest', 'collect/deliveries'],
    'collect/deliveries': ['collect/intake', 'collect/layouts', 'collect/rules'],
    'collect/watch': ['collect/runs', 'collect/suggest'],
  },
  {
    'process/categories': [],
    'process/variables': ['process/categories'],
    'process/link': [],
    'process/edit': [],
    'process/quality': [],
  },
  {
    'analyse/explore': [],
    'analyse/series': [],
    'analyse/survey': [],
    'analyse/tabulate': ['analyse/explore', 'analyse/survey'],
    'analyse/calibrate': ['analyse/tabulate', 'analyse/survey'],
    'analyse/indicators': ['analyse/tabulate', 'analyse/series'],
    'analyse/protect': ['analyse/tabulate', 'analyse/indicators'],
    'analyse/previews': ['analyse/tabulate'],
    'analyse/compare': ['analyse/tabulate', 'analyse/protect'],
    'analyse/compile': ['analyse/indicators', 'analyse/protect', 'analyse/compare'],
  },
  {
    'disseminate/chart': [],
    'disseminate/map': ['disseminate/chart'],
    'disseminate/report': ['disseminate/chart', 'disseminate/map', 'disseminate/page', 'disseminate/batch'],
    'disseminate/yearbook': [
      'disseminate/chart',
      'disseminate/page',
      'disseminate/report',
      'disseminate/publish',
      'disseminate/batch',
    ],
    'disseminate/page': ['disseminate/chart'],
    'disseminate/publish': ['disseminate/chart', 'disseminate/page'],
    'disseminate/library': [],
    'disseminate/batch': ['disseminate/chart', 'disseminate/publish'],
    'disseminate/adopt': ['disseminate/publish'],
  },
  { 'upkeep/demonstration': [], upkeep: ['upkeep/demonstration'] },
]

const below = (floors: readonly Floor[], prefix: string): [string, string[]][] =>
  floors.flatMap((floor, f) =>
    Object.entries(floor).map(([room, beside]): [string, string[]] => [
      `${prefix}${room}`,
      [...floors.slice(0, f).flatMap((lower) => Object.keys(lower)), ...beside].map((name) => `${prefix}${name}`),
    ]),
  )

const engineRooms = engineFloors.flatMap((floor) => Object.keys(floor).map((room) => `electron/engine/${room}`))
const allShared = ['model', 'expression', 'format', 'chart', 'map', 'contract'].map((room) => `shared/${room}`)

/** What every screen stands on. */
const screenGround = ['renderer/i18n', 'renderer/bridge', 'renderer/components', 'renderer/app']
const features: Floor = {
  'process/rules': ['analyse/explore'],
  'collect/datasets': ['process/rules', 'disseminate/records'],
  'collect/deliveries': ['process/rules', 'analyse/explore', 'office/overview'],
  'process/definitions': [],
  'process/links': ['process/definitions'],
  'analyse/explore': ['disseminate/records'],
  'analyse/tables': ['analyse/explore', 'process/definitions', 'disseminate/production', 'disseminate/records'],
  'analyse/indicators': ['analyse/tables', 'process/definitions', 'disseminate/charts'],
  'disseminate/adopt': ['process/definitions', 'disseminate/library'],
  'disseminate/charts': ['process/definitions'],
  'disseminate/maps': ['process/definitions', 'disseminate/charts'],
  'disseminate/library': ['analyse/tables', 'process/definitions'],
  'disseminate/production': ['process/definitions'],
  'disseminate/records': ['process/definitions'],
  'disseminate/reports': ['process/definitions'],
  'office/audit': [],
  'office/help': [],
  'office/overview': [],
  'office/settings': ['disseminate/records'],
}

export const rooms: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['shared/model', []],
  ['shared/expression', ['shared/model', 'shared/format']],
  ['shared/format', ['shared/model']],
  ['shared/chart', ['shared/model', 'shared/format']],
  ['shared/map', ['shared/model', 'shared/format', 'shared/chart']],
  ['shared/contract', ['shared/model']],

  ...below(engineFloors, 'electron/engine/').map(([room, may]): [string, readonly string[]] => [
    room,
    [...may, ...allShared],
  ]),
  // The door and the process around it collect the methods of every room.
  ['electron/engine', [...engineRooms, ...allShared]],

  ['electron/host', allShared],
  // Hosts write files too: by the engine's one check of targets.
  ['electron/host-chromium', ['electron/host', 'electron/engine/workspace', ...allShared]],
  ['electron/main', ['electron/host', 'electron/engine/workspace', ...allShared]],
  ['electron/preload', allShared],
  [
    'electron/cli',
    ['electron/engine', 'electron/engine/workspace', 'electron/host', 'electron/host-chromium', ...allShared],
  ],

  ['renderer/i18n', allShared],
  ['renderer/bridge', allShared],
  ['renderer/components', ['renderer/app', 'renderer/bridge', 'renderer/i18n', ...allShared]],
  ['renderer/print', allShared],
  [
    'renderer/app',
    [
      'renderer/bridge',
      'renderer/components',
      'renderer/i18n',
      'renderer/print',
      'renderer/features/office/help',
      ...allShared,
    ],
  ],
  ...Object.entries(features).map(([room, beside]): [string, readonly string[]] => [
    `renderer/features/${room}`,
    [...screenGround, ...allShared, ...beside.map((name) => `renderer/features/${name}`)],
  ]),
])

/** The one file that knows every screen, so that nothing else must. */
const collectsScreens = 'renderer/app/features.tsx'
/** Folders that hold rooms, not files of their own. */
const corridors = ['renderer/features', 'electron/engine/collect', 'electron/engine/process', 'electron/engine/analyse']

/** The room of a file: the longest name in the table that is its folder or one above. */
export const roomOf = (path: string): string | null => {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    if (rooms.has(folder)) return folder
    if (corridors.includes(folder)) return null
  }
  return null
}

const targetOf = (from: string, specifier: string): string | null => {
  if (specifier.startsWith('#engine/')) return `electron/engine/${specifier.slice('#engine/'.length)}`
  if (specifier.startsWith('#shared/')) return `shared/${specifier.slice('#shared/'.length)}`
  if (specifier.startsWith('#test/')) return `test/${specifier.slice('#test/'.length)}`
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null
}

const importPattern = /(?:\bfrom|\bimport\(|\bimport)\s*['"]([^'"]+)['"]/g
const inTheMap = /^(electron|renderer|shared)\/.*\.tsx?$/
/** Tests may reach anywhere: they know more than one room on purpose. */
const isTest = /\.test\.tsx?$/

export const roomComplaints = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, text }) => {
    if (!inTheMap.test(path) || isTest.test(path) || path === collectsScreens) return []
    const room = roomOf(path)
    if (room === null) return [`${path}: its room is not in build/rooms.ts`]
    const may = rooms.get(room) ?? []
    const wrong = new Set<string>()
    for (const [, specifier = ''] of text.matchAll(importPattern)) {
      const target = targetOf(path, specifier)
      if (target?.startsWith('test/')) wrong.add(`${path}: the product may not import a test's part (${specifier})`)
      if (target === null || !inTheMap.test(target)) continue
      const other = roomOf(target) ?? 'a room that is not in build/rooms.ts'
      if (other !== room && !may.includes(other)) wrong.add(`${path}: ${room} may not import ${other} (${specifier})`)
    }
    return [...wrong]
  })
