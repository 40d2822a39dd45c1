// A table as it would leave, for the screen. In: a definition. Out: its protected cube.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { protectDefinition } from './protectCube.ts'

export const protectHandlers: HandlersFor<'table.protect'> = {
  'table.protect': (context, { definition, stricter }, job) =>
    protectDefinition(context, definition, { engine: 'duckdb', stricter }, job),
}
