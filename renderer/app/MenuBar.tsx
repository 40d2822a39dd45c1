// Every command under its menu with its shortcut, as Windows users expect; Alt alone moves the focus here.
import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { activeCommands, menus, useCommands } from '../components/useCommand.ts'
import type { Command, MenuId } from '../components/useCommand.ts'
import { useTexts } from '../i18n/index.ts'

const useAltKey = (reach: () => void): void => {
  useEffect(() => {
    let alone = false
    const down = (event: KeyboardEvent): void => {
      alone = event.key === 'Alt' && !event.repeat && !event.ctrlKey && !event.shiftKey
    }
    const up = (event: KeyboardEvent): void => {
      if (event.key === 'Alt' && alone) {
        event.preventDefault()
        reach()
      }
      alone = false
    }
    const press = (): void => {
      alone = false
    }
    window.addEventListener('keydown', down, true)
    window.addEventListener('keyup', up, true)
    window.addEventListener('pointerdown', press, true)
    return () => {
      window.removeEventListener('keydown', down, true)
      window.removeEventListener('keyup', up, true)
      window.removeEventListener('pointerdown', press, true)
    }
  }, [reach])
}

const items = (commands: Command[]): ReactElement[] => {
  const groups = [...new Set(commands.map((c) => c.group ?? ''))]
  return groups.flatMap((group, index) => [
    ...(index > 0 ? [<MenuDivider key={`-${group}`} />] : []),
    ...commands
      .filter((c) => (c.group ?? '') === group)
      .map((c) => {
        const shared = {
          disabled: c.enabled === false,
          onClick: c.run,
          ...(c.shortcut ? { secondaryContent: c.shortcut } : {}),
        }
        return c.checked === undefined ? (
          <MenuItem key={c.id} {...shared}>
            {c.title}
          </MenuItem>
        ) : (
          <MenuItemCheckbox key={c.id} name="checked" value={c.id} {...shared}>
            {c.title}
          </MenuItemCheckbox>
        )
      }),
  ])
}

export const MenuBar = () => {
  const { t } = useTexts('frame')
  const commands = activeCommands(useCommands((s) => s.commands))
  const bar = useRef<HTMLDivElement>(null)
  const [reach] = useState(() => () => bar.current?.querySelector<HTMLElement>('button')?.focus())
  useAltKey(reach)
  const [current, setCurrent] = useState(0)
  const move = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > button')]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    const to = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    setCurrent(to)
    buttons[to]?.focus()
  }
  const of = (menu: MenuId): Command[] => commands.filter((c) => c.menu === menu)
  return (
    <header>
      <div className="sd-menubar" role="menubar" aria-label={t('menu.label')} ref={bar} onKeyDown={move}>
        {menus
          .filter((menu) => of(menu).length > 0)
          .map((menu, index) => (
            <Menu
              key={menu}
              checkedValues={{
                checked: of(menu)
                  .filter((c) => c.checked)
                  .map((c) => c.id),
              }}
            >
              <MenuTrigger disableButtonEnhancement>
                <button
                  type="button"
                  role="menuitem"
                  className="sd-menubar__item"
                  tabIndex={index === current ? 0 : -1}
                  onFocus={() => setCurrent(index)}
                >
                  {t(`menu.${menu}`)}
                </button>
              </MenuTrigger>
              <MenuPopover className="sd-menu">
                <MenuList hasCheckmarks={of(menu).some((c) => c.checked !== undefined)}>{items(of(menu))}</MenuList>
              </MenuPopover>
            </Menu>
          ))}
      </div>
    </header>
  )
}
