// A saved definition in a list: its name opens it, its last cell copies or deletes it. In: what is told of it between.
// Out: a row.
import { Button } from '@fluentui/react-components'
import { CopyRegular, DeleteRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { plainTitle } from '../../../components/plainTitle.ts'
import { useTexts } from '../../../i18n/index.ts'

/** A removal asks first. */
export type DefinitionActs = {
  onDuplicate: (one: SavedDefinition) => void
  onRemove: (one: SavedDefinition) => void
}
type DefinitionRowProps = DefinitionActs & { one: SavedDefinition; feature: FeatureId; children: ReactNode }

export const DefinitionRow = ({ one, feature, onDuplicate, onRemove, children }: DefinitionRowProps) => {
  const { t, label } = useTexts('definitions')
  const title = plainTitle(label(one.title))
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="df-open"
          onClick={() => useWorkbench.getState().openDocument({ feature, documentId: one.id, title })}
        >
          {title || one.id}
        </button>
      </th>
      {children}
      <td className="df-actions">
        <Button
          size="small"
          appearance="subtle"
          icon={<CopyRegular />}
          aria-label={t('duplicateNamed', { title })}
          title={t('duplicate')}
          onClick={() => onDuplicate(one)}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={t('deleteNamed', { title })}
          title={t('delete')}
          onClick={() => onRemove(one)}
        />
      </td>
    </tr>
  )
}
