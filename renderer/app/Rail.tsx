// The left rail: one entry for each feature, icon with label, collapsible to icons.
import { Tooltip } from '@fluentui/react-components'
import { PanelLeftContractRegular, PanelLeftExpandRegular } from '@fluentui/react-icons'
import { useTexts } from '../i18n/index.ts'
import { features } from './features.tsx'
import { useSettings } from './settings.ts'
import { railFeature, useWorkbench } from './workbench.ts'

export const Rail = () => {
  const { t } = useTexts('frame')
  const feature = useWorkbench((s) => s.feature)
  const goTo = useWorkbench((s) => s.goTo)
  const collapsed = useSettings((s) => s.settings.railCollapsed)
  const change = useSettings((s) => s.change)
  const toggle = collapsed ? t('rail.expand') : t('rail.collapse')
  return (
    <nav className={`sd-rail ${collapsed ? 'sd-rail--collapsed' : ''}`} aria-label={t('rail.label')}>
      <ul className="sd-rail__list">
        {features
          .filter((f) => railFeature(f.id) === f.id)
          .map((f, index) => {
            const name = t(`feature.${f.id}`)
            const shortcut = index < 9 ? `Ctrl+${index + 1}` : f.id === 'settings' ? 'Ctrl+,' : ''
            return (
              <li key={f.id} className={f.id === 'audit' ? 'sd-rail__apart' : undefined}>
                <Tooltip
                  relationship={collapsed ? 'label' : 'description'}
                  positioning="after"
                  visible={!collapsed && shortcut === '' ? false : undefined}
                  content={collapsed ? [name, shortcut].filter(Boolean).join(' · ') : shortcut || name}
                >
                  <button
                    type="button"
                    className="sd-rail__item"
                    aria-current={f.id === railFeature(feature) ? 'page' : undefined}
                    onClick={() => goTo(f.id)}
                  >
                    <span className="sd-rail__icon" aria-hidden="true">
                      {f.icon}
                    </span>
                    {!collapsed && <span className="sd-rail__name">{name}</span>}
                  </button>
                </Tooltip>
              </li>
            )
          })}
      </ul>
      <Tooltip relationship="label" positioning="after" content={toggle}>
        <button
          type="button"
          className="sd-rail__item sd-rail__toggle"
          aria-expanded={!collapsed}
          onClick={() => change({ railCollapsed: !collapsed })}
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
