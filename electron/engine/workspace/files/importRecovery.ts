// Where intake registers how to clean up after an import that was cut off; opening a workspace calls it.
// In: a recovery function, once. Out: nothing. Never knowledge of rows or column sets here.
import type { ImportIntent } from './catalogImportIntents.ts'
import type { Workspace } from './workspace.ts'

/** Brings SQLite and the column set back to what the catalog says; must be safe to run again if it is cut off itself. */
export type ImportRecovery = (workspace: Workspace, intents: ImportIntent[]) => Promise<void>

let registered: ImportRecovery | null = null

export const registerImportRecovery = (recovery: ImportRecovery): void => {
  registered = recovery
}

export const importRecovery = (): ImportRecovery | null => registered
