import { afterEach, describe, expect, it } from 'vitest'
import { activeCommands, shortcutOf, useCommands } from './useCommand.ts'

const key = (code: string, pressed: string, more: Partial<KeyboardEvent> = {}) => ({
  code,
  key: pressed,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...more,
})

describe('shortcutOf', () => {
  it.each([
    ['Ctrl+K', key('KeyK', 'k', { ctrlKey: true })],
    ['Ctrl+Shift+T', key('KeyT', 'T', { ctrlKey: true, shiftKey: true })],
    ['Ctrl+1', key('Digit1', '1', { ctrlKey: true })],
    ['Ctrl+Tab', key('Tab', 'Tab', { ctrlKey: true })],
    ['Alt+ArrowUp', key('ArrowUp', 'ArrowUp', { altKey: true })],
    ['F1', key('F1', 'F1')],
    ['Ctrl+,', key('Comma', ',', { ctrlKey: true })],
    // A Vietnamese layout puts letters with marks on the digit row; the place of the key counts.
    ['Ctrl+1', key('Digit1', 'ă', { ctrlKey: true })],
    ['Space', key('Space', ' ')],
  ])('%s', (expected, event) => expect(shortcutOf(event)).toBe(expected))
})

describe('registry', () => {
  afterEach(() => useCommands.setState({ commands: [] }))
  it('lets the command registered last win, and gives the earlier one back', () => {
    const said: string[] = []
    const { add } = useCommands.getState()
    add({ id: 'document.save', title: 'a', run: () => said.push('a') })
    const off = add({ id: 'document.save', title: 'b', run: () => said.push('b') })
    const run = (): void => activeCommands(useCommands.getState().commands).forEach((c) => c.run())
    run()
    off()
    run()
    expect(said).toEqual(['b', 'a'])
  })
})
