// The home of a feature: the saved definitions of one kind, to open, duplicate, delete with confirm, and a way to a new
// one. In: the kind and how to start a new one. Out: documents opened. Never a run.
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import type { ReactElement, ReactNode } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { DefinitionKind } from '#shared/model/definition.ts'
import { formatDateTime } from '#shared/format/time.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { SearchField } from '../../../components/SearchField.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionRow } from './DefinitionRow.tsx'
import type { DefinitionActs } from './DefinitionRow.tsx'
import { useSavedDefinitions } from './useSavedDefinitions.tsx'
import './definitions.css'

export type DefinitionListProps = {
  kind: DefinitionKind
  feature: FeatureId
  title: string
  icon: ReactElement
  empty: { title: string; text: string }
  newLabel: string
  onNew: () => void
  newDisabled?: boolean
  /** One more column: the dataset of a table, the source of a chart. */
  about: { header: string; text: (saved: SavedDefinition) => string }
  /** Buttons beside the one for a new definition. */
  actions?: ReactNode
  children?: ReactNode
}

export const DefinitionList = ({
  kind,
  feature,
  title,
  icon,
  empty,
  newLabel,
  onNew,
  newDisabled,
  about,
  actions,
  children,
}: DefinitionListProps) => {
  const { t } = useTexts('definitions')
  const { saved, shown, query, search, failure, again, duplicate, remove, question } = useSavedDefinitions(
    kind,
    feature,
  )
  const some = saved !== null && saved.length > 0
  return (
    <ScreenLayout
      title={title}
      toolbar={
        <div className="df-toolbar">
          <Button
            size="small"
            appearance="primary"
            icon={<AddRegular />}
            disabled={newDisabled ?? false}
            onClick={onNew}
          >
            {newLabel}
          </Button>
          {actions}
          {some && <SearchField className="df-search" label={t('search')} value={query} onChange={search} />}
        </div>
      }
    >
      <div className="df-scroll">
        {children}
        {failure && <ErrorPanel failure={failure} onRetry={again} />}
        {saved?.length === 0 && (
          <EmptyState
            icon={icon}
            title={empty.title}
            text={empty.text}
            action={{ label: newLabel, run: onNew, disabled: newDisabled ?? false }}
          />
        )}
        {some && (
          <DefinitionTable feature={feature} shown={shown} about={about} onDuplicate={duplicate} onRemove={remove} />
        )}
        {some && shown.length === 0 && <p className="sd-muted">{t('nothingFound')}</p>}
      </div>
      {question}
    </ScreenLayout>
  )
}

type DefinitionTableProps = Pick<DefinitionListProps, 'feature' | 'about'> &
  DefinitionActs & { shown: readonly SavedDefinition[] }

const DefinitionTable = ({ feature, shown, about, ...acts }: DefinitionTableProps) => {
  const { t } = useTexts('definitions')
  return (
    <table className="df-table">
      <thead>
        <tr>
          <th scope="col">{t('title')}</th>
          <th scope="col">{about.header}</th>
          <th scope="col">{t('savedAt')}</th>
          <th scope="col">
            <span className="sd-visually-hidden">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <DefinitionRow key={one.id} one={one} feature={feature} {...acts}>
            <td>{about.text(one)}</td>
            <td className="df-when">{formatDateTime(one.savedAt)}</td>
          </DefinitionRow>
        ))}
      </tbody>
    </table>
  )
}
