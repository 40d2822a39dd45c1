// A file of boundaries into the workspace. In: a path, a layer, which column is the code and which the name. Out: what
// was kept. Never two places of one code, never a place without a code kept or left out quietly: they are counted.
import type { BoundarySummary } from '#shared/contract/pictures.ts'
import type { Feature } from '#shared/map/boundaries.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { hashFile } from '#engine/workspace/files/outputTarget.ts'
import { basename } from 'node:path'
import { cellText } from './boundaryColumns.ts'
import { boundaryStore } from './boundaryStore.ts'
import { readBoundaryFile } from './readBoundaryFile.ts'

export type ImportRequest = {
  path: string
  layer: string | null
  id: string
  title: Bilingual
  code: string
  name: string | null
}

export const importBoundaries = async (workspace: Workspace, request: ImportRequest): Promise<BoundarySummary> => {
  const { path, id, title, code, name } = request
  const layers = await readBoundaryFile(path)
  const layer = layers.find((l) => l.name === request.layer) ?? layers[0]
  if (!layer) return fail('MAP_FILE_INVALID', { path, reason: '0 polygon' })
  const columns = new Set(layer.features.flatMap((f) => Object.keys(f.properties)))
  for (const field of [code, ...(name === null ? [] : [name])])
    if (!columns.has(field)) fail('MAP_FIELD_UNKNOWN', { path, field, fields: [...columns].join(', ') })
  const features = layer.features.flatMap((f): Feature[] => {
    const text = cellText(f.properties[code])
    return text === '' || f.rings.length === 0
      ? []
      : [{ code: text, name: name === null ? '' : cellText(f.properties[name]), rings: f.rings }]
  })
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const f of features) (seen.has(f.code) ? repeated : seen).add(f.code)
  if (repeated.size > 0) fail('MAP_CODES_REPEATED', { field: code, codes: [...repeated].slice(0, 8).join(', ') })
  if (features.length === 0) return fail('MAP_FILE_INVALID', { path, reason: `0 ${code}` })
  const summary: BoundarySummary = {
    id,
    title,
    features: features.length,
    left: layer.features.length - features.length,
    fileName: basename(path),
    sha256: (await hashFile(path)).sha256,
    code,
    name,
    importedAt: new Date().toISOString(),
    codes: features.slice(0, 5).map((f) => f.code),
  }
  boundaryStore(workspace.catalog).save(summary, features)
  return summary
}
