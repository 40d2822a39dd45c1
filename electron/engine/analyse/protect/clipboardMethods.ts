// What the clipboard takes, by the office's policy. In: a definition, or what is shown. Out: the protected cube to copy
// from, or leave.
import { fail } from '#shared/model/failure.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { protectCube, protectDefinition } from './protectCube.ts'

export const clipboardHandlers: HandlersFor<'clipboard.table' | 'clipboard.shown'> = {
  'clipboard.table': async (context, { definition, cells }, job) => {
    const { clipboard } = officePolicy(context.workspace())
    context.account({ subject: `${definition.kind} ${definition.id}: ${cells} (${clipboard})` })
    if (clipboard === 'shown') return null
    if (definition.kind === 'table') return protectDefinition(context, definition, { engine: 'duckdb' }, job)
    return protectCube(context, await computeIndicator(context, definition, { engine: 'duckdb' }, job), {}, job)
  },

  'clipboard.shown': (context, { subject, cells }) => {
    const { clipboard } = officePolicy(context.workspace())
    context.account({ subject: `${subject}: ${cells} (${clipboard})` })
    return clipboard === 'shown' ? null : fail('CLIPBOARD_PROTECTED_ONLY')
  },
}
