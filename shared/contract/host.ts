// What the page can ask of its host beside the engine: dialogs, printing, settings, the window. Validated by the host.
import { z } from 'zod'
import { languages } from '../model/text.ts'
import { command, query } from './define.ts'
import type { RequestInput, RequestOf, ResponseOf } from './define.ts'

const settingsFields = {
  language: z.enum(languages),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  railCollapsed: z.boolean(),
  accessibleGrid: z.boolean(),
  recent: z.array(z.strictObject({ path: z.string(), name: z.string() })).max(10),
  windowBounds: z
    .strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
    .nullable(),
  /** Small per-screen memory: column widths, open panels. */
  screens: z.record(z.string(), z.json()),
}
/** What an older version kept is left out. */
export const settingsSchema = z.object({
  language: settingsFields.language.default('vi'),
  theme: settingsFields.theme.default('system'),
  railCollapsed: settingsFields.railCollapsed.default(false),
  accessibleGrid: settingsFields.accessibleGrid.default(false),
  recent: settingsFields.recent.default([]),
  windowBounds: settingsFields.windowBounds.default(null),
  screens: settingsFields.screens.default({}),
})
/** Some settings; those absent stay as they are. Not settingsSchema.partial(): that would fill the defaults in. */
export const settingsChangeSchema = z.strictObject(settingsFields).partial()
export type Settings = z.infer<typeof settingsSchema>

const filter = z.strictObject({ name: z.string(), extensions: z.array(z.string()) })

export const hostMethods = {
  'host.info': query<{
    host: 'electron' | 'chromium'
    version: string
    platform: string
    demonstrationFolder: string
  }>()(z.strictObject({})),
  'host.settings': query<Settings>()(z.strictObject({})),
  'host.saveSettings': command<Settings>()(z.strictObject({ settings: settingsChangeSchema })),
  /** Null when the user closed the dialog. The returned path is granted for later engine calls. */
  'host.openFile': command<{ paths: string[] } | null>()(
    z.strictObject({ title: z.string(), filters: z.array(filter), many: z.boolean().default(false) }),
  ),
  'host.openFolder': command<{ path: string } | null>()(
    z.strictObject({ title: z.string(), create: z.boolean().default(false) }),
  ),
  'host.saveFile': command<{ path: string } | null>()(
    z.strictObject({ title: z.string(), suggested: z.string(), filters: z.array(filter) }),
  ),
  /** Of the report that a job made, by its handle: no page hands its own document to a printer. */
  'host.writePdf': command<{ path: string; bytes: number }>()(z.strictObject({ job: z.string(), path: z.string() })),
  /** The system print dialog. */
  'host.print': command<null>()(z.strictObject({ job: z.string() })),
  'host.showInFolder': command<null>()(z.strictObject({ path: z.string() })),
  'host.setTitle': command<null>()(z.strictObject({ title: z.string() })),
  'host.restartEngine': command<null>()(z.strictObject({})),
  'host.copyText': command<null>()(z.strictObject({ text: z.string(), html: z.string().optional() })),
} as const

export type HostMethods = typeof hostMethods
export type HostMethodName = keyof HostMethods
export type HostMethodInput<M extends HostMethodName> = RequestInput<HostMethods[M]>
export type HostMethodRequest<M extends HostMethodName> = RequestOf<HostMethods[M]>
export type HostMethodResponse<M extends HostMethodName> = ResponseOf<HostMethods[M]>

/** Events of the host itself. */
export type DroppedFile = { path: string; folder: boolean }
export type HostEvents = {
  'engine.crashed': { restarted: boolean }
  'menu.command': { command: string }
  /** The user dropped files on the window: their paths are granted. */
  'files.dropped': { files: DroppedFile[] }
}

/** The one object the page sees: window.statdesk. Text in, text out; nothing else crosses. */
export type Bridge = {
  /** JSON RequestMessage without id → JSON ReplyMessage without id, for engine and host methods alike. */
  invoke(method: string, params: string): Promise<string>
  /** JSON EventMessage texts of engine and host. Returns the unsubscriber. */
  subscribe(listener: (message: string) => void): () => void
}
