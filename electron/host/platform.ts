// What differs between the two windows (Electron, Chromium): dialogs, printing, clipboard, launching a process.
// Everything else a host does is in this folder and is the same for both.

export type FileFilter = { name: string; extensions: string[] }

/** A running engine process, whatever launched it. Messages are JSON text. */
export type EngineHandle = {
  send(message: string): void
  onMessage(listener: (message: string) => void): void
  /** Called once, when the process is gone for whatever reason. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export type Platform = {
  kind: 'electron' | 'chromium'
  version: string
  /** Folder of this user's settings; exists. */
  userData: string
  launchEngine(): EngineHandle
  openFile(request: { title: string; filters: FileFilter[]; many: boolean }): Promise<string[] | null>
  openFolder(request: { title: string; create: boolean }): Promise<string | null>
  saveFile(request: { title: string; suggested: string; filters: FileFilter[] }): Promise<string | null>
  /** Writes the paged HTML document as PDF: A4 and margins come from its @page rules. */
  writePdf(html: string, path: string): Promise<void>
  /** Opens the system's print dialog for the document. */
  print(html: string): Promise<void>
  showInFolder(path: string): Promise<void>
  setTitle(title: string): Promise<void>
  copyText(text: string, html?: string): Promise<void>
}
