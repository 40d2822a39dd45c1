// Starts the engine as a child process of Node. In: the entry file. Out: a handle that speaks JSON text.
import { fork } from 'node:child_process'
import type { EngineHandle } from '../host/platform.ts'

export const launchEngine = (entry: string): EngineHandle => {
  const child = fork(entry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  return {
    send: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => void child.on('message', (message) => listener(String(message))),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  }
}
