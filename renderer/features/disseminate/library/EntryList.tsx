// The offered tables by field, as one list that is walked by arrows. In: what fits the search. Out: the one chosen, and
// to take it.
import { Badge } from '@fluentui/react-components'
import { useTexts } from '../../../i18n/index.ts'
import type { LibraryGroup } from './libraryList.ts'

type Props = {
  groups: LibraryGroup[]
  chosen: string | null
  listId: string
  onChoose: (id: string) => void
  onTake: () => void
  onKeys: (event: React.KeyboardEvent) => void
}

export const EntryList = ({ groups, chosen, listId, onChoose, onTake, onKeys }: Props) => {
  const { t, label } = useTexts('library')
  return (
    <div
      className="lb-list"
      role="listbox"
      id={listId}
      tabIndex={0}
      aria-label={t('title')}
      aria-activedescendant={chosen === null ? undefined : `${listId}-${chosen}`}
      onKeyDown={onKeys}
    >
      {groups.map(({ subject, entries }) => (
        <div key={subject} role="group" aria-label={t(`domain.${subject}`, { defaultValue: subject })}>
          <div className="lb-group" aria-hidden="true">
            <span>{t(`domain.${subject}`, { defaultValue: subject })}</span>
            <span className="sd-numeric">{entries.length}</span>
          </div>
          {entries.map(({ definition, dataset, hasData, standing }) => (
            <div
              key={definition.id}
              id={`${listId}-${definition.id}`}
              role="option"
              aria-selected={definition.id === chosen}
              className="lb-entry"
              onClick={() => onChoose(definition.id)}
              onDoubleClick={onTake}
            >
              <span className="lb-entry__title">{label(definition.title)}</span>
              <span className="lb-entry__about">
                <span>{label(dataset)}</span>
                {!hasData && (
                  <Badge size="small" appearance="outline" color="warning">
                    {t('noData')}
                  </Badge>
                )}
                {standing !== 'absent' && (
                  <Badge size="small" appearance="tint" color="success">
                    {t(`standing.${standing}`)}
                  </Badge>
                )}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
