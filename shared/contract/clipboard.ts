// What leaves by copying: asked of the engine before the clipboard is filled, decided by the office's policy, logged.
// In: nothing. Out: methods. Never the figures a page happens to show, where the policy lets protected ones only.
import { z } from 'zod'
import { indicatorDefinitionSchema } from '../model/indicator.ts'
import type { Cube } from '../model/cube.ts'
import { tableDefinitionSchema } from '../model/table.ts'
import { command, job } from './define.ts'

export const clipboardMethods = {
  /** The cube whose figures may be copied of a table or indicator; null: those on the screen may. */
  'clipboard.table': job<Cube | null>()(
    z.strictObject({
      definition: z.union([tableDefinitionSchema, indicatorDefinitionSchema]),
      /** Cells taken, for the log. */
      cells: z.int().min(0),
    }),
    [],
    { leaves: true, logs: 'copy' },
  ),
  /** Counts and figures of a screen that no table defines: refused where the policy lets protected figures only. */
  'clipboard.shown': command<null>()(z.strictObject({ subject: z.string().max(200), cells: z.int().min(0) }), [], {
    leaves: true,
    logs: 'copy',
  }),
} as const
