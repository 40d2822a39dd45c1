// The passport of the selected cell, in tabs: what it is and where it comes from first; further views of a cell join
// the list. In: builder and the answer on screen. Out: what each tab sends.
import type { PassportTabProps } from './passportTab.ts'
import { Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '../../../../i18n/index.ts'
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'
import { CellPassport } from './CellPassport.tsx'
import { RunsPassport } from './RunsPassport.tsx'
import { TablePassport } from './TablePassport.tsx'

export type PassportTab = { id: string; title: string; draw: (props: PassportTabProps) => ReactNode }

/** Title: a key of the texts, with its namespace. */
export const passportTabs: PassportTab[] = [
  { id: 'cell', title: 'passport:cell', draw: (props) => <CellPassport {...props} /> },
  { id: 'runs', title: 'passport:runs', draw: (props) => <RunsPassport {...props} /> },
  { id: 'table', title: 'passport:table', draw: (props) => <TablePassport {...props} /> },
]

export const PassportPanel = ({ builder, answer }: { builder: Builder; answer: TableAnswer | null }) => {
  const { t } = useTexts('tables')
  const [tab, setTab] = useState('cell')
  const current = passportTabs.find((one) => one.id === tab) ?? passportTabs[0]
  if (!answer || !current) return <p className="sd-muted">{t('passport:noAnswer')}</p>
  return (
    <div className="tb-passport">
      <TabList
        size="small"
        selectedValue={current.id}
        onTabSelect={(_e, d) => setTab(String(d.value))}
        aria-label={t('passport:title')}
      >
        {passportTabs.map((one) => (
          <Tab key={one.id} value={one.id}>
            {t(one.title)}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel">{current.draw({ builder, answer })}</div>
    </div>
  )
}
