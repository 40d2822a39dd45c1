// What can be done with the table chosen in the library: take it, open the one taken, take another. In: which. Out:
// what was pressed.
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, CopyRegular, OpenRegular } from '@fluentui/react-icons'
import { useTexts } from '../../../i18n/index.ts'
import type { LibraryEntry } from './libraryList.ts'

type Props = {
  entry: LibraryEntry
  readOnly: boolean
  onOpen: () => void
  onTake: (another: boolean) => Promise<void>
}

export const LibraryActions = ({ entry, readOnly, onOpen, onTake }: Props) => {
  const { t } = useTexts('library')
  return (
    <div className="sd-row-actions lb-actions">
      {entry.standing === 'absent' ? (
        <Button
          appearance="primary"
          size="small"
          icon={<ArrowDownloadRegular />}
          disabled={readOnly}
          onClick={() => void onTake(false)}
        >
          {t('take')}
        </Button>
      ) : (
        <>
          <Button appearance="primary" size="small" icon={<OpenRegular />} onClick={onOpen}>
            {t('openTaken')}
          </Button>
          <Button size="small" icon={<CopyRegular />} disabled={readOnly} onClick={() => void onTake(true)}>
            {t('takeAnother')}
          </Button>
        </>
      )}
      {readOnly && <span className="sd-muted">{t('readOnly')}</span>}
    </div>
  )
}
