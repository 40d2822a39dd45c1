// The left rail: the phases of the statistical business process with their screens beneath, icon with label,
// collapsible to icons.
import { Tooltip } from '@fluentui/react-components'
import { PanelLeftContractRegular, PanelLeftExpandRegular } from '@fluentui/react-icons'
import { useTexts } from '../i18n/index.ts'
import { useState } from 'react'
import { features } from './features.tsx'
import type { Feature } from './features.tsx'
import { useNarrow } from './narrow.ts'
import { useSettings } from './settings.ts'
import { phaseOf, railFeature, useWorkbench } from './workbench.ts'

/** Screens reached by Ctrl and a figure, in the order of the rail. */
const numbered = 9
const entries = features.filter((feature) => railFeature(feature.id) === feature.id)
const groups = [...Map.groupBy(entries, (feature) => phaseOf(feature.id))]

const shortcutOf = (feature: Feature): string => {
  const index = entries.indexOf(feature)
  if (index < numbered) return `Ctrl+${index + 1}`
  return feature.id === 'settings' ? 'Ctrl+,' : ''
}

const RailItem = ({ feature, collapsed }: { feature: Feature; collapsed: boolean }) => {
  const { t } = useTexts('frame')
  const current = useWorkbench((s) => s.feature)
  const goTo = useWorkbench((s) => s.goTo)
  const name = t(`feature.${feature.id}`)
  const shortcut = shortcutOf(feature)
  return (
    <Tooltip
      relationship={collapsed ? 'label' : 'description'}
      positioning="after"
      visible={!collapsed && shortcut === '' ? false : undefined}
      content={collapsed ? [name, shortcut].filter(Boolean).join(' · ') : shortcut || name}
    >
      <button
        type="button"
        className="sd-rail__item"
        aria-current={feature.id === railFeature(current) ? 'page' : undefined}
        onClick={() => goTo(feature.id)}
      >
        <span className="sd-rail__icon" aria-hidden="true">
          {feature.icon}
        </span>
        {!collapsed && <span className="sd-rail__name">{name}</span>}
      </button>
    </Tooltip>
  )
}

export const Rail = () => {
  const { t } = useTexts('frame')
  const narrow = useNarrow()
  const [opened, setOpened] = useState(false)
  const folded = useSettings((s) => s.settings.railCollapsed)
  const collapsed = narrow ? !opened : folded
  const change = useSettings((s) => s.change)
  const toggle = collapsed ? t('rail.expand') : t('rail.collapse')
  return (
    <nav className={`sd-rail ${collapsed ? 'sd-rail--collapsed' : ''}`} aria-label={t('rail.label')}>
      <div className="sd-rail__groups">
        {groups.map(([phase, own]) => (
          <div key={phase} className="sd-rail__group" role="group" aria-label={t(`phase.${phase}`)}>
            {!collapsed && phase !== 'start' && phase !== 'office' && (
              <div className="sd-rail__phase" aria-hidden="true">
                {t(`phase.${phase}`)}
              </div>
            )}
            <ul className="sd-rail__list">
              {own.map((feature) => (
                <li key={feature.id}>
                  <RailItem feature={feature} collapsed={collapsed} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Tooltip relationship="label" positioning="after" content={toggle}>
        <button
          type="button"
          className="sd-rail__item sd-rail__toggle"
          aria-expanded={!collapsed}
          onClick={() => (narrow ? setOpened(collapsed) : change({ railCollapsed: !collapsed }))}
        >
          <span className="sd-rail__icon" aria-hidden="true">
            {collapsed ? <PanelLeftExpandRegular /> : <PanelLeftContractRegular />}
          </span>
          {!collapsed && <span className="sd-rail__name">{toggle}</span>}
        </button>
      </Tooltip>
    </nav>
  )
}
