// Open documents as tabs, after the feature's own screen; a dot marks what is not saved.
import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ChevronDownRegular, DismissRegular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useCommand } from '../components/useCommand.ts'
import { useTexts } from '../i18n/index.ts'
import { features } from './features.tsx'
import { leave } from './leaving.ts'
import { useWorkbench } from './workbench.ts'

export const TabStrip = () => {
  const { t } = useTexts('frame')
  const { feature, tabs, active, activate, closeTab, cycle, reopenClosed, closed } = useWorkbench()
  // The bar under the strip is hidden for its height: the wheel moves it, and the tab in front comes into view by
  // itself.
  useEffect(() => {
    if (active !== null)
      document.getElementById(`tab-${active}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const icon = (id: string) => features.find((f) => f.id === id)?.icon
  const close = (id: string): void => leave('close', [id], () => closeTab(id))
  useCommand({
    id: 'tab.close',
    title: t('tabs.close'),
    shortcut: 'Ctrl+W',
    menu: 'file',
    group: 'tab',
    enabled: active !== null,
    run: () => active && close(active),
  })
  useCommand({
    id: 'tab.reopen',
    title: t('tabs.reopen'),
    shortcut: 'Ctrl+Shift+T',
    menu: 'file',
    group: 'tab',
    enabled: closed.length > 0,
    run: reopenClosed,
  })
  useCommand({
    id: 'tab.next',
    title: t('tabs.next'),
    shortcut: 'Ctrl+Tab',
    menu: 'view',
    group: 'tab',
    enabled: tabs.length > 0,
    run: () => cycle(1),
  })
  useCommand({
    id: 'tab.previous',
    title: t('tabs.previous'),
    shortcut: 'Ctrl+Shift+Tab',
    menu: 'view',
    group: 'tab',
    enabled: tabs.length > 0,
    run: () => cycle(-1),
  })
  if (tabs.length === 0) return null
  const move = (event: React.KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    const strip = event.currentTarget
    cycle(event.key === 'ArrowRight' ? 1 : -1)
    requestAnimationFrame(() => strip.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus())
  }
  return (
    <nav className="sd-tabs" aria-label={t('tabs.label')}>
      <div
        className="sd-tabs__scroll"
        onWheel={(event) => event.currentTarget.scrollBy({ left: event.deltaY + event.deltaX })}
      >
        <div role="tablist" aria-label={t('tabs.label')} className="sd-tabs__list" onKeyDown={move}>
          <button
            type="button"
            role="tab"
            className="sd-tab"
            aria-selected={active === null}
            tabIndex={active === null ? 0 : -1}
            onClick={() => activate(null)}
          >
            <span aria-hidden="true" className="sd-tab__icon">
              {icon(feature)}
            </span>
            {t(`feature.${feature}`)}
          </button>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`tab-${tab.id}`}
              type="button"
              role="tab"
              className="sd-tab"
              aria-selected={tab.id === active}
              tabIndex={tab.id === active ? 0 : -1}
              title={tab.title}
              onClick={() => activate(tab.id)}
              onAuxClick={(event) => {
                if (event.button === 1) close(tab.id)
              }}
              onKeyDown={(event) => {
                if (event.key === 'Delete') close(tab.id)
              }}
            >
              <span aria-hidden="true" className="sd-tab__icon">
                {icon(tab.feature)}
              </span>
              <span className="sd-tab__title">{tab.title}</span>
              {tab.dirty && <span className="sd-tab__dot" role="img" aria-label={t('tabs.dirty')} />}
              <span
                className="sd-tab__close"
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation()
                  close(tab.id)
                }}
              >
                <DismissRegular />
              </span>
            </button>
          ))}
        </div>
      </div>
      <TabList />
    </nav>
  )
}

/** All open documents by name: a strip shows only so many. */
const TabList = () => {
  const { t } = useTexts('frame')
  const { tabs, active, activate } = useWorkbench()
  return (
    <Menu checkedValues={{ tab: active === null ? [] : [active] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          className="sd-tabs__all"
          icon={<ChevronDownRegular />}
          aria-label={t('tabs.list')}
          title={t('tabs.list')}
        />
      </MenuTrigger>
      <MenuPopover className="sd-menu">
        <MenuList hasCheckmarks>
          {tabs.map((tab) => (
            <MenuItemRadio
              key={tab.id}
              name="tab"
              value={tab.id}
              onClick={() => activate(tab.id)}
              {...(tab.dirty ? { secondaryContent: t('tabs.dirty') } : {})}
            >
              {tab.title}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
