// How many rows there are, and what can be done with them. In: state and acts. Out: what is pressed.
import {
  AccessibilityRegular,
  ArrowEnterRegular,
  ColumnTripleRegular,
  DatabaseArrowRightRegular,
  EyeRegular,
  PanelRightRegular,
} from '@fluentui/react-icons'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { AnalyseMenu } from './AnalyseMenu.tsx'
import { ViewsMenu } from './ViewsMenu.tsx'
import type { DatasetLook } from './useDatasetLook.ts'
import type { LookActs } from './useLookActs.ts'

export const LookToolbar = ({ room, acts }: { room: DatasetLook; acts: LookActs }) => {
  const {
    t,
    format,
    filter,
    sort,
    base,
    columns,
    side,
    setSide,
    asking,
    setAsking,
    plain,
    changeSettings,
    open,
    identifiers,
    detail,
  } = room
  const { choose, profiled, possible, analyse, togglePanel } = acts
  const ready = open !== null
  const rows = (n: number): string => format.integer(n)
  const counted = open
    ? open.view.rows === open.view.totalRows
      ? t('rowsAll', { rows: rows(open.view.rows) })
      : t('rowsOf', { rows: rows(open.view.rows), total: rows(open.view.totalRows) })
    : ''
  return (
    <>
      <span className="sd-muted sd-numeric">{counted}</span>
      <Toolbar
        label={t('toolbar')}
        items={[
          {
            id: 'columns',
            label: t('columns.short'),
            icon: <ColumnTripleRegular />,
            pressed: side?.show === 'columns',
            run: () =>
              setSide(side?.show === 'columns' ? { show: 'profile', variable: profiled } : { show: 'columns' }),
          },
          {
            id: 'row',
            label: t('goToRow'),
            icon: <ArrowEnterRegular />,
            shortcut: 'Ctrl+G',
            disabled: !ready || plain,
            run: () => setAsking('row'),
          },
          ...(identifiers.length === 0
            ? []
            : [
                {
                  id: 'reveal',
                  label: t('reveal'),
                  icon: <EyeRegular />,
                  disabled: !ready,
                  run: () => setAsking('reveal'),
                },
              ]),
          {
            id: 'records',
            label: t('files:records.menu'),
            icon: <DatabaseArrowRightRegular />,
            showLabel: false,
            disabled: !ready,
            run: () => setAsking('records'),
          },
          {
            id: 'plain',
            label: t('plain.toggle'),
            icon: <AccessibilityRegular />,
            showLabel: false,
            pressed: plain,
            run: () => changeSettings({ accessibleGrid: !plain }),
          },
          {
            id: 'panel',
            label: t('panel'),
            icon: <PanelRightRegular />,
            shortcut: 'Ctrl+I',
            showLabel: false,
            pressed: side !== null,
            run: togglePanel,
          },
        ]}
      >
        <AnalyseMenu possible={possible} disabled={!ready} onAct={analyse} />
        <ViewsMenu
          dataset={detail.id}
          now={{ filter, sort, base, columns }}
          onChoose={choose}
          saving={asking === 'save'}
          onSaving={(on) => setAsking(on ? 'save' : null)}
        />
      </Toolbar>
    </>
  )
}
