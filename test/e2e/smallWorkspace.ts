// A small demonstration workspace for tests of the window: synthetic deliveries, definitions, links. In: a folder. Out: its path.
// Made by the command line, as an analyst would.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { statdesk } from './statdesk.ts'

const wanted = /^(school|teacher|pupil|taxpayer|enterprise|financial_statement|customs_line_202[45]|vat_return_2025)/

export const smallWorkspace = (folder: string, scale = '0.0004'): string => {
  const run = (parameters: string[]): void => {
    const { failure } = statdesk(parameters)
    if (failure) throw new Error(JSON.stringify(failure))
  }
  const [all, deliveries, workspace] = ['all', 'deliveries', 'workspace'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  run(['demo', all, '--scale', scale, '--seed', '3'])
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
