// A row of buttons under one name: arrows move within it, Tab leaves it.
import { Toolbar as FluentToolbar, ToolbarButton, ToolbarDivider, Tooltip } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { useNarrow } from '../app/narrow.ts'
import type { Command } from './useCommand.ts'

type ToolbarButtonItem = {
  kind?: 'button'
  id: string
  label: string
  icon: ReactElement
  run: () => void
  disabled?: boolean
  shortcut?: string
  primary?: boolean
  showLabel?: boolean
  pressed?: boolean
}
export type ToolbarItem = ToolbarButtonItem | { kind: 'divider'; id: string }

/** The button of a command: its name, key and state are told once. */
export const commandItem = (
  { id, title, shortcut, enabled, checked, run }: Command,
  icon: ReactElement,
  look: Pick<ToolbarButtonItem, 'disabled' | 'showLabel'> = {},
): ToolbarItem => ({
  id,
  label: title,
  icon,
  run,
  disabled: enabled === false,
  ...(shortcut === undefined ? {} : { shortcut }),
  ...(checked === undefined ? {} : { pressed: checked }),
  ...look,
})

type ToolbarProps = { label: string; items: ToolbarItem[]; children?: ReactNode }

/**
 * Buttons with icon; the label stands beside it unless showLabel is false or the window is narrow, and the shortcut in
 * the tooltip.
 */
export const Toolbar = ({ label, items, children }: ToolbarProps) => {
  const narrow = useNarrow()
  return (
    <FluentToolbar aria-label={label} size="small" className="sd-toolbar">
      {items.map((item) =>
        item.kind === 'divider' ? (
          <ToolbarDivider key={item.id} />
        ) : (
          <Tooltip
            key={item.id}
            relationship={item.showLabel === false ? 'label' : 'description'}
            content={[item.showLabel === false || narrow || !item.shortcut ? item.label : '', item.shortcut ?? '']
              .filter(Boolean)
              .join(' · ')}
          >
            <ToolbarButton
              appearance={item.primary ? 'primary' : 'subtle'}
              icon={item.icon}
              disabled={item.disabled ?? false}
              onClick={item.run}
              {...(item.pressed === undefined ? {} : { 'aria-pressed': item.pressed })}
            >
              {item.showLabel === false ? undefined : <span className="sd-toolbar__label">{item.label}</span>}
            </ToolbarButton>
          </Tooltip>
        ),
      )}
      {children}
    </FluentToolbar>
  )
}
