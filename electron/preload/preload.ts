// The sandboxed bridge of the Electron window: window.statdesk, text in, text out. Bundled to one file. Never
// ipcRenderer itself, never an event object, nothing beyond the two functions of Bridge. Paths of dropped files go to
// main alone.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '#shared/contract/host.ts'

const bridge: Bridge = {
  invoke: (method, params) => ipcRenderer.invoke('statdesk:invoke', String(method), String(params)) as Promise<string>,
  subscribe(listener) {
    const receive = (_event: unknown, message: unknown) => listener(String(message))
    ipcRenderer.on('statdesk:event', receive)
    return () => void ipcRenderer.off('statdesk:event', receive)
  },
}

/**
 * Only here is the path of a dropped file known; the page is told of it by the host, which grants it. A made-up drop is
 * none.
 */
const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
window.addEventListener('dragover', (event) => {
  if (holdsFiles(event)) event.preventDefault()
})
window.addEventListener('drop', (event) => {
  if (!event.isTrusted || !holdsFiles(event)) return
  event.preventDefault()
  const paths = Array.from(event.dataTransfer?.files ?? [], (file) => webUtils.getPathForFile(file))
  void ipcRenderer.invoke(
    'statdesk:dropped',
    paths.filter((path) => path !== ''),
  )
})

contextBridge.exposeInMainWorld('statdesk', Object.freeze(bridge))
