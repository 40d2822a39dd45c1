// The registry of commands: what can be done now, under which name and shortcut. Menu bar, finder and keyboard read it.
// A component registers what it offers while it is shown; one dispatcher listens to the keyboard.
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { useFront } from './front.ts'

export const menus = ['file', 'edit', 'view', 'insert', 'data', 'tools', 'help'] as const
export type MenuId = (typeof menus)[number]

export type Command = {
  /** Stable: "tables.save". A later registration of the same id wins while it lasts. */
  id: string
  /** In the user's language. */
  title: string
  /** "Ctrl+Shift+S", "F1", "Alt+ArrowUp"; letters upper case. */
  shortcut?: string
  menu?: MenuId
  /** Commands of one group stand together, a line between groups. */
  group?: string
  enabled?: boolean
  checked?: boolean
  run: () => void
}

type Registry = { commands: Command[]; add(command: Command): () => void }

export const useCommands = create<Registry>((set, get) => ({
  commands: [],
  add(command) {
    set({ commands: [...get().commands, command] })
    return () => set({ commands: get().commands.filter((c) => c !== command) })
  },
}))

/** The command in force for each id: the one registered last. */
export const activeCommands = (commands: Command[]): Command[] => [...new Map(commands.map((c) => [c.id, c])).values()]

/** Offers a command while the component is mounted, stands in front and `when` holds. */
export const useCommand = (command: Command, asked = true): void => {
  const when = useFront() && asked
  const run = useRef(command.run)
  useEffect(() => {
    run.current = command.run
  })
  const { id, title, shortcut, menu, group, enabled, checked } = command
  useEffect(() => {
    if (!when) return undefined
    return useCommands.getState().add({
      id,
      title,
      run: () => run.current(),
      ...(shortcut === undefined ? {} : { shortcut }),
      ...(menu === undefined ? {} : { menu }),
      ...(group === undefined ? {} : { group }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(checked === undefined ? {} : { checked }),
    })
  }, [when, id, title, shortcut, menu, group, enabled, checked])
}

/** Offers a list of commands: a screen tells what it can do as data, in a file of its own. */
export const useCommandList = (commands: readonly Command[], asked = true): void => {
  const when = useFront() && asked
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const offered = JSON.stringify(commands.map(({ run: _run, ...facts }) => facts))
  useEffect(() => {
    if (!when) return undefined
    const facts = JSON.parse(offered) as Omit<Command, 'run'>[]
    const withdraw = facts.map((fact) =>
      useCommands.getState().add({ ...fact, run: () => latest.current.find((c) => c.id === fact.id)?.run() }),
    )
    return () => {
      for (const take of withdraw) take()
    }
  }, [when, offered])
}

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>

/** "Ctrl+Shift+S" of a key press. Letters and digits by their place, so Vietnamese input methods do not matter. */
export const shortcutOf = (event: Keys): string => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit(\d)$/.exec(event.code)?.[1]
  const modified = event.ctrlKey || event.metaKey || event.altKey
  const key =
    letter && modified
      ? letter
      : event.key === ' '
        ? 'Space'
        : event.key.length === 1
          ? event.key.toUpperCase()
          : event.key
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+')
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))

/**
 * Runs the command of a key press; true when there was one. Keys that edit text are left to the field being typed in.
 */
export const dispatchShortcut = (event: KeyboardEvent): boolean => {
  const shortcut = shortcutOf(event)
  const typing = isTyping(event.target)
  if (typing && (!/^(Ctrl|Alt|F\d)/.test(shortcut) || /^Ctrl\+(Shift\+)?[ZYXCVA]$/.test(shortcut))) return false
  const command = activeCommands(useCommands.getState().commands).findLast(
    (c) => c.shortcut === shortcut && c.enabled !== false,
  )
  if (!command) return false
  event.preventDefault()
  event.stopPropagation()
  command.run()
  return true
}
