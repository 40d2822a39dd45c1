// What a key means on a line of the variables' tree, as in every tree of a desktop. In: the lines and the place. Out:
// an action as data, or null where the key is somebody else's. Never the DOM.
import type { FieldLine } from '../model/fieldList.ts'

export type LineAction = { do: 'focus'; index: number } | { do: 'toggle' } | { do: 'open' } | { do: 'nothing' }

export const lineKey = (lines: readonly FieldLine[], index: number, key: string): LineAction | null => {
  const line = lines[index]
  if (!line) return null
  const expandable = 'expanded' in line && line.expanded !== null
  const expanded = 'expanded' in line && line.expanded === true
  switch (key) {
    case 'ArrowDown':
      return { do: 'focus', index: index + 1 }
    case 'ArrowUp':
      return { do: 'focus', index: index - 1 }
    case 'Home':
      return { do: 'focus', index: 0 }
    case 'End':
      return { do: 'focus', index: lines.length - 1 }
    case 'ArrowRight':
      return expandable && !expanded ? { do: 'toggle' } : { do: 'focus', index: index + 1 }
    case 'ArrowLeft': {
      if (expandable && expanded) return { do: 'toggle' }
      return { do: 'focus', index: lines.findLastIndex((l, i) => i < index && l.depth < line.depth) }
    }
    case ' ':
      return expandable ? { do: 'toggle' } : { do: 'nothing' }
    case 'Enter':
    case 'ContextMenu':
      return { do: 'open' }
    default:
      return null
  }
}
