// The adoption feature: its home says what it does and asks for a workbook; a document is one workbook being taken
// over.
import {
  ArrowDownloadRegular,
  BranchCompareRegular,
  DocumentTableArrowRightRegular,
  TagRegular,
} from '@fluentui/react-icons'
import type { Screen } from '../../../app/screen.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { AdoptDocument } from './AdoptDocument.tsx'
import { openWorkbook } from './openWorkbook.ts'
import './adopt.css'

export const AdoptScreen: Screen = ({ documentId, parameters, active }) =>
  documentId === null ? (
    <AdoptHome active={active} />
  ) : (
    <AdoptDocument key={`${documentId} ${String(parameters['turn'])}`} path={documentId} active={active} />
  )

const steps = [
  ['read', <DocumentTableArrowRightRegular key="read" />],
  ['bind', <TagRegular key="bind" />],
  ['fill', <ArrowDownloadRegular key="fill" />],
  ['compare', <BranchCompareRegular key="compare" />],
] as const

const AdoptHome = ({ active }: { active: boolean }) => {
  const { t } = useTexts('adopt')
  const choose = (): void => void openWorkbook(t)
  useCommand(
    { id: 'adopt.open', title: t('choose'), shortcut: 'Ctrl+O', menu: 'file', group: 'new', run: choose },
    active,
  )
  return (
    <ScreenLayout title={t('title')}>
      <EmptyState
        icon={<DocumentTableArrowRightRegular />}
        title={t('homeTitle')}
        text={t('homeText')}
        action={{ label: t('choose'), run: choose }}
      >
        <ol className="ad-steps">
          {steps.map(([step, icon]) => (
            <li key={step}>
              <span className="ad-steps__icon" aria-hidden="true">
                {icon}
              </span>
              <span>
                <b>{t(`steps.${step}.title`)}</b> {t(`steps.${step}.text`)}
              </span>
            </li>
          ))}
        </ol>
      </EmptyState>
    </ScreenLayout>
  )
}
