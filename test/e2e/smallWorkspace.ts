// A small demonstration workspace for tests of the window: synthetic deliveries, definitions, links; made once a run,
// by the command line, as an analyst would. In: a folder. Out: the path of a copy of one's own.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { statdesk } from './statdesk.ts'

declare module 'vitest' {
  // oxlint-disable-next-line consistent-type-definitions -- only an interface can be added to
  export interface ProvidedContext {
    smallWorkspace: string
  }
}

const wanted = /^(school|teacher|pupil|taxpayer|enterprise|financial_statement|customs_line_202[45]|vat_return_2025)/

const run = (parameters: string[]): void => {
  const { failure } = statdesk(parameters)
  if (failure) throw new Error(JSON.stringify(failure))
}

const makeWorkspace = (folder: string): string => {
  const all = join(folder, 'all')
  const deliveries = join(folder, 'deliveries')
  const workspace = join(folder, 'workspace')
  run(['demo', all, '--scale', '0.0004', '--seed', '3'])
  mkdirSync(deliveries)
  for (const file of readdirSync(all)) if (wanted.test(file)) copyFileSync(join(all, file), join(deliveries, file))
  run(['new', workspace, '--demonstration', '--name', 'Dữ liệu mô phỏng'])
  run(['import', workspace, deliveries])
  const files = demonstrationDefinitions.map((definition) => {
    const path = join(folder, `${definition.kind}_${definition.id}.json`)
    writeFileSync(path, JSON.stringify(definition))
    return path
  })
  run(['define', workspace, ...files])
  run(['link', workspace, ...demonstrationDefinitions.filter((d) => d.kind === 'link').map((d) => d.id)])
  return workspace
}

/** Before the first and after the last file of the run. */
export const setup = (project: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-e2e-'))
  project.provide('smallWorkspace', makeWorkspace(folder))
  return () => rmSync(folder, { recursive: true, force: true })
}

export const smallWorkspace = (folder: string): string => {
  const workspace = join(folder, 'workspace')
  cpSync(inject('smallWorkspace'), workspace, { recursive: true })
  return workspace
}
