// Text written in chunks, for files of any length. In: pieces of text. Out: the file at `path`. Never a whole file in
// memory.
import { open } from 'node:fs/promises'

const chunkLength = 1 << 16

export type TextSink = (text: string) => Promise<void> | undefined

export const writeText = async (path: string, fill: (write: TextSink) => Promise<void>): Promise<void> => {
  const file = await open(path, 'w')
  try {
    let pieces: string[] = []
    let length = 0
    const flush = async (): Promise<void> => {
      const text = pieces.join('')
      pieces = []
      length = 0
      await file.write(text)
    }
    await fill((text) => {
      pieces.push(text)
      length += text.length
      return length > chunkLength ? flush() : undefined
    })
    await flush()
  } finally {
    await file.close()
  }
}
