// A definition named on the command line: a JSON file, the id of one saved in the workspace, or of a table of the
// library. In: the argument and the kind wanted. Out: the validated definition, or a failure that names the field or
// the id.
import { existsSync, readFileSync } from 'node:fs'
import type { DefinitionKind, DefinitionOf } from '#shared/model/definition.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import { fail } from '#shared/model/failure.ts'
import { nameSchema } from '#shared/model/text.ts'
import type { Ask } from './commandTypes.ts'

export const definitionArgument = async <K extends DefinitionKind>(
  kind: K,
  argument: string,
  ask: Ask,
): Promise<DefinitionOf<K>> => {
  if (existsSync(argument)) {
    try {
      return parseDefinition(kind, JSON.parse(readFileSync(argument, 'utf8')))
    } catch (cause) {
      if (cause instanceof SyntaxError)
        return fail('DEFINITION_INVALID', { field: argument, reason: cause.message }, undefined, cause)
      throw cause
    }
  }
  if (!nameSchema.safeParse(argument).success) return fail('FILE_NOT_FOUND', { path: argument })
  if (kind === 'table') {
    const saved = await ask('definitions.list', { kind })
    const offered = saved.some((d) => d.id === argument)
      ? undefined
      : (await ask('library.list', {})).find((d) => d.id === argument)
    if (offered) return parseDefinition(kind, offered)
  }
  if (kind === 'link') {
    // A link run from a file is listed by its name, and can be run again by it.
    const saved = await ask('definitions.list', { kind })
    const ran = saved.some((d) => d.id === argument)
      ? undefined
      : (await ask('links.list', {})).find(({ definition }) => definition.id === argument)
    if (ran) return parseDefinition(kind, ran.definition)
  }
  return parseDefinition(kind, await ask('definitions.get', { kind, id: argument }))
}
