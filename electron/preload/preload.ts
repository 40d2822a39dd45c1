// The sandboxed bridge of the Electron window: window.statdesk, text in, text out. Bundled to one file.
// Never ipcRenderer itself, never an event object, nothing beyond the two functions of Bridge.
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '#shared/contract/host.ts'

const bridge: Bridge = {
  invoke: (method, params) => ipcRenderer.invoke('statdesk:invoke', String(method), String(params)) as Promise<string>,
  subscribe(listener) {
    const receive = (_event: unknown, message: unknown) => listener(String(message))
    ipcRenderer.on('statdesk:event', receive)
    return () => void ipcRenderer.off('statdesk:event', receive)
  },
}

contextBridge.exposeInMainWorld('statdesk', Object.freeze(bridge))
