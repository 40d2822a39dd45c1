// A JSON file of the user's, checked against its schema. In: a path and the schema. Out: the value, or a failure that
// names the file, the place in it and what is wrong there. Never a parser's raw report.
import { existsSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import { fail } from '#shared/model/failure.ts'

/** What the file says, whatever it says. A mark of the encoding at its start is no content. */
const contentOf = (path: string): unknown => {
  if (!existsSync(path)) return fail('FILE_NOT_FOUND', { path })
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as unknown
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return fail('DEFINITION_INVALID', { field: path, reason }, undefined, cause)
  }
}

/** `also`: what the command itself knows and the file need not say. */
export const jsonFile = <S extends z.ZodType>(path: string, schema: S, also: object = {}): z.output<S> => {
  const content = contentOf(path)
  const given = Object.keys(also).length === 0 ? content : { ...(content as object), ...also }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : []
  const place = [...(issue?.path ?? []), ...keys].join('.')
  return fail('DEFINITION_INVALID', { field: place === '' ? path : place, reason: issue?.message ?? '' })
}
