// Reads and writes workspace.json: what a workspace is, before any passphrase. In: a folder. Out: a checked header.
// Never data in it, never a half-written header: it is replaced whole.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import { personNameSchema, roleSchema } from '#shared/model/person.ts'
import { catalogSchemaVersion } from './migrateCatalog.ts'
import { storageFailure } from './storageFailure.ts'
import type { WorkspaceHeader } from './workspace.ts'

export const headerFile = 'workspace.json'

const guess = {
  kdf: z.literal('scrypt'),
  salt: z.string(),
  // Bounds keep a tampered header from asking for all the memory.
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
}

const headerSchema = z.object({
  format: z.literal('statdesk-workspace'),
  schema: z.int().positive(),
  id: z.string().min(8),
  name: z.string(),
  createdAt: z.string(),
  demonstration: z.boolean(),
  encryption: z.object({ ...guess, wrappedKey: z.string() }).nullable(),
  people: z
    .array(
      z.object({
        id: z.string().regex(/^[0-9a-f]{16}$/),
        name: personNameSchema,
        role: roleSchema,
        kind: z.enum(['person', 'recovery']),
        addedAt: z.string(),
        addedBy: z.string(),
        guess: z.object(guess),
        sealedSeed: z.string(),
        boxKey: z.string(),
        signKey: z.string(),
        sealedKey: z.object({ from: z.string(), sealed: z.string() }),
      }),
    )
    .min(1)
    .max(500)
    .optional(),
  peopleMac: z.string().optional(),
  rotation: z.object({ nextKey: z.string() }).optional(),
  openKey: z.string().optional(),
  anchor: z.object({ entries: z.int().min(1), hash: z.string(), mac: z.string() }).optional(),
})

/** The header; WORKSPACE_NOT_FOUND, WORKSPACE_NEWER or WORKSPACE_DAMAGED otherwise. */
export const readHeader = (folder: string): WorkspaceHeader => {
  let text: string
  try {
    text = readFileSync(join(folder, headerFile), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      return fail('FILE_UNREADABLE', { path: join(folder, headerFile), reason: code }, undefined, error)
    return fail('WORKSPACE_NOT_FOUND', { path: folder }, undefined, error)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail('WORKSPACE_DAMAGED', { file: headerFile, reason: error instanceof Error ? error.message : 'JSON' })
  }
  // Newer first: a later version may have changed everything else in the header.
  const schema = z.object({ schema: z.int() }).safeParse(value)
  if (schema.success && schema.data.schema > catalogSchemaVersion) {
    return fail('WORKSPACE_NEWER', { found: schema.data.schema, known: catalogSchemaVersion })
  }
  const parsed = headerSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail('WORKSPACE_DAMAGED', {
      file: headerFile,
      reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    })
  }
  return parsed.data
}

export const writeHeader = (folder: string, header: WorkspaceHeader): void => {
  const path = join(folder, headerFile)
  try {
    const file = openSync(`${path}.new`, 'w')
    try {
      writeSync(file, `${JSON.stringify(header, null, 2)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw storageFailure(error, path) ?? error
  }
}
